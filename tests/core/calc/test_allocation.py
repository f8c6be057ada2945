from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LOWER, MEASURE, SOUTH, UPPER, WEST, measure, small_plan
from tests.core.calc.trees import Case, cases

from core.calc.allocation import (
    AllocationFinding,
    Flaw,
    allocation_findings,
    division_of,
    division_sentence,
    divisions_of,
    finding_sentence,
)
from core.ids import UnitId
from core.model.indicator import AllocationForm, Comparator, Indicator, RollUpRule, Target, ValueKind, WordySort

DIVIDED = measure(unit="家", roll_up=RollUpRule.SUM)  # 20家


@pytest.mark.parametrize(
    ("shares", "surplus", "rest", "sentence"),
    [
        ({EAST: "12", WEST: "10"}, Fraction(10), "0", "“指标”分解合计22家，高于目标20家，加码10.0%"),
        ({EAST: "12", WEST: "8"}, Fraction(0), "0", "“指标”分解合计20家，与目标相等"),
        ({EAST: "12", WEST: "3"}, Fraction(-25), "5", "“指标”分解合计15家，低于目标20家，其余5家为本级"),
    ],
)
def test_shares_are_checked_against_the_target(shares: dict[UnitId, str], surplus: Fraction, rest: str, sentence: str) -> None:
    plan = small_plan(DIVIDED, shares=shares)

    division = division_of(plan, DIVIDED)

    assert division is not None
    assert (division.surplus, division.rest) == (surplus, Decimal(rest))
    assert division_sentence(plan, division) == sentence


def test_a_surplus_is_exact() -> None:
    three = measure(target=Target(Comparator.EQUAL, Decimal(3)), roll_up=RollUpRule.SUM)

    division = division_of(small_plan(three, shares={EAST: "4"}), three)

    assert division is not None
    assert division.surplus == Fraction(100, 3)


def test_what_lies_within_a_district_that_has_a_share_is_its_own_division() -> None:
    plan = small_plan(DIVIDED, shares={EAST: "12", UPPER: "5", LOWER: "6", WEST: "8"})

    city, east = divisions_of(plan, DIVIDED)

    assert (city.unit, city.total, city.rest) == (CITY, Decimal(20), Decimal(0))
    assert (east.unit, east.total, east.rest) == (EAST, Decimal(11), Decimal(1))


def test_shares_of_units_that_are_not_summed_stand_beside() -> None:
    indicator = replace(DIVIDED, summed=(EAST, WEST))
    plan = small_plan(indicator, shares={EAST: "12", WEST: "8", SOUTH: "4"})

    division = division_of(plan, indicator)

    assert division is not None
    assert division.total == 20
    assert allocation_findings(plan) == (AllocationFinding(MEASURE, Flaw.BESIDE, (SOUTH,)),)
    assert finding_sentence(plan, allocation_findings(plan)[0]).startswith("“指标”的分解值中，南区不计入合计")


def test_a_target_without_a_number_has_a_total_and_no_rest() -> None:
    assigned = measure(target=Target(Comparator.QUALITATIVE, wording="完成省下达任务", sort=WordySort.ASSIGNED), roll_up=RollUpRule.SUM)
    plan = small_plan(assigned, shares={EAST: "4"})

    division = division_of(plan, assigned)

    assert division is not None
    assert (division.goal, division.rest, division.surplus, division.total) == (None, None, None, Decimal(4))
    assert division_sentence(plan, division) == "“指标”分解合计4亿元"


def test_rates_are_divided_and_yet_add_up_to_nothing() -> None:
    rate = replace(measure(ValueKind.GROWTH, unit="%"), form=AllocationForm.ALLOCATED)

    assert division_of(small_plan(rate, shares={EAST: "5", WEST: "6"}), rate) is None


@pytest.mark.parametrize(
    ("indicator", "shares", "flaws"),
    [
        (DIVIDED, {EAST: "20"}, []),
        (DIVIDED, {}, [AllocationFinding(MEASURE, Flaw.WITHOUT_SHARES)]),
        (replace(DIVIDED, form=AllocationForm.LEAD_ONLY), {EAST: "20"}, [AllocationFinding(MEASURE, Flaw.NOT_DIVIDED, (EAST,))]),
        (replace(DIVIDED, form=AllocationForm.CITY_ONLY), {EAST: "20"}, [AllocationFinding(MEASURE, Flaw.NOT_DIVIDED, (EAST,))]),
        (replace(DIVIDED, form=AllocationForm.CITY_ONLY), {}, []),
    ],
)
def test_the_form_of_an_allocation_is_checked_against_its_shares(
    indicator: Indicator, shares: dict[UnitId, str], flaws: list[AllocationFinding]
) -> None:
    plan = small_plan(indicator, shares=shares)

    assert list(allocation_findings(plan)) == flaws
    for finding in flaws:
        assert "“指标”" in finding_sentence(plan, finding)
        assert "“指标”" in finding_sentence(plan, finding, "en")


@given(cases())
def test_goals_are_conserved_from_the_city_down_to_the_last_share(case: Case) -> None:
    """The shares that nobody divides further, with what each division leaves or adds, come to the city's target."""
    indicator = case.plan.indicators[0]
    divisions = {division.unit: division for division in divisions_of(case.plan, indicator)}

    def last_shares(unit: UnitId) -> Decimal:
        division = divisions.get(unit)
        if division is None:
            return case.plan.allocations_by_key[indicator.id, unit].value if unit != CITY else indicator.target.value or Decimal(0)
        assert division.goal is not None
        above = max(division.total - division.goal, Decimal(0))
        assert division.rest is not None
        return sum((last_shares(share.unit) for share in division.shares), Decimal(0)) + division.rest - above

    assert last_shares(CITY) == indicator.target.value


@given(cases())
def test_the_order_in_which_units_stand_never_matters(case: Case) -> None:
    indicator = case.plan.indicators[0]
    turned = replace(indicator, summed=indicator.summed[::-1])

    assert list(divisions_of(case.plan, turned)) == list(divisions_of(case.plan, indicator))
