from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.ids import IndicatorId
from core.model.period import Period
from core.services.desk import Program, open_desk_to_read
from core.services.item_page import ItemPage, item_page
from core.services.own_period import Comment
from gui.pages.filing.context_panel import ContextPanel

JULY = Period.parse("2025-07")
Pages = Callable[[str], ItemPage]


@pytest.fixture
def page(program: Program, district_file: Path) -> Pages:
    """An item of 溧阳市 in July."""

    def read(code: str) -> ItemPage:
        with open_desk_to_read(program, district_file) as desk:
            return item_page(desk, JULY, next(item.id for item in desk.plan.items if item.code == code))

    return read


@pytest.fixture
def panel(qtbot: QtBot) -> ContextPanel:
    panel = ContextPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 690)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_the_reports_paragraph_is_shown_with_its_sentence_marked(panel: ContextPanel, page: Pages) -> None:
    panel.show_page(page("2.2.2"))

    assert panel.quote.accessibleName().startswith("持续完善“1028”产业体系。")
    assert panel.quote.marked.startswith("加强优质企业梯队培育")


def test_the_last_texts_are_shown(panel: ContextPanel, page: Pages) -> None:
    panel.show_page(page("9.1.1"))

    assert panel.last.text().startswith("进展情况：截至6月底")
    assert "自评进度：达进度" in panel.last.text()


def test_the_periods_so_far_are_shown_the_latest_first(panel: ContextPanel, page: Pages) -> None:
    panel.show_page(page("2.2.2"))

    assert panel.history.texts[:3] == [["2025年7月", "未报", ""], ["2025年6月", "2", "达进度"], ["2025年5月", "2", "达进度"]]


def test_another_figure_can_be_looked_at(panel: ContextPanel, page: Pages, qtbot: QtBot) -> None:
    panel.show_page(page("2.2.2"))

    with qtbot.waitSignal(panel.chart_wanted) as told:
        panel.figure.setCurrentIndex(1)
        panel.figure.activated.emit(1)

    assert told.args[0].asked.indicator.name == "新增国家专精特新“小巨人”企业"
    assert panel.history.texts[1][1] == "8"


def test_the_figure_looked_at_stays_when_the_item_is_read_anew(panel: ContextPanel, page: Pages) -> None:
    panel.show_page(page("2.2.2"))
    panel.figure.setCurrentIndex(1)

    panel.show_page(page("2.2.2"))

    assert panel.figure.currentIndex() == 1


def test_an_item_without_figures_has_no_chart(panel: ContextPanel, page: Pages, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.chart_wanted):
        panel.show_page(page("5.2.1"))

    assert not panel.chart.isVisible()


def test_what_a_return_says_stands_at_the_top(panel: ContextPanel, page: Pages) -> None:
    read = page("2.2.2")
    comments = (
        Comment(read.item.id, None, "请补充说明"),
        Comment(read.item.id, IndicatorId("of another unit"), "口径不对", "城镇新增就业"),
    )

    panel.show_page(replace(read, comments=comments))

    assert panel.returned.text() == "请补充说明\n城镇新增就业：口径不对"
    assert panel.returned.isVisible()
