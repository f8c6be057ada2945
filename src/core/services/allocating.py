"""目标分解: every indicator's target over the units, as the office's grid shows and sets it. Each edit can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.calc.allocation import division_checks, division_of
from core.calc.attainment import city_goal
from core.calc.dividing import divided
from core.calc.trajectory import rounded
from core.calc.wording import target_text
from core.changes.change import Register
from core.changes.plan_values import DEFINITION, VALUE, indicator_values
from core.changes.registers import ALLOCATION, INDICATOR, allocation_id
from core.errors import NothingToDivide, UserError
from core.ids import IndicatorId, UnitId
from core.model.derived_duties import duties_with_rules
from core.model.indicator import Allocation, AllocationForm, Comparator, Indicator
from core.model.org_unit import OrgUnit, UnitKind
from core.model.plan import Plan
from core.model.quantity import decimal_text, parse_quantity
from core.services.assigning import set_duties
from core.services.desk import Desk
from core.services.last_year import last_year_by_unit
from core.services.plan_edits import PlanEdit, editing_plan

Cell = tuple[IndicatorId, UnitId]


class Manner(StrEnum):
    """How a target is divided among units."""

    EVENLY = "evenly"  # 平均分配
    IN_PROPORTION = "in_proportion"  # 按现有比例调整到目标值
    BY_LAST_YEAR = "by_last_year"  # 按上年完成数


class AllocationRow(Struct, frozen=True):
    """An indicator in the grid: `goal` is the city's target where it is a number, `total` what the shares of the city add up to.

    `surplus` is by how many percent of the goal they lie above it (加码), below nought where they lie under it; `rest` what is left to the
    city itself (市本级). All None where nothing is to be compared. `remarks` are sentences: what does not come out, what the form lacks.
    """

    indicator: Indicator
    code: str
    target: str
    goal: Decimal | None
    shares: Mapping[UnitId, Decimal]
    total: Decimal | None
    surplus: Decimal | None
    rest: Decimal | None
    remarks: tuple[str, ...]


class AllocationPage(Struct, frozen=True):
    """The grid: its units in the order of the tree, the city left out; `usual` are those that have a share, and all districts and below."""

    rows: tuple[AllocationRow, ...]
    units: tuple[OrgUnit, ...]
    usual: frozenset[UnitId]


class RefusedShare(Struct, frozen=True):
    """What was typed into a cell and cannot be kept, and why."""

    cell: Cell
    text: str
    error: UserError


class SharesSet(Struct, frozen=True):
    """What became of several cells: one edit that can be taken back, and the cells that were refused."""

    edit: PlanEdit
    refused: tuple[RefusedShare, ...] = ()


def allocation_page(desk: Desk) -> AllocationPage:
    """The grid as the plan stands on the office's desk.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    plan = desk.plan
    units = tuple(unit for unit in plan.units if unit.id != plan.root and unit.ended is None)
    held = {share.unit for share in plan.allocations}
    low = {UnitKind.DISTRICT, UnitKind.TOWNSHIP}
    usual = frozenset(unit.id for unit in units if unit.kind in low or unit.id in held)
    return AllocationPage(tuple(_row(desk, plan, indicator) for indicator in plan.indicators), units, usual)


def set_shares(desk: Desk, typed: Mapping[Cell, str]) -> SharesSet:
    """Set shares from what was typed, in one unit of work: an empty text takes a share away, what gets one is 分解 from now on.

    A cell that cannot be read stays as it was and is told; the others are kept.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    plan = desk.plan
    shares: dict[Cell, Decimal | None] = {}
    refused = []
    for cell, text in typed.items():
        indicator, unit = plan.indicators_by_id[cell[0]], plan.units_by_id[cell[1]]
        field = f"{indicator.name}（{unit.short_name}）"
        try:
            shares[cell] = parse_quantity(text, field=field, unit=indicator.unit) if text.strip() else None
        except UserError as error:
            refused.append(RefusedShare(cell, text, error))
    return SharesSet(_set(desk, shares), tuple(refused))


def set_form(desk: Desk, indicators: Collection[IndicatorId], form: AllocationForm) -> PlanEdit:
    """Say of indicators whether they are 分解, 不分解 or 仅市级; what shares they have then go, unless they are 分解.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    plan = desk.plan
    gone = {
        (share.indicator, share.unit): None
        for share in plan.allocations
        if share.indicator in indicators and form is not AllocationForm.ALLOCATED
    }
    return _set(desk, gone, dict.fromkeys(indicators, form))


