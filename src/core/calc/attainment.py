"""How far a value is: completion, expected share and distance, for every value kind and comparator.

All results are exact fractions; percent and percentage points (places for ranks). A distance is positive on the good side.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from core.calc.increments import stock_target
from core.calc.judgement import Against
from core.calc.roll_up_rules import time_roll_up
from core.calc.trajectory import allowed_pieces, expected_pieces, is_small_count
from core.model.indicator import Comparator, Indicator, RollUpRule, ValueKind, WordySort
from core.model.plan_settings import PlanSettings

HUNDRED = 100
_CEILINGS = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_STRICT = frozenset({Comparator.MORE_THAN, Comparator.LESS_THAN})


class Goal(Struct, frozen=True):
    """What a value is judged against: the city's target or a unit's allocation, in the indicator's unit.

    `target` is None while there is no number: unallocated, wordy, or not yet assigned. `baseline` is last year's value and `high`
    the upper end of a range, both of the city only.
    """

    kind: ValueKind
    comparator: Comparator
    target: Decimal | None
    unit: str
    baseline: Decimal | None = None
    sort: WordySort | None = None
    rising: bool = True
    high: Decimal | None = None

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better: 以内, 低于."""
        return self.comparator in _CEILINGS

    @property
    def is_strict(self) -> bool:
        """Whether equality does not do: 超, 突破, 低于."""
        return self.comparator in _STRICT

    @property
    def is_about(self) -> bool:
        """Whether the target is 左右."""
        return self.comparator is Comparator.ABOUT


def city_goal(indicator: Indicator) -> Goal:
    """The city's goal: the indicator's own target.

    A range is judged as at least its lower end, an assigned target as at least (at most where falling is good).
    """
    target = indicator.target
    comparator = target.comparator
    if comparator is Comparator.RANGE:
        comparator = Comparator.AT_LEAST
    elif comparator is Comparator.QUALITATIVE and target.sort is WordySort.ASSIGNED:
        comparator = Comparator.AT_LEAST if target.rising else Comparator.AT_MOST
    total, baseline = stock_target(indicator)
    high = target.high if target.comparator is Comparator.RANGE else None
    return Goal(judged_kind(indicator), comparator, total, indicator.unit, baseline, target.sort, target.rising, high)


def judged_kind(indicator: Indicator) -> ValueKind:
    """The kind its number is judged as: 当期 amounts of which a mean or a peak is formed do not grow with the year, so they are stocks."""
    is_amount = indicator.kind is not ValueKind.PERIOD or time_roll_up(indicator) is RollUpRule.SUM
    return indicator.kind if is_amount else ValueKind.LEVEL


def unit_goal(indicator: Indicator, allocation: Decimal | None) -> Goal:
    """A unit's goal: its allocation under the city's comparator; last year's value of a unit is not known."""
    goal = city_goal(indicator)
    comparator = Comparator.AT_LEAST if goal.comparator is Comparator.QUALITATIVE else goal.comparator
    return Goal(goal.kind, comparator, allocation, goal.unit, None, goal.sort, goal.rising)


class Attainment(Struct, frozen=True):
    """A value against a goal. `distance` None with `is_rated` means that only met or not met can be said.

    `tolerance` is how far the distance may lie below nought without being behind. `is_final` says that what is met now stays met.
    """

    against: Against = Against.NONE
    completion: Fraction | None = None
    elapsed: Fraction | None = None
    distance: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    is_rated: bool = True
    is_met: bool = False
    is_final: bool = False
    is_over: bool = False
    is_breached: bool = False
    expected: Fraction | None = None  # the whole pieces of a small count
    baseline: Decimal | None = None  # what the completion starts from, where it is of the way from last year's stock
    change: Fraction | None = None  # what a formula shows where its sign is not the distance's


NOT_RATED = Attainment(is_rated=False)


