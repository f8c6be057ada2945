from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.core.services.exchanging import MARCH, PROJECTS, hand_up, second_computer
from tests.journeys.conftest import City

from core.changes.change import unit_scope
from core.errors import ChoiceLeftInText, ConflictNotYours, ConflictSideUnknown, ConflictUnknown, NotAQuantity, NoTextToMerge, UserError
from core.services.assignments import find_indicator
from core.services.conflicts import Settling, conflicts
from core.services.desk import Desk
from core.services.drafting import FigureKey, TypedFigure, set_figure, set_text
from core.services.progress import submit
from core.services.settling import settle_by_name, settle_by_side, settle_by_text, settle_by_value, take_over
from core.store.records import draft_observations, figures
from core.store.register_records import versions_of


@pytest.fixture
def at_odds(east: Desk) -> Desk:  # the fixture of the same name
    """The district's first computer, which handed March up as the second did."""
    key = FigureKey(find_indicator(east.plan, "1.1.1", PROJECTS).id, east.unit, MARCH)
    set_figure(east, key, TypedFigure("20"))
    set_figure(east, FigureKey(find_indicator(east.plan, "2.1.1", "新增上市企业").id, east.unit, MARCH), TypedFigure("1"))
    set_text(east, MARCH, east.find_item("1.1.1").id, "text", "已开工3个。")
    submit(east, MARCH)
    second_computer(east, "25", "已开工4个。")
    return east


def counted(desk: Desk) -> set[Decimal | None]:
    indicator = find_indicator(desk.plan, "1.1.1", PROJECTS).id
    return {each.observation.value for each in figures(desk.workspace.database, until=MARCH) if each.observation.indicator == indicator}


def key_of(desk: Desk, field: str) -> str:
    (key,) = [conflict.key for conflict in conflicts(desk) if conflict.register.field == field]
    return key


def settled(desk: Desk, value: str) -> Desk:
    """Both registers settled in the draft and handed up."""
    settle_by_value(desk, key_of(desk, "value"), TypedFigure(value))
    settle_by_text(desk, key_of(desk, "text"), "已开工7个。")
    submit(desk, MARCH)
    return desk


def test_a_choice_waits_in_the_draft_until_it_is_handed_up(at_odds: Desk) -> None:
    (sides,) = [conflict.sides for conflict in conflicts(at_odds) if conflict.register.field == "value"]
    (number,) = [side.number for side in sides if side.value == {"value": "25"}]

    settle_by_side(at_odds, key_of(at_odds, "value"), number)

    (found,) = [conflict for conflict in conflicts(at_odds) if conflict.register.field == "value"]
    assert (found.settling, found.chosen) == (Settling.CHOSEN, {"value": "25"})
    assert counted(at_odds) == {None}


def test_the_own_value_can_be_chosen_though_the_draft_says_so_already(at_odds: Desk) -> None:
    (sides,) = [conflict.sides for conflict in conflicts(at_odds) if conflict.register.field == "value"]
    (number,) = [side.number for side in sides if side.value == {"value": "20"}]

    settle_by_side(at_odds, key_of(at_odds, "value"), number)
    settle_by_side(at_odds, key_of(at_odds, "text"), 1)
    submit(at_odds, MARCH)

    assert conflicts(at_odds) == ()
    assert counted(at_odds) == {Decimal(20)}


def test_a_settling_change_supersedes_every_head_and_what_lost_stays_readable(at_odds: Desk) -> None:
    register = next(conflict.register for conflict in conflicts(at_odds) if conflict.register.field == "value")

    settled(at_odds, "22")

    versions = versions_of(at_odds.workspace.database, unit_scope(at_odds.unit), register)
    assert {str(version.value): version.is_head for version in versions} == {
        "{'value': '20'}": False,
        "{'value': '25'}": False,
        "{'value': '22'}": True,
    }
    assert counted(at_odds) == {Decimal(22)}


def test_an_older_draft_takes_over_what_another_computer_decided(at_odds: Desk) -> None:
    (found,) = [conflict for conflict in conflicts(at_odds) if conflict.register.field == "value"]

    take_over(at_odds, [found])

    (drafted,) = [
        each for each in draft_observations(at_odds.workspace.database, at_odds.unit, MARCH) if each.indicator in found.register.id
    ]
    assert {"value": str(drafted.value)} == found.sides[0].value


Attempt = Callable[[Desk], object]
REFUSED: dict[str, tuple[type[UserError], Attempt]] = {
    "no such conflict": (ConflictUnknown, lambda desk: settle_by_side(desk, "0000000000", 1)),
    "no such value": (ConflictSideUnknown, lambda desk: settle_by_side(desk, key_of(desk, "value"), 3)),
    "number from 1": (ConflictSideUnknown, lambda desk: settle_by_side(desk, key_of(desk, "value"), 0)),
    "no number": (NotAQuantity, lambda desk: settle_by_value(desk, key_of(desk, "value"), TypedFigure("很多"))),
    "a figure is no text": (NoTextToMerge, lambda desk: settle_by_text(desk, key_of(desk, "value"), "二十")),
    "a choice left": (ChoiceLeftInText, lambda desk: settle_by_text(desk, key_of(desk, "text"), "已开工【3｜4】个。")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_settles_nothing_is_refused_and_changes_nothing(at_odds: Desk, name: str) -> None:
    error, attempt = REFUSED[name]
    before = conflicts(at_odds)

    with pytest.raises(error):
        attempt(at_odds)

    assert conflicts(at_odds) == before


def test_the_office_settles_nothing_for_a_unit(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")

    with pytest.raises(ConflictNotYours):
        settle_by_side(office, conflicts(office)[0].key, 1)


def test_a_value_is_meant_by_its_own_name(at_odds: Desk) -> None:
    (sides,) = [conflict.sides for conflict in conflicts(at_odds) if conflict.register.field == "value"]
    other = next(side for side in sides if side.value == {"value": "25"})

    settle_by_name(at_odds, key_of(at_odds, "value"), other.name)

    (found,) = [conflict for conflict in conflicts(at_odds) if conflict.register.field == "value"]
    assert found.chosen == {"value": "25"}
    with pytest.raises(ConflictUnknown):
        settle_by_name(at_odds, found.key, "nobody:1")
