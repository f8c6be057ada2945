"""The trajectory of a target: which share of it is expected at the end of each month.

Shares are exact fractions from 0 to 1. The trajectory is linear by default: month m of 12 is m/12; a target that is due earlier reaches 1
in the month it is due (docs/decisions/0004).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from core.model.period import MONTHS_IN_YEAR, Period
from core.model.quantity import unit_scale


@dataclass(frozen=True)
class Trajectory:
    """Twelve shares, one for the end of each month, that never fall and end at 1.

    Raises:
        ValueError: they are not twelve, fall, leave 0 to 1, or do not end at 1.
    """

    shares: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        rises = all(earlier <= later for earlier, later in zip(self.shares, self.shares[1:], strict=False))
        if len(self.shares) != MONTHS_IN_YEAR or not rises or self.shares[0] < 0 or self.shares[-1] != 1:
            message = f"not a trajectory: {self.shares}"
            raise ValueError(message)

    def share_at(self, period: Period) -> Fraction:
        """The share expected at the period's end."""
        return self.shares[period.last_month - 1]

    def is_over(self, period: Period) -> bool:
        """Whether all of the target is expected by the period's end, which makes it the last that is due."""
        return self.share_at(period) == 1


@cache
def linear(year: int, due: date | None = None) -> Trajectory:
    """The linear trajectory of a plan-year up to the month something is due (the year's end when None or later).

    >>> linear(2025).share_at(Period.parse("2025-11"))
    Fraction(11, 12)
    """
    months = MONTHS_IN_YEAR
    if due is not None and due.year <= year:
        months = due.month if due.year == year else 1
    return Trajectory(tuple(min(Fraction(month, months), Fraction(1)) for month in range(1, MONTHS_IN_YEAR + 1)))


# Units of what is measured, not counted: a fraction of them can be done, so nothing is rounded down to whole pieces.
_MEASURED = ("元", "吨", "克", "米", "公里", "里", "亩", "公顷", "瓦", "时", "升", "度", "%", "‰", "百分点", "倍", "卡", "焦", "伏安", "年")


def is_small_count(amount: Fraction, unit: str, *, below: int) -> bool:
    """Whether an amount is a whole number of pieces (家, 个, 项…) below a limit, which cannot be done in twelfths.

    A unit with 万 or 亿, or one that measures (元, 公里, 吨), never is.
    """
    counts = unit_scale(unit)[0] == 1 and not unit.endswith(_MEASURED)
    return counts and amount.denominator == 1 and 0 < amount < below


def expected_pieces(amount: Fraction, share: Fraction) -> Fraction:
    """What of a small count is expected: the whole pieces of its share, rounded down."""
    return Fraction(math.floor(amount * share))


def allowed_pieces(amount: Fraction, share: Fraction) -> Fraction:
    """What of a small ceiling may be used: the whole pieces of its share, rounded up."""
    return Fraction(math.ceil(amount * share))


def rounded(value: Fraction, decimals: int = 6) -> Decimal:
    """A fraction as a decimal rounded half up (away from nought) to so many places.

    >>> rounded(Fraction(1100, 12))
    Decimal('91.666667')
    """
    numerator, denominator = value.as_integer_ratio()
    whole = (2 * abs(numerator) * 10**decimals + denominator) // (2 * denominator)
    return Decimal(whole if numerator >= 0 else -whole).scaleb(-decimals)
