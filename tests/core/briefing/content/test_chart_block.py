from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.core.briefing.content.pictures import PICTURE, with_nodes

from core.briefing.blocks import FigureBlock
from core.briefing.charts.data import BulletRow
from core.briefing.charts.heights import MOST_LINES
from core.briefing.content.chart_block import MOST_ROWS, chart_blocks, parted
from core.briefing.content.group_chart import ChartKind, GroupChart, choose_chart
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.ids import SectionId
from core.model.outline import Node
from core.model.progress import Standing


def _block(section: str, picture: Picture = PICTURE) -> tuple[ChartKind, FigureBlock]:
    view = View(picture)
    tasks = view.plan.tasks_by_section.get(SectionId(section), ())
    chart = choose_chart(view, view.section_items(SectionId(section)), tasks)
    (block,) = chart_blocks(chart, "标题")
    return chart.kind, block


def _drawn(block: FigureBlock) -> list[str]:
    return [word.text for word in block.draw(442.2, block.height_lines * 28.99).words]


def test_every_label_a_chart_announces_is_drawn() -> None:
    with_steps = with_nodes(PICTURE, "i5", Node("公布", date(2025, 11, 1)))
    kinds = set()

    for section, picture in (("s2", PICTURE), ("s4.1", PICTURE), ("s4.2", PICTURE), ("s4.3", PICTURE), ("s4.3", with_steps)):
        kind, block = _block(section, picture)
        drawn = "".join(_drawn(block))
        kinds.add(kind)

        assert [text for text in block.texts if text.rstrip("…") not in drawn] == []

    assert kinds == set(ChartKind)


def test_more_rows_take_more_lines() -> None:
    assert _block("s4.1")[1].height_lines > _block("s2")[1].height_lines


@given(st.lists(st.integers(), max_size=400))
def test_parts_hold_every_row_once_in_order_and_none_is_too_long_or_empty(rows: list[int]) -> None:
    parts = parted(rows)

    assert [row for part, _ in parts for row in part] == rows
    assert all(0 < len(part) <= MOST_ROWS for part, _ in parts)
    assert len({mark for _, mark in parts}) == len(parts)


def test_three_hundred_rows_are_charts_of_a_page_each() -> None:
    bullet = BulletRow("新增上市企业", Decimal(37), Decimal(50), None, Standing.BEHIND, "7/20家 37.0%")

    blocks = chart_blocks(GroupChart(ChartKind.BULLETS, bullets=(bullet,) * 300), "标题")

    assert len(blocks) == 12
    assert all(block.height_lines <= MOST_LINES for block in blocks)
    assert blocks[11].caption.endswith("（之十二）")
