from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import EAST, ITEM, LEAD, MEASURE, measure, small_plan

from core.calc.plan_checks import plan_findings
from core.ids import FormulaId, IndicatorId, SectionId, TaskId
from core.model.formula import Formula
from core.model.indicator import Comparator, Indicator, Reporter, Target, ValueKind, WordySort
from core.model.outline import Item, Node
from core.model.period import Period
from core.model.plan import Plan


def codes(plan: Plan) -> set[str]:
    return {finding.code for finding in plan_findings(plan, ())}


def item(due: date | None = None, *nodes: Node) -> Item:
    return Item(ITEM, SectionId("section"), TaskId("task"), "1.1.1", "新增项目。", 1, (0, 5), lead=LEAD, due=due, nodes=nodes)


def test_a_plan_without_fault_has_no_findings() -> None:
    plan = small_plan(measure(baseline="18"), item=item(date(2025, 12, 31), Node("开工", date(2025, 3, 1)), Node("竣工", date(2025, 9, 1))))
    assert plan_findings(plan, ()) == ()


@pytest.mark.parametrize(
    ("indicator", "code"),
    [
        (measure(target=Target(Comparator.AT_LEAST)), "target-without-number"),
        (measure(target=Target(Comparator.QUALITATIVE, sort=WordySort.RELATIVE)), "reference-missing"),
        (measure(ValueKind.LEVEL), "stock-without-base"),
        (measure(reporter=Reporter.EACH_UNIT), "units-asked-of-nobody"),
    ],
)
def test_what_an_indicator_lacks_is_told_with_its_place(indicator: Indicator, code: str) -> None:
    (found,) = plan_findings(small_plan(indicator), ())
    assert (found.code, found.kind, found.id, found.item_code) == (code, "indicator", MEASURE, "1.1.1")


def test_a_stock_with_an_increment_and_no_total_lacks_only_its_base() -> None:
    stock = measure(ValueKind.LEVEL, Target(Comparator.EQUAL, increment=Decimal(5)), baseline="80")
    assert codes(small_plan(stock)) == set()


@pytest.mark.parametrize(
    ("dated", "code"),
    [
        (item(date(2026, 1, 31)), "due-outside-year"),
        (item(None, Node("竣工", date(2025, 9, 1)), Node("开工", date(2025, 3, 1))), "nodes-out-of-order"),
        (item(date(2025, 6, 30), Node("竣工", date(2025, 9, 1))), "node-after-due"),
    ],
)
def test_days_that_do_not_fit_are_told(dated: Item, code: str) -> None:
    assert codes(small_plan(item=dated)) == {code}


def test_an_item_of_a_unit_that_ended_is_told() -> None:
    plan = small_plan()
    units = tuple(replace(unit, ended=Period.parse("2025-06")) if unit.id == LEAD else unit for unit in plan.units)
    assert codes(replace(plan, units=units)) == {"unit-ended"}


def test_a_formula_of_an_indicator_that_is_gone_is_told() -> None:
    formula = Formula(FormulaId("f"), "“甲” >= 1", (("甲", IndicatorId("gone")),))
    (found,) = plan_findings(replace(small_plan(measure()), formulas=(formula,)), ())
    assert (found.code, found.kind, found.id) == ("formula-broken", "formula", "f")
    assert "“甲” >= 1" in found.sentence


def test_a_share_of_a_unit_without_a_duty_is_told_in_both_languages() -> None:
    plan = small_plan(replace(measure(reporter=Reporter.EACH_UNIT)), shares={EAST: "5"})
    for language in ("zh", "en"):
        sentences = [each.sentence for each in plan_findings(plan, (), language) if each.code == "share-without-duty"]
        assert len(sentences) == 1
        assert "东区" in sentences[0]
