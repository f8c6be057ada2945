"""A block of cells pasted onto a period's sheet: what can be kept is one step, every cell has its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from core.changes.change import Json, Register
from core.errors import CannotRecordThis, UserError, WordUnknown
from core.ids import ItemId
from core.model.period import Period
from core.model.quantity import decimal_text
from core.services.block_guess import REASONS, STATUSES, TEXT_FIELDS, Anchor, PlacedCell, SheetField, guess
from core.services.desk import Desk
from core.services.drafting import figure_change, progress_register, storable
from core.services.edits import Edit, edit_draft
from core.services.own_figures import FigureKey
from core.services.period_sheet import SheetRow, period_sheet
from core.services.typed_figures import Typed, TypedFigure
from core.workbook.clipboard_block import Block, read_block

__all__ = ["Anchor", "CellPlace", "Clip", "Pasted", "PastedCell", "SheetField", "is_block", "paste"]  # a sheet finds all that it needs here

Meaning = TypeVar("Meaning")


class Clip(Struct, frozen=True):
    """What lies on the clipboard: as plain text, and as HTML where a program gave it too."""

    text: str
    html: str = ""


class CellPlace(Struct, frozen=True):
    """A cell of the sheet: of which item, of which figure (None for a text), and what of it."""

    item: ItemId
    key: FigureKey | None
    field: SheetField


class PastedCell(Struct, frozen=True):
    """The verdict on a cell of the block: where it belongs, what stood in it, and why it cannot be kept; None where it is."""

    place: CellPlace
    text: str
    error: UserError | None


class Pasted(Struct, frozen=True):
    """What became of a block: the edit that one undo takes back, None where nothing was kept; `lost` counts rows nobody could place."""

    edit: Edit | None
    cells: tuple[PastedCell, ...] = ()
    lost: int = 0

    @property
    def refused(self) -> tuple[PastedCell, ...]:
        """The cells that were not kept."""
        return tuple(cell for cell in self.cells if cell.error is not None)


def is_block(clip: Clip) -> bool:
    """Whether there is more than one cell on the clipboard."""
    block = read_block(clip.text, clip.html)
    return len(block) > 1 or any(len(row) > 1 for row in block)


def paste(desk: Desk, period: Period, clip: Clip, at: CellPlace) -> Pasted:
    """Fill a block into the draft, beginning at a cell where its rows do not say themselves where they belong.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    rows = period_sheet(desk, period).rows
    return _Paster(desk, period, rows).paste(read_block(clip.text, clip.html), _anchor(rows, at))


def _anchor(rows: Sequence[SheetRow], at: CellPlace) -> Anchor:
    """The cell's row as it is now: the plan may have been revised under the sheet."""
    for number, row in enumerate(rows):
        if row.item == at.item and (at.key is None or (row.cell is not None and row.cell.key == at.key)):
            return Anchor(number, at.field)
    return Anchor(0, at.field)


class _Paster:
    def __init__(self, desk: Desk, period: Period, rows: Sequence[SheetRow]) -> None:
        self._desk = desk
        self._period = period
        self._rows = rows
        self._values: dict[Register, Json] = {}
        self._items: list[ItemId] = []
        self._told: list[PastedCell] = []

    def paste(self, block: Block, anchor: Anchor) -> Pasted:
        found = guess(block, self._rows, anchor)
        figures: dict[int, dict[SheetField, PlacedCell]] = {}
        for cell in found.cells:
            if cell.field in TEXT_FIELDS:
                self._take_text(cell)
            else:
                figures.setdefault(cell.sheet_row, {})[cell.field] = cell
        for row, cells in figures.items():
            self._take_figure(self._rows[row], cells)
        edit = None
        if self._values:
            edit = edit_draft(self._desk, self._period, self._items[0], self._values)
        return Pasted(edit, tuple(self._told), len(found.lost))

    def _take_text(self, cell: PlacedCell) -> None:
        item = self._rows[cell.sheet_row].item
        self._keep(item, progress_register(self._desk, self._period, item, cell.field.value), storable(cell.text))
        self._tell(cell, None)

    def _take_figure(self, row: SheetRow, cells: Mapping[SheetField, PlacedCell]) -> None:
        try:
            typed = self._typed(row, cells)
            if row.cell is None or typed is None:
                raise CannotRecordThis(item=row.code, name=row.title)
            change = figure_change(self._desk, row.cell.key, typed)
        except UserError as error:
            for cell in cells.values():
                self._tell(cell, error)
            return
        self._keep(row.item, change.register, change.value)
        for cell in cells.values():
            self._tell(cell, None)

    def _typed(self, row: SheetRow, cells: Mapping[SheetField, PlacedCell]) -> TypedFigure | None:
        """The cells of a row as they would be typed; None where nothing is asked there.

        Raises:
            WordUnknown: a status or a reason is none.
        """
        held = row.cell
        if held is None:
            return None
        own, other = _text(cells, SheetField.VALUE), _text(cells, SheetField.OTHER)
        reason = _text(cells, SheetField.MISSING) or next((text for text in (own, other) if text in REASONS), "")
        own, other = ("" if text in REASONS else text for text in (own, other))
        status = _text(cells, SheetField.STATUS)
        meant = _word(STATUSES, status, "数据状态") if status else held.status
        if reason:
            return TypedFigure(own or other, missing=_word(REASONS, reason, "缺报原因"), status=meant)
        if own or not other:
            text = own or ("" if held.value is None else decimal_text(held.value))
            parts = ["" if part is None else decimal_text(part) for part in (held.numerator, held.denominator)]
            return TypedFigure(text, status=meant, numerator=parts[0], denominator=parts[1])
        return TypedFigure(other, Typed.OTHER, status=meant)

    def _keep(self, item: ItemId, register: Register, value: Json) -> None:
        self._values[register] = value
        self._items.append(item)

    def _tell(self, cell: PlacedCell, error: UserError | None) -> None:
        row = self._rows[cell.sheet_row]
        key = None if row.cell is None or cell.field in TEXT_FIELDS else row.cell.key
        self._told.append(PastedCell(CellPlace(row.item, key, cell.field), cell.text, error))


def _text(cells: Mapping[SheetField, PlacedCell], field: SheetField) -> str:
    return cells[field].text if field in cells else ""


def _word(words: Mapping[str, Meaning], text: str, column: str) -> Meaning:
    if text not in words:
        raise WordUnknown(column=column, text=text, words="、".join(words))
    return words[text]
