"""Rolling an indicator up over the unit tree: sum, ratio of sums, or none.

A unit's own figure counts before the sum of what lies below it, so that nothing is counted twice where territories lie in one another; the
sum is kept beside it, to show the difference. Averages of percentages are never formed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from msgspec.structs import replace

from core.calc.counted import Counted, FigureBook
from core.calc.judgement import Source
from core.calc.trajectory import rounded
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, UnitRollUp, ValueKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing

# Kinds of which a sum over units means something.
_SUMMED = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL, ValueKind.MILESTONE})


def unit_roll_up(indicator: Indicator) -> UnitRollUp:
    """The indicator's rule over units; a sum of rates, shares or ranks is refused and becomes none."""
    if indicator.unit_roll_up is UnitRollUp.SUM and indicator.kind not in _SUMMED:
        return UnitRollUp.NONE
    return indicator.unit_roll_up


class RollUp:
    """One plan's figures at one period, rolled up on demand; what was rolled up once is kept."""

    def __init__(self, plan: Plan, book: FigureBook, period: Period) -> None:
        self._plan = plan
        self._book = book
        self._period = period
        self._known: dict[tuple[IndicatorId, UnitId], Counted] = {}
        self._elsewhere: dict[Period, RollUp] = {}
        self._holders: dict[IndicatorId, frozenset[UnitId]] = {}
        self._order = {unit.id: place for place, unit in enumerate(plan.units)}

    def at(self, period: Period) -> RollUp:
        """The same figures at another period."""
        if period == self._period:
            return self
        if period not in self._elsewhere:
            self._elsewhere[period] = RollUp(self._plan, self._book, period)
        return self._elsewhere[period]

    def subjects(self, indicator: Indicator) -> tuple[UnitId, ...]:
        """The units with an allocation or a figure of their own, in the order of the tree, the root left out."""
        allocated = {allocation.unit for allocation in self._plan.allocations_by_indicator.get(indicator.id, ())}
        present = (self._book.subjects(indicator.id) | allocated) & self._order.keys()
        return tuple(sorted(present - {self._plan.root}, key=self._order.__getitem__))

    def counted(self, indicator: Indicator, unit: UnitId) -> Counted:
        """The number of a unit (the root's is the city's) that counts at the period."""
        if indicator.id not in self._holders:
            self._holders[indicator.id] = self._find_holders(indicator)
        return self._counted(indicator, unit, self._holders[indicator.id])

    def _counted(self, indicator: Indicator, unit: UnitId, holders: frozenset[UnitId]) -> Counted:
        key = (indicator.id, unit)
        if key not in self._known:
            self._known[key] = self._roll(indicator, unit, holders)
        return self._known[key]

    def _roll(self, indicator: Indicator, unit: UnitId, holders: frozenset[UnitId]) -> Counted:
        own = self._book.counted(indicator, unit, self._period)
        rule = unit_roll_up(indicator)
        below = [child for child in self._children.get(unit, ()) if child in holders]
        if rule is UnitRollUp.NONE or not below:
            return own
        parts = [part for child in below if self._has_part(indicator, child, part := self._counted(indicator, child, holders))]
        if not parts:
            return own
        rolled = sum_of(parts) if rule is UnitRollUp.SUM else ratio_of(parts, indicator)
        if own.value is None and (own.missing is None or rolled.value is not None):
            return rolled
        return replace(
            own,
            children=rolled.children,
            reported_children=rolled.reported_children,
            missing_children=rolled.missing_children,
            missing_reasons=rolled.missing_reasons,
            earlier_periods=rolled.earlier_periods,
            sum_of_children=rolled.value,
        )

    def _has_part(self, indicator: Indicator, unit: UnitId, part: Counted) -> bool:
        """Whether a unit belongs to the whole: it has a number, was allocated one, or says why it has none (不适用: that it owes none)."""
        if part.value is not None or part.children or (indicator.id, unit) in self._plan.allocations_by_key:
            return True
        return part.missing not in {None, Missing.NOT_APPLICABLE}

    def _find_holders(self, indicator: Indicator) -> frozenset[UnitId]:
        """The units with an allocation or figure, and all above them."""
        holders: set[UnitId] = set()
        for subject in self.subjects(indicator):
            unit: UnitId | None = subject
            while unit is not None and unit not in holders:
                holders.add(unit)
                unit = self._plan.units_by_id[unit].parent if unit in self._plan.units_by_id else None
        return frozenset(holders)

    @cached_property
    def _children(self) -> dict[UnitId, tuple[UnitId, ...]]:
        children: dict[UnitId, list[UnitId]] = {}
        for unit in self._plan.units:
            if unit.parent is not None:
                children.setdefault(unit.parent, []).append(unit.id)
        return {parent: tuple(members) for parent, members in children.items()}


