from __future__ import annotations

from datetime import date

import pytest
from tests.core.services.exchanging import APRIL, MARCH, feed_back, hand_up, reader
from tests.journeys.conftest import City

from core.model.period import Period
from core.services.desk import Desk
from core.services.open_periods import default_period, open_periods
from core.services.reviews import send_back

JANUARY, FEBRUARY = Period.parse("2025-01"), Period.parse("2025-02")


@pytest.mark.parametrize(
    ("today", "last"),
    [(date(2025, 3, 17), FEBRUARY), (date(2025, 3, 18), MARCH), (date(2025, 4, 17), MARCH), (date(2025, 4, 18), APRIL)],
)
def test_a_period_opens_ten_days_before_its_reports_are_due(office: Desk, today: date, last: Period) -> None:
    assert open_periods(office.plan, today)[-1] == last


def test_a_unit_comes_to_the_earliest_period_that_it_has_not_handed_up(east: Desk) -> None:
    assert default_period(east, date(2025, 3, 26)) == JANUARY


def test_before_anything_is_open_the_first_period_is_shown(east: Desk, office: Desk) -> None:
    assert default_period(east, date(2024, 12, 1)) == JANUARY
    assert default_period(office, date(2024, 12, 1)) == JANUARY


def test_the_office_comes_to_the_last_open_period(office: Desk) -> None:
    assert default_period(office, date(2025, 3, 26)) == MARCH


def test_what_is_handed_up_is_passed_over_until_it_is_returned(city: City, office: Desk) -> None:
    for period in (JANUARY, FEBRUARY, MARCH):
        hand_up(city, office, "20", period=period)
    with reader(city, "东区") as east:
        assert default_period(east, date(2025, 3, 26)) == MARCH  # nothing is left to do: the last open one

    send_back(office, office.find_unit("东区").id, FEBRUARY, reason="请核减")
    feed_back(city, office)

    with reader(city, "东区") as east:
        assert default_period(east, date(2025, 3, 26)) == FEBRUARY


def test_a_returned_period_goes_before_an_earlier_one_that_was_never_handed_up(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    feed_back(city, office)

    with reader(city, "东区") as east:
        assert default_period(east, date(2025, 3, 26)) == MARCH
