from __future__ import annotations

from datetime import date

from tests.core.briefing.content.pictures import PICTURE, with_nodes

from core.briefing.blocks import FigureBlock
from core.briefing.content.chart_block import chart_block
from core.briefing.content.group_chart import ChartKind, choose_chart
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.ids import SectionId
from core.model.outline import Node


def _block(section: str, picture: Picture = PICTURE) -> tuple[ChartKind, FigureBlock]:
    view = View(picture)
    tasks = view.plan.tasks_by_section.get(SectionId(section), ())
    chart = choose_chart(view, view.section_items(SectionId(section)), tasks)
    return chart.kind, chart_block(chart, "标题")


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
