"""Tables: planned once as rows of known height, then cut into one strip a page, each with the head, in whole grid lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from core.briefing.blocks import Cell, FontRole, Table
from core.briefing.fonts import FontSet
from core.briefing.geometry import SIZE_5, SIZE_SMALL_4, SIZE_SMALL_5, PageFormat
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import TextStyle, measured_plain
from core.briefing.pages import Item, PlacedRule, PlacedShade, Strip
from core.briefing.paragraphs import caption_items, centred_baseline
from core.briefing.setting import set_line, set_single
from core.briefing.table_cells import CellLines, ColumnPlan, cell_lines, lines_within, planned_columns, row_height, set_cell

_FRAME_PT = 1.0
_INNER_PT = 0.5
_MANY_COLUMNS = 8  # with more the text is 小五
_NOTE_LEADING = 1.4  # em
_AFTER_TABLE = 0.5  # of a grid line, at least, between a table's end and what follows
_KEPT_ROWS = 2  # a table neither begins nor ends with fewer rows on a page of several


class RowPlan(Struct, frozen=True):
    """A row of known height, its items from its own top left corner; a band spans all columns and stays with the row below it.

    `at_page_start` is the row where it is the first below a repeated head, if it reads otherwise there.
    """

    height_pt: float
    items: tuple[Item, ...]
    is_band: bool = False
    at_page_start: RowPlan | None = None


class TablePlan(Struct, frozen=True):
    """A table ready to be cut into pages."""

    table: Table
    page: PageFormat
    head: RowPlan
    rows: tuple[RowPlan, ...]
    note: tuple[Item, ...]
    note_height_pt: float

    @property
    def opening_height_pt(self) -> float:
        """What the table needs on the page where it starts: caption, head, and the first two rows that are no bands.

        One will do where two would take more than a third of a page, which would leave as much empty before.
        """
        height = one = self._lead_height()
        count = 0
        for index, row in enumerate(self.rows):
            height += row.height_pt + (self.note_height_pt if index == len(self.rows) - 1 else 0.0)
            count += not row.is_band
            one = height if count < _KEPT_ROWS else one
            if count == _KEPT_ROWS:
                return height if height <= self.page.text_height_pt / 3 else one
        return height if self.rows else height + self.note_height_pt

    def cut(self, first_row: int, room_pt: float, fonts: FontSet) -> tuple[Strip, int]:
        """As many rows from `first_row` as the room holds, with caption and head, and the row that comes next.

        At least one row is taken, which `planned_table` made no taller than a page.
        """
        height = self._lead_height()
        end = first_row
        while end < len(self.rows):
            row = self._row_at(end, first_row)
            needed = row.height_pt + (self.note_height_pt if end == len(self.rows) - 1 else 0.0)
            if height + needed > room_pt + 0.01 and end > first_row:
                break
            height += row.height_pt
            end += 1
        if end == len(self.rows) - 1 and end - first_row > _KEPT_ROWS:
            end -= 1
        while end < len(self.rows) and end > first_row + 1 and self.rows[end - 1].is_band:
            end -= 1
        return self._strip(first_row, end, room_pt, fonts), end

    def _row_at(self, index: int, first: int) -> RowPlan:
        """A row as it reads on the page whose first row is `first`."""
        row = self.rows[index]
        return row.at_page_start if row.at_page_start is not None and index == first > 0 else row

    def _lead_height(self) -> float:
        return self.page.line_pitch_pt + self.head.height_pt

    def _strip(self, first: int, end: int, room_pt: float, fonts: FontSet) -> Strip:
        pitch = self.page.line_pitch_pt
        is_continued = first > 0
        items = _caption(self.table, self.page, fonts, is_continued=is_continued)
        top = pitch
        for row in (self.head, *(self._row_at(index, first) for index in range(first, end))):
            items += [item.moved(0.0, top) for item in row.items]
            top += row.height_pt
            items.append(PlacedRule((0.0, top), (self.page.text_width_pt, top), _INNER_PT))
        items += _frame(pitch, top, self.page.text_width_pt)
        if end == len(self.rows):
            items += [item.moved(0.0, top) for item in self.note]
            top += self.note_height_pt
        after = _AFTER_TABLE * pitch if end == len(self.rows) else 0.0
        lines = ceil((top + after) / pitch - 1e-6)
        return Strip(min(lines * pitch, max(room_pt, top)), tuple(items))


def planned_table(table: Table, page: PageFormat, fonts: FontSet) -> TablePlan:
    """Measure a table for a page format; rows taller than a page are parted between lines."""
    size = SIZE_SMALL_5 if len(table.columns) > _MANY_COLUMNS else SIZE_5
    columns = planned_columns(table.columns, table.rows, page.text_width_pt, size, fonts)
    centred = [ColumnPlan(column.left_pt, column.width_pt, "center") for column in columns]
    titles = [Cell(column.title) for column in table.columns]
    head = _row(_cells(titles, centred, FontRole.HEITI, size, fonts), columns, size, page)
    note, note_height = _note(table.note, page, fonts)
    tallest = page.text_height_pt - page.line_pitch_pt - head.height_pt - note_height
    rows: list[RowPlan] = []
    for row in table.rows:
        if isinstance(row, Cell):
            rows.append(_band(row, page, size, fonts))
        else:
            parts = _planned_row(_cells(row, columns, FontRole.SONGTI, size, fonts), columns, size, tallest, page)
            if len(parts) == 1 and any(cell.at_page_start for cell in row):
                full = [replace(cell, text=cell.at_page_start or cell.text) for cell in row]
                whole = _planned_row(_cells(full, columns, FontRole.SONGTI, size, fonts), columns, size, tallest, page)
                parts = [replace(parts[0], at_page_start=whole[0])] if len(whole) == 1 else parts
            rows += parts
    return TablePlan(table, page, head, tuple(rows), note, note_height)


def _planned_row(
    cells: list[CellLines], columns: Sequence[ColumnPlan], size_pt: float, tallest_pt: float, page: PageFormat
) -> list[RowPlan]:
    """A row, or those it becomes when it is taller than a page."""
    longest = max(len(cell.lines) for cell in cells)
    step = lines_within(tallest_pt, size_pt, page.row_padding_em)
    parts = [[cell.part(first, first + step) for cell in cells] for first in range(0, max(longest, 1), step)]
    return [_row(part, columns, size_pt, page) for part in parts]


def _cells(row: Sequence[Cell], columns: Sequence[ColumnPlan], font: FontRole, size_pt: float, fonts: FontSet) -> list[CellLines]:
    return [cell_lines(cell, column, font, size_pt, fonts) for cell, column in zip(row, columns, strict=True)]


def _row(cells: Sequence[CellLines], columns: Sequence[ColumnPlan], size_pt: float, page: PageFormat) -> RowPlan:
    height = row_height(cells, size_pt, page.row_padding_em)
    items: list[Item] = [PlacedRule((column.left_pt, 0.0), (column.left_pt, height), _INNER_PT) for column in columns[1:]]
    for cell in cells:
        items += set_cell(cell, height, size_pt)
    return RowPlan(height, tuple(items))


def _band(cell: Cell, page: PageFormat, size_pt: float, fonts: FontSet) -> RowPlan:
    width_pt = page.text_width_pt
    lines = cell_lines(cell, ColumnPlan(0.0, width_pt, "left"), FontRole.HEITI, size_pt, fonts)
    height = row_height([lines], size_pt, page.row_padding_em)
    return RowPlan(height, (PlacedShade(0.0, 0.0, width_pt, height), *set_cell(lines, height, size_pt)), is_band=True)


def _frame(top_pt: float, bottom_pt: float, width_pt: float) -> list[Item]:
    corners = ((0.0, top_pt), (width_pt, top_pt), (width_pt, bottom_pt), (0.0, bottom_pt))
    return [PlacedRule(corners[index], corners[(index + 1) % 4], _FRAME_PT) for index in range(4)]


def _caption(table: Table, page: PageFormat, fonts: FontSet, *, is_continued: bool) -> list[Item]:
    """The caption, 续表 on later pages, and the unit note at the right where it does not meet the caption."""
    caption = table.caption
    if is_continued:
        caption = f"续{caption}" if caption.startswith(("表", "附表")) else f"续表　{caption}"
    if not table.unit_note:
        return caption_items(caption, page, fonts, top_pt=0.0)
    note_width = fonts.width(table.unit_note, FontRole.SONGTI, SIZE_SMALL_5)
    left = page.text_width_pt - note_width
    base = centred_baseline(SIZE_SMALL_4, page.line_pitch_pt)
    unit = set_single(table.unit_note, FontRole.SONGTI, SIZE_SMALL_5, fonts, left_pt=left, baseline_pt=base)
    caption_width = fonts.width(caption, FontRole.HEITI, SIZE_SMALL_4)
    meets_note = (page.text_width_pt + caption_width) / 2 + SIZE_SMALL_5 > left
    width = left - SIZE_SMALL_5 if meets_note else page.text_width_pt
    return [*caption_items(caption, page, fonts, top_pt=0.0, width_pt=width), unit]


def _note(note: str, page: PageFormat, fonts: FontSet) -> tuple[tuple[Item, ...], float]:
    """The note's lines below the table, and their height."""
    if not note:
        return (), 0.0
    text = measured_plain(note, FontRole.SONGTI, TextStyle(SIZE_SMALL_5), fonts)
    items: list[Item] = []
    leading = SIZE_SMALL_5 * _NOTE_LEADING
    top = leading / 4
    for line in broken_lines(text, page.text_width_pt):
        items += set_line(text, line, 0.0, top + centred_baseline(SIZE_SMALL_5, leading))
        top += leading
    return tuple(items), top
