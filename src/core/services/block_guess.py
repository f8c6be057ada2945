"""Where the cells of a pasted block belong on a period's sheet: by its head, its numbers of items and names, else by place. Pure.

A row that names its item or figure goes there, wherever it stands in the block; only a block that names none is laid down from the cell
that has the keyboard (docs/decisions/0044).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from core.errors import NotAQuantity, QuantityOutOfRange
from core.model.progress import DataStatus, Missing
from core.model.quantity import parse_quantity
from core.services.period_sheet import SheetRow
from core.workbook.clipboard_block import Block

_MOST = 0.5  # from this share on a column's filled cells say what the column holds


class SheetField(StrEnum):
    """What of a row can be filled in from a block."""

    VALUE = "value"
    OTHER = "other"
    STATUS = "status"
    MISSING = "missing"
    TEXT = "text"
    PROBLEMS = "problems"
    NEXT_STEPS = "next_steps"


TEXT_FIELDS = (SheetField.TEXT, SheetField.PROBLEMS, SheetField.NEXT_STEPS)
REASONS = {reason.label: reason for reason in Missing if reason is not Missing.CONFLICT}
STATUSES = {status.label: status for status in DataStatus}


class PlacedCell(Struct, frozen=True):
    """A filled cell of the block, by its row and column there (from 0), and where it belongs: a row of the sheet, and what of it."""

    block_row: int
    block_column: int
    sheet_row: int
    field: SheetField
    text: str


class Guess(Struct, frozen=True):
    """All that found its place; `lost` are the rows of the block (from 0) of which nobody can tell where they belong."""

    cells: tuple[PlacedCell, ...] = ()
    lost: tuple[int, ...] = ()


class Anchor(Struct, frozen=True):
    """The cell that has the keyboard: a row of the sheet, and what of it."""

    row: int
    field: SheetField


def guess(block: Block, rows: Sequence[SheetRow], anchor: Anchor) -> Guess:
    """Where the cells of a block belong; empty ones belong nowhere and change nothing."""
    head = _head(block)
    body = list(range(0 if head is None else 1, len(block)))
    names = _Names(rows)
    by_code = _column_that(block, body, lambda text: text in names.codes or _is_code(text))
    by_name = _column_that(block, body, lambda text: _plain(text) in names.titles)
    fields = _fields(block, body, head or {}, taken={by_code, by_name}, anchor=anchor, is_named=by_code is not None or by_name is not None)
    if by_code is None and by_name is None:
        targets = _in_order(rows, anchor, len(body), fields)
    else:
        targets = [names.row_of(_at(block, row, by_code), _at(block, row, by_name)) for row in body]
    cells: list[PlacedCell] = []
    lost: list[int] = []
    for row, target in zip(body, targets, strict=True):
        filled = [(column, field, block[row][column]) for column, field in fields.items() if block[row][column]]
        if target is None:
            lost += [row] if filled else []
            continue
        for column, field, text in filled:
            place = names.first_of(target) if field in TEXT_FIELDS else target
            cells.append(PlacedCell(row, column, place, field, text))
    return Guess(tuple(cells), tuple(lost))


class _Names:
    """The rows of a sheet by what a block may call them."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self._rows = rows
        self.codes: dict[str, list[int]] = {}
        self.titles: dict[str, list[int]] = {}
        self._met: dict[tuple[str, str], int] = {}
        for place, row in enumerate(rows):
            self.codes.setdefault(row.code, []).append(place)
            for title in dict.fromkeys((_plain(row.title), _plain(row.item_title))):
                self.titles.setdefault(title, []).append(place)

    def row_of(self, code: str, title: str) -> int | None:
        """The row of a number and a name; of several alike the next one each time, as they stand on paper. None where there is none."""
        found = self.codes.get(code, []) if code else list(range(len(self._rows)))
        named = [place for place in self.titles.get(_plain(title), []) if place in set(found)] if title else []
        if not named and not code:
            return None
        candidates = named or found
        if not candidates:
            return None
        times = self._met.get((code, title), 0)
        self._met[code, title] = times + 1
        return candidates[times] if times < len(candidates) else None

    def first_of(self, row: int) -> int:
        """The first row of the same item, where its texts stand."""
        return next(place for place, each in enumerate(self._rows) if each.item == self._rows[row].item)


