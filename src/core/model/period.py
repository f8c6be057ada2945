"""Periods of a plan-year: months, quarters, half-years, the year.

A period is written `2025-06`, `2025-Q2`, `2025-H1` or `2025`; it includes its first month and its last month.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from core.errors import NotAPeriod

MONTHS_IN_YEAR = 12


class Frequency(StrEnum):
    """How often something is reported; the member's value is what a file says."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months one period of this frequency has."""
        return _MONTHS[self]


# Asked some thousand times whenever a period is judged.
_MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}


class Period(Struct, frozen=True):
    """A stretch of a year; `number` counts from 1 within the year.

    >>> str(Period.parse("2025-Q2")), Period.parse("2025-Q2").last_month
    ('2025-Q2', 6)
    """

    year: int
    frequency: Frequency
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= MONTHS_IN_YEAR // self.frequency.months and 1900 <= self.year <= 9999):
            raise NotAPeriod(text=f"{self.year} {self.frequency.value} {self.number}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period of a text such as `2025-06`.

        Raises:
            NotAPeriod: the text is none of the four forms.
        """
        return _parsed(text)

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """The month's period; `month` is 1 to 12."""
        return cls(year, Frequency.MONTH, month)

    def __str__(self) -> str:
        match self.frequency:
            case Frequency.MONTH:
                return f"{self.year}-{self.number:02d}"
            case Frequency.QUARTER:
                return f"{self.year}-Q{self.number}"
            case Frequency.HALF:
                return f"{self.year}-H{self.number}"
        return str(self.year)

    @classmethod
    def of_year(cls, year: int, frequency: Frequency) -> tuple[Period, ...]:
        """The year's periods of a frequency, in order; together they are the year."""
        return tuple(cls(year, frequency, number) for number in range(1, MONTHS_IN_YEAR // frequency.months + 1))

    @property
    def first_month(self) -> int:
        """1 to 12."""
        return (self.number - 1) * self.frequency.months + 1

    @property
    def last_month(self) -> int:
        """1 to 12."""
        return self.number * self.frequency.months

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def elapsed_share(self) -> Fraction:
        """The share of the year gone by at the period's end: month m of 12 is m/12.

        Source: 宣城 2020, 1—11月 = 91.7 %.
        """
        return Fraction(self.last_month, MONTHS_IN_YEAR)

    @property
    def label(self) -> str:
        """As it is printed: 2025年6月, 2025年第二季度, 2025年上半年, 2025年."""
        match self.frequency:
            case Frequency.MONTH:
                return f"{self.year}年{self.number}月"
            case Frequency.QUARTER:
                return f"{self.year}年第{'一二三四'[self.number - 1]}季度"
            case Frequency.HALF:
                return f"{self.year}年{'上下'[self.number - 1]}半年"
        return f"{self.year}年"

    @property
    def as_of(self) -> str:
        """The end of the period as official texts say it: 6月底, 年底."""
        return "年底" if self.last_month == MONTHS_IN_YEAR else f"{self.last_month}月底"

    @property
    def previous(self) -> Period | None:
        """The period before, None for the first one of the year."""
        return Period(self.year, self.frequency, self.number - 1) if self.number > 1 else None

    def latest(self, frequency: Frequency) -> Period | None:
        """The last period of a frequency that has ended when this one ends; None when none has.

        >>> str(Period.parse("2025-05").latest(Frequency.QUARTER))
        '2025-Q1'
        """
        number = self.last_month // frequency.months
        return Period(self.year, frequency, number) if number else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    """The period of a text; the same few dozen come by the hundred thousand."""
    match = re.fullmatch(r"(\d{4})(?:-(?:(\d{2})|Q(\d)|H(\d)))?", text.strip(), re.ASCII)
    if match is None:
        raise NotAPeriod(text=text)
    year, month, quarter, half = match.groups()
    for digits, frequency in ((month, Frequency.MONTH), (quarter, Frequency.QUARTER), (half, Frequency.HALF)):
        if digits is not None:
            if not 1 <= int(digits) <= MONTHS_IN_YEAR // frequency.months:
                raise NotAPeriod(text=text)
            return Period(int(year), frequency, int(digits))
    return Period(int(year), Frequency.YEAR, 1)
