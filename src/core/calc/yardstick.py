"""Yardsticks: where the standings of a goal begin, laid down once, so that any number of values can be marked by looking them up.

A yardstick is not another rule: it is made by asking the functions that judge one value (`attain`, `rate`) at every place where the answer
can turn, and between those places. Values are integers of millionths of the indicator's unit, as the store has them; nothing is rounded.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from core.calc.arithmetic import reckon
from core.calc.attainment import Attainment, Goal, attain
from core.calc.figure_arithmetic import Measured, arithmetic_of
from core.calc.standing import rate, thresholds
from core.calc.summary import Mark
from core.calc.trajectory import is_small_count
from core.model.indicator import ValueKind
from core.model.plan_settings import PlanSettings
from core.model.quantity import MICRO, to_micros

_BY_DIFFERENCE = frozenset({ValueKind.GROWTH, ValueKind.SHARE, ValueKind.RANK})
_MEASURED_UNIT = "元"  # any unit that is never counted in pieces


class Yardstick(Struct, frozen=True):
    """Marks along a line of exact places. With `scale`, every place where the mark turns is a whole number.

    A place x stands at 2·⌊x·scale⌋, and one further when it is no whole number; `bounds` are places in this sense, ascending, and
    `marks[i]` is the mark from `bounds[i - 1]` on.
    """

    scale: int
    bounds: tuple[int, ...]
    marks: tuple[Mark, ...]

    def mark(self, numerator: int, denominator: int) -> Mark:
        """The mark at numerator/denominator; the denominator is above nought."""
        return self.mark_each((numerator,), (denominator,))[0]

    def mark_each(self, numerators: Sequence[int], denominators: Sequence[int]) -> list[Mark]:
        """The marks of many, in their order."""
        scale, bounds, marks = self.scale, self.bounds, self.marks
        if len(marks) == 1:
            return [marks[0]] * len(numerators)
        # ⌊x⌋ + ⌈x⌉ is the place as it stands on the line: twice the floor, and one more where there is a rest.
        return [
            marks[bisect_right(bounds, (top := numerator * scale) // denominator - (-top // denominator))]
            for numerator, denominator in zip(numerators, denominators, strict=True)
        ]


class Reading(Struct, frozen=True):
    """How the values of a goal are read on the yardstick of another `goal`: less `offset`, in parts of `whole`, both in millionths."""

    goal: Goal
    offset: int
    whole: int


def reading(goal: Goal, settings: PlanSettings) -> Reading:
    """How a goal's values are read.

    Goals that differ in size alone share a yardstick: amounts are read as shares of their target, rates and ranks by the difference to it.

    Raises:
        ValueError: the goal has no number.
    """
    if goal.target is None:
        message = "a goal without a number"
        raise ValueError(message)
    if goal.kind in _BY_DIFFERENCE:
        return Reading(replace(goal, target=Decimal(0)), to_micros(goal.target), MICRO)
    if goal.target > 0 and goal.baseline is None:
        is_small = goal.target < settings.small_count and is_small_count(Fraction(goal.target), goal.unit, below=settings.small_count)
        if not is_small:
            return Reading(replace(goal, target=Decimal(1), unit=_MEASURED_UNIT), 0, to_micros(goal.target))
    return Reading(goal, 0, MICRO)


def mark_of(goal: Goal, value_micros: int, share: Fraction, settings: PlanSettings) -> Mark:
    """The mark of one value, in millionths of its unit, when `share` of the goal is expected.

    Raises:
        ValueError: the goal has no number.
    """
    read = reading(goal, settings)
    return yardstick(read.goal, share, settings).mark(value_micros - read.offset, read.whole)


@cache
def yardstick(goal: Goal, share: Fraction, settings: PlanSettings) -> Yardstick:
    """The yardstick of the values of one goal, in its own unit."""
    turns = sorted(set(_turns(goal, share, settings)))
    if not turns:
        return Yardstick(1, (), (_mark(goal, Fraction(0), share, settings),))
    scale = math.lcm(*(turn.denominator for turn in turns))
    places = [turns[0] - 1, *(place for pair in pairwise(turns) for place in (pair[0], (pair[0] + pair[1]) / 2)), turns[-1], turns[-1] + 1]
    marks = [_mark(goal, place, share, settings) for place in places]
    starts = [start for turn in turns for start in (int(2 * turn * scale), int(2 * turn * scale) + 1)]
    kept = [index for index, (before, after) in enumerate(pairwise(marks)) if before != after]
    return Yardstick(scale, tuple(starts[index] for index in kept), (marks[0], *(marks[index + 1] for index in kept)))


def _mark(goal: Goal, value: Fraction, share: Fraction, settings: PlanSettings) -> Mark:
    return rate(attain(goal, value, share, settings), settings)


def _turns(goal: Goal, share: Fraction, settings: PlanSettings) -> Iterator[Fraction]:
    """The values at which the standing can turn: where the distance, straight in the value, meets a threshold, or the goal is met."""
    assert goal.target is not None
    at_nought, at_one = (attain(goal, Fraction(value), share, settings) for value in (0, 1))
    if not at_nought.is_rated:
        return
    yield Fraction(goal.target)
    measured = Measured(goal, Decimal(0), share, at_nought, settings)
    numbers = reckon(arithmetic_of(measured)).numbers
    if "least" in numbers:
        yield numbers["least"]
    if at_nought.distance is not None and at_one.distance is not None:
        slope = at_one.distance - at_nought.distance
        yield from ((level - at_nought.distance) / slope for level in _levels(at_nought, settings))


def _levels(attainment: Attainment, settings: PlanSettings) -> Iterator[Fraction]:
    """The distances at which one standing ends and another begins."""
    limits = thresholds(attainment.against, settings)
    yield from (Fraction(0), -attainment.tolerance, *limits.shades)
    if limits.ahead is not None:
        yield limits.ahead
