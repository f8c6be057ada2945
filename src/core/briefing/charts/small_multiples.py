"""Several indicators over the year side by side, each on its own scale: the plan dashed, what came strong, the last value in figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from core.briefing.blocks import Tone
from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.lettering import fitting_size, text_width, truncated
from core.briefing.charts.node_strip import MONTHS
from core.briefing.charts.placing import Placer
from core.briefing.charts.rows import Span
from core.briefing.charts.sheet import Point, Sheet
from core.briefing.charts.style import DISC, GUIDE, HAIRLINE_PT, LABEL_PT, SMALL_PT, TONE_COLOURS, Ink
from core.model.quantity import decimal_text

PANELS_ACROSS = 3

_GAP_PT = 16.0
_AIR_PT = 5.0  # to the panel below
_TITLE_PT = 13.0
_MONTHS_PT = 10.0
_INSET_PT = 3.0  # dots at either end keep within the panel
_VALUE_SHARE = 0.5  # of the width, at most
_DOT_PT = 4.2


def small_multiples(panels: Sequence[TrajectoryData], width_pt: float, height_pt: float) -> Sheet:
    """A panel each, in the order given, at most three in a row; what is needed from here on is not shown.

    Raises:
        ValueError: there are no panels, or a series has not twelve months.
    """
    if not panels or any(len(series) != len(MONTHS) for panel in panels for series in (panel.plan, panel.actual)):
        message = "small multiples need a panel, and a panel twelve months"
        raise ValueError(message)
    sheet = Sheet(width_pt, height_pt)
    across = min(PANELS_ACROSS, len(panels))
    width = (width_pt - _GAP_PT * (across - 1)) / across
    height = height_pt / math.ceil(len(panels) / across)
    for number, panel in enumerate(panels):
        left = number % across * (width + _GAP_PT)
        top = height_pt - number // across * height
        _put_panel(sheet, panel, Span(left, left + width), top, height - min(_AIR_PT, height / 8))
    return sheet


def _put_panel(sheet: Sheet, panel: TrajectoryData, span: Span, top: float, height: float) -> None:
    title, months = min(_TITLE_PT, height * 0.25), min(_MONTHS_PT, height * 0.2)
    _put_title(sheet, panel, span, top - title / 2, title)
    _put_months(sheet, span, top - height + months / 2, months)
    box = (span.left, top - height + months + 1, span.right, top - title)
    sheet.put_lines([((span.left, box[1]), (span.right, box[1]))], GUIDE, width_pt=HAIRLINE_PT)
    values = [float(value) for series in (panel.plan, panel.actual) for value in series if value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    air = (high - low) * 0.28 or max(abs(high), 1.0) * 0.1
    scale = (box[3] - box[1]) / (high - low + 2 * air)
    inner = Span(span.left + _INSET_PT, span.right - _INSET_PT)

    def points(series: Sequence[Decimal | None]) -> list[list[Point]]:
        stretches: list[list[Point]] = [[]]
        for index, value in enumerate(series):
            if value is None:
                stretches.append([])
            else:
                x = inner.left + index / (len(MONTHS) - 1) * inner.width
                stretches[-1].append((x, box[1] + (float(value) - low + air) * scale))
        return [stretch for stretch in stretches if stretch]

    if low - air < 0 < high + air:
        zero = box[1] + (air - low) * scale
        sheet.put_lines([((span.left, zero), (span.right, zero))], GUIDE, width_pt=HAIRLINE_PT, dashes_pt=(1.5, 1.5))
    plan, actual = points(panel.plan), points(panel.actual)
    _put_lines(sheet, plan, actual)
    _put_names(
        sheet, panel, [point for line in plan for point in line], [point for line in actual for point in line], Placer(box, plan + actual)
    )


def _put_title(sheet: Sheet, panel: TrajectoryData, span: Span, middle: float, room: float) -> None:
    """The name at the left, the last value at the right."""
    size = min(LABEL_PT, room * 0.7)
    value_size = fitting_size(panel.last_text, span.width * _VALUE_SHARE, size)
    value = truncated(panel.last_text, span.width * _VALUE_SHARE, value_size)
    left = span.width - text_width(value, value_size) - (4 if value else 0)
    sheet.put_text(truncated(panel.label, left, size), span.left, middle, size_pt=size)
    sheet.put_text(value, span.right, middle, size_pt=value_size, align="right")


def _put_months(sheet: Sheet, span: Span, middle: float, room: float) -> None:
    size = fitting_size(MONTHS[-1], span.width / 3, min(SMALL_PT, room * 0.8), least_pt=1)
    sheet.put_text(MONTHS[0], span.left, middle, size_pt=size, tone=Tone.MUTED)
    sheet.put_text(MONTHS[-1], span.right, middle, size_pt=size, align="right", tone=Tone.MUTED)


def _put_lines(sheet: Sheet, plan: list[list[Point]], actual: list[list[Point]]) -> None:
    muted, strong = TONE_COLOURS[Tone.MUTED], TONE_COLOURS[Tone.DONE]
    sheet.put_lines([line for line in plan if len(line) > 1], muted, width_pt=0.8, dashes_pt=(3, 2))
    sheet.put_lines([line for line in actual if len(line) > 1], strong, width_pt=1.4)
    came = [point for line in actual for point in line]
    sheet.put_marks(DISC, [line[0] for line in actual if len(line) == 1][:-1], _DOT_PT * 0.7, Ink(strong))
    sheet.put_marks(DISC, came[-1:], _DOT_PT, Ink(strong))


def _put_names(sheet: Sheet, panel: TrajectoryData, planned: list[Point], came: list[Point], placer: Placer) -> None:
    """Name both lines, the plan with where it ends, and print the first value, where nothing is covered: the two tell the scale."""
    ends = [decimal_text(round(value, 2)).replace("-", "−") for value in panel.plan if value is not None][-1:]
    firsts = [decimal_text(round(value, 2)).replace("-", "−") for value in panel.actual if value is not None][:1]
    for name, at, tone in (
        ("实际", came[::-1], Tone.TEXT),
        (" ".join(["计划", *ends]), planned[::-1], Tone.MUTED),
        ("".join(firsts), came[:1], Tone.TEXT),
    ):
        place = placer.place(text_width(name, SMALL_PT), SMALL_PT, at) if at else None
        if place is not None:
            sheet.put_text(name, place[0], place[1], tone=tone)
