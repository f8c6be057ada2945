"""The trajectory of a target: which share of it is expected at the end of each month.

Shares are exact fractions from 0 to 1. The trajectory is linear by default: month m of 12 is m/12; an office may draw another. A target
that is due earlier reaches 1 in the month it is due (docs/decisions/0004, 0017).
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from msgspec import Struct

from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.indicator import Indicator
from core.model.outline import Node
from core.model.period import MONTHS_IN_YEAR, Period
from core.model.plan import Plan
from core.model.quantity import unit_scale

_MONTHS = range(1, MONTHS_IN_YEAR + 1)
_MONTHS_IN_QUARTER = 3


class Trajectory(Struct, frozen=True):
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

    @property
    def month_over(self) -> int:
        """The month, 1 to 12, by whose end all of the target is expected."""
        return self.shares.index(Fraction(1)) + 1

    def is_over(self, period: Period) -> bool:
        """Whether all of the target is expected by the period's end, which makes it the last that is due."""
        return self.share_at(period) == 1


def trajectory_of(plan: Plan, indicator: Indicator) -> Trajectory:
    """The trajectory of an indicator's target: the one place from which judging, charts and explanations take what is expected."""
    due = plan.items_by_id[indicator.item].due
    return linear(plan.year, due) if indicator.trajectory is None else drawn(indicator.trajectory, plan.year, due)


@cache
def linear(year: int, due: date | None = None) -> Trajectory:
    """The linear trajectory of a plan-year up to the month something is due (the year's end when None or later).

    >>> linear(2025).share_at(Period.parse("2025-11"))
    Fraction(11, 12)
    """
    months = _month_due(year, due)
    return Trajectory(tuple(min(Fraction(month, months), Fraction(1)) for month in _MONTHS))


@cache
def drawn(way: DrawnTrajectory, year: int, due: date | None = None) -> Trajectory:
    """The trajectory that an office drew for a plan-year, whole from the month on in which something is due (at the latest December)."""
    last = _month_due(year, due)
    return Trajectory(tuple(Fraction(1) if month >= last else _drawn_share(way, year, month) for month in _MONTHS))


def node_share(nodes: Collection[Node], day: date) -> Fraction:
    """The share of an item's nodes that are due by the end of a day: what is expected of something that is judged; nought without nodes."""
    names = {node.name for node in nodes}
    return Fraction(len({node.name for node in nodes if node.due <= day}), len(names) or 1)


def _month_due(year: int, due: date | None) -> int:
    """The month of a plan-year by which all is due: December for what is due later or at no told day."""
    if due is None or due.year > year:
        return MONTHS_IN_YEAR
    return due.month if due.year == year else 1


def _drawn_share(way: DrawnTrajectory, year: int, month: int) -> Fraction:
    match way.shape:
        case TrajectoryShape.MONTHS | TrajectoryShape.LAST_YEAR:
            return way.shares[month - 1]
        case TrajectoryShape.QUARTERS:
            quarter, rest = divmod(month, _MONTHS_IN_QUARTER)
            nodes = (Fraction(0), *way.shares, Fraction(1))
            return nodes[quarter] + (nodes[quarter + 1] - nodes[quarter]) * Fraction(rest, _MONTHS_IN_QUARTER)
    end = date(year, month, calendar.monthrange(year, month)[1])
    return max((share for share, day in zip(way.shares, way.dates, strict=True) if day <= end), default=Fraction(0))


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
