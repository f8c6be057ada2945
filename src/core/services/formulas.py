"""The office's 审核公式 from a table: read, bound to the plan's indicators, or refused with the place and the cure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from core.calc.formula_parser import parse_formula
from core.calc.formula_tree import formula_text, quantities
from core.errors import (
    FormulaIndicatorAmbiguous,
    FormulaIndicatorUnknown,
    FormulaNumberRefused,
    FormulaToleranceUnclear,
    UserError,
    WordUnknown,
)
from core.ids import FormulaId, IndicatorId
from core.model.formula import NO_TOLERANCE, Formula, Scope, Tolerance
from core.model.indicator import Indicator
from core.model.org_unit import UnitKind
from core.model.plan import Plan
from core.model.quantity import parse_quantity
from core.model.severity import Severity
from core.services.desk import unit_named
from core.workbook.formula_table import SEVERITY, FormulaRow

SEVERITIES = {severity.label: severity for severity in Severity}
DEFAULT_SEVERITY = Severity.VERIFY
KINDS = {
    "全市": UnitKind.CITY,
    "部门": UnitKind.BUREAU,
    "各部门": UnitKind.BUREAU,
    "各辖市区": UnitKind.DISTRICT,
    "各县市区": UnitKind.DISTRICT,
    "各区": UnitKind.DISTRICT,
    "乡镇": UnitKind.TOWNSHIP,
    "各乡镇": UnitKind.TOWNSHIP,
}
_NUMBER = re.compile(r"[\w.\-]{1,20}")
_CODED = re.compile(r"(\d+(?:\.\d+)+)[\s:：]+(.+)", re.ASCII)


def formula_of(plan: Plan, row: FormulaRow, *, order: int) -> Formula:
    """The formula of a row, its text as it will be printed.

    Raises:
        FormulaNumberRefused, FormulaIsEmpty, FormulaTooLong, FormulaTooDeep, FormulaMarkUnknown, FormulaNameOpen, FormulaNameBare,
            FormulaNumberUnclear, FormulaBroken, FormulaWantsNumber, FormulaWantsCondition, FormulaWantsName, FormulaIndicatorUnknown,
            FormulaIndicatorAmbiguous, FormulaToleranceUnclear, WordUnknown, UnitUnknown, UnitAmbiguous: it cannot be kept.
    """
    if _NUMBER.fullmatch(row.number) is None:
        raise FormulaNumberRefused(text=row.number)
    tree = parse_formula(row.text, formula=row.number)
    names = sorted({quantity.name for quantity in quantities(tree)})
    return Formula(
        FormulaId(row.number),
        formula_text(tree),
        tuple((name, _indicator(plan, row.number, name)) for name in names),
        _severity(row.severity),
        row.message,
        _scope(plan, row.scope),
        _tolerance(row),
        order,
    )


def _indicator(plan: Plan, formula: str, name: str) -> IndicatorId:
    """The indicator of a quoted name: as the plan writes it, else but for width and blanks; with an item's code before it where needed."""
    coded = _CODED.fullmatch(name)
    for wanted, code in ((name, ""), (coded.group(2), coded.group(1)) if coded else ("", "")):
        among = [each for each in plan.indicators if not code or plan.items_by_id[each.item].code == code]
        found = [each for each in among if each.name == wanted] or [each for each in among if _folded(each.name) == _folded(wanted)]
        if len(found) == 1:
            return found[0].id
        if found:
            raise FormulaIndicatorAmbiguous(formula=formula, name=wanted, codes=_codes(plan, found))
    raise FormulaIndicatorUnknown(formula=formula, name=name)


def _codes(plan: Plan, indicators: list[Indicator]) -> str:
    return "、".join(dict.fromkeys(plan.items_by_id[each.item].code for each in indicators))


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _severity(text: str) -> Severity:
    if not text:
        return DEFAULT_SEVERITY
    if text not in SEVERITIES:
        raise WordUnknown(column=SEVERITY, text=text, words="、".join(SEVERITIES))
    return SEVERITIES[text]


def _scope(plan: Plan, names: tuple[str, ...]) -> Scope:
    kinds = dict.fromkeys(KINDS[name] for name in names if name in KINDS)
    units = dict.fromkeys(unit_named(plan, name).id for name in names if name not in KINDS)
    return Scope(tuple(kinds), tuple(units))


def _tolerance(row: FormulaRow) -> Tolerance:
    text = row.tolerance.strip().removeprefix("±")
    if not text:
        return NO_TOLERANCE
    is_percent = text.endswith(("%", "％"))
    try:
        value: Decimal = parse_quantity(text.rstrip("%％"), field="")
        return Tolerance(value, is_percent=is_percent)
    except (UserError, ValueError) as error:
        raise FormulaToleranceUnclear(formula=row.number, text=row.tolerance) from error