def _in_order(rows: Sequence[SheetRow], anchor: Anchor, count: int, fields: Mapping[int, SheetField]) -> list[int | None]:
    """From the cell that has the keyboard downwards, over all that is asked, as Enter goes."""
    if any(field not in TEXT_FIELDS for field in fields.values()):
        places = [place for place, row in enumerate(rows) if place >= anchor.row and row.cell is not None]
    else:
        places = [place for place, row in enumerate(rows) if place >= anchor.row and row.has_texts]
    return [places[number] if number < len(places) else None for number in range(count)]


def _fields(
    block: Block, body: Sequence[int], head: Mapping[int, SheetField], *, taken: set[int | None], anchor: Anchor, is_named: bool
) -> dict[int, SheetField]:
    """What the columns hold that are no names: as the head says, else the first column of numbers is the figure, and words are texts."""
    if head:
        return {column: field for column, field in head.items() if column not in taken}
    found: dict[int, SheetField] = {}
    figure = anchor.field if anchor.field in {SheetField.VALUE, SheetField.OTHER} else SheetField.VALUE
    texts = list(TEXT_FIELDS[TEXT_FIELDS.index(anchor.field) :] if anchor.field in TEXT_FIELDS else TEXT_FIELDS)
    for column in range(len(block[0]) if block else 0):
        cells = [block[row][column] for row in body if block[row][column]]
        if column in taken or not cells:
            continue
        if not is_named and column == 0 and len(block[0]) == 1:
            return {column: anchor.field}
        is_figure = _share(cells, _may_be_figure) >= _MOST
        if is_figure and figure not in found.values():
            found[column] = figure
        elif not is_figure and texts and _may_be_text(cells, is_before_figure=is_named and figure not in found.values()):
            found[column] = texts.pop(0)
    return found


def _may_be_text(cells: Sequence[str], *, is_before_figure: bool) -> bool:
    """Between names and figures stand units, targets, names of units, which are short; sentences are not."""
    return not is_before_figure or _share(cells, _is_short) < _MOST


def _head(block: Block) -> dict[int, SheetField] | None:
    """What the words of a first row say of the columns; None where it is no head."""
    if not block or any(_is_number(text) for text in block[0]):
        return None
    said = {column: field for column, text in enumerate(block[0]) if (field := _said(text)) is not None}
    first: dict[SheetField, int] = {}
    for column, field in said.items():
        first.setdefault(field, column)
    return {column: field for field, column in first.items()} or None


def _said(text: str) -> SheetField | None:
    plain = _plain(text)
    return next((field for words, field in _HEADS if re.fullmatch(words, plain)), None)


_HEADS = (
    (r"数值|本期数?|本期累计数?|累计完成数?|累计数?|完成数|实际完成|实绩|本月累计|1[—-]?\d*月累计", SheetField.VALUE),
    (r"当期数?|当月数?|本月数?|本期当期|本年累计", SheetField.OTHER),
    (r"数据状态|状态", SheetField.STATUS),
    (r"缺报原因|原因", SheetField.MISSING),
    (r"(工作)?进展(情况)?|完成情况|推进情况", SheetField.TEXT),
    (r"(存在)?(的?主要)?问题", SheetField.PROBLEMS),
    (r"下一步(措施|打算|工作|安排|计划)?", SheetField.NEXT_STEPS),
)


def _column_that(block: Block, body: Sequence[int], holds: Callable[[str], bool]) -> int | None:
    """The first column of which most filled cells are such."""
    for column in range(len(block[0]) if block else 0):
        cells = [block[row][column] for row in body if block[row][column]]
        if cells and _share(cells, holds) >= _MOST:
            return column
    return None


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, cells)) / len(cells)


def _may_be_figure(text: str) -> bool:
    return _is_number(text) or text in REASONS


def _is_number(text: str) -> bool:
    try:
        parse_quantity(text, field="", unit=_unit_in(text))
    except (NotAQuantity, QuantityOutOfRange):
        return False
    return True


def _unit_in(text: str) -> str:
    """The words behind a number, so that 20家 is one whatever is counted."""
    return re.sub(r"^[\d,.\s+-]*", "", unicodedata.normalize("NFKC", text)).strip()


def _is_code(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+){2,}", text) is not None


def _is_short(text: str) -> bool:
    return len(text) <= 4  # units, ranks, names of units stand in such columns


def _at(block: Block, row: int, column: int | None) -> str:
    return "" if column is None else block[row][column]


def _plain(text: str) -> str:
    """Without spaces, full-width forms, and what stands in brackets at the end, such as a unit."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"\([^()]*\)$", "", plain) or plain