def divide(desk: Desk, indicator: IndicatorId, units: Collection[UnitId], manner: Manner, last_year: Path | None = None) -> PlanEdit:
    """Divide the city's target among units, in the order of the tree; other units' shares stay as they are and are not part of it.

    `last_year` is last year's workspace, by whose results per unit it is divided (matched by the units' codes), which is only read.

    Raises:
        NotTheOffice, UserError: this is a unit's workspace; last year's cannot be read.
        NothingToDivide: the target is no number, no units are named, or nothing is known by which to divide.
    """
    desk.must_be_office()
    plan = desk.plan
    held = plan.indicators_by_id[indicator]
    goal = _goal(held)
    among = [unit for unit in plan.units if unit.id in units]
    shares = {share.unit: share.value for share in plan.allocations_by_indicator.get(indicator, ())}
    match manner:
        case Manner.EVENLY:
            weights = [Decimal(1)] * len(among)
        case Manner.IN_PROPORTION:
            weights = [max(shares.get(unit.id, Decimal(0)), Decimal(0)) for unit in among]
        case Manner.BY_LAST_YEAR:
            known = {} if last_year is None else last_year_by_unit(desk.program, last_year).get(indicator, {})
            weights = [max(known.get(unit.code, Decimal(0)), Decimal(0)) for unit in among]
    if goal is None or not any(weights):
        raise NothingToDivide(name=held.name)
    parts = divided(goal, weights, held.decimals)
    return _set(desk, {(indicator, unit.id): part for unit, part in zip(among, parts, strict=True)})


def _set(desk: Desk, shares: Mapping[Cell, Decimal | None], forms: Mapping[IndicatorId, AllocationForm] | None = None) -> PlanEdit:
    """Set shares and forms, and the duties that follow from them."""
    plan = desk.plan
    chosen = {cell[0]: AllocationForm.ALLOCATED for cell, share in shares.items() if share is not None} | dict(forms or {})
    after = _with(plan, shares, chosen)
    with editing_plan(desk) as pen:
        for identity in chosen:
            pen.set(Register(INDICATOR, identity, DEFINITION), indicator_values(after.indicators_by_id[identity])[DEFINITION])
        for (indicator, unit), share in shares.items():
            pen.set(Register(ALLOCATION, allocation_id(indicator, unit), VALUE), None if share is None else decimal_text(share))
        set_duties(pen, plan, duties_with_rules(plan, after, {}))
        return pen.edit


def _with(plan: Plan, shares: Mapping[Cell, Decimal | None], forms: Mapping[IndicatorId, AllocationForm]) -> Plan:
    held = {key: share for key, share in plan.allocations_by_key.items() if key not in shares}
    held |= {(indicator, unit): Allocation(indicator, unit, share) for (indicator, unit), share in shares.items() if share is not None}
    indicators = tuple(replace(each, form=forms.get(each.id, each.form)) for each in plan.indicators)
    return replace(plan, indicators=indicators, allocations=tuple(held.values()))


def _row(desk: Desk, plan: Plan, indicator: Indicator) -> AllocationRow:
    division = division_of(plan, indicator)
    return AllocationRow(
        indicator,
        plan.items_by_id[indicator.item].code,
        target_text(indicator.target, indicator.unit, indicator.decimals),
        _goal(indicator),
        {share.unit: share.value for share in plan.allocations_by_indicator.get(indicator.id, ())},
        None if division is None else division.total,
        None if division is None or division.surplus is None else rounded(division.surplus),
        None if division is None else division.rest,
        division_checks(plan, {indicator.id}, desk.program.language),
    )


def _goal(indicator: Indicator) -> Decimal | None:
    goal = city_goal(indicator)
    return None if goal.comparator is Comparator.QUALITATIVE else goal.target
