"""What words typed into a cell of the sheet do: a figure in one of its readings, a reason in its place, a text. Pure.

Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from core.model.progress import Missing
from core.services.period_sheet import SheetRow
from core.services.typed_figures import Typed, TypedFigure
from gui.pages.filing import figure_words as words
from gui.pages.filing import writing
from gui.pages.filing.kept_input import FieldPlace

_REASONS = {reason.label: reason for reason in Missing if reason is not Missing.CONFLICT}


def typed_writing(row: SheetRow, place: FieldPlace, text: str) -> writing.Writing:
    """The write that a cell's words mean; a reason may be written out in a figure's place."""
    cell, plain = row.cell, text.strip()
    if place.row == "" or cell is None:
        return writing.text(place.period, place.item, place.name, text)
    if plain in _REASONS:
        return writing.choice(cell.key, _REASONS[plain])
    if place.name == words.OTHER and plain:
        return writing.figure(cell.key, TypedFigure(text, Typed.OTHER, status=cell.status))
    if place.name == words.OTHER:
        return writing.figure(cell.key, TypedFigure())
    held = words.field_texts(cell)
    parts = (held[words.NUMERATOR], held[words.DENOMINATOR]) if plain else ("", "")
    return writing.figure(cell.key, TypedFigure(text, status=cell.status, numerator=parts[0], denominator=parts[1]))
