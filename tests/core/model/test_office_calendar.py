from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.office_calendar import DueMove, OfficeCalendar

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
CALENDARS = st.tuples(st.frozensets(DAYS, max_size=40), st.frozensets(DAYS, max_size=40)).map(
    lambda days: OfficeCalendar(holidays=days[0], working_days=days[1] - days[0])
)
SATURDAY, SUNDAY, MONDAY = date(2025, 9, 27), date(2025, 9, 28), date(2025, 9, 29)


def test_a_weekend_rests_unless_it_is_worked() -> None:
    worked = OfficeCalendar(working_days=frozenset({SUNDAY}))

    assert OfficeCalendar().is_rest_day(SUNDAY)
    assert not worked.is_rest_day(SUNDAY)
    assert worked.is_rest_day(SATURDAY)


def test_a_holiday_rests_on_any_weekday() -> None:
    assert OfficeCalendar(holidays=frozenset({MONDAY})).is_rest_day(MONDAY)
    assert not OfficeCalendar().is_rest_day(MONDAY)


def test_a_day_cannot_be_both() -> None:
    with pytest.raises(ValueError, match="both a holiday and a working day"):
        OfficeCalendar(frozenset({MONDAY}), frozenset({MONDAY}))


def test_a_rest_day_gives_way_to_the_working_day_that_is_told() -> None:
    calendar = OfficeCalendar(holidays=frozenset({MONDAY}))

    assert calendar.moved(SATURDAY, DueMove.NEXT) == date(2025, 9, 30)
    assert calendar.moved(MONDAY, DueMove.PREVIOUS) == date(2025, 9, 26)
    assert calendar.moved(SATURDAY, DueMove.NOT_MOVED) == SATURDAY


@given(CALENDARS, DAYS)
def test_next_never_comes_before_the_unmoved_day_nor_previous_after_it(calendar: OfficeCalendar, day: date) -> None:
    assert calendar.moved(day, DueMove.PREVIOUS) <= day <= calendar.moved(day, DueMove.NEXT)


@given(CALENDARS, DAYS, st.sampled_from([DueMove.NEXT, DueMove.PREVIOUS]))
def test_what_is_moved_is_worked_and_stays(calendar: OfficeCalendar, day: date, move: DueMove) -> None:
    moved = calendar.moved(day, move)

    assert not calendar.is_rest_day(moved)
    assert calendar.moved(moved, move) == moved


@given(CALENDARS, DAYS, DAYS, st.sampled_from(DueMove))
def test_moving_keeps_the_order_of_days(calendar: OfficeCalendar, one: date, other: date, move: DueMove) -> None:
    earlier, later = sorted((one, other))

    assert calendar.moved(earlier, move) <= calendar.moved(later, move)
