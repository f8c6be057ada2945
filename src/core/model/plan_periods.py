"""A period as its plan sees it: which months it covers and how it is called where January and February are reported together (1—2月)."""

from __future__ import annotations

from core.model.period import Frequency, Period
from core.model.plan import Plan


def covered_months(plan: Plan, period: Period) -> range:
    """The months, 1 to 12, that a period's report is about."""
    first = 1 if is_joined(plan, period) else period.first_month
    return range(first, period.last_month + 1)


def plan_label(plan: Plan, period: Period) -> str:
    """The period as it is printed: 2025年1—2月 where the two are one, else as `Period.label` has it."""
    if not is_joined(plan, period):
        return period.label
    months = covered_months(plan, period)
    return f"{period.year}年{months[0]}—{months[-1]}月"


def is_joined(plan: Plan, period: Period) -> bool:
    """Whether the period is the plan's February that January is reported with."""
    return plan.settings.joins_january and period.frequency is Frequency.MONTH and period.last_month == 2
