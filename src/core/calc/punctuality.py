"""How a unit's period stands to its due day: near it (临期), past it (逾期), handed up after it (迟报), with the days.

Days are counted by the calendar, rest days too; the due day itself is in time. What counts is the first submission of a period: a return
and what comes after it make nobody late (docs/decisions/0023).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from core.model.due_days import DueMark, due_date, period_mark
from core.model.period import Period
from core.model.plan import Plan


class Punctuality(StrEnum):
    """How a period stands to its due day."""

    AHEAD = "ahead"  # not handed up, and time enough
    SOON = "soon"  # 临期: not handed up, and the due day is near
    OVERDUE = "overdue"  # 逾期: not handed up, and the due day is past
    IN_TIME = "in_time"  # handed up by the due day
    LATE = "late"  # 迟报: handed up after it


class PeriodMark(Struct, frozen=True):
    """A period's mark; `days` are left until the due day (`ahead`, `soon`), or went by since (`overdue`, `late`), else 0."""

    mark: Punctuality
    due: date
    days: int = 0

    @property
    def is_late(self) -> bool:
        """Whether the due day passed without a submission."""
        return self.mark in {Punctuality.OVERDUE, Punctuality.LATE}

    @property
    def label(self) -> str:
        """As it is printed: 临期（还有3天）, 今天截止, 逾期2天, 迟报2天; empty where there is nothing to remark."""
        match self.mark:
            case Punctuality.SOON:
                return f"临期（还有{self.days}天）" if self.days else "今天截止"
            case Punctuality.OVERDUE:
                return f"逾期{self.days}天"
            case Punctuality.LATE:
                return f"迟报{self.days}天"
        return ""


def mark_of_period(plan: Plan, period: Period, today: date, *, handed_up: date | None) -> PeriodMark:
    """How a unit's period stands on a day; `handed_up` is the day of its first submission, None before there is one."""
    due = due_date(plan, period)
    if handed_up is not None:
        days = max(0, (handed_up - due).days)
        return PeriodMark(Punctuality.LATE if days else Punctuality.IN_TIME, due, days)
    if today > due:
        return PeriodMark(Punctuality.OVERDUE, due, (today - due).days)
    is_near = period_mark(plan, period, today) is DueMark.SOON
    return PeriodMark(Punctuality.SOON if is_near else Punctuality.AHEAD, due, (due - today).days)
