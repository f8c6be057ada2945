"""Growth rates and shares, each on its own scale: a mark at the value, tied to the line of its target.

The targets stand in one line; a row's half width is the smallest of 1, 2, 5, 10, 20, 50 … of its own unit that holds its distance, so a
tenth of a point never looks like a collapse. Left of the line is below the target.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.briefing.blocks import Tone
from core.briefing.charts.data import DotRow
from core.briefing.charts.rows import STANDING_WIDTH_PT, RowFrame, widest
from core.briefing.charts.sheet import Point, Sheet
from core.briefing.charts.style import GUIDE, HAIRLINE_PT, LINE_PT, STRONG_PT, TONE_COLOURS, mark_ink, mark_of
from core.model.progress import Standing

_MARK_PT = 8.5
_FILLED = 0.9  # of the half width that the largest distance of a step may take
_BLACK = TONE_COLOURS[Tone.TEXT]


def dot_chart(rows: Sequence[DotRow], width_pt: float, height_pt: float) -> Sheet:
    """One row per rate, in the order given; a row without a value shows its empty scale.

    Raises:
        ValueError: there are no rows.
    """
    sheet = Sheet(width_pt, height_pt)
    columns = [widest(row.value_text for row in rows), widest(row.target_text for row in rows), STANDING_WIDTH_PT]
    frame = RowFrame(sheet, [row.label for row in rows], columns_pt=columns)
    _put_scales(sheet, frame)
    _put_marks(sheet, rows, frame)
    frame.put_heading("目标", frame.plot.middle)
    frame.put_standing_marks(2, [(row.standing, row.shade) for row in rows])
    for index, row in enumerate(rows):
        frame.put_label(index, row.label)
        frame.put_cell(index, 0, row.value_text)
        frame.put_cell(index, 1, row.target_text, align="left", tone=Tone.MUTED)
        frame.put_standing_word(index, 2, row.standing)
    return sheet


def half_width(distance: float) -> float:
    """The half width of the scale that holds a distance: the smallest of 1, 2, 5, 10, 20, 50 … of which it takes at most nine tenths.

    >>> half_width(0.3), half_width(-1.9), half_width(17)
    (1.0, 5.0, 20.0)
    """
    decade = 1.0
    while True:
        for step in (1.0, 2.0, 5.0):
            if abs(distance) <= step * decade * _FILLED:
                return step * decade
        decade *= 10


def _put_scales(sheet: Sheet, frame: RowFrame) -> None:
    left, right = frame.plot.left, frame.plot.right
    tick = min(3.0, frame.pitch * 0.2)
    sheet.put_lines([((left, y), (right, y)) for y in frame.middles], GUIDE, width_pt=HAIRLINE_PT)
    sheet.put_lines([((x, y - tick), (x, y + tick)) for y in frame.middles for x in (left, right)], GUIDE, width_pt=HAIRLINE_PT)
    sheet.put_lines([((frame.plot.middle, frame.bottom), (frame.plot.middle, frame.top))], _BLACK, width_pt=LINE_PT)


def _put_marks(sheet: Sheet, rows: Sequence[DotRow], frame: RowFrame) -> None:
    centres: dict[tuple[Standing, int], list[Point]] = {}
    ties = []
    for row, y in zip(rows, frame.middles, strict=True):
        if row.value is None:
            continue
        distance = float(row.value - row.target)
        x = frame.plot.middle + distance / half_width(distance) * frame.plot.width / 2
        centres.setdefault((row.standing, row.shade), []).append((x, y))
        ties.append(((frame.plot.middle, y), (x, y)))
    sheet.put_lines(ties, _BLACK, width_pt=STRONG_PT)
    for (standing, shade), points in centres.items():
        sheet.put_marks(mark_of(standing, shade), points, min(_MARK_PT, frame.pitch * 0.6), mark_ink(standing, shade))
