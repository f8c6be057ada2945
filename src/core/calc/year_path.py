"""A goal over the twelve months of its year: what was planned for each month's end, and what is needed from a month on.

Values are in the indicator's unit, exact to six decimals; None where a kind has no path (nodes, wordy targets, unallocated ones).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.calc.attainment import Goal
from core.calc.trajectory import Trajectory, rounded
from core.model.indicator import ValueKind
from core.model.period import MONTHS_IN_YEAR

YearPath = tuple[Decimal | None, ...]
"""Twelve values, one for the end of each month."""

NO_PATH: YearPath = (None,) * MONTHS_IN_YEAR
_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD})
_FLAT = frozenset({ValueKind.LEVEL, ValueKind.GROWTH, ValueKind.SHARE, ValueKind.RANK})


def planned_path(goal: Goal, trajectory: Trajectory) -> YearPath:
    """What the trajectory expects: amounts from nought, stocks from last year's where it is known, rates and places the target all year."""
    if goal.target is None:
        return NO_PATH
    start = starting_value(goal)
    if start is None:
        return (goal.target,) * MONTHS_IN_YEAR if goal.kind in _FLAT else NO_PATH
    way = Fraction(goal.target) - start
    return tuple(rounded(start + way * share) for share in trajectory.shares)


def needed_path(goal: Goal, trajectory: Trajectory, *, month: int, value: Decimal) -> YearPath:
    """The straight way from a month's value to the target where the trajectory ends; none where nothing is left to be done.

    A ceiling, a rate and a place need no way: they have only to hold.
    """
    over = trajectory.month_over
    start = starting_value(goal)
    if goal.target is None or goal.is_ceiling or start is None or month >= over:
        return NO_PATH
    left = Fraction(goal.target) - Fraction(value)
    if left * (Fraction(goal.target) - start) <= 0:
        return NO_PATH
    return tuple(
        rounded(Fraction(value) + left * (each - month) / (over - month)) if month <= each <= over else None
        for each in range(1, MONTHS_IN_YEAR + 1)
    )


def starting_value(goal: Goal) -> Fraction | None:
    """Where the way to the target starts: nought, or last year's stock; None for what has no way."""
    if goal.kind in _AMOUNTS:
        return Fraction(0)
    if goal.kind is ValueKind.LEVEL and goal.baseline is not None:
        return Fraction(goal.baseline)
    return None
