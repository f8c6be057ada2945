"""The way to a target as an office draws it: by months, by quarters, as last year went, or by dates.

Points are running totals in any measure, be it shares, percent or the indicator's own values: what counts is how far each lies on the way
from the start to the last point, which is the whole target of the city and of every unit (docs/decisions/0017).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from msgspec import Struct


class TrajectoryShape(StrEnum):
    """What the points stand for; the member's value is what a plan says."""

    MONTHS = "months"  # 分月安排: the end of each month
    QUARTERS = "quarters"  # 季度节点: the end of each quarter, straight between them
    LAST_YEAR = "last_year"  # 上年进度: last year's running total at the end of each month, in the indicator's unit
    DATES = "dates"  # 时间节点: each is reached on its day and not before


_POINTS = {TrajectoryShape.MONTHS: 12, TrajectoryShape.QUARTERS: 4, TrajectoryShape.LAST_YEAR: 12}


class DrawnTrajectory(Struct, frozen=True, dict=True):
    """So many points as the shape has, that never turn back; `dates`, which rise, only where the shape has them.

    `start` is where the year begins in the measure of the points: nought, or last year's stock.

    Raises:
        ValueError: the points are not as many, turn back, leave the way, or do not lead anywhere.
    """

    shape: TrajectoryShape
    points: tuple[Decimal, ...]
    start: Decimal = Decimal(0)
    dates: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        has_dates = self.shape is TrajectoryShape.DATES
        is_complete = len(self.points) == _POINTS.get(self.shape, len(self.dates)) and bool(self.dates) == has_dates
        if not (is_complete and self.points[-1] != self.start and _rise(self.dates) and _rise((Fraction(0), *self.shares))):
            message = f"no way to a target: {self.shape.value} {self.points} from {self.start} on {self.dates}"
            raise ValueError(message)

    @cached_property
    def shares(self) -> tuple[Fraction, ...]:
        """How far each point lies on the way, from 0 to 1.

        >>> quarters = tuple(Decimal(text) for text in ("2", "5", "6", "8"))
        >>> [str(share) for share in DrawnTrajectory(TrajectoryShape.QUARTERS, quarters).shares]
        ['1/4', '5/8', '3/4', '1']
        """
        start = Fraction(self.start)
        way = Fraction(self.points[-1]) - start
        return tuple((Fraction(point) - start) / way for point in self.points)


def _rise(values: tuple[Fraction, ...] | tuple[date, ...]) -> bool:
    return list(values) == sorted(values)
