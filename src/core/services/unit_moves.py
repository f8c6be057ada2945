"""Moving units within the tree from a period on, and units that take over from others: on the desk, and issued with the next plan.

A period is rolled up on the tree that stands when it ends, so what was printed of earlier ones stays (docs/decisions/0027).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.calc.figure_book import FigureBook
from core.calc.roll_up_rules import unit_roll_up
from core.calc.rollup import RollUp
from core.changes.change import PLAN_DRAFT, Json, Register
from core.changes.plan_values import VALUE
from core.changes.registers import ALLOCATION, UNIT, allocation_id
from core.changes.unit_values import ENDED, OPENING, PARENT, unit_values
from core.errors import RootStaysPut, SuccessionTooEarly, SuccessorAmongPredecessors, UnitNotThere, UnitUnderItself
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, RollUpRule
from core.model.org_unit import Opening, OrgUnit, Place
from core.model.period import Period
from core.model.plan import Plan
from core.model.quantity import decimal_text, parse_quantity
from core.services.assignments import find_indicator
from core.services.desk import Desk
from core.store.records import figures
from core.workbook.openings_table import read_openings


class Succession(Struct, frozen=True):
    """Who takes over from whom, from a period on; without a table the opening balances are what the predecessors' numbers come to."""

    predecessors: tuple[str, ...]
    successor: str
    since: Period
    openings: Path | None = None


class Succeeded(Struct, frozen=True):
    """The opening balances written, the shares given, how many units moved along, and the indicators of which one gave no number."""

    opening: Opening
    shares: int
    moved: int
    lacking: tuple[IndicatorId, ...]


def move_unit(desk: Desk, unit: str, *, under: str, since: Period) -> OrgUnit:
    """Put a unit, with all below it, under another from a period on, in one unit of work, and return it; later moves of it are taken back.

    Raises:
        NotTheOffice, PeriodNotInPlan, UnitUnknown, UnitAmbiguous: as their names say.
        RootStaysPut, UnitNotThere, UnitUnderItself: it cannot stand there; nothing was set.
    """
    desk.must_be_office()
    desk.must_be_asked(since)
    moved, above = desk.find_unit(unit), desk.find_unit(under)
    if moved.id == desk.plan.root:
        raise RootStaysPut(unit=moved.name)
    _must_exist(moved, since)
    _must_exist(above, since)
    placed = _under(desk.plan, moved, above.id, since)
    _must_stay_a_tree(desk.plan, placed, above, since)
    with desk.writing() as work:
        work.set(PLAN_DRAFT, Register(UNIT, placed.id, PARENT), _values(desk.plan, placed)[PARENT])
    return desk.plan.units_by_id[placed.id]


def succeed(desk: Desk, wanted: Succession) -> Succeeded:
    """End units, let another take over their numbers and the units below them from a period on, in one unit of work.

    A successor that was never issued begins with that period, and has its predecessors' shares where it has none of its own.

    Raises:
        NotTheOffice, PeriodNotInPlan, UnitUnknown, UnitAmbiguous: as their names say.
        RootStaysPut, UnitNotThere, SuccessorAmongPredecessors, SuccessionTooEarly, UnitUnderItself: it cannot be; nothing was set.
        ItemUnknown, IndicatorUnknown, NotAQuantity, QuantityOutOfRange: the table of opening balances cannot be used.
        TableNotReadable, TableColumnMissing, TableColumnRepeated, TableColumnUnknown, TableRowRepeated, TableCellOutside,
            TableCodeIsNumber, TableFormulaWithoutResult: so too.
    """
    desk.must_be_office()
    desk.must_be_asked(wanted.since)
    plan, since = desk.plan, wanted.since
    ending = [desk.find_unit(name) for name in dict.fromkeys(wanted.predecessors)]
    successor = desk.find_unit(wanted.successor)
    _must_be_able(plan, ending, successor, since)
    before = [period for period in plan.periods if period.last_month < since.first_month]
    if not before:
        raise SuccessionTooEarly(period=since.label)
    numbers, lacking = _numbers(desk, ending, successor, before[-1])
    if wanted.openings is not None:
        numbers, lacking = _from_table(plan, wanted.openings), ()
    opening = Opening(since, tuple(unit.id for unit in ending), tuple(sorted(numbers.items())))
    ids = set(opening.predecessors)
    children = [unit for unit in plan.units_at(since) if unit.parent in ids and unit.id not in {*ids, successor.id}]
    is_new = not desk.is_issued or successor.id not in desk.issued_plan.units_by_id
    heir = replace(successor, opening=opening, places=(Place(since, successor.parent),) if is_new else successor.places)
    shares = _shares(plan, ending, successor.id) if is_new else {}
    moved = [_under(plan, plan.units_by_id[child.id], successor.id, since) for child in children]
    for unit in moved:
        _must_stay_a_tree(plan, unit, successor, since)
    with desk.writing() as work:
        for unit in ending:
            work.set(PLAN_DRAFT, Register(UNIT, unit.id, ENDED), _values(plan, replace(unit, ended=since))[ENDED])
        for unit in [*moved, heir]:
            work.set(PLAN_DRAFT, Register(UNIT, unit.id, PARENT), _values(plan, unit)[PARENT])
        work.set(PLAN_DRAFT, Register(UNIT, heir.id, OPENING), _values(plan, heir)[OPENING])
        for indicator, share in shares.items():
            work.set(PLAN_DRAFT, Register(ALLOCATION, allocation_id(indicator, heir.id), VALUE), decimal_text(share))
    return Succeeded(opening, len(shares), len(moved), tuple(lacking))


