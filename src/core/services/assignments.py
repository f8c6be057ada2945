"""Leads, supporters, duties, allocations and 审核公式 from the office's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from core.calc.allocation import division_checks
from core.calc.increments import grown_target
from core.calc.roll_up_rules import WORDS, must_be_meant
from core.changes.change import PLAN_DRAFT, Register
from core.changes.formula_values import RULE, formula_value
from core.changes.plan_values import (
    ASKED,
    DEFINITION,
    RESPONSIBILITY,
    TARGET,
    VALUE,
    duty_value,
    indicator_values,
    responsibility_value,
    target_value,
)
from core.changes.registers import ALLOCATION, DUTY, FORMULA, INDICATOR, ITEM, allocation_id, duty_id
from core.errors import IndicatorUnknown, ItemUnknown, TableColumnRepeated, TableColumnUnknown, UnitUnknown, WordUnknown
from core.ids import IndicatorId, ItemId, UnitId
from core.model.derived_duties import DutyRules, ItemRules, duties_with_rules
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.formula import Formula
from core.model.indicator import Allocation, AllocationForm, Indicator, Reporter, RollUpRule
from core.model.org_unit import UnitKind
from core.model.outline import Item
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.model.quantity import decimal_text, parse_quantity
from core.services.desk import Desk
from core.services.formulas import formula_of
from core.store.workspace import WorkUnit
from core.workbook.assignment_tables import (
    EVIDENCE,
    FORM,
    FREQUENCY,
    INCREMENT,
    INDICATOR_COLUMNS,
    LEAD_FIGURES,
    LEAD_TEXT,
    REPORTER,
    ROLL_UP,
    SUPPORT_FIGURES,
    SUPPORT_TEXT,
    TIME_ROLL_UP,
    AssignmentRow,
    IndicatorRow,
    names_in,
    read_assignments,
    read_indicators,
)
from core.workbook.assignment_tables import ITEM as ITEM_COLUMN
from core.workbook.formula_table import read_formulas

Meaning = TypeVar("Meaning")
Responsibility: TypeAlias = tuple[UnitId, tuple[UnitId, ...]]  # the lead, and the supporters in order

ALL_UNITS = "全部"  # no unit is left out of a sum
BY_KIND = "默认"  # the rule of the indicator's kind
ALL_DISTRICTS = frozenset({"各辖市区", "各县市区", "各县（市、区）", "各区", "各地"})

FORMS = {"分解": AllocationForm.ALLOCATED, "不分解": AllocationForm.LEAD_ONLY, "仅市级": AllocationForm.CITY_ONLY}
ROLL_UPS = {word: rule for rule, word in WORDS.items()}
REPORTERS = {"各单位": Reporter.EACH_UNIT, "牵头单位": Reporter.LEAD, "双方": Reporter.BOTH}
TIME_ROLL_UPS: dict[str, RollUpRule | None] = {**ROLL_UPS, BY_KIND: None}
TEXT_RULES = {rule.label: rule for rule in TextRule}
EVIDENCE_RULES = {rule.label: rule for rule in EvidenceRule}
TRUTHS = {"是": True, "否": False}
FREQUENCIES = {"月": Frequency.MONTH, "季": Frequency.QUARTER, "半年": Frequency.HALF, "年": Frequency.YEAR}


class Division(Struct, frozen=True):
    """How an indicator is divided from now on; `shares` has the units that the table names, None for those without a share."""

    indicator: Indicator
    shares: Mapping[UnitId, Decimal | None]


class Assigned(Struct, frozen=True):
    """How much was set, by count; `checks` are sentences: which targets their shares do not come to, and what their division lacks."""

    items: int
    indicators: int
    allocations: int
    duties: int
    formulas: int = 0
    checks: tuple[str, ...] = ()


def assign(desk: Desk, *, assignments: Path | None, indicators: Path | None, formulas: Path | None = None) -> Assigned:
    """Set leads, supporters, the division of targets and 审核公式 from tables, and every unit's duties with them, in one unit of work.

    A row of a whole task's code holds for each of its items; a row of an item's own code goes before it. A unit's empty cell in a row of
    an indicator takes its share away, and duties that nothing gives rise to any more are taken back. What was set of a duty otherwise than
    what follows from the assignments stays until a table says something else. A table of formulas is all of them: one that is not in it any
    more is taken back.

    Raises:
        NotTheOffice, ItemUnknown, UnitUnknown, UnitAmbiguous, IndicatorUnknown, WordUnknown, NotAQuantity, QuantityOutOfRange,
            AverageOfPercentages, RollUpNotMeant, IncrementNotMeant: nothing was set.
        FormulaIndicatorUnknown and its like, as `formula_of` has them: nothing was set.
        TableNotReadable, TableColumnMissing, TableColumnRepeated, TableColumnUnknown, TableRowRepeated, TableCellOutside,
            TableCodeIsNumber, TableFormulaWithoutResult: a table cannot be used; nothing was set.
    """
    desk.must_be_office()
    rows = read_assignments(assignments) if assignments else ()
    who, rules = _responsibilities(desk, rows), _rules(desk.plan, rows)
    divided = _divisions(desk, indicators) if indicators else []
    checked = tuple(formula_of(desk.plan, row, order=order) for order, row in enumerate(read_formulas(formulas))) if formulas else None
    plan = _with_shares(_with_leads(desk.plan, who), divided)
    with desk.writing() as work:
        for item, (lead, supporters) in who.items():
            work.set(PLAN_DRAFT, Register(ITEM, item, RESPONSIBILITY), responsibility_value(lead, supporters))
        for division in divided:
            changed = division.indicator
            work.set(PLAN_DRAFT, Register(INDICATOR, changed.id, DEFINITION), indicator_values(changed)[DEFINITION])
            work.set(PLAN_DRAFT, Register(INDICATOR, changed.id, TARGET), target_value(changed.target))
            for unit, share in division.shares.items():
                _set_share(work, desk.plan, changed.id, unit, share)
        duties = _set_duties(work, desk.plan, duties_with_rules(desk.plan, plan, rules))
        if checked is not None:
            _set_formulas(work, desk.plan, checked)
    given = sum(share is not None for division in divided for share in division.shares.values())
    checks = division_checks(desk.plan, {division.indicator.id for division in divided}, desk.program.language)
    return Assigned(len(who), len(divided), given, duties, len(checked or ()), checks)


def _with_leads(plan: Plan, who: Mapping[ItemId, Responsibility]) -> Plan:
    items = [replace(item, lead=who[item.id][0], supporters=who[item.id][1]) if item.id in who else item for item in plan.items]
    return replace(plan, items=tuple(items))


def _with_shares(plan: Plan, divided: Iterable[Division]) -> Plan:
    indicators = {indicator.id: indicator for indicator in plan.indicators}
    allocations = dict(plan.allocations_by_key)
    for division in divided:
        indicators[division.indicator.id] = division.indicator
        for unit, share in division.shares.items():
            allocations.pop((division.indicator.id, unit), None)
            if share is not None:
                allocations[division.indicator.id, unit] = Allocation(division.indicator.id, unit, share)
    return replace(plan, indicators=tuple(indicators.values()), allocations=tuple(allocations.values()))


def _set_share(work: WorkUnit, before: Plan, indicator: IndicatorId, unit: UnitId, share: Decimal | None) -> None:
    if share is None and (indicator, unit) not in before.allocations_by_key:
        return  # it never had one
    register = Register(ALLOCATION, allocation_id(indicator, unit), VALUE)
    work.set(PLAN_DRAFT, register, None if share is None else decimal_text(share))


def _set_duties(work: WorkUnit, before: Plan, duties: Mapping[tuple[UnitId, ItemId], Duty]) -> int:
    """Set every unit's duties, take back those that are no more, and return how many there are."""
    for (unit, item), duty in duties.items():
        work.set(PLAN_DRAFT, Register(DUTY, duty_id(unit, item), ASKED), duty_value(duty))
    for duty in before.duties:
        if (duty.unit, duty.item) not in duties:
            work.set(PLAN_DRAFT, Register(DUTY, duty_id(duty.unit, duty.item), ASKED), None)
    return len(duties)