def attain(goal: Goal, value: Decimal | Fraction, share: Fraction, settings: PlanSettings) -> Attainment:
    """How far a value is on a goal with a number, when `share` of it is expected.

    Raises:
        ValueError: the goal has no number; wordy goals have their own functions below.
    """
    if goal.target is None:
        message = "a goal without a number"
        raise ValueError(message)
    return _BY_KIND[goal.kind](goal, Fraction(value), share, settings)


def attain_direction(goal: Goal, change: Fraction, share: Fraction) -> Attainment:
    """持续下降, 稳定增长: the change against the same period last year, in points, by its sign; nought is not met."""
    distance = change if goal.rising else -change
    return Attainment(
        against=Against.LAST_YEAR, distance=distance, change=change, is_met=distance > 0, is_final=share == 1, is_over=share == 1
    )


def attain_reference(goal: Goal, value: Decimal, reference: Decimal, share: Fraction, settings: PlanSettings) -> Attainment:
    """与……基本同步: the gap to another indicator, in points; met when it is no worse than the tolerance."""
    gap = Fraction(value) - Fraction(reference)
    tolerance = _fraction(settings.relative_tolerance)
    distance = gap if goal.rising else -gap
    met = distance >= -tolerance
    final = share == 1
    return Attainment(Against.REFERENCE, distance=distance, tolerance=tolerance, is_met=met, is_final=final, is_over=final, change=gap)


def _attain_amount(goal: Goal, value: Fraction, share: Fraction, settings: PlanSettings) -> Attainment:
    """累计 and 当期 (year to date), from nought."""
    assert goal.target is not None
    target = _fraction(goal.target)
    met = _is_met(goal, value, target - _about_amount(goal, target, settings))
    if target <= 0:
        return _attain_without_share(goal, met=met, share=share)
    attainment = _attain_stretch(goal, value, target, share, settings)
    return replace(attainment, is_met=met, is_final=not goal.is_ceiling or share == 1, is_breached=goal.is_ceiling and value > target)


def _attain_level(goal: Goal, value: Fraction, share: Fraction, settings: PlanSettings) -> Attainment:
    """时点: the way from the baseline; without one the value against the target once that is due."""
    assert goal.target is not None
    target = _fraction(goal.target)
    if goal.baseline is not None and _leads_to_target(goal):
        base = _fraction(goal.baseline)
        stretch = target - base
        met = _is_met(goal, value, target - _about_amount(goal, stretch, settings))
        falling = stretch < 0
        way = replace(goal, comparator=Comparator.ABOUT if goal.is_about else Comparator.AT_LEAST) if falling else goal
        attainment = _attain_stretch(way, abs(value - base) * (1 if (value - base) * stretch >= 0 else -1), abs(stretch), share, settings)
        is_breached = goal.is_ceiling and not falling and value > target
        return replace(attainment, is_met=met, is_final=share == 1, is_breached=is_breached, baseline=goal.baseline)
    met = _is_met(goal, value, target - _about_amount(goal, target, settings))
    if target <= 0 or (goal.baseline is not None and goal.is_ceiling) or _holds_already(goal):
        return replace(_attain_without_share(goal, met=met, share=share), completion=_percent(value, target))
    if share < 1:
        return Attainment(completion=_percent(value, target), is_rated=False)
    return replace(_attain_stretch(goal, value, target, Fraction(1), settings), is_met=met, is_final=True)


def _attain_rate(goal: Goal, value: Fraction, share: Fraction, settings: PlanSettings) -> Attainment:
    """同比增速 and 占比: the value against the target itself, in points."""
    assert goal.target is not None
    target = _fraction(goal.target)
    tolerance = _fraction(settings.about_tolerance_points) if goal.is_about else Fraction(0)
    distance = target - value if goal.is_ceiling else value - target
    return Attainment(
        Against.CAP if goal.is_ceiling else Against.TARGET,
        distance=distance,
        tolerance=tolerance,
        is_met=distance > 0 if goal.is_strict else distance >= -tolerance,
        is_final=share == 1,
        is_over=share == 1,
        is_breached=goal.is_ceiling and distance < 0,
    )


