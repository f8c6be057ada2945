"""Leads, supporters, duties and allocations from the office's tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from core.changes.change import PLAN_DRAFT, Register
from core.changes.plan_values import ASKED, DEFINITION, RESPONSIBILITY, VALUE, duty_value, indicator_values, responsibility_value
from core.changes.registers import ALLOCATION, DUTY, INDICATOR, ITEM, allocation_id, duty_id
from core.errors import IndicatorUnknown, ItemUnknown, WordUnknown
from core.ids import UnitId
from core.model.indicator import Allocation, AllocationForm, Indicator, Reporter, UnitRollUp
from core.model.org_unit import UnitKind
from core.model.outline import Item
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.model.quantity import decimal_text, parse_quantity
from core.services.desk import Desk
from core.store.workspace import WorkUnit
from core.workbook.assignment_tables import (
    FORM,
    FREQUENCY,
    REPORTER,
    ROLL_UP,
    AssignmentRow,
    IndicatorRow,
    read_assignments,
    read_indicators,
)

Meaning = TypeVar("Meaning")

ALL_DISTRICTS = frozenset({"各辖市区", "各县市区", "各县（市、区）", "各区", "各地"})

FORMS = {"分解": AllocationForm.ALLOCATED, "不分解": AllocationForm.LEAD_ONLY, "仅市级": AllocationForm.CITY_ONLY}
ROLL_UPS = {"求和": UnitRollUp.SUM, "比率": UnitRollUp.RATIO, "不汇总": UnitRollUp.NONE}
REPORTERS = {"各单位": Reporter.EACH_UNIT, "牵头单位": Reporter.LEAD, "双方": Reporter.BOTH}
FREQUENCIES = {"月": Frequency.MONTH, "季": Frequency.QUARTER, "半年": Frequency.HALF, "年": Frequency.YEAR}


@dataclass(frozen=True)
class Assigned:
    """How much was set, by count."""

    items: int
    indicators: int
    allocations: int
    duties: int


def assign(desk: Desk, *, assignments: Path | None, indicators: Path | None) -> Assigned:
    """Set leads, supporters and the division of targets from tables, and derive every unit's duties.

    A row of a whole task's code holds for each of its items; a row of an item's own code goes before it.

    Raises:
        NotTheOffice, ItemUnknown, UnitUnknown, IndicatorUnknown, WordUnknown, NotAQuantity: nothing was set.
    """
    desk.must_be_office()
    who = _responsibilities(desk, read_assignments(assignments)) if assignments else {}
    divided = [_divided(desk, row) for row in read_indicators(indicators)] if indicators else []
    with desk.writing() as work:
        for item, (lead, supporters) in who.items():
            work.set(PLAN_DRAFT, Register(ITEM, item, RESPONSIBILITY), responsibility_value(lead, supporters))
        for indicator, allocations in divided:
            work.set(PLAN_DRAFT, Register(INDICATOR, indicator.id, DEFINITION), indicator_values(indicator)[DEFINITION])
            for allocation in allocations:
                register = Register(ALLOCATION, allocation_id(allocation.indicator, allocation.unit), VALUE)
                work.set(PLAN_DRAFT, register, decimal_text(allocation.value))
    duties = set_duties(desk)
    return Assigned(len(who), len(divided), sum(len(allocations) for _, allocations in divided), duties)


def set_duties(desk: Desk) -> int:
    """Derive every unit's duties from leads, supporters and allocations, and return how many there are.

    The lead gives figures and text; a supporter gives figures where it has an allocation it reports itself, and text when it likes.
    """
    plan = desk.plan
    with desk.writing() as work:
        duties = [duty for item in plan.items for duty in _duties(plan, item)]
        for duty in duties:
            _set_duty(work, duty)
    return len(duties)


def _duties(plan: Plan, item: Item) -> list[Duty]:
    indicators = plan.indicators_by_item.get(item.id, ())
    duties = [] if item.lead is None else [Duty(item.lead, item.id, is_lead=True, gives_figures=bool(indicators), gives_text=True)]
    for unit in item.supporters:
        own = any(indicator.reporter is not Reporter.LEAD and (indicator.id, unit) in plan.allocations_by_key for indicator in indicators)
        duties.append(Duty(unit, item.id, is_lead=False, gives_figures=own, gives_text=False))
    return duties


def _set_duty(work: WorkUnit, duty: Duty) -> None:
    work.set(PLAN_DRAFT, Register(DUTY, duty_id(duty.unit, duty.item), ASKED), duty_value(duty))


def _responsibilities(desk: Desk, rows: tuple[AssignmentRow, ...]) -> dict[str, tuple[UnitId, tuple[UnitId, ...]]]:
    found: dict[str, tuple[UnitId, tuple[UnitId, ...]]] = {}
    for row in sorted(rows, key=lambda row: row.code.count(".")):  # a task's row first, its items' own rows over it
        items = [item for item in desk.plan.items if item.code == row.code or item.code.startswith(f"{row.code}.")]
        if not items:
            raise ItemUnknown(item=row.code)
        lead = desk.find_unit(row.lead).id
        supporters = tuple(unit for name in row.supporters for unit in _units_named(desk, name) if unit != lead)
        for item in items:
            found[item.id] = (lead, tuple(dict.fromkeys(supporters)))
    return found


def _units_named(desk: Desk, name: str) -> tuple[UnitId, ...]:
    if name in ALL_DISTRICTS:
        return tuple(unit.id for unit in desk.plan.units if unit.kind is UnitKind.DISTRICT)
    return (desk.find_unit(name).id,)


def _divided(desk: Desk, row: IndicatorRow) -> tuple[Indicator, list[Allocation]]:
    indicator = find_indicator(desk.plan, row.code, row.name)
    changed = replace(
        indicator,
        form=_word(FORMS, FORM, row.form, indicator.form),
        unit_roll_up=_word(ROLL_UPS, ROLL_UP, row.roll_up, indicator.unit_roll_up),
        reporter=_word(REPORTERS, REPORTER, row.reporter, indicator.reporter),
        frequency=_word(FREQUENCIES, FREQUENCY, row.frequency, indicator.frequency),
    )
    allocations = [
        Allocation(indicator.id, desk.find_unit(unit).id, parse_quantity(text, field=f"{row.name}（{unit}）", unit=indicator.unit))
        for unit, text in row.shares.items()
    ]
    return changed, allocations


def find_indicator(plan: Plan, code: str, name: str) -> Indicator:
    """The indicator of an item's code and a name.

    Raises:
        ItemUnknown: no item has the code.
        IndicatorUnknown: the item has no indicator of the name.
    """
    item = next((item for item in plan.items if item.code == code), None)
    if item is None:
        raise ItemUnknown(item=code)
    for indicator in plan.indicators_by_item.get(item.id, ()):
        if indicator.name == name:
            return indicator
    raise IndicatorUnknown(item=code, name=name)


def _word(words: dict[str, Meaning], column: str, text: str, default: Meaning) -> Meaning:
    if not text:
        return default
    if text not in words:
        raise WordUnknown(column=column, text=text, words="、".join(words))
    return words[text]
