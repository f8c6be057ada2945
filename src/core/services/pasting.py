"""A block of figures pasted from a spreadsheet: what can be kept is kept as one edit, every other cell has its verdict."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.errors import UserError
from core.services.desk import Desk
from core.services.drafting import FigureChange, figure_change
from core.services.edits import Edit, edit_draft
from core.services.own_figures import FigureKey
from core.services.typed_figures import TypedFigure


class RefusedCell(Struct, frozen=True):
    """Why a pasted figure cannot be kept."""

    key: FigureKey
    error: UserError


class Pasted(Struct, frozen=True):
    """What became of a block: the edit that one undo takes back, None where no cell could be kept, and the cells that could not."""

    edit: Edit | None
    refused: tuple[RefusedCell, ...] = ()


def set_figures(desk: Desk, cells: Mapping[FigureKey, TypedFigure]) -> Pasted:
    """Set several figures of one reporting period in one unit of work; the edit names the first one's item.

    A cell that is asked of nobody or cannot be read stays as it was and is told; the others are kept.
    """
    changes: list[FigureChange] = []
    refused = []
    for key, typed in cells.items():
        try:
            changes.append(figure_change(desk, key, typed))
        except UserError as error:
            refused.append(RefusedCell(key, error))
    if not changes:
        return Pasted(None, tuple(refused))
    first = changes[0]
    edit = edit_draft(desk, first.period, first.item, {change.register: change.value for change in changes})
    return Pasted(edit, tuple(refused))
