"""One indicator over the year: what was planned, what came, and what is needed from here on; each line named where it runs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from core.briefing.blocks import Tone
from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.hatching import Box
from core.briefing.charts.lettering import fitting_size, text_width, truncated
from core.briefing.charts.node_strip import MONTHS
from core.briefing.charts.placing import Placer
from core.briefing.charts.sheet import Point, Sheet
from core.briefing.charts.style import DISC, GUIDE, HAIRLINE_PT, LABEL_PT, SMALL_PT, TONE_COLOURS, Ink
from core.model.quantity import decimal_text

_TITLE_PT = 15.0
_MONTHS_PT = 12.0
_INSET_PT = 11.0  # half a month's name hangs over at either end
_WIDEST_FIGURE_PT = 60.0
_ACTUAL_PT = 1.6
_PLAN_PT = 0.9
_NEEDED_PT = 1.1
_DOT_PT = 3.2
_LAST_DOT_PT = 5.2


def trajectory_chart(data: TrajectoryData, width_pt: float, height_pt: float) -> Sheet:
    """The plan dashed, the actual values strong, the needed path dotted; the scale starts at zero unless all values lie far above it.

    Raises:
        ValueError: a series has not twelve months.
    """
    if any(len(series) != len(MONTHS) for series in (data.plan, data.actual, data.needed)):
        message = "a trajectory has twelve months"
        raise ValueError(message)
    sheet = Sheet(width_pt, height_pt)
    plane = _plane(data, sheet)
    _put_axes(sheet, data, plane)
    lines = [_stretches(series, plane) for series in (data.plan, data.needed, data.actual)]
    _put_series(sheet, *lines)
    heading = f"{data.label}（{data.unit}）" if data.unit else data.label
    sheet.put_text(truncated(heading, width_pt, LABEL_PT), 0, height_pt - _TITLE_PT / 2, size_pt=LABEL_PT)
    _put_names(sheet, data, plane, lines)
    return sheet


class _Plane(Struct, frozen=True):
    """Where months and values lie on the sheet."""

    box: Box
    low: float
    high: float

    def x(self, index: int) -> float:
        left, right = self.box[0] + _INSET_PT, self.box[2] - _INSET_PT
        return left + index / (len(MONTHS) - 1) * (right - left)

    def y(self, value: float) -> float:
        return self.box[1] + (value - self.low) / (self.high - self.low) * (self.box[3] - self.box[1])


def _plane(data: TrajectoryData, sheet: Sheet) -> _Plane:
    values = [float(value) for series in (data.plan, data.actual, data.needed) for value in series if value is not None]
    least, most = min(values, default=0.0), max(values, default=1.0)
    if least > most / 2:
        low = least - (most - least) * 0.15
    elif most < least / 2:
        low = least - (most - least) * 0.1
    else:
        low, most = min(least * 1.05, 0.0), max(most, 0.0)
    high = max(most + (most - low) * 0.12, low + 1e-6 * max(1.0, abs(low)))
    margin = max((text_width(text, SMALL_PT) for text in _figures(data, low, high)), default=0.0)
    left = min(margin, _WIDEST_FIGURE_PT) + 5
    return _Plane((left, _MONTHS_PT, sheet.width, sheet.height - _TITLE_PT), low, high)


def _figures(data: TrajectoryData, low: float, high: float) -> list[str]:
    """What stands at the left: where the plan ends, and zero or, when that is out of sight, where the plan starts."""
    planned = [decimal_text(round(value, 2)).replace("-", "−") for value in data.plan if value is not None]
    return [*planned[-1:], *(["0"] if low <= 0 <= high else planned[:1])]


def _put_axes(sheet: Sheet, data: TrajectoryData, plane: _Plane) -> None:
    left, bottom, right, _top = plane.box
    named: list[float] = []
    for text in _figures(data, plane.low, plane.high):
        y = plane.y(float(text.replace("−", "-")))
        if all(abs(y - other) > SMALL_PT * 1.2 for other in named):
            size = fitting_size(text, left - 5, SMALL_PT, least_pt=1)
            sheet.put_text(text, left - 5, y, size_pt=size, align="right", tone=Tone.MUTED)
            named.append(y)
    sheet.put_lines([((left, y), (right, y)) for y in dict.fromkeys([bottom, *named])], GUIDE, width_pt=HAIRLINE_PT)
    step = plane.x(1) - plane.x(0)
    size = fitting_size(MONTHS[-1], step - 1, SMALL_PT, least_pt=1)
    for index, month in enumerate(MONTHS):
        sheet.put_text(month, plane.x(index), _MONTHS_PT * 0.4, size_pt=size, align="center", tone=Tone.MUTED)


def _stretches(series: Sequence[Decimal | None], plane: _Plane) -> list[list[Point]]:
    """The points of a series, parted where values are missing."""
    stretches: list[list[Point]] = [[]]
    for index, value in enumerate(series):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append((plane.x(index), plane.y(float(value))))
    return [stretch for stretch in stretches if stretch]


def _put_series(sheet: Sheet, plan: list[list[Point]], needed: list[list[Point]], actual: list[list[Point]]) -> None:
    muted, black, strong = TONE_COLOURS[Tone.MUTED], TONE_COLOURS[Tone.TEXT], TONE_COLOURS[Tone.DONE]
    sheet.put_lines([line for line in plan if len(line) > 1], muted, width_pt=_PLAN_PT, dashes_pt=(4, 2.5))
    sheet.put_lines([line for line in needed if len(line) > 1], black, width_pt=_NEEDED_PT, dashes_pt=(1.1, 2))
    sheet.put_lines([line for line in actual if len(line) > 1], strong, width_pt=_ACTUAL_PT)
    for lines, colour in ((plan, muted), (needed, black)):
        sheet.put_marks(DISC, [line[0] for line in lines if len(line) == 1], _DOT_PT, Ink(colour))
    points = [point for line in actual for point in line]
    sheet.put_marks(DISC, points[:-1], _DOT_PT, Ink(strong))
    sheet.put_marks(DISC, points[-1:], _LAST_DOT_PT, Ink(strong))


def _put_names(sheet: Sheet, data: TrajectoryData, plane: _Plane, lines: list[list[list[Point]]]) -> None:
    """Name each line beside one of its points, where no line and no other name is."""
    left, bottom, right, top = plane.box
    placer = Placer((left, bottom + 1, right, top), [stretch for series in lines for stretch in series])
    plan, needed, actual = ([point for stretch in series for point in stretch] for series in lines)
    names: list[tuple[str, list[Point], Tone]] = [
        (f"实际 {data.last_text}".strip(), actual[::-1], Tone.TEXT),
        ("计划", plan[len(plan) // 2 :] + plan[: len(plan) // 2][::-1], Tone.MUTED),
        ("所需", needed[len(needed) // 2 :] + needed[: len(needed) // 2][::-1], Tone.TEXT),
    ]
    if not actual:
        shown = truncated(data.last_text, right - left, SMALL_PT)
        x, y, half = (left + right) / 2, (bottom + top) / 2, text_width(shown, SMALL_PT) / 2
        sheet.put_text(shown, x, y, align="center", tone=Tone.MUTED)
        placer.keep_free((x - half, y - SMALL_PT * 0.6, x + half, y + SMALL_PT * 0.6))
    for text, points, tone in names:
        size = fitting_size(text, right - left, SMALL_PT)
        shown = truncated(text, right - left, size)
        place = placer.place(text_width(shown, size), size, points) if points else None
        if place is not None:
            sheet.put_text(shown, place[0], place[1], size_pt=size, tone=tone)
