"""How many of each standing a group, a section or a unit has: stacked bars on one scale, and the counts in columns beside them."""

from __future__ import annotations

from collections.abc import Sequence

from core.briefing.blocks import Tone
from core.briefing.charts.data import StandingRow
from core.briefing.charts.lettering import fitting_size, text_width
from core.briefing.charts.rows import RowFrame, widest
from core.briefing.charts.sheet import Rectangle, Sheet
from core.briefing.charts.style import AREA_INKS, GUIDE, HAIRLINE_PT, LINE_PT, SMALL_PT
from core.model.progress import Standing

_BAR_PT = 10.0
_SWATCH_PT = 6.0
_PARTING_PT = 1.0  # white between two parts of a bar
_COLUMN_PT = _SWATCH_PT + 2 + max(text_width(standing.label, SMALL_PT) for standing in Standing)


def standing_bars(rows: Sequence[StandingRow], width_pt: float, height_pt: float) -> Sheet:
    """One row per group, in the order given; a bar's length is the row's total, its parts stand in the order of `Standing`.

    Raises:
        ValueError: there are no rows.
    """
    sheet = Sheet(width_pt, height_pt)
    counts = [dict(row.counts) for row in rows]
    columns = [max(_COLUMN_PT, widest(str(count.get(standing, 0)) for count in counts)) for standing in Standing]
    frame = RowFrame(sheet, [row.label for row in rows], columns_pt=columns)
    _put_bars(sheet, counts, frame)
    _put_headings(sheet, frame)
    for index, row in enumerate(rows):
        frame.put_label(index, row.label)
        for column, standing in enumerate(Standing):
            count = counts[index].get(standing, 0)
            frame.put_cell(index, column, str(count), align="center", tone=_tone(standing, count))
    return sheet


def _tone(standing: Standing, count: int) -> Tone:
    if count == 0:
        return Tone.MUTED
    return Tone.BEHIND if standing is Standing.BEHIND else Tone.TEXT


def _put_bars(sheet: Sheet, counts: Sequence[dict[Standing, int]], frame: RowFrame) -> None:
    longest = max(1, *(sum(count.values()) for count in counts))
    height = min(_BAR_PT, frame.pitch * 0.6)
    parts: dict[Standing, list[Rectangle]] = {}
    for count, y in zip(counts, frame.middles, strict=True):
        left = frame.plot.left
        for standing in Standing:
            width = count.get(standing, 0) / longest * frame.plot.width
            parting = min(_PARTING_PT, width / 3)
            parts.setdefault(standing, []).append((left, y - height / 2, width - parting, height))
            left += width
    for standing in Standing:
        sheet.put_rectangles(parts[standing], AREA_INKS[standing])
    sheet.put_lines([((frame.plot.left, frame.bottom), (frame.plot.left, frame.top))], GUIDE, width_pt=LINE_PT)


def _put_headings(sheet: Sheet, frame: RowFrame) -> None:
    """A swatch and the word of each standing over its column; they are what explains the bars."""
    y = frame.header_middle
    for span, standing in zip(frame.columns, Standing, strict=True):
        size = fitting_size(standing.label, span.width - _SWATCH_PT - 2, frame.header_size, least_pt=1)
        width = _SWATCH_PT + 2 + text_width(standing.label, size)
        left = span.middle - width / 2
        sheet.put_rectangles([(left, y - _SWATCH_PT / 2, _SWATCH_PT, _SWATCH_PT)], AREA_INKS[standing])
        sheet.put_text(standing.label, left + _SWATCH_PT + 2, y, size_pt=size)
    sheet.put_lines([((frame.plot.left, frame.top), (frame.columns[-1].right, frame.top))], GUIDE, width_pt=HAIRLINE_PT)
