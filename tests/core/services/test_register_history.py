from __future__ import annotations

from decimal import Decimal

from tests.core.services.exchanging import MARCH, PROJECTS, hand_up, later_office, second_computer
from tests.journeys.conftest import City

from core.changes.authority import NotCounting
from core.changes.change import Register, unit_scope
from core.changes.registers import OBSERVATION, REVISION, observation_id
from core.ids import IndicatorId
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.services.drafting import FigureKey, TypedFigure, set_figure, set_text
from core.services.explaining import Questioned, explain_all
from core.services.not_counting_words import not_counting_words
from core.services.progress import submit
from core.services.register_history import figure_history, register_history, text_history
from core.services.reviews import set_reviewed_value


def projects(desk: Desk) -> IndicatorId:
    return find_indicator(desk.plan, "1.1.1", PROJECTS).id


def typed(desk: Desk, value: str) -> None:
    set_figure(desk, FigureKey(projects(desk), desk.unit, MARCH), TypedFigure(value))


def filled(east: Desk) -> Desk:
    """March with both of its figures, handed up."""
    typed(east, "20")
    set_figure(east, FigureKey(find_indicator(east.plan, "2.1.1", "新增上市企业").id, east.unit, MARCH), TypedFigure("1"))
    submit(east, MARCH)
    return east


def test_a_figure_tells_draft_and_handing_up_from_what_to_what(east: Desk) -> None:
    typed(east, "18")
    filled(east)

    lines = figure_history(east, east.unit, FigureKey(projects(east), east.unit, MARCH))

    assert [(line.is_draft, line.before, line.value, line.number) for line in lines] == [
        (False, (), {"value": "20"}, 1),
        (True, ({"value": "18"},), {"value": "20"}, 0),
        (True, (), {"value": "18"}, 0),
    ]
    assert [line.is_current for line in lines] == [True, True, False]
    assert {(line.actor, line.site.is_here, line.plan) for line in lines} == {("测试员", True, 1)}


def test_a_reviewed_value_stands_in_the_figures_history_with_its_reason(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    office.workspace.close()
    with later_office(city) as later:
        unit = later.find_unit("东区").id
        set_reviewed_value(later, unit, projects(later), unit, MARCH, value=Decimal(19), reason="实地核查")

        lines = figure_history(later, unit, FigureKey(projects(later), unit, MARCH))

    assert [(line.subject.entity, line.reason) for line in lines] == [("reviewed_value", "实地核查"), (OBSERVATION, "")]


def test_an_answer_to_a_finding_stands_in_the_figures_history(east: Desk) -> None:
    february = Period.parse("2025-02")
    set_figure(east, FigureKey(projects(east), east.unit, february), TypedFigure("20"))
    set_figure(east, FigureKey(find_indicator(east.plan, "2.1.1", "新增上市企业").id, east.unit, february), TypedFigure("1"))
    submit(east, february)
    typed(east, "10")  # a running total that falls
    explained = explain_all(east, MARCH, Questioned(east.find_item("1.1.1").id, projects(east)), "两个项目调出，已报市发改委核准。")

    lines = figure_history(east, east.unit, FigureKey(projects(east), east.unit, MARCH))

    answers = {register.id for register, _ in explained.after}
    assert answers
    assert {line.register.id for line in lines if line.subject.entity == "explanation"} == answers


def test_a_text_has_a_history_of_its_own(east: Desk) -> None:
    item = east.find_item("1.1.1").id
    for text in ("已开工3个。", "已开工4个。"):
        set_text(east, MARCH, item, "text", text)

    lines = text_history(east, east.unit, item, MARCH, "text")

    assert [(line.before, line.value) for line in lines] == [(("已开工3个。",), "已开工4个。"), ((), "已开工3个。")]
    assert text_history(east, east.unit, item, MARCH, "problems") == ()


def test_both_sides_of_a_conflict_are_current(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")
    unit = office.find_unit("东区").id

    lines = figure_history(office, unit, FigureKey(projects(office), unit, MARCH))

    assert [line.is_current for line in lines] == [True, True]
    assert [line.before for line in lines] == [(), ()]


def test_what_does_not_count_is_told_with_its_reason(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    unit = office.find_unit("东区").id
    figure = Register(OBSERVATION, observation_id(unit, projects(office), unit, MARCH), "value")
    with office.writing() as work:
        work.set(unit_scope(unit), figure, {"value": "99"})  # which only the unit may set

    lines = figure_history(office, unit, FigureKey(projects(office), unit, MARCH))

    told = {str(line.value): (line.not_counting, line.is_current) for line in lines}
    assert told == {"{'value': '99'}": ("not_the_unit", False), "{'value': '20'}": (None, True)}
    assert not_counting_words("not_the_unit", "zh") == "不是本单位所写"
    assert not_counting_words("a_newer_reason", "en") == "a_newer_reason"


def test_every_reason_has_its_words() -> None:
    assert all(not_counting_words(reason.value, "zh") != reason.value for reason in NotCounting)


def test_a_register_of_the_plan_has_a_history(office: Desk) -> None:
    lines = register_history(office, Register(REVISION, "1", "issue"))

    assert [(line.is_current, line.subject.unit) for line in lines] == [(True, None)]
