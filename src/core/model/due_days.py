"""When a plan's periods are due, and what is near its deadline (临期) or past it (逾期) on a day.

A mark says where a day stands to a deadline, not whether the work is done: what is done is left out by who asks.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from core.model.outline import Item
from core.model.period import MONTHS_IN_YEAR, Period
from core.model.plan import Plan

OPEN_BEFORE_DUE = timedelta(days=10)


class DueMark(StrEnum):
    """Where a day stands to a deadline."""

    NONE = "none"
    SOON = "soon"
    LATE = "late"

    @property
    def label(self) -> str:
        """As it is printed: 临期, 逾期; empty for none."""
        return {DueMark.NONE: "", DueMark.SOON: "临期", DueMark.LATE: "逾期"}[self]


def due_date(plan: Plan, period: Period) -> date:
    """The day a period's reports are due: of a short month the last day, off a rest day as the plan says (docs/decisions/0013, 0016)."""
    settings = plan.settings
    later, month = divmod(period.last_month - 1 + settings.due_in_next_month, MONTHS_IN_YEAR)
    year, month = period.year + later, month + 1
    day = min(settings.due_day, calendar.monthrange(year, month)[1])
    return settings.calendar.moved(date(year, month, day), settings.due_moves)


def is_open(plan: Plan, period: Period, today: date) -> bool:
    """Whether a period is over, or due within ten days; it stays open until the plan is closed."""
    return period.last_day <= today or due_date(plan, period) - OPEN_BEFORE_DUE <= today


def period_mark(plan: Plan, period: Period, today: date) -> DueMark:
    """Where a day stands to a period's due day, which is itself still in time."""
    return _mark(plan, due_date(plan, period), today)


def item_mark(plan: Plan, item: Item, today: date, *, done: Collection[str] = ()) -> DueMark:
    """The graver of the marks of an item's own deadline and of its nodes, without those whose names are `done`.

    What was promised for a day is not moved by a rest day.
    """
    days = [node.due for node in item.nodes if node.name not in done]
    marks = {_mark(plan, day, today) for day in (*days, *([item.due] if item.due is not None else []))}
    return next((mark for mark in (DueMark.LATE, DueMark.SOON) if mark in marks), DueMark.NONE)


def _mark(plan: Plan, due: date, today: date) -> DueMark:
    if today > due:
        return DueMark.LATE
    return DueMark.SOON if (due - today).days <= plan.settings.due_soon_days else DueMark.NONE
