from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure, small_plan

from core.model.due_days import DueMark, due_date, item_mark, period_mark
from core.model.office_calendar import DueMove, OfficeCalendar
from core.model.outline import Node
from core.model.period import Frequency, Period
from core.model.plan import Plan


def plan_due(day: int, *, in_next_month: bool) -> Plan:
    plan = small_plan(measure())
    return replace(plan, settings=replace(plan.settings, due_day=day, due_in_next_month=in_next_month))


def moving(plan: Plan, move: DueMove, holidays: frozenset[date] = frozenset()) -> Plan:
    return replace(plan, settings=replace(plan.settings, due_moves=move, calendar=OfficeCalendar(holidays)))


def test_reports_are_due_on_the_day_that_the_plan_sets() -> None:
    plan = plan_due(28, in_next_month=False)

    assert due_date(plan, Period.parse("2025-02")) == date(2025, 2, 28)
    assert due_date(plan, Period.parse("2025-Q2")) == date(2025, 6, 28)


def test_a_day_of_the_next_month_lies_after_the_period_also_at_the_years_end() -> None:
    plan = plan_due(5, in_next_month=True)

    assert due_date(plan, Period.parse("2025-06")) == date(2025, 7, 5)
    assert due_date(plan, Period.parse("2025-12")) == date(2026, 1, 5)


def test_in_a_short_month_the_last_day_is_due() -> None:
    plan = plan_due(31, in_next_month=False)

    assert due_date(plan, Period.parse("2025-02")) == date(2025, 2, 28)
    assert due_date(plan, Period.parse("2024-02")) == date(2024, 2, 29)
    assert due_date(plan_due(31, in_next_month=True), Period.parse("2025-03")) == date(2025, 4, 30)


def test_a_due_day_stays_on_a_weekend_unless_the_plan_moves_it() -> None:
    plan = plan_due(28, in_next_month=False)
    june = Period.parse("2025-06")

    assert due_date(plan, june) == date(2025, 6, 28)
    assert due_date(moving(plan, DueMove.NEXT), june) == date(2025, 6, 30)
    assert due_date(moving(plan, DueMove.PREVIOUS), june) == date(2025, 6, 27)


def test_a_period_is_near_its_due_day_ten_days_before_and_late_the_day_after() -> None:
    plan, june = plan_due(28, in_next_month=False), Period.parse("2025-06")
    days = (date(2025, 6, 17), date(2025, 6, 18), date(2025, 6, 28), date(2025, 6, 29))

    assert [period_mark(plan, june, day).label for day in days] == ["", "临期", "临期", "逾期"]


def test_a_moved_due_day_is_late_only_after_it() -> None:
    plan = moving(plan_due(28, in_next_month=False), DueMove.NEXT)

    assert period_mark(plan, Period.parse("2025-06"), date(2025, 6, 30)) is DueMark.SOON


def test_an_item_has_the_graver_mark_of_its_deadline_and_nodes() -> None:
    plan = plan_due(28, in_next_month=False)
    item = replace(plan.items[0], due=date(2025, 6, 30), nodes=(Node("开工", date(2025, 3, 31)), Node("竣工", date(2025, 9, 30))))

    assert item_mark(plan, item, date(2025, 3, 1)) is DueMark.NONE
    assert item_mark(plan, item, date(2025, 3, 25)) is DueMark.SOON
    assert item_mark(plan, item, date(2025, 6, 25)) is DueMark.LATE
    assert item_mark(plan, item, date(2025, 6, 25), done={"开工"}) is DueMark.SOON


def test_an_item_without_a_deadline_has_no_mark() -> None:
    plan = plan_due(28, in_next_month=False)

    assert item_mark(plan, plan.items[0], date(2030, 1, 1)) is DueMark.NONE


@given(st.integers(1, 31), st.booleans(), st.integers(1, 12), st.frozensets(st.dates(date(2025, 1, 1), date(2026, 2, 28)), max_size=30))
def test_next_is_never_before_the_unmoved_due_day(due_day: int, in_next_month: bool, month: int, holidays: frozenset[date]) -> None:
    plan, period = plan_due(due_day, in_next_month=in_next_month), Period.of_month(2025, month)

    assert (
        due_date(moving(plan, DueMove.PREVIOUS, holidays), period)
        <= due_date(plan, period)
        <= due_date(moving(plan, DueMove.NEXT, holidays), period)
    )


@given(st.integers(1, 31), st.dates(date(2025, 1, 1), date(2026, 3, 31)), st.dates(date(2025, 1, 1), date(2026, 3, 31)))
def test_marks_only_grow_graver_with_time(due_day: int, one: date, other: date) -> None:
    plan, order = plan_due(due_day, in_next_month=False), list(DueMark)
    earlier, later = (period_mark(plan, Period.parse("2025-06"), day) for day in sorted((one, other)))

    assert order.index(earlier) <= order.index(later)


@given(
    st.sampled_from(Frequency),
    st.sampled_from([DueMove.NEXT, DueMove.PREVIOUS]),
    st.integers(1, 31),
    st.booleans(),
    st.frozensets(st.dates(date(2025, 1, 1), date(2026, 2, 28)), max_size=40),
)
def test_a_moved_due_day_is_never_a_rest_day(
    frequency: Frequency,
    move: DueMove,
    due_day: int,
    in_next_month: bool,  # hypothesis passes by name
    holidays: frozenset[date],
) -> None:
    plan = moving(plan_due(due_day, in_next_month=in_next_month), move, holidays)
    plan = replace(plan, settings=replace(plan.settings, frequency=frequency))

    for period in plan.periods:
        assert not plan.settings.calendar.is_rest_day(due_date(plan, period))


@pytest.mark.parametrize(
    ("period", "due"),
    [("2025-Q1", date(2025, 4, 5)), ("2025-H1", date(2025, 7, 5)), ("2025-H2", date(2026, 1, 5)), ("2025", date(2026, 1, 5))],
)
def test_longer_periods_are_due_after_their_last_month(period: str, due: date) -> None:
    assert due_date(plan_due(5, in_next_month=True), Period.parse(period)) == due
