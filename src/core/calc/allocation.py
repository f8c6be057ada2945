"""How targets are divided among units: the sum check (加码, 市本级), and what the three forms of allocation lack (docs/decisions/0026).

All numbers are exact, in the indicator's unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import city_goal
from core.calc.increments import increment_gap
from core.calc.roll_up_rules import unit_roll_up
from core.calc.sentences import phrase_in
from core.calc.sum_tree import SumTree, children_of
from core.calc.trajectory import rounded
from core.ids import IndicatorId, UnitId
from core.messages import Language
from core.model.indicator import Allocation, AllocationForm, Comparator, Indicator, RollUpRule
from core.model.org_unit import OrgUnit
from core.model.plan import Plan
from core.model.quantity import decimal_text, printed


class Division(Struct, frozen=True):
    """A unit's goal (the root's is the city's target) and the shares below it that are summed; `goal` None where nothing compares.

    `shares` are those of the nearest units below that have one, in the order of the tree.
    """

    indicator: IndicatorId
    unit: UnitId
    goal: Decimal | None
    shares: tuple[Allocation, ...]

    @property
    def total(self) -> Decimal:
        """What the shares add up to."""
        return sum((share.value for share in self.shares), Decimal(0))

    @property
    def rest(self) -> Decimal | None:
        """What is left to the unit itself (市本级), nought where the shares reach the goal."""
        return None if self.goal is None else max(self.goal - self.total, Decimal(0))

    @property
    def surplus(self) -> Fraction | None:
        """By how many percent of the goal the shares lie above it (加码); below nought where under it, None for a goal of nought."""
        return None if not self.goal else (Fraction(self.total) / Fraction(self.goal) - 1) * 100


class Flaw(StrEnum):
    """What stands against the form in which a target is divided."""

    WITHOUT_SHARES = "without-shares"  # 分解, and nobody has a share
    NOT_DIVIDED = "not-divided"  # 不分解 or 仅市级, and units have shares
    INCREMENT = "increment"  # total, base and increment do not agree
    BESIDE = "beside"  # units have shares that are not in the sum


class AllocationFinding(Struct, frozen=True):
    """One flaw of an indicator's allocation; `units` are those concerned, in the order of the tree."""

    indicator: IndicatorId
    flaw: Flaw
    units: tuple[UnitId, ...] = ()


def division_of(plan: Plan, indicator: Indicator, unit: UnitId | None = None) -> Division | None:
    """How a unit's goal (the city's, when none is named) is divided; None where it is not, or where shares do not add up to anything."""
    return next((each for each in divisions_of(plan, indicator) if each.unit == (unit or plan.root)), None)


def divisions_of(plan: Plan, indicator: Indicator, units: Sequence[OrgUnit] | None = None) -> Iterator[Division]:
    """The division of the city's target and of every share that is divided further, in the order of the tree.

    `units` are those of a period (`Plan.units_at`); without them those that have not ended.
    """
    if indicator.form is not AllocationForm.ALLOCATED or unit_roll_up(indicator) is not RollUpRule.SUM:
        return
    given = {share.unit: share for share in plan.allocations_by_indicator.get(indicator.id, ())}
    standing = tuple(unit for unit in plan.units if unit.ended is None) if units is None else units
    tree = SumTree(children_of(standing), indicator.summed)
    for unit in standing:
        if unit.id == plan.root or unit.id in given:
            shares = tuple(_nearest(tree, given, unit.id))
            goal = given[unit.id].value if unit.id != plan.root else _city_target(indicator)
            if shares:
                yield Division(indicator.id, unit.id, goal, shares)


def allocation_findings(plan: Plan) -> tuple[AllocationFinding, ...]:
    """What stands against how the targets are divided, in the order of the report."""
    return tuple(finding for indicator in plan.indicators for finding in _flaws(plan, indicator))


def division_sentence(plan: Plan, division: Division, language: Language = "zh") -> str:
    """The sum check in a sentence: 分解合计63个，高于目标60个，加码5.0%."""
    indicator = plan.indicators_by_id[division.indicator]
    facts = {"name": indicator.name, "total": _exact(division.total, indicator), "goal": "", "percent": "", "rest": ""}
    if division.goal is None:
        return phrase_in(language, "allocation.total", **facts)
    facts |= {"goal": _exact(division.goal, indicator), "rest": _exact(division.rest or Decimal(0), indicator)}
    if division.surplus is not None:
        facts["percent"] = f"{printed(rounded(division.surplus), 1)}%"
    difference = division.total - division.goal
    return phrase_in(language, f"allocation.{'above' if difference > 0 else 'below' if difference else 'equal'}", **facts)


def finding_sentence(plan: Plan, finding: AllocationFinding, language: Language = "zh") -> str:
    """A flaw in a sentence, with what may be done."""
    indicator = plan.indicators_by_id[finding.indicator]
    units = ("、" if language == "zh" else ", ").join(plan.units_by_id[unit].short_name for unit in finding.units)
    return phrase_in(language, f"allocation.{finding.flaw.value}", name=indicator.name, units=units)


def division_checks(plan: Plan, indicators: Collection[IndicatorId], language: Language = "zh") -> tuple[str, ...]:
    """Of some indicators, a sentence for each goal that its shares do not come to, and one for each flaw of their form."""
    own = [indicator for indicator in plan.indicators if indicator.id in indicators]
    sums = (each for indicator in own for each in divisions_of(plan, indicator))
    flaws = (flaw for indicator in own for flaw in _flaws(plan, indicator))
    return (
        *(division_sentence(plan, each, language) for each in sums if each.goal is not None and each.total != each.goal),
        *(finding_sentence(plan, flaw, language) for flaw in flaws),
    )


def _nearest(tree: SumTree, given: dict[UnitId, Allocation], unit: UnitId) -> Iterator[Allocation]:
    """The shares of the nearest units below that have one."""
    for child in tree.below(unit):
        if child in given:
            yield given[child]
        else:
            yield from _nearest(tree, given, child)


def _flaws(plan: Plan, indicator: Indicator) -> Iterator[AllocationFinding]:
    shares = plan.allocations_by_indicator.get(indicator.id, ())
    if increment_gap(indicator):
        yield AllocationFinding(indicator.id, Flaw.INCREMENT)
    holders = tuple(share.unit for share in shares if plan.units_by_id[share.unit].ended is None)
    if indicator.form is not AllocationForm.ALLOCATED:
        if shares:
            yield AllocationFinding(indicator.id, Flaw.NOT_DIVIDED, holders)
        return
    if not shares:
        yield AllocationFinding(indicator.id, Flaw.WITHOUT_SHARES)
    in_sums = {share.unit for division in divisions_of(plan, indicator) for share in division.shares}
    beside = tuple(unit for unit in holders if unit not in in_sums)
    if beside and unit_roll_up(indicator) is RollUpRule.SUM:
        yield AllocationFinding(indicator.id, Flaw.BESIDE, beside)


def _city_target(indicator: Indicator) -> Decimal | None:
    goal = city_goal(indicator)
    return None if goal.comparator is Comparator.QUALITATIVE else goal.target


def _exact(value: Decimal, indicator: Indicator) -> str:
    return f"{decimal_text(value)}{indicator.unit}"
