from __future__ import annotations

from tests.core.services.exchanging import APRIL, MARCH, PROJECTS, hand_up, second_computer
from tests.journeys.conftest import City

from core.changes.change import ChangeRef
from core.ids import SiteId
from core.services.assignments import find_indicator
from core.services.contested import ConflictKind, Settling, contested_here, contested_of, resolved_heads
from core.services.desk import Desk
from core.services.drafting import FigureKey, TypedFigure, set_figure


def typed(desk: Desk, value: str) -> None:
    set_figure(desk, FigureKey(find_indicator(desk.plan, "1.1.1", PROJECTS).id, desk.unit, MARCH), TypedFigure(value))


def test_two_computers_that_say_the_same_contest_nothing(city: City, office: Desk) -> None:
    hand_up(city, office, "25")
    second_computer(office, "25")

    assert contested_here(office) == ()


def test_heads_and_all_that_a_register_held_are_told(city: City, office: Desk) -> None:
    hand_up(city, office, "19")
    hand_up(city, office, "20")
    second_computer(office, "25")

    (found,) = contested_of(office, office.find_unit("东区").id)

    assert (found.kind, found.settling) == (ConflictKind.SHARED, Settling.OPEN)
    assert sorted(map(str, resolved_heads(office, found.heads))) == ["{'value': '20'}", "{'value': '25'}"]
    assert len(found.history) == 3
    assert contested_of(office, office.find_unit("西区").id) == ()


def test_a_draft_that_says_what_another_handed_up_is_not_overtaken(east: Desk) -> None:
    typed(east, "25")
    second_computer(east, "25")

    assert contested_here(east) == ()


def test_a_draft_of_another_period_is_not_overtaken(east: Desk) -> None:
    set_figure(east, FigureKey(find_indicator(east.plan, "1.1.1", PROJECTS).id, east.unit, APRIL), TypedFigure("30"))
    second_computer(east, "25")

    assert contested_here(east) == ()


def test_a_register_whose_predecessor_is_not_held_waits_and_is_in_no_conflict(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25", after=(ChangeRef(SiteId("third"), 1),))

    assert contested_here(office) == ()
