"""Checks across units: `core.calc.unit_checks`."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import EAST, WEST, figure, measure, small_plan

from core.calc.finding import Finding, finding_sentence
from core.calc.judgement import Figure
from core.calc.unit_checks import check_city
from core.ids import FormulaId
from core.model.check_settings import CheckLimits
from core.model.formula import Formula, Scope
from core.model.indicator import RollUpRule, ValueKind
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings

JUNE = Period.parse("2025-06")
SUMMED = measure(roll_up=RollUpRule.SUM)


def plan_of(east: str = "12", west: str = "8") -> Plan:
    return small_plan(SUMMED, shares={EAST: east, WEST: west})


def found(plan: Plan, city: str, east: str | None, west: str | None) -> tuple[Finding, ...]:
    given = [figure(city), *(figure(value, subject=unit) for value, unit in ((east, EAST), (west, WEST)) if value is not None)]
    return check_city(plan, JUNE, given)


def test_a_city_that_differs_from_its_districts_is_asked_about() -> None:
    (finding,) = found(plan_of(), "11", "6", "4")

    assert finding_sentence(finding) == "1.1.1“指标”全市11.0亿元，各单位合计10.0亿元，相差1.0亿元；请核对，属实的请说明原因。"
    assert (finding.code, finding.kind) == ("districts-differ", "cross-unit")


def test_agreement_and_what_is_not_whole_are_not_asked_about() -> None:
    assert found(plan_of(), "10", "6", "4") == ()
    assert found(plan_of(), "11", "6", None) == ()


def test_a_rest_that_is_left_to_the_city_may_be_missing_from_the_sum() -> None:
    assert found(plan_of("6", "8"), "11", "6", "4") == ()
    assert len(found(plan_of("6", "8"), "9", "6", "4")) == 1


def test_a_gap_may_be_allowed() -> None:
    plan = replace(plan_of(), settings=PlanSettings(checks=CheckLimits(district_gap=Decimal(10))))

    assert found(plan, "11", "6", "4") == ()
    assert len(found(plan, "11.2", "6", "4")) == 1


def test_rates_are_not_summed() -> None:
    plan = replace(plan_of(), indicators=(replace(SUMMED, kind=ValueKind.GROWTH, unit_roll_up=RollUpRule.NONE),))

    assert found(plan, "11", "6", "4") == ()


@given(st.permutations(range(4)), st.randoms(use_true_random=False))
def test_the_order_of_figures_never_matters(order: list[int], random: Random) -> None:
    formula = Formula(FormulaId("F1"), "「指标」 ≤ 10", (("指标", SUMMED.id),), scope=Scope((UnitKind.CITY,)))
    plan = replace(plan_of(), formulas=(formula,))
    given: list[Figure] = [figure("11"), figure("6", subject=EAST), figure("4", subject=WEST), figure("9", "2025-05")]
    shuffled = [given[place] for place in order]
    random.shuffle(shuffled)

    assert check_city(plan, JUNE, shuffled) == check_city(plan, JUNE, given)
    assert [finding.code for finding in check_city(plan, JUNE, given)] == ["districts-differ", "formula"]
