"""The headline targets of the year: one table, one chart of those with figures, then each target's own progress."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Table
from core.briefing.content.chart_block import chart_blocks
from core.briefing.content.figures import FIGURE_COLUMNS, figure_cells, figure_note
from core.briefing.content.group import counts_paragraph
from core.briefing.content.group_chart import ChartKind, choose_chart
from core.briefing.content.item_text import item_blocks
from core.briefing.content.multiples import multiples_blocks
from core.briefing.content.numbering import level_below
from core.briefing.content.others import others_blocks
from core.briefing.content.outline import Place, item_anchor
from core.briefing.content.view import View

NOUN = "主要预期目标"


def headline_blocks(view: View, place: Place) -> Iterator[Block]:
    """What stands under the heading of a section with items of its own, outside any task; nothing where it has none."""
    items = view.headline_items_by_section.get(place.section.id, ())
    if not items:
        return
    yield counts_paragraph(view, items, NOUN)
    rows = [row for item in items for row in view.rows(item) if row.indicator is not None]
    if rows:
        cells = tuple(figure_cells(view, row, item_anchor(row.item)) for row in rows)
        yield Table(f"{place.short_title}完成情况", FIGURE_COLUMNS, cells, note=figure_note(rows))
    chart = choose_chart(view, items, ())
    if chart.kind in {ChartKind.BULLETS, ChartKind.DOTS}:
        yield from chart_blocks(chart, place.short_title)
    yield from multiples_blocks(view, items, place.short_title)
    for number, item in enumerate([item for item in items if view.is_own(item)], start=1):
        yield from item_blocks(view, item, level=level_below(place.level), number=number, figures=False)
    yield from others_blocks(view, place, items)
