"""The cells of a table: their text broken to the column, aligned, and set in the middle of the row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from core.briefing.blocks import Cell, Column, FontRole, Run
from core.briefing.fonts import FontSet
from core.briefing.geometry import ASCENT, floored_size
from core.briefing.linebreaking import Line, broken_lines
from core.briefing.measured import MeasuredText, TextStyle, measured
from core.briefing.pages import Item
from core.briefing.setting import Align, set_aligned
from core.model.signs import SHADE_MARK

_PADDING = 0.3  # em at a cell's left and right
_LEADING = 1.38  # em; at 五号 half a grid line
_WORD_LENGTH = 8  # characters; a text this short is a word, better set smaller than torn
_SMALLEST_SHARE = 0.78  # of the size, that a word may be set at to stay whole
_SMALLEST_NUMBER = 0.55  # that a number may be set at: one read in two halves is another number
_JUSTIFIED_FROM = 30  # em: narrower columns would tear apart if spread

ColumnAlign = Literal["left", "center", "right", "decimal"]

_NUMBER = re.compile(r"(?:增量|[≥≤><～约超近])?[+\-−±]?[0-9][0-9,]*")

_FIGURE = re.compile(rf"[≥≤><～+\-−±]*[0-9][0-9,]*(?:\.[0-9]+)?[%％]?[*{SHADE_MARK}]*")


class ColumnPlan(Struct, frozen=True):
    """Where a column stands, how its cells align, and for decimal ones how wide they are before and after the point."""

    left_pt: float
    width_pt: float
    align: ColumnAlign
    before_pt: float = 0.0
    after_pt: float = 0.0


class CellLines(Struct, frozen=True):
    """A cell's lines, ready to be set in its column."""

    text: tuple[MeasuredText, ...]
    lines: tuple[tuple[int, Line], ...]  # which of the texts a line is of
    column: ColumnPlan
    shift_pt: float | None = None  # for a number on the decimal point: where it starts in the column; what is below it stays centred

    def part(self, first: int, last: int) -> CellLines:
        """The same cell with some of its lines only, from `first` to before `last`."""
        return CellLines(self.text, self.lines[first:last], self.column, self.shift_pt)


def planned_columns(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...] | Cell], width_pt: float, size_pt: float, fonts: FontSet
) -> tuple[ColumnPlan, ...]:
    """Share the width among the columns; decimal ones find the widest parts of their numbers."""
    total = sum(column.width for column in columns)
    plans = []
    left = 0.0
    for index, column in enumerate(columns):
        width = width_pt * column.width / total
        before = after = 0.0
        if column.align == "decimal":
            parts = [split_number(row[index].text.partition("\n")[0]) for row in rows if isinstance(row, tuple)]
            before = max((fonts.width(part[0], FontRole.SONGTI, size_pt) for part in parts if part), default=0.0)
            after = max((fonts.width(part[1], FontRole.SONGTI, size_pt) for part in parts if part), default=0.0)
        plans.append(ColumnPlan(left, width, column.align, before, after))
        left += width
    return tuple(plans)


def split_number(text: str) -> tuple[str, str] | None:
    """What stands before the decimal point and what from it on, a sign or word of comparison with the number; None where there is none.

    >>> split_number("-1,234.5%"), split_number("≥80万辆"), split_number("—")
    (('-1,234', '.5%'), ('≥80', '万辆'), None)
    """
    match = _NUMBER.match(text)
    return None if match is None else (match.group(), text[match.end() :])


def cell_lines(cell: Cell, column: ColumnPlan, font: FontRole, size_pt: float, fonts: FontSet) -> CellLines:
    """Break a cell's text to its column; a line feed breaks it too."""
    room = column.width_pt - 2 * _PADDING * size_pt
    styles = ((part, TextStyle(_size_of_word(part, column, room, font, size_pt, fonts))) for part in cell.text.split("\n"))
    texts = tuple(measured([Run(part, font, cell.tone, cell.link)], style, fonts) for part, style in styles)
    is_justified = column.align == "left" and room >= _JUSTIFIED_FROM * size_pt
    lines = tuple((index, line) for index, text in enumerate(texts) for line in broken_lines(text, room, justified=is_justified))
    shift = None
    parts = split_number(texts[0].text) if column.align == "decimal" else None
    is_whole = sum(index == 0 for index, _ in lines) == 1 and texts[0].style.size_pt == size_pt
    if parts is not None and is_whole and column.before_pt + column.after_pt <= room:
        margin = (column.width_pt - column.before_pt - column.after_pt) / 2
        shift = margin + column.before_pt - fonts.width(parts[0], font, size_pt)
    return CellLines(texts, lines, column, shift)


def _size_of_word(text: str, column: ColumnPlan, room_pt: float, font: FontRole, size_pt: float, fonts: FontSet) -> float:
    """The size at which a word or number of a centred or right-aligned cell stays on one line; the usual size for anything else."""
    is_number = _FIGURE.fullmatch(text) is not None
    if column.align == "left" or (len(text) > _WORD_LENGTH and not is_number) or " " in text:
        return size_pt
    natural = fonts.width(text, font, size_pt)
    if natural <= room_pt or natural * (_SMALLEST_NUMBER if is_number else _SMALLEST_SHARE) > room_pt:
        return size_pt
    return floored_size(size_pt * room_pt / natural)


def row_height(cells: Sequence[CellLines], size_pt: float, padding_em: float) -> float:
    """The height of a row that holds the longest of its cells, with the padding above and below together."""
    return max([1, *(len(cell.lines) for cell in cells)]) * _LEADING * size_pt + padding_em * size_pt


def lines_within(height_pt: float, size_pt: float, padding_em: float) -> int:
    """How many lines a row of at most this height holds; at least one."""
    return max(1, int((height_pt - padding_em * size_pt + 1e-6) // (_LEADING * size_pt)))


def set_cell(cell: CellLines, height_pt: float, size_pt: float) -> list[Item]:
    """The cell's lines in the middle of a row of this height, from the table's left and the row's top."""
    items: list[Item] = []
    leading = _LEADING * size_pt
    top = (height_pt - len(cell.lines) * leading) / 2
    align: Align = "center" if cell.column.align == "decimal" else cell.column.align
    if cell.column.align == "left" and any(line.gaps_pt and max(line.gaps_pt) > 0 for _, line in cell.lines):
        align = "justify"
    for position, (index, line) in enumerate(cell.lines):
        base = top + position * leading + (leading - size_pt) / 2 + ASCENT * size_pt
        if cell.shift_pt is None or index > 0:
            items += set_aligned(cell.text[index], line, cell.column.left_pt + _PADDING * size_pt, base, align)
        else:
            items += set_aligned(cell.text[index], line, cell.column.left_pt + cell.shift_pt, base, "left")
    return items
