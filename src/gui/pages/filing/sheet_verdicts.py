"""What became of a pasted block, cell by cell: what was refused waits in its cell to be mended. Pure.

Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from collections.abc import Callable

from core.errors import UserError
from core.model.period import Period
from core.services.pasting import CellPlace, Pasted
from gui.pages.filing.figure_words import VALUE
from gui.pages.filing.item_form import row_of
from gui.pages.filing.kept_input import FieldPlace, Kept, KeptInput
from gui.pages.filing.sheet_lines import NAMES


def keep_verdicts(kept: KeptInput, period: Period, pasted: Pasted, sentence: Callable[[UserError], str]) -> None:
    """Keep the words of every refused cell with the sentence that refused it, and let go of what was refused before where one was kept."""
    for cell in pasted.cells:
        place = _field(period, cell.place)
        if cell.error is None:
            kept.drop(place)
        else:
            kept.keep(place, Kept(cell.text, sentence(cell.error)))


def _field(period: Period, place: CellPlace) -> FieldPlace:
    """The field of a cell; a status or a reason is told where its figure is typed."""
    name = place.field.value if place.field.value in NAMES.values() else VALUE
    return FieldPlace(period, place.item, "" if place.key is None else row_of(place.key), name)
