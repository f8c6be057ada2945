"""Which period is being worked on: the open ones of a plan, and the one a person most likely came for."""

from __future__ import annotations

from datetime import date

from core.ids import UnitId
from core.model.asked import asked_duties
from core.model.due_days import is_open
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.store.records import Filing, filings


def open_periods(plan: Plan, today: date) -> tuple[Period, ...]:
    """The plan's periods that are over, or due within ten days, oldest first; they stay open until the plan is closed."""
    return tuple(period for period in plan.periods if is_open(plan, period, today))


def default_period(desk: Desk, today: date) -> Period:
    """The period to open with: of a unit the earliest returned one, else the earliest that it must still hand up, else the last open.

    Before any is open, the plan's first.
    """
    plan = desk.plan
    opened = open_periods(plan, today)
    if not opened:
        return plan.periods[0] if plan.periods else Period(plan.year, plan.settings.frequency, 1)
    if desk.is_office:
        return opened[-1]
    filed = filings(desk.workspace.database, unit=desk.unit)
    returned = [period for period in opened if _is_returned(filed.get((desk.unit, period)))]
    waiting = [period for period in opened if (desk.unit, period) not in filed and asks(plan, desk.unit, period)]
    return next(iter((*returned, *waiting)), opened[-1])


def _is_returned(filing: Filing | None) -> bool:
    return filing is not None and filing.latest_state is SubmissionState.RETURNED


def asks(plan: Plan, unit: UnitId, period: Period) -> bool:
    """Whether a period asks a unit for anything."""
    return any(each.asks_something for each in asked_duties(plan, unit, period))
