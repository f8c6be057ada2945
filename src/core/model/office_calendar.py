"""The office's calendar: which days are rest days, and where a due day goes that falls on one.

Saturdays and Sundays rest unless the table says that they are worked (调休). The table holds what the office entered: none comes with the
program (docs/decisions/0016).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

_SATURDAY = 5
_DAY = timedelta(days=1)


class DueMove(StrEnum):
    """Where a due day goes that falls on a rest day; the member's value is what a plan says."""

    NOT_MOVED = "not_moved"
    NEXT = "next"
    PREVIOUS = "previous"


class OfficeCalendar(Struct, frozen=True):
    """Days off (`holidays`, of any weekday) and days worked although they are a Saturday or Sunday (`working_days`).

    Raises:
        ValueError: a day is in both.
    """

    holidays: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.holidays & self.working_days
        if both:
            message = f"both a holiday and a working day: {sorted(both)}"
            raise ValueError(message)

    def is_rest_day(self, day: date) -> bool:
        """Whether nobody works on a day.

        >>> OfficeCalendar().is_rest_day(date(2025, 6, 28))
        True
        """
        return day in self.holidays or (day.weekday() >= _SATURDAY and day not in self.working_days)

    def moved(self, day: date, move: DueMove) -> date:
        """The working day that a day is moved to; the day itself where it is worked or nothing is moved.

        >>> OfficeCalendar().moved(date(2025, 6, 28), DueMove.NEXT)
        datetime.date(2025, 6, 30)
        """
        if move is DueMove.NOT_MOVED:
            return day
        step = _DAY if move is DueMove.NEXT else -_DAY
        while self.is_rest_day(day):
            day += step
        return day
