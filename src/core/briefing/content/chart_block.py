"""A chosen chart as a block: its caption, its height on the grid, and every label it prints."""

from __future__ import annotations

from functools import partial

from core.briefing.blocks import FigureBlock
from core.briefing.charts.bullet import bullet_chart
from core.briefing.charts.dot import dot_chart
from core.briefing.charts.heights import chart_height_lines
from core.briefing.charts.node_strip import node_strip
from core.briefing.charts.standing_bars import standing_bars
from core.briefing.content.group_chart import ChartKind, GroupChart
from core.model.progress import Standing

CAPTIONS = {
    ChartKind.BULLETS: "量化指标完成情况（以全年目标为100%）",
    ChartKind.DOTS: "指标完成值与目标值",
    ChartKind.NODES: "时间节点完成情况",
    ChartKind.STANDINGS: "各任务事项进度评价（项）",
}
"""What each kind of chart shows, as its caption says it."""
INCREMENTS_CAPTION = "量化指标完成情况（以全年目标为100%，标“增量”的以较上年增量为100%）"


def chart_block(chart: GroupChart, title: str) -> FigureBlock:
    """The figure of a group, captioned with the group's title and what the chart shows."""
    caption = f"{title}：{INCREMENTS_CAPTION if chart.holds_increments else CAPTIONS[chart.kind]}"
    match chart.kind:
        case ChartKind.BULLETS:
            texts = [text for row in chart.bullets for text in (row.label, row.value_text, row.standing.label)]
            return FigureBlock(
                caption, partial(bullet_chart, chart.bullets), chart_height_lines("bullet", len(chart.bullets)), tuple(texts)
            )
        case ChartKind.DOTS:
            texts = [text for row in chart.dots for text in (row.label, row.value_text, row.target_text, row.standing.label)]
            return FigureBlock(caption, partial(dot_chart, chart.dots), chart_height_lines("dot", len(chart.dots)), tuple(texts))
        case ChartKind.NODES:
            texts = [text for row in chart.nodes for text in (row.label, row.standing.label)]
            return FigureBlock(caption, partial(node_strip, chart.nodes), chart_height_lines("node", len(chart.nodes)), tuple(texts))
    texts = [text for row in chart.standings for text in (row.label, *_counts(row.counts))]
    return FigureBlock(caption, partial(standing_bars, chart.standings), chart_height_lines("standing", len(chart.standings)), tuple(texts))


def _counts(counts: tuple[tuple[Standing, int], ...]) -> list[str]:
    return [text for standing, count in counts for text in (standing.label, str(count))]
