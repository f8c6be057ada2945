from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure, small_plan

from core.calc.punctuality import PeriodMark, Punctuality, mark_of_period
from core.model.due_days import due_date
from core.model.office_calendar import DueMove
from core.model.period import Frequency, Period
from core.model.plan import Plan

PLAN = small_plan(measure())
JUNE = Period.parse("2025-06")
DUE = date(2025, 6, 28)
DAYS = st.dates(date(2025, 1, 1), date(2026, 3, 31))


def marked(today: date, handed_up: date | None = None, plan: Plan = PLAN) -> PeriodMark:
    return mark_of_period(plan, JUNE, today, handed_up=handed_up)


@pytest.mark.parametrize(
    ("today", "mark", "days", "label"),
    [
        (date(2025, 6, 17), Punctuality.AHEAD, 11, ""),
        (date(2025, 6, 18), Punctuality.SOON, 10, "临期（还有10天）"),
        (date(2025, 6, 28), Punctuality.SOON, 0, "今天截止"),
        (date(2025, 6, 29), Punctuality.OVERDUE, 1, "逾期1天"),
    ],
)
def test_what_is_not_handed_up_is_near_its_due_day_and_then_past_it(today: date, mark: Punctuality, days: int, label: str) -> None:
    found = marked(today)

    assert (found.mark, found.days, found.label, found.due) == (mark, days, label, DUE)


def test_what_was_handed_up_is_in_time_on_the_due_day_and_late_after_it() -> None:
    in_time, late = marked(date(2025, 12, 1), DUE), marked(date(2025, 12, 1), date(2025, 7, 1))

    assert (in_time.mark, in_time.days, in_time.label) == (Punctuality.IN_TIME, 0, "")
    assert (late.mark, late.days, late.label, late.is_late) == (Punctuality.LATE, 3, "迟报3天", True)


def test_a_due_day_that_moved_is_what_counts() -> None:
    moved = replace(PLAN, settings=replace(PLAN.settings, due_moves=DueMove.NEXT))

    assert marked(date(2025, 7, 9), date(2025, 6, 30), moved).mark is Punctuality.IN_TIME
    assert marked(date(2025, 7, 9), date(2025, 7, 1), moved).days == 1


@given(DAYS, st.none() | DAYS, st.sampled_from(Frequency))
def test_lateness_is_the_days_after_the_due_day_of_whatever_period(today: date, handed_up: date | None, frequency: Frequency) -> None:
    plan = replace(PLAN, settings=replace(PLAN.settings, frequency=frequency))
    for period in plan.periods:
        found = mark_of_period(plan, period, today, handed_up=handed_up)

        assert found.is_late == ((handed_up or today) > due_date(plan, period))
        if found.is_late:
            assert found.due + timedelta(days=found.days) == (handed_up or today)


@given(DAYS, DAYS)
def test_once_handed_up_no_day_changes_the_mark(handed_up: date, today: date) -> None:
    assert marked(today, handed_up) == marked(handed_up, handed_up)