def _set_formulas(work: WorkUnit, before: Plan, formulas: tuple[Formula, ...]) -> None:
    for formula in formulas:
        work.set(PLAN_DRAFT, Register(FORMULA, formula.id, RULE), formula_value(formula))
    for gone in {formula.id for formula in before.formulas} - {formula.id for formula in formulas}:
        work.set(PLAN_DRAFT, Register(FORMULA, gone, RULE), None)


def _responsibilities(desk: Desk, rows: tuple[AssignmentRow, ...]) -> dict[ItemId, Responsibility]:
    found: dict[ItemId, Responsibility] = {}
    for row in _in_order(rows):
        lead = desk.find_unit(row.lead).id
        supporters = tuple(unit for name in row.supporters for unit in _units_named(desk, name) if unit != lead)
        for item in _items_of(desk.plan, row):
            found[item.id] = (lead, tuple(dict.fromkeys(supporters)))
    return found


def _rules(plan: Plan, rows: tuple[AssignmentRow, ...]) -> dict[ItemId, ItemRules]:
    """What the rows ask otherwise than what follows from the assignments."""
    found: dict[ItemId, ItemRules] = {}
    for row in _in_order(rows):
        evidence = _said(row, EVIDENCE, EVIDENCE_RULES)
        rules = ItemRules(
            DutyRules(_said(row, LEAD_FIGURES, TRUTHS), _said(row, LEAD_TEXT, TEXT_RULES), evidence),
            DutyRules(_said(row, SUPPORT_FIGURES, TRUTHS), _said(row, SUPPORT_TEXT, TEXT_RULES), evidence),
        )
        found |= {item.id: rules for item in _items_of(plan, row)}
    return found


