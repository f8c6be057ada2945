from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, WEST, measure, small_plan

from core.ids import UnitId
from core.model.asked import asked_duties, asked_figures, covered_periods, reporting_period
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import Comparator, Indicator, Reporter, RollUpRule, Target, ValueKind
from core.model.period import Frequency, Period
from core.model.plan import Duty, Plan
from core.model.plan_settings import PlanSettings

JUNE = Period.parse("2025-06")
JOINING_QUARTERS = PlanSettings(Frequency.QUARTER, joins_january=True)
DIVIDED = measure(roll_up=RollUpRule.SUM)


def plan_of(indicator: Indicator, *, gives_figures: bool = True) -> Plan:
    divided = indicator.unit_roll_up is RollUpRule.SUM
    plan = small_plan(indicator, shares={EAST: "5", WEST: "5"} if divided else None)
    duties = [Duty(unit, ITEM, is_lead=unit == LEAD, gives_figures=gives_figures) for unit in (LEAD, EAST)]
    return replace(plan, duties=tuple(duties))


def subjects(plan: Plan, unit: UnitId, period: Period = JUNE) -> list[UnitId]:
    return [asked.subject for asked in asked_figures(plan, unit, period)]


def test_of_an_undivided_target_the_lead_gives_the_citys_figure_and_nobody_else_any() -> None:
    plan = plan_of(measure())

    assert (subjects(plan, LEAD), subjects(plan, EAST)) == ([CITY], [])


def test_each_unit_with_an_allocation_reports_for_itself() -> None:
    plan = plan_of(DIVIDED)

    assert (subjects(plan, LEAD), subjects(plan, EAST)) == ([], [EAST])


def test_a_lead_that_reports_for_all_gives_the_city_and_every_unit_with_an_allocation() -> None:
    plan = plan_of(replace(DIVIDED, reporter=Reporter.LEAD))

    assert (subjects(plan, LEAD), subjects(plan, EAST)) == ([CITY, EAST, WEST], [])


def test_where_both_report_each_is_asked_for_its_own() -> None:
    plan = plan_of(replace(DIVIDED, reporter=Reporter.BOTH))

    assert (subjects(plan, LEAD), subjects(plan, EAST)) == ([CITY], [EAST])


def test_a_duty_without_figures_asks_for_none() -> None:
    assert subjects(plan_of(measure(), gives_figures=False), LEAD) == []


def test_a_qualitative_indicator_asks_for_no_figure() -> None:
    assert subjects(plan_of(measure(ValueKind.QUALITATIVE, Target(Comparator.QUALITATIVE))), LEAD) == []


@pytest.mark.parametrize(("period", "asked"), [("2025-05", []), ("2025-06", ["2025-Q2"]), ("2025-09", ["2025-Q3"])])
def test_a_quarterly_figure_is_asked_in_the_month_its_quarter_ends(period: str, asked: list[str]) -> None:
    plan = plan_of(replace(measure(target=Target(Comparator.EQUAL, Decimal(8))), frequency=Frequency.QUARTER))

    assert [str(each.period) for each in asked_figures(plan, LEAD, Period.parse(period))] == asked


def test_a_submission_hands_up_the_longer_periods_that_end_with_it() -> None:
    assert [str(period) for period in covered_periods(Period.parse("2025-12"))] == ["2025-12", "2025-Q4", "2025-H2", "2025"]
    assert [str(period) for period in covered_periods(Period.parse("2025-05"))] == ["2025-05"]


def quarterly(plan: Plan) -> Plan:
    return replace(plan, settings=PlanSettings(Frequency.QUARTER))


def test_of_a_monthly_figure_a_quarter_asks_each_of_its_months() -> None:
    plan = quarterly(plan_of(measure(target=Target(Comparator.EQUAL, Decimal(8)))))

    assert [str(each.period) for each in asked_figures(plan, LEAD, Period.parse("2025-Q2"))] == ["2025-04", "2025-05", "2025-06"]


def test_a_quarter_asks_no_month_before_the_plans_first_and_no_january_that_is_joined() -> None:
    plan = plan_of(measure())
    first, joined = (replace(plan, settings=settings) for settings in (PlanSettings(Frequency.QUARTER, 3), JOINING_QUARTERS))

    assert [str(each.period) for each in asked_figures(first, LEAD, Period.parse("2025-Q1"))] == ["2025-03"]
    assert [str(each.period) for each in asked_figures(joined, LEAD, Period.parse("2025-Q1"))] == ["2025-02", "2025-03"]


@given(st.sampled_from(Frequency), st.sampled_from(Frequency), st.integers(1, 12), st.booleans())
def test_over_the_year_every_period_of_an_indicator_is_asked_once_and_handed_up_where_it_is_asked(
    of_plan: Frequency,
    of_indicator: Frequency,
    first_month: int,
    joins_january: bool,  # hypothesis passes by name
) -> None:
    indicator = replace(measure(), frequency=of_indicator)
    plan = replace(plan_of(indicator), settings=PlanSettings(of_plan, first_month, joins_january=joins_january))

    asked = [(period, each.period) for period in plan.periods for each in asked_figures(plan, LEAD, period)]

    assert [own for _, own in asked] == list(plan.periods_by_frequency[of_indicator])
    assert all(reporting_period(plan, own) == period and own in covered_periods(period) for period, own in asked)


def ruled(text: TextRule, evidence: EvidenceRule = EvidenceRule.WHEN_DONE, frequency: Frequency = Frequency.MONTH) -> Plan:
    plan = replace(small_plan(), settings=PlanSettings(frequency))
    return replace(plan, duties=(Duty(LEAD, ITEM, is_lead=True, gives_figures=True, text=text, evidence=evidence),))


@pytest.mark.parametrize(
    ("rule", "asked_in"),
    [
        (TextRule.EVERY_PERIOD, list(range(1, 13))),
        (TextRule.QUARTERLY, [3, 6, 9, 12]),
        (TextRule.WHEN_CHANGED, []),
        (TextRule.NEVER, []),
    ],
)
def test_text_is_due_as_often_as_the_duty_says(rule: TextRule, asked_in: list[int]) -> None:
    plan = ruled(rule)

    assert [period.number for period in plan.periods if asked_duties(plan, LEAD, period)[0].text] == asked_in


@pytest.mark.parametrize("frequency", [Frequency.QUARTER, Frequency.HALF, Frequency.YEAR])
def test_quarterly_text_is_due_in_every_period_of_a_quarter_or_longer(frequency: Frequency) -> None:
    plan = ruled(TextRule.QUARTERLY, frequency=frequency)

    assert all(asked_duties(plan, LEAD, period)[0].text for period in plan.periods)


def test_evidence_is_due_only_where_it_is_asked_in_every_period() -> None:
    asked = [asked_duties(ruled(TextRule.NEVER, evidence), LEAD, JUNE)[0] for evidence in EvidenceRule]

    assert [(each.evidence, each.asks_something) for each in asked] == [(False, False), (False, False), (True, True)]


def test_a_period_asks_the_figures_of_each_duty_and_nothing_beside_them() -> None:
    plan = plan_of(DIVIDED)

    (asked,) = asked_duties(plan, EAST, JUNE)

    assert asked.figures == asked_figures(plan, EAST, JUNE)
    assert (asked.item.id, asked.text, asked.evidence, asked.asks_something) == (ITEM, False, False, True)
