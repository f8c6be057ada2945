"""Units by items: one cell per duty, filled by its standing; nothing where a unit has no duty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.briefing.charts.data import MatrixData
from core.briefing.charts.lettering import ELLIPSIS, fitting_size, text_width, truncated
from core.briefing.charts.rows import HEADER_PT, RowFrame
from core.briefing.charts.sheet import Rectangle, Sheet
from core.briefing.charts.style import AREA_INKS, GUIDE, HAIRLINE_PT, SMALL_PT
from core.model.progress import Standing

HEADING_PT = 66.0  # room for names that stand upright

_KEY_PT = 14.0
_SWATCH_PT = 6.5
_LARGEST_CELL_PT = (18.0, 12.0)
_PARTING_PT = 1.6
_LINE_EM = 1.08
_LEAST_PITCH_PT = SMALL_PT * _LINE_EM  # below this only every second, third … column is named


def matrix_chart(data: MatrixData, width_pt: float, height_pt: float) -> Sheet:
    """One row per unit, one column per item; names of columns stand level where they fit, upright in Chinese, else turned.

    Raises:
        ValueError: there are no rows or no columns, or the cells are not as many as rows and columns say.
    """
    if not data.columns or len(data.cells) != len(data.rows) or any(len(row) != len(data.columns) for row in data.cells):
        message = "a matrix needs a cell for each row and column"
        raise ValueError(message)
    sheet = Sheet(width_pt, height_pt)
    # Level names take one line; whether they fit is known once the rows' labels have taken their room.
    frame = RowFrame(sheet, data.rows, header_pt=HEADER_PT, footer_pt=_KEY_PT)
    pitch = frame.plot.width / len(data.columns)
    is_level = all(text_width(name, frame.header_size) <= pitch - 2 for name in data.columns)
    if not is_level:
        tallest = max(_upright_height(name) for name in data.columns)
        frame = RowFrame(sheet, data.rows, header_pt=min(tallest, HEADING_PT), footer_pt=_KEY_PT)
    _put_cells(sheet, data, frame, pitch)
    for index, name in enumerate(data.columns):
        x = frame.plot.left + (index + 0.5) * pitch
        if is_level:
            frame.put_heading(name, x)
        elif index % _named_every(pitch) == 0:
            _put_upright(sheet, name, x, frame)
    for index, unit in enumerate(data.rows):
        frame.put_label(index, unit)
    _put_key(sheet, frame)
    return sheet


def _named_every(pitch: float) -> int:
    return max(1, -int(-_LEAST_PITCH_PT // pitch))


def _put_cells(sheet: Sheet, data: MatrixData, frame: RowFrame, pitch: float) -> None:
    width = min(_LARGEST_CELL_PT[0], pitch - min(_PARTING_PT, pitch / 4))
    height = min(_LARGEST_CELL_PT[1], frame.pitch - min(_PARTING_PT, frame.pitch / 4))
    cells: dict[Standing, list[Rectangle]] = {}
    for row, y in zip(data.cells, frame.middles, strict=True):
        for index, standing in enumerate(row):
            if standing is not None:
                x = frame.plot.left + (index + 0.5) * pitch
                cells.setdefault(standing, []).append((x - width / 2, y - height / 2, width, height))
    edges = [frame.top - index * frame.pitch for index in range(len(data.rows) + 1)]
    sheet.put_lines([((0, y), (sheet.width, y)) for y in edges], GUIDE, width_pt=HAIRLINE_PT)
    for standing in Standing:
        sheet.put_rectangles(cells.get(standing, []), AREA_INKS[standing])


def _upright_height(name: str) -> float:
    return 4 + (text_width(name, SMALL_PT) if name.isascii() else len(stacked(name, len(name))) * SMALL_PT * _LINE_EM)


def _put_upright(sheet: Sheet, name: str, x: float, frame: RowFrame) -> None:
    """A Chinese name character under character from the top, any other turned; both end just above the rows where they are long."""
    room = 2 * (frame.header_middle - frame.top) - 3
    size = SMALL_PT
    half = size * _LINE_EM / 2  # of a letter's height, which may be more than half a narrow column
    x = max(half, min(x, sheet.width - half))
    if name.isascii():
        sheet.put_turned_text(truncated(name, room, size), x, frame.top + 2, size_pt=size)
        return
    parts = stacked(name, int(room / (size * _LINE_EM)))
    first = frame.top + 2 + (len(parts) - 0.5) * size * _LINE_EM
    for number, part in enumerate(parts):
        small = fitting_size(part, size * 1.04, size, least_pt=1)
        sheet.put_text(part, x, first - number * size * _LINE_EM, size_pt=small, align="center")


def stacked(name: str, most: int) -> list[str]:
    """The parts of a name that stand under each other, at most so many: one character each, two digits or letters together.

    >>> stacked("建设5G基站", 4)
    ['建', '设', '5G', '…']
    """
    parts: Sequence[str] = re.findall(r"[0-9A-Za-z]{2}(?![0-9A-Za-z])|\S", name)
    return list(parts) if len(parts) <= most else [*parts[: max(most - 1, 0)], ELLIPSIS]


def _put_key(sheet: Sheet, frame: RowFrame) -> None:
    """A swatch and a word for each standing, under the rows."""
    words = [standing.label for standing in Standing]
    natural = sum(_SWATCH_PT + 2.5 + text_width(word, SMALL_PT) for word in words) + 12 * (len(words) - 1)
    scale = min(1.0, sheet.width / natural)
    x = (sheet.width - natural * scale) / 2
    side = _SWATCH_PT * scale
    for standing in Standing:
        size = SMALL_PT * scale
        sheet.put_rectangles([(x, frame.footer_middle - side / 2, side, side)], AREA_INKS[standing])
        sheet.put_text(standing.label, x + side + 2.5 * scale, frame.footer_middle, size_pt=size)
        x += side + 2.5 * scale + text_width(standing.label, size) + 12 * scale
