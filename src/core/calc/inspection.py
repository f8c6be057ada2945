"""What the aids of a spot check (抽查) look at and what they remark: for the inspector alone, never in a briefing.

A remark is a reason to look, not a verdict: it names the numbers it stands on and accuses nobody. No limit has a source; all are in
`InspectionLimits`, a setting of the plan (docs/decisions/0019).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from core.calc.judgement import Figure
from core.calc.spans import standing
from core.calc.text_check import Claim
from core.calc.trajectory import Trajectory, trajectory_of
from core.ids import IndicatorId, ItemId, UnitId
from core.model.check_settings import InspectionLimits
from core.model.indicator import AllocationForm, Indicator, ValueKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Observation

DEFAULT_LIMITS = InspectionLimits()


class Point(Struct, frozen=True):
    """What a series stood at: of a 当期 indicator the year to date, of any other what was reported for the period."""

    period: Period
    value: Decimal


class Series(Struct, frozen=True):
    """What one unit reported of an indicator and subject, oldest first; `goal` is what the subject is to reach, None where untold."""

    unit: UnitId
    subject: UnitId
    indicator: Indicator
    goal: Decimal | None
    trajectory: Trajectory
    points: tuple[Point, ...]


class Versions(Struct, frozen=True):
    """The values that a unit handed up of one figure, in the order of handing up."""

    unit: UnitId
    subject: UnitId
    indicator: IndicatorId
    period: Period
    values: tuple[Decimal, ...]


class LateJump(Struct, frozen=True):
    """`brought` of `total` came after `since`; `share` and `expected` are percent of the total, as it is and as the trajectory has it."""

    unit: UnitId
    subject: UnitId
    indicator: Indicator
    since: Period
    until: Period
    brought: Decimal
    total: Decimal
    share: Fraction
    expected: Fraction


class RoundNumbers(Struct, frozen=True):
    """Of a unit's `figures` (each value of an indicator once) `rounds` end in 0 or 5, where chance would give `expected`."""

    unit: UnitId
    figures: int
    rounds: int
    expected: Fraction


class ExactlyOnSchedule(Struct, frozen=True):
    """The last `count` values, since `since`, are the scheduled ones to the last printed digit; `value` is the latest."""

    unit: UnitId
    subject: UnitId
    indicator: Indicator
    since: Period
    until: Period
    count: int
    value: Decimal


class SameText(Struct, frozen=True):
    """The last `count` texts on an item, since `since`, differ in their dates at most; `length` is the latest one's, in characters."""

    unit: UnitId
    item: ItemId
    since: Period
    until: Period
    count: int
    length: int


class TextAgainstNumber(Struct, frozen=True):
    """A text of a period claims what no figure beside it bears out."""

    unit: UnitId
    item: ItemId
    period: Period
    claim: Claim


class RevisedDown(Struct, frozen=True):
    """A figure that fell: of one period between two submissions (`before` is that period), or a running total from one to the next."""

    unit: UnitId
    subject: UnitId
    indicator: Indicator
    before: Period
    period: Period
    former: Decimal
    value: Decimal


Remark: TypeAlias = LateJump | RoundNumbers | ExactlyOnSchedule | SameText | TextAgainstNumber | RevisedDown


def item_of(remark: Remark) -> ItemId | None:
    """The item a remark is on; None for one on all of a unit's figures."""
    match remark:
        case RoundNumbers():
            return None
        case SameText() | TextAgainstNumber():
            return remark.item
    return remark.indicator.item


def series_of(plan: Plan, figures: Iterable[Figure]) -> tuple[Series, ...]:
    """The series of every reporter, indicator and subject, by their ids; `figures` hold one of each for every period.

    What was reported counts here, a 核定值 does not, and only in periods of the indicator's own frequency.
    """
    by_key: dict[tuple[UnitId, IndicatorId, UnitId], list[Observation]] = {}
    for figure in standing(figures, lambda figure: figure.observation):
        entry = figure.observation
        indicator = plan.indicators_by_id.get(entry.indicator)
        if indicator is not None and entry.value is not None and entry.period.frequency is indicator.frequency:
            by_key.setdefault((entry.reporter, entry.indicator, entry.subject), []).append(entry)
    return tuple(_series(plan, by_key[key]) for key in sorted(by_key))


def _series(plan: Plan, entries: list[Observation]) -> Series:
    """The series of one key's entries, in any order."""
    first = entries[0]
    indicator = plan.indicators_by_id[first.indicator]
    points: list[Point] = []
    for entry in sorted(entries, key=lambda each: each.period.last_month):
        assert entry.value is not None
        before = points[-1].value if points and indicator.kind is ValueKind.PERIOD else Decimal(0)
        points.append(Point(entry.period, before + entry.value))
    goal = _goal(plan, indicator, first)
    return Series(first.reporter, first.subject, indicator, goal, trajectory_of(plan, indicator), tuple(points))


def _goal(plan: Plan, indicator: Indicator, entry: Observation) -> Decimal | None:
    """The allocation of a unit, the target of the city, for which a lead also speaks under its own name."""
    allocation = plan.allocations_by_key.get((indicator.id, entry.subject))
    if allocation is not None:
        return allocation.value
    is_own = entry.reporter == entry.subject == plan.items_by_id[indicator.item].lead
    speaks_for_city = is_own and indicator.form is not AllocationForm.ALLOCATED
    return indicator.target.value if entry.subject == plan.root or speaks_for_city else None
