"""A figure against the year's own history: an increment far from the others, and much that came late (docs/decisions/0031).

Everything is exact: medians of fractions, no floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from msgspec import Struct

from core.calc.inspection import LateJump, Point, Series
from core.calc.inspection_aids import late_jumps
from core.calc.trajectory import rounded
from core.ids import IndicatorId, UnitId
from core.model.check_settings import CheckLimits
from core.model.indicator import ValueKind
from core.model.plan_settings import PlanSettings

_TO_SCORE = Fraction(6745, 10000)  # the normal distribution's third quartile, so that a MAD reads as a standard deviation
_LEAST_SPREAD = Fraction(1, 20)  # of the median
_GROWING = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL})


class Outlier(Struct, frozen=True):
    """The latest increment of a series, and the median of those before it."""

    indicator: IndicatorId
    subject: UnitId
    increment: Decimal
    median: Decimal


def outlier(series: Series, limits: CheckLimits) -> Outlier | None:
    """The series' latest increment, where it lies further from the others than they lie apart; None where it does not, or few are known.

    Source: Iglewicz and Hoaglin, How to detect and handle outliers, 1993 (0.6745 × distance ÷ MAD above 3.5).
    """
    if series.indicator.kind not in _GROWING:
        return None
    increments = [*_increments(series)]
    if not increments or increments[-1][0] is not series.points[-1]:
        return None
    latest = Fraction(increments[-1][1])
    before = [Fraction(number) for _, number in increments[:-1]]
    if len(before) < max(limits.outlier_least, 1):
        return None
    middle = median(before)
    least = max(abs(middle) * _LEAST_SPREAD, Fraction(1, 10**series.indicator.decimals))
    spread = max(median([abs(number - middle) for number in before]), least)
    if _TO_SCORE * abs(latest - middle) / spread <= Fraction(limits.outlier_score):
        return None
    return Outlier(series.indicator.id, series.subject, increments[-1][1], rounded(middle))


def late_jumps_at_last(series: Iterable[Series], settings: PlanSettings) -> Iterator[LateJump]:
    """The late jumps of series, as the spot checks remark on them (docs/decisions/0019)."""
    return late_jumps(series, small_count=settings.small_count, limits=settings.inspection)


def median(numbers: Sequence[Fraction]) -> Fraction:
    """The middle one, or halfway between the two in the middle; of at least one number.

    >>> median([Fraction(3), Fraction(1), Fraction(2)]), median([Fraction(1), Fraction(2)])
    (Fraction(2, 1), Fraction(3, 2))
    """
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _increments(series: Series) -> Iterator[tuple[Point, Decimal]]:
    """What each period brought, where the period before is known: the year begins at nought, a stock does not."""
    first = series.points[0]
    if series.indicator.kind is not ValueKind.LEVEL and first.period.first_month == 1:
        yield first, first.value
    for before, after in pairwise(series.points):
        if before.period.last_month + 1 == after.period.first_month:
            yield after, after.value - before.value