def _in_order(rows: tuple[AssignmentRow, ...]) -> list[AssignmentRow]:
    """A task's row before its items' own rows, which go over it."""
    return sorted(rows, key=lambda row: row.code.count("."))


def _items_of(plan: Plan, row: AssignmentRow) -> list[Item]:
    """The item of a row's code, or the items of the task.

    Raises:
        ItemUnknown: the plan has neither.
    """
    items = [item for item in plan.items if item.code == row.code or item.code.startswith(f"{row.code}.")]
    if not items:
        raise ItemUnknown(item=row.code)
    return items


def _said(row: AssignmentRow, column: str, words: dict[str, Meaning]) -> Meaning | None:
    text = row.duties.get(column, "")
    if text and text not in words:
        raise WordUnknown(column=column, text=text, words="、".join(words))
    return words.get(text)


def _units_named(desk: Desk, name: str) -> tuple[UnitId, ...]:
    if name in ALL_DISTRICTS:
        return tuple(unit.id for unit in desk.plan.units if unit.kind is UnitKind.DISTRICT and unit.ended is None)
    return (desk.find_unit(name).id,)


def _divisions(desk: Desk, path: Path) -> list[Division]:
    rows = read_indicators(path)
    units: dict[str, UnitId] = {}
    for column in rows[0].shares if rows else ():
        try:
            unit = desk.find_unit(column).id
        except UnitUnknown as error:
            known = "、".join([ITEM_COLUMN, *INDICATOR_COLUMNS, *(unit.short_name for unit in desk.plan.units)])
            raise TableColumnUnknown(path=path, column=column, known=known) from error
        if unit in units.values():
            raise TableColumnRepeated(path=path, column=column)
        units[column] = unit
    return [_divided(desk, row, units) for row in rows]


def _divided(desk: Desk, row: IndicatorRow, units: Mapping[str, UnitId]) -> Division:
    indicator = find_indicator(desk.plan, row.code, row.name)
    changed = replace(
        indicator,
        form=_word(FORMS, FORM, row.form, indicator.form),
        unit_roll_up=_word(ROLL_UPS, ROLL_UP, row.roll_up, indicator.unit_roll_up),
        reporter=_word(REPORTERS, REPORTER, row.reporter, indicator.reporter),
        frequency=_word(FREQUENCIES, FREQUENCY, row.frequency, indicator.frequency),
        summed=_summed(desk, row.summed, indicator.summed),
        time_roll_up=_word(TIME_ROLL_UPS, TIME_ROLL_UP, row.time_roll_up, indicator.time_roll_up),
    )
    if row.increment:
        increment = parse_quantity(row.increment, field=f"{row.name}（{INCREMENT}）", unit=indicator.unit)
        changed = replace(changed, target=grown_target(indicator, increment))
    if row.roll_up or row.time_roll_up:
        must_be_meant(changed)
    shares = {
        units[column]: parse_quantity(text, field=f"{row.name}（{column}）", unit=indicator.unit) if text else None
        for column, text in row.shares.items()
    }
    return Division(changed, shares)


def _summed(desk: Desk, text: str, default: tuple[UnitId, ...]) -> tuple[UnitId, ...]:
    if not text:
        return default
    if text == ALL_UNITS:
        return ()
    return tuple(dict.fromkeys(unit for name in names_in(text) for unit in _units_named(desk, name)))


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