def _must_be_able(plan: Plan, ending: Sequence[OrgUnit], successor: OrgUnit, since: Period) -> None:
    for unit in ending:
        if unit.id == plan.root:
            raise RootStaysPut(unit=unit.name)
        if unit.id == successor.id:
            raise SuccessorAmongPredecessors(unit=unit.name)
        _must_exist(unit, since)
        if any(below.id == successor.id for below in plan.subtree(unit.id)):
            raise UnitUnderItself(unit=unit.name, under=successor.name, period=since.label)
    if successor.ended is not None:
        raise UnitNotThere(unit=successor.name, period=since.label)


def _must_exist(unit: OrgUnit, period: Period) -> None:
    if not unit.exists_at(period):
        raise UnitNotThere(unit=unit.name, period=period.label)


def _under(plan: Plan, unit: OrgUnit, parent: UnitId, since: Period) -> OrgUnit:
    """The unit with its places before the period as they were, and under the parent from then on."""
    first = Place(Period.of_month(plan.year, 1), unit.parent)
    held = [place for place in unit.places or (first,) if place.since.first_month < since.first_month]
    return replace(unit, parent=parent, places=(*held, Place(since, parent)))


def _must_stay_a_tree(plan: Plan, placed: OrgUnit, above: OrgUnit, since: Period) -> None:
    """Refuse a place from which the root cannot be reached in some later period: under itself, or under what ends."""
    after = replace(plan, units=tuple(placed if unit.id == placed.id else unit for unit in plan.units))
    for period in plan.periods:
        if period.last_month >= since.first_month and placed.exists_at(period):
            if not above.exists_at(period):
                raise UnitNotThere(unit=above.name, period=period.label)
            if all(unit.id != placed.id for unit in after.units_at(period)):
                raise UnitUnderItself(unit=placed.name, under=above.name, period=period.label)


def _shares(plan: Plan, ending: Sequence[OrgUnit], successor: UnitId) -> dict[IndicatorId, Decimal]:
    """What the units' shares come to, of indicators of which the successor has none; not of rates, which are no sum."""
    found: dict[IndicatorId, Decimal] = {}
    for allocation in plan.allocations:
        is_summed = unit_roll_up(plan.indicators_by_id[allocation.indicator]) is RollUpRule.SUM
        if is_summed and any(unit.id == allocation.unit for unit in ending):
            found[allocation.indicator] = found.get(allocation.indicator, Decimal(0)) + allocation.value
    return {indicator: share for indicator, share in found.items() if (indicator, successor) not in plan.allocations_by_key}


def _numbers(
    desk: Desk, ending: Sequence[OrgUnit], successor: OrgUnit, before: Period
) -> tuple[dict[IndicatorId, Decimal], tuple[IndicatorId, ...]]:
    """What the units' own numbers come to, of what is summed; and the indicators of which some have one and others not."""
    plan = desk.plan
    roll_up = RollUp(plan, FigureBook(plan, figures(desk.workspace.database, until=before)), before)
    units = [unit for unit in [*ending, successor] if unit.exists_at(before)]
    found: dict[IndicatorId, Decimal] = {}
    lacking: list[IndicatorId] = []
    for indicator in plan.indicators:
        if unit_roll_up(indicator) is not RollUpRule.SUM:
            continue
        own = {unit.id: number.value for unit in units if not (number := roll_up.counted(indicator, unit.id)).is_rolled_up}
        given = [value for value in own.values() if value is not None]
        owed = [unit for unit, value in own.items() if value is None and _owes(plan, indicator, unit)]
        if owed:
            lacking.append(indicator.id)
        elif given:
            found[indicator.id] = sum(given, Decimal(0))
    return found, tuple(lacking)


def _owes(plan: Plan, indicator: Indicator, unit: UnitId) -> bool:
    return (indicator.id, unit) in plan.allocations_by_key


def _from_table(plan: Plan, path: Path) -> dict[IndicatorId, Decimal]:
    numbers: dict[IndicatorId, Decimal] = {}
    for row in read_openings(path):
        indicator = find_indicator(plan, row.code, row.name)
        numbers[indicator.id] = parse_quantity(row.value, field=indicator.name, unit=indicator.unit)
    return numbers


def _values(plan: Plan, unit: OrgUnit) -> dict[str, Json]:
    return unit_values(unit, since=f"{plan.year}-01")
