"""How indicators went over the year so far, side by side (docs/decisions/0043)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from math import ceil

from core.briefing.blocks import FigureBlock
from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.heights import ChartKind, chart_height_lines
from core.briefing.charts.small_multiples import PANELS_ACROSS, small_multiples
from core.briefing.content.chart_block import parted
from core.briefing.content.figures import indicator_of
from core.briefing.content.normalise import printed_text
from core.briefing.content.view import View
from core.calc.attainment import city_goal, unit_goal
from core.calc.judgement import Judgement
from core.calc.trajectory import trajectory_of
from core.calc.wording import value_text
from core.calc.year_path import NO_PATH, YearPath, planned_path
from core.model.outline import Item
from core.model.period import MONTHS_IN_YEAR

CAPTION = "今年以来走势（虚线为计划）"
LEAST_VALUES = 3  # two points are a line whatever happened
LEAST_PANELS = 2  # a single one has its own figures in the text
_MOST_PANELS = 18  # of one page


def multiples_blocks(view: View, items: Iterable[Item], title: str) -> tuple[FigureBlock, ...]:
    """Panels of the items' indicators that were counted often enough; nothing where there are too few of them."""
    found = (_panel(view, row) for item in items for row in view.rows(item))
    panels = [panel for panel in found if panel is not None]
    if len(panels) < LEAST_PANELS:
        return ()
    return tuple(_block(part, f"{title}：{CAPTION}{mark}") for part, mark in parted(panels, _MOST_PANELS))


def _block(panels: tuple[TrajectoryData, ...], caption: str) -> FigureBlock:
    texts = tuple(text for panel in panels for text in (panel.label, panel.last_text))
    lines = chart_height_lines(ChartKind.MULTIPLES, ceil(len(panels) / PANELS_ACROSS))
    return FigureBlock(caption, partial(small_multiples, panels), lines, texts)


def _panel(view: View, row: Judgement) -> TrajectoryData | None:
    indicator = indicator_of(view, row)
    if indicator is None or row.value is None:
        return None
    values = view.picture.history.get((indicator.id, row.unit), ())
    if len(values) < LEAST_VALUES:
        return None
    allocation = view.plan.allocations_by_key.get((indicator.id, row.unit))
    goal = city_goal(indicator) if row.unit == view.plan.root else unit_goal(indicator, allocation.value if allocation else None)
    actual: list[Decimal | None] = [None] * MONTHS_IN_YEAR
    for period, value in values:
        actual[period.last_month - 1] = value
    path: YearPath = planned_path(goal, trajectory_of(view.plan, indicator))
    last = value_text(row.value, indicator.unit, indicator.decimals)
    return TrajectoryData(printed_text(row.name), indicator.unit, path, tuple(actual), NO_PATH, last)
