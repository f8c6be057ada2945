from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.core.calc.building import measure, small_plan

from core.model.due_days import due_date
from core.model.period import Period
from core.model.plan import Plan


def plan_due(day: int, *, in_next_month: bool) -> Plan:
    plan = small_plan(measure())
    return replace(plan, settings=replace(plan.settings, due_day=day, due_in_next_month=in_next_month))


def test_reports_are_due_on_the_day_that_the_plan_sets() -> None:
    plan = plan_due(28, in_next_month=False)

    assert due_date(plan, Period.parse("2025-02")) == date(2025, 2, 28)
    assert due_date(plan, Period.parse("2025-Q2")) == date(2025, 6, 28)


def test_a_day_of_the_next_month_lies_after_the_period_also_at_the_years_end() -> None:
    plan = plan_due(5, in_next_month=True)

    assert due_date(plan, Period.parse("2025-06")) == date(2025, 7, 5)
    assert due_date(plan, Period.parse("2025-12")) == date(2026, 1, 5)
