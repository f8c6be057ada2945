from __future__ import annotations

from tests.core.services.exchanging import MARCH, PROJECTS, hand_up_text
from tests.journeys.conftest import City

from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.services.history_page import shown_cell_history, shown_figure_history, shown_period_history, shown_text_history
from core.services.own_figures import FigureKey


def test_histories_are_told_in_words(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "已开工3个。")
    hand_up_text(city, office, "21", "已开工4个。")
    unit, item = office.find_unit("东区").id, office.find_item("1.1.1").id
    key = FigureKey(find_indicator(office.plan, "1.1.1", PROJECTS).id, unit, MARCH)

    figure = shown_figure_history(office, unit, key, "zh")
    text = shown_text_history(office, unit, item, MARCH, "text", language="zh")
    period = shown_period_history(office, unit, MARCH, "en")

    assert [(line.before, line.value, line.number) for line in figure] == [("20个", "21个", 2), ("", "20个", 1)]
    assert [(line.before, line.value) for line in text] == [("已开工3个。", "已开工4个。"), ("", "已开工3个。")]
    assert {line.computer for line in period} == {"东区, computer 1"}
    assert len(period) > len(figure) + len(text)


def test_a_cells_history_is_the_figures_whoever_reports_it(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "已开工3个。")
    unit = office.find_unit("东区").id
    indicator = find_indicator(office.plan, "1.1.1", PROJECTS).id

    cell = shown_cell_history(office, indicator, unit, MARCH, language="zh")

    assert cell == shown_figure_history(office, unit, FigureKey(indicator, unit, MARCH), "zh") != ()
    assert shown_cell_history(office, indicator, office.unit, MARCH, language="zh") == ()
