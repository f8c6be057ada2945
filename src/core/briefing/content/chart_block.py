"""A chosen chart as blocks: caption, height on the grid, and every label it prints; one of very many rows is parted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TypeVar

from core.briefing.blocks import FigureBlock
from core.briefing.charts.bullet import bullet_chart
from core.briefing.charts.data import BulletRow, DotRow, NodeRow, StandingRow
from core.briefing.charts.dot import dot_chart
from core.briefing.charts.heights import chart_height_lines
from core.briefing.charts.node_strip import node_strip
from core.briefing.charts.standing_bars import standing_bars
from core.briefing.content.group_chart import ChartKind, GroupChart
from core.briefing.content.numbering import chinese_number
from core.model.progress import Standing

Row = TypeVar("Row")

MOST_ROWS = 25  # of one chart: with more, labels have no room for two lines
CAPTIONS = {
    ChartKind.BULLETS: "量化指标完成情况（以全年目标为100%）",
    ChartKind.DOTS: "指标完成值与目标值",
    ChartKind.NODES: "时间节点完成情况",
    ChartKind.STANDINGS: "各任务事项进度评价（项）",
}
"""What each kind of chart shows, as its caption says it."""
INCREMENTS_CAPTION = "量化指标完成情况（以全年目标为100%，标“增量”的以较上年增量为100%）"


def chart_blocks(chart: GroupChart, title: str) -> tuple[FigureBlock, ...]:
    """The figures of a group, captioned with the group's title and what they show; one, unless there are too many rows for a page."""
    caption = f"{title}：{INCREMENTS_CAPTION if chart.holds_increments else CAPTIONS[chart.kind]}"
    match chart.kind:
        case ChartKind.BULLETS:
            return tuple(_bullets(rows, caption + mark) for rows, mark in parted(chart.bullets))
        case ChartKind.DOTS:
            return tuple(_dots(rows, caption + mark) for rows, mark in parted(chart.dots))
        case ChartKind.NODES:
            return tuple(_nodes(rows, caption + mark) for rows, mark in parted(chart.nodes))
    return tuple(_standings(rows, caption + mark) for rows, mark in parted(chart.standings))


def parted(rows: Sequence[Row], most: int = MOST_ROWS) -> tuple[tuple[tuple[Row, ...], str], ...]:
    """The rows in parts of about equal length, none longer than `most`, each with what tells it from the others; of one part nothing.

    >>> parted("abcde", 2)
    ((('a', 'b'), '（之一）'), (('c', 'd'), '（之二）'), (('e',), '（之三）'))
    """
    count = ceil(len(rows) / most)
    size = ceil(len(rows) / max(count, 1))
    parts = [tuple(rows[start : start + size]) for start in range(0, len(rows), size)] if rows else []
    return tuple((part, f"（之{chinese_number(number)}）" if count > 1 else "") for number, part in enumerate(parts, start=1))


def _bullets(rows: tuple[BulletRow, ...], caption: str) -> FigureBlock:
    texts = tuple(text for row in rows for text in (row.label, row.value_text, row.standing.label))
    return FigureBlock(caption, partial(bullet_chart, rows), chart_height_lines("bullet", len(rows)), texts)


def _dots(rows: tuple[DotRow, ...], caption: str) -> FigureBlock:
    texts = tuple(text for row in rows for text in (row.label, row.value_text, row.target_text, row.standing.label))
    return FigureBlock(caption, partial(dot_chart, rows), chart_height_lines("dot", len(rows)), texts)


def _nodes(rows: tuple[NodeRow, ...], caption: str) -> FigureBlock:
    texts = tuple(text for row in rows for text in (row.label, row.standing.label))
    return FigureBlock(caption, partial(node_strip, rows), chart_height_lines("node", len(rows)), texts)


def _standings(rows: tuple[StandingRow, ...], caption: str) -> FigureBlock:
    texts = tuple(text for row in rows for text in (row.label, *_counts(row.counts)))
    return FigureBlock(caption, partial(standing_bars, rows), chart_height_lines("standing", len(rows)), texts)


def _counts(counts: tuple[tuple[Standing, int], ...]) -> list[str]:
    return [text for standing, count in counts for text in (standing.label, str(count))]
