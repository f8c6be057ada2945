from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec.structs import replace
from tests.core.briefing.content.pictures import PICTURE, amount, rated, with_judgement, with_nodes

from core.briefing.charts.data import NodeState, StandingRow
from core.briefing.content.group_chart import ChartKind, GroupChart, choose_chart
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.ids import ItemId, SectionId
from core.model.outline import Node
from core.model.progress import Standing


def _chart(section: str, picture: Picture = PICTURE) -> GroupChart:
    view = View(picture)
    return choose_chart(view, view.section_items(SectionId(section)), view.plan.tasks_by_section.get(SectionId(section), ()))


def test_amounts_become_bullets_with_the_figures_of_the_judgements() -> None:
    chart = _chart("s4.1")

    assert chart.kind is ChartKind.BULLETS
    assert [(row.label, row.completion, row.elapsed, row.value_text) for row in chart.bullets] == [
        ("培育一刻钟便民生活圈", Decimal(60), Decimal(50), "6/10个 60.0%"),
        ("打造夜间消费集聚商圈", None, Decimal(50), "未开展"),
        ("新增总投资超亿元项目", Decimal("37.6"), Decimal(50), "188/500个 37.6%"),
    ]


def test_last_year_stands_in_percent_of_this_years_target() -> None:
    assert [row.last_year for row in _chart("s4.1").bullets] == [None, None, Decimal(90)]


def test_of_a_group_with_both_the_kind_with_more_rows_is_drawn_and_the_other_left_to_a_table() -> None:
    chart = _chart("s4.2")

    assert chart.kind is ChartKind.DOTS
    assert [row.label for row in chart.dots] == ["全社会研发经费占比", "工业增加值增长"]
    assert [row.name for row in chart.left_out] == ["新认定高新技术企业"]


def test_rates_and_amounts_are_never_drawn_together() -> None:
    for section in ("s2", "s4.1", "s4.2", "s4.3"):
        chart = _chart(section)

        assert not (chart.bullets and chart.dots)


def test_a_kind_without_any_value_is_not_drawn() -> None:
    picture = PICTURE
    for name in ("circles", "malls", "projects"):
        picture = with_judgement(picture, amount(name, None, "0", Standing.UNRATED))

    chart = _chart("s4.1", picture)

    assert chart.kind is ChartKind.STANDINGS
    assert len(chart.left_out) == 3


def test_a_group_without_figures_shows_the_standings_of_its_tasks() -> None:
    chart = _chart("s4.3")

    assert chart.standings == (
        StandingRow("打造一流营商环境", ((Standing.DONE, 1),)),
        StandingRow("推进重点领域改革", ((Standing.UNRATED, 1),)),
    )


def test_dated_steps_become_a_strip_where_late_ones_are_told_apart() -> None:
    nodes = (Node("起草", date(2025, 3, 20)), Node("审议", date(2025, 9, 30)))
    picture = with_judgement(with_nodes(PICTURE, "i5", *nodes), rated("i5", Standing.BEHIND))

    chart = _chart("s4.3", picture)

    assert chart.kind is ChartKind.NODES
    assert [chart.nodes[0].states[month - 1] for month in (3, 6, 9)] == [NodeState.LATE, NodeState.NONE, NodeState.DUE]


def test_reported_days_tell_which_steps_are_done_and_the_others_due_are_late() -> None:
    nodes = (Node("起草", date(2025, 2, 20)), Node("送审", date(2025, 4, 30)), Node("审议", date(2025, 9, 30)))
    picture = with_judgement(with_nodes(PICTURE, "i5", *nodes), rated("i5", Standing.BEHIND))

    row = _chart("s4.3", replace(picture, nodes_done={ItemId("i5"): frozenset({"起草"})})).nodes[0]

    assert [row.states[month - 1] for month in (2, 4, 9)] == [NodeState.DONE, NodeState.LATE, NodeState.DUE]


def test_a_step_done_before_it_is_due_is_done() -> None:
    picture = with_judgement(with_nodes(PICTURE, "i5", Node("审议", date(2025, 9, 30))), rated("i5", Standing.AHEAD))

    row = _chart("s4.3", replace(picture, nodes_done={ItemId("i5"): frozenset({"审议"})})).nodes[0]

    assert row.states[8] is NodeState.DONE


def test_of_several_steps_in_a_month_the_worst_is_shown() -> None:
    nodes = (Node("起草", date(2025, 3, 1)), Node("送审", date(2025, 3, 30)))
    picture = with_judgement(with_nodes(PICTURE, "i5", *nodes), rated("i5", Standing.BEHIND))

    row = _chart("s4.3", replace(picture, nodes_done={ItemId("i5"): frozenset({"送审"})})).nodes[0]

    assert row.states[2] is NodeState.LATE


def test_steps_passed_on_time_are_done() -> None:
    picture = with_nodes(PICTURE, "i5", Node("起草", date(2025, 3, 20)), Node("公布", date(2025, 11, 1)))

    assert [state for state in _chart("s4.3", picture).nodes[0].states if state is not NodeState.NONE] == [NodeState.DONE, NodeState.DONE]


def test_an_old_value_says_until_when() -> None:
    assert _chart("s2").dots[0].value_text == "5.3%（截至3月）"


def test_a_districts_bullets_are_measured_by_its_allocation() -> None:
    chart = _chart("s4.1", replace(PICTURE, viewpoint=PICTURE.plan.units[1].id))

    assert [(row.value_text, row.last_year) for row in chart.bullets] == [("96/200个 48.0%", None)]