def _attain_rank(goal: Goal, value: Fraction, share: Fraction, settings: PlanSettings) -> Attainment:  # noqa: ARG001  # one signature
    """位次: places by which the target is bettered; the first place is the smallest number whatever the comparator says."""
    assert goal.target is not None
    distance = _fraction(goal.target) - value
    return Attainment(Against.PLACES, distance=distance, is_met=distance >= 0, is_final=share == 1, is_over=share == 1)


def _attain_stretch(goal: Goal, done: Fraction, whole: Fraction, share: Fraction, settings: PlanSettings) -> Attainment:
    """So much `done` of a `whole` above nought, when `share` of it is expected."""
    completion = HUNDRED * done / whole
    elapsed = HUNDRED * share
    tolerance, expected = Fraction(0), None
    if is_small_count(whole, goal.unit, below=settings.small_count):
        expected = allowed_pieces(whole, share) if goal.is_ceiling else expected_pieces(whole, share)
        tolerance = abs(elapsed - HUNDRED * expected / whole)
    if goal.is_about:
        tolerance = max(tolerance, elapsed * _fraction(settings.about_tolerance_percent) / HUNDRED)
    floor = Against.STEPS if expected is not None else Against.SCHEDULE
    return Attainment(
        Against.CAP_SCHEDULE if goal.is_ceiling else floor,
        completion=completion,
        elapsed=elapsed,
        distance=elapsed - completion if goal.is_ceiling else completion - elapsed,
        tolerance=tolerance,
        is_over=share == 1,
        expected=expected,
    )


def _attain_without_share(goal: Goal, *, met: bool, share: Fraction) -> Attainment:
    """A target of nought, or one that only has to hold: no share of it can be formed, so it is met or it is not."""
    return Attainment(is_met=met, is_final=share == 1, is_over=share == 1, is_breached=goal.is_ceiling and not met)


def _is_met(goal: Goal, value: Fraction, target: Fraction) -> bool:
    if goal.is_ceiling:
        return value < target if goal.is_strict else value <= target
    return value > target if goal.is_strict else value >= target


def _about_amount(goal: Goal, amount: Fraction, settings: PlanSettings) -> Fraction:
    """What 左右 forgives of an amount or of the way from a baseline."""
    return abs(amount) * _fraction(settings.about_tolerance_percent) / HUNDRED if goal.is_about else Fraction(0)


def _leads_to_target(goal: Goal) -> bool:
    """Whether there is a way to go from the baseline: up for a floor, up or down for a ceiling."""
    assert goal.target is not None
    assert goal.baseline is not None
    return goal.target != goal.baseline if goal.is_ceiling else goal.target > goal.baseline


def _holds_already(goal: Goal) -> bool:
    """Whether last year's stock was at the target or past it, so that it only has to be kept (保持在……以上)."""
    return goal.baseline is not None and goal.target is not None and goal.baseline >= goal.target


@lru_cache(maxsize=4096)
def _fraction(value: Decimal) -> Fraction:
    """A target, baseline or setting as a fraction; the same ones are asked for with every value, and making one takes long."""
    return Fraction(value)


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    return HUNDRED * part / whole if whole else None


_BY_KIND: dict[ValueKind, Callable[[Goal, Fraction, Fraction, PlanSettings], Attainment]] = {
    ValueKind.CUMULATIVE: _attain_amount,
    ValueKind.PERIOD: _attain_amount,
    ValueKind.MILESTONE: _attain_amount,
    ValueKind.QUALITATIVE: _attain_amount,
    ValueKind.LEVEL: _attain_level,
    ValueKind.GROWTH: _attain_rate,
    ValueKind.SHARE: _attain_rate,
    ValueKind.RANK: _attain_rank,
}