def sum_of(parts: Sequence[Counted]) -> Counted:
    """The sum of the parts that have a value; missing ones are counted, never taken as nought.

    `as_of` is the latest of the parts' periods. With no value at all the sum has none.
    """
    valued = [part for part in parts if part.value is not None]
    if not valued:
        return _lacking(parts, valued)
    return replace(
        _joined(parts, valued),
        value=sum((part.value for part in valued if part.value is not None), Decimal(0)),
        source=Source.SUM,
    )


def ratio_of(parts: Sequence[Counted], indicator: Indicator) -> Counted:
    """The ratio of the summed numerators and denominators; a part without both is missing, whatever percentage it gave.

    In percent for an indicator in %, the growth over the denominator for 同比增速, else plain. With a denominator of nought there is none.
    """
    whole = [part for part in parts if part.value is not None and part.numerator is not None and part.denominator is not None]
    numerator = sum((part.numerator for part in whole if part.numerator is not None), Decimal(0))
    denominator = sum((part.denominator for part in whole if part.denominator is not None), Decimal(0))
    if not denominator:
        return _lacking(parts, whole)
    ratio = Fraction(numerator) / Fraction(denominator)
    if indicator.kind is ValueKind.GROWTH:
        ratio -= 1
    value = rounded(ratio * (100 if indicator.unit in {"%", "个百分点"} else 1))
    return replace(_joined(parts, whole), value=value, reported=None, source=Source.RATIO, numerator=numerator, denominator=denominator)


def _joined(parts: Sequence[Counted], valued: Sequence[Counted]) -> Counted:
    """What sum and ratio have in common."""
    latest = max((part.as_of for part in valued if part.as_of), key=lambda period: (period.last_month, -period.frequency.months))
    reported = [part.reported for part in valued]
    earlier: list[Period] = []
    for part in valued:
        is_earlier = part.as_of is not None and part.as_of.last_month < latest.last_month
        earlier += [part.as_of] if part.as_of and is_earlier else _below(part).earlier_periods
    return replace(
        _lacking(parts, valued),
        reported=sum((value for value in reported if value is not None), Decimal(0)) if None not in reported else None,
        as_of=latest,
        is_unreviewed=any(part.is_unreviewed for part in valued),
        status=next((part.status for part in valued if part.status is not DataStatus.ACTUAL), DataStatus.ACTUAL),
        earlier_periods=tuple(sorted(earlier, key=lambda period: (period.last_month, period.frequency.months))),
    )


def _lacking(parts: Sequence[Counted], valued: Sequence[Counted]) -> Counted:
    """How many parts there are and have a number, and how many units owe one: those without, and those that a part itself still lacks."""
    reasons = [part.missing for part in parts if part.missing] + [reason for part in valued for reason in _below(part).missing_reasons]
    return Counted(
        children=len(parts),
        reported_children=len(valued),
        missing_children=len(parts) - len(valued) + sum(_below(part).missing_children for part in valued),
        missing_reasons=tuple(sorted(reasons)),
    )


def _below(part: Counted) -> Counted:
    """The part itself where it was rolled up, else nothing: what lies under a unit's own figure does not make it less."""
    return part if part.is_rolled_up else Counted()
