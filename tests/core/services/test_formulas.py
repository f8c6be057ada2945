"""The office's formulas from a table: `core.services.formulas`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.calc.building import LEAD, measure, small_plan

from core.errors import (
    FormulaBroken,
    FormulaIndicatorAmbiguous,
    FormulaIndicatorUnknown,
    FormulaNumberRefused,
    FormulaToleranceUnclear,
    UnitUnknown,
    UserError,
    WordUnknown,
)
from core.ids import IndicatorId, ItemId
from core.model.formula import Scope, Tolerance
from core.model.org_unit import UnitKind
from core.model.plan import Plan
from core.model.severity import Severity
from core.services.formulas import formula_of
from core.workbook.formula_table import FormulaRow, read_formulas

DOCUMENT = Path(__file__).parents[3] / "docs" / "files.md"


def row(text: str, *, number: str = "F1", severity: str = "", scope: tuple[str, ...] = (), tolerance: str = "") -> FormulaRow:
    return FormulaRow(2, number, text, severity, "", scope, tolerance)


def plan_with(*names: str) -> Plan:
    plan = small_plan()
    first = measure()
    indicators = tuple(replace(first, id=IndicatorId(f"i{place}"), name=name, item=plan.items[0].id) for place, name in enumerate(names))
    return replace(plan, indicators=indicators)


def test_names_are_bound_to_the_plans_indicators() -> None:
    formula = formula_of(plan_with("占比（%）", "新增 项目"), row("[占比(%)]＞「新增项目」"), order=3)

    assert formula.indicators == (("占比(%)", IndicatorId("i0")), ("新增项目", IndicatorId("i1")))
    assert (formula.text, formula.order) == ("「占比(%)」 ＞ 「新增项目」", 3)


def test_a_name_of_several_needs_its_items_code() -> None:
    plan = plan_with("项目", "项目")
    with pytest.raises(FormulaIndicatorAmbiguous) as refused:
        formula_of(plan, row("「项目」＞0"), order=0)
    other = replace(plan.items[0], id=ItemId("other"), code="9.9.9")
    apart = replace(plan, items=(*plan.items, other), indicators=(plan.indicators[0], replace(plan.indicators[1], item=other.id)))

    assert refused.value.codes == plan.items[0].code
    assert formula_of(apart, row("「9.9.9 项目」＞0"), order=0).indicators == (("9.9.9 项目", IndicatorId("i1")),)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (row("「丙」＞0"), FormulaIndicatorUnknown),
        (row("「甲」＞"), FormulaBroken),
        (row("「甲」＞0", number="F/1"), FormulaNumberRefused),
        (row("「甲」＞0", number="F" * 21), FormulaNumberRefused),
        (row("「甲」＞0", number=""), FormulaNumberRefused),
        (row("「甲」＞0", severity="严重"), WordUnknown),
        (row("「甲」＞0", scope=("火星市",)), UnitUnknown),
        (row("「甲」＞0", tolerance="少许"), FormulaToleranceUnclear),
        (row("「甲」＞0", tolerance="-1"), FormulaToleranceUnclear),
        (row("「甲」＞0", tolerance="%"), FormulaToleranceUnclear),
    ],
)
def test_a_row_with_a_mistake_is_refused_by_name(wrong: FormulaRow, error: type[UserError]) -> None:
    with pytest.raises(error):
        formula_of(plan_with("甲"), wrong, order=0)


def test_severity_scope_and_tolerance_are_the_offices_words() -> None:
    plan = plan_with("甲")
    name = plan.units_by_id[LEAD].short_name
    formula = formula_of(plan, row("「甲」＞0", severity="强制性", scope=("全市", "各区", name), tolerance="±0.5％"), order=0)

    assert formula.severity is Severity.BLOCKING
    assert formula.scope == Scope((UnitKind.CITY, UnitKind.DISTRICT), (LEAD,))
    assert formula.tolerance == Tolerance(Decimal("0.5"), is_percent=True)


def test_the_documents_own_examples_are_taken(tmp_path: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    block = text.split("    编号,公式,级别,提示,适用单位,容差\n")[1].split("\n\n")[0]
    table = tmp_path / "f.csv"
    table.write_text("编号,公式,级别,提示,适用单位,容差\n" + "\n".join(line.strip() for line in block.splitlines()), encoding="utf-8")
    plan = plan_with("新开工项目", "在库项目", "项目投资", "高新产业占比（%）")
    plan = replace(plan, units=tuple(replace(unit, short_name="市发改委") if unit.id == LEAD else unit for unit in plan.units))

    formulas = [formula_of(plan, each, order=0) for each in read_formulas(table)]

    assert [formula.id for formula in formulas] == ["F1", "F2", "F3", "F4", "F5"]
    assert formulas[2].text.startswith("「高新产业占比（%）」 ＝ 分子(「高新产业占比（%）」) ÷ ")
