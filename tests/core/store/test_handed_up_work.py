from __future__ import annotations

from tests.core.services.conftest import city, issued_city, office, program
from tests.core.services.exchanging import LISTED, MARCH, PROJECTS, hand_up, hand_up_text
from tests.journeys.conftest import City

from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.store.handed_up_work import handed_up_work

__all__ = ["city", "issued_city", "office", "program"]


def test_what_a_unit_handed_up_is_there_and_nothing_of_the_others(office: Desk, city: City) -> None:  # the fixtures
    hand_up_text(city, office, "20", "已开工20个。")
    east = office.find_unit("东区").id

    held = handed_up_work(office.workspace.database, MARCH)

    indicators = {find_indicator(office.plan, code, name).id for code, name in (("1.1.1", PROJECTS), ("2.1.1", LISTED))}
    assert list(held) == [east]
    assert held[east].figures == {(indicator, east, MARCH) for indicator in indicators}
    assert held[east].texts == {office.find_item("1.1.1").id}
    assert held[east].evidence == frozenset()


def test_another_period_has_nothing_of_it(office: Desk, city: City) -> None:  # the fixtures
    hand_up(city, office, "20")

    assert handed_up_work(office.workspace.database, next(each for each in office.plan.periods if each != MARCH)) == {}
