"""Units in the order of their scores: place, name, a bar from 0 to 100 percent, the score in figures."""

from __future__ import annotations

from collections.abc import Sequence

from core.briefing.charts.data import RankRow
from core.briefing.charts.lettering import fitting_size
from core.briefing.charts.rows import RowFrame, widest
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.style import GUIDE, LABEL_PT, LINE_PT, QUANTITY, TRACK, Ink

_BAR_PT = 8.0


def ranking_chart(rows: Sequence[RankRow], width_pt: float, height_pt: float) -> Sheet:
    """One row per unit, in the order given; scores beyond 0 and 100 end at the edge.

    Raises:
        ValueError: there are no rows.
    """
    sheet = Sheet(width_pt, height_pt)
    places = [str(row.place) for row in rows]
    columns = [widest(row.score_text for row in rows)]
    frame = RowFrame(sheet, [row.label for row in rows], columns_pt=columns, header_pt=0.0, indent_pt=widest(places, LABEL_PT) + 6)
    height = min(_BAR_PT, frame.pitch * 0.6)
    left, width = frame.plot.left, frame.plot.width
    sheet.put_rectangles([(left, y - height / 2, width, height) for y in frame.middles], Ink(TRACK))
    shares = [min(max(float(row.score) / 100, 0.0), 1.0) for row in rows]
    sheet.put_rectangles(
        [(left, y - height / 2, width * share, height) for share, y in zip(shares, frame.middles, strict=True)], Ink(QUANTITY)
    )
    sheet.put_lines([((left, frame.bottom), (left, frame.top))], GUIDE, width_pt=LINE_PT)
    for index, row in enumerate(rows):
        size = fitting_size(places[index], frame.label.left - 2, frame.small_size, least_pt=1)
        sheet.put_text(places[index], frame.label.left - 6, frame.middles[index], size_pt=size, align="right")
        frame.put_label(index, row.label)
        frame.put_cell(index, 0, row.score_text)
    return sheet
