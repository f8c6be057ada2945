from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, measure, small_plan

from core.calc.running_totals import (
    Before,
    Reading,
    Span,
    amounts_of,
    before,
    earlier_periods,
    from_other_reading,
    on_opening,
    read_both_ways,
    totals_of,
)
from core.ids import PlanId, UnitId
from core.model.indicator import Indicator, ValueKind
from core.model.org_unit import Opening
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings

PLAN = Plan(PlanId("p"), "某市", 2025, "报告", 1, UnitId("city"))
FROM_FEBRUARY = replace(PLAN, settings=PlanSettings(first_month=2))
NUMBERS = st.decimals(min_value=-1000000, max_value=1000000, places=2)


def going_on_from(plan: Plan, indicator: Indicator, numbers: dict[Period, Decimal], period: Period) -> Before:
    found = before(plan, indicator, numbers, period)
    assert found is not None
    return found


def month(number: int) -> Period:
    return Period.of_month(2025, number)


def test_the_first_period_asked_for_has_none_before_it() -> None:
    assert earlier_periods(PLAN, month(1)) == ()
    assert earlier_periods(FROM_FEBRUARY, month(2)) == ()
    assert earlier_periods(FROM_FEBRUARY, month(4)) == (month(2), month(3))
    assert earlier_periods(PLAN, Period.parse("2025-Q3")) == (Period.parse("2025-Q1"), Period.parse("2025-Q2"))


def test_the_total_before_the_first_period_is_nought_and_nothing_is_missing() -> None:
    for kind in (ValueKind.CUMULATIVE, ValueKind.PERIOD):
        found = going_on_from(FROM_FEBRUARY, measure(kind), {}, month(2))

        assert (found.total, found.is_gap) == (Decimal(0), False)


def test_a_running_total_goes_on_from_the_last_one_there_is() -> None:
    numbers = {month(3): Decimal(3), month(4): Decimal(5)}

    assert going_on_from(PLAN, measure(), numbers, month(5)) == Before(Decimal(5), Span(5, 5), is_gap=False)
    assert going_on_from(PLAN, measure(), numbers, month(6)) == Before(Decimal(5), Span(5, 6), is_gap=True)


def test_before_any_number_a_running_total_reaches_back_to_january_and_an_amount_does_not() -> None:
    assert going_on_from(PLAN, measure(), {}, month(3)) == Before(Decimal(0), Span(1, 3), is_gap=True)
    assert going_on_from(PLAN, measure(ValueKind.PERIOD), {}, month(3)) == Before(Decimal(0), Span(3, 3), is_gap=False)


def test_an_amount_after_a_gap_covers_it_and_adds_to_what_is_known() -> None:
    numbers = {month(1): Decimal(3), month(3): Decimal(4)}

    assert going_on_from(PLAN, measure(ValueKind.PERIOD), numbers, month(6)) == Before(Decimal(7), Span(4, 6), is_gap=True)
    assert going_on_from(PLAN, measure(ValueKind.PERIOD), numbers, month(4)) == Before(Decimal(7), Span(4, 4), is_gap=False)


def test_a_joined_february_begins_in_january() -> None:
    joined = replace(PLAN, settings=PlanSettings(joins_january=True))

    assert going_on_from(joined, measure(ValueKind.PERIOD), {}, month(2)) == Before(Decimal(0), Span(1, 2), is_gap=False)


def test_a_quarter_after_a_gap_says_its_months() -> None:
    quarterly, first = replace(measure(), frequency=Frequency.QUARTER), {Period.parse("2025-Q1"): Decimal(3)}

    found = going_on_from(PLAN, quarterly, first, Period.parse("2025-Q3"))

    assert (found.span.label, found.is_gap) == ("4—9月", True)
    assert Span(6, 6).label == "6月"


@pytest.mark.parametrize("kind", [ValueKind.LEVEL, ValueKind.SHARE, ValueKind.GROWTH, ValueKind.RANK])
def test_only_amounts_have_two_readings(kind: ValueKind) -> None:
    assert before(PLAN, measure(kind), {month(1): Decimal(3)}, month(2)) is None
    assert read_both_ways(kind, Decimal(5), Decimal(3)) == Reading(None, None)


@given(typed=NUMBERS, total=NUMBERS, kind=st.sampled_from([ValueKind.CUMULATIVE, ValueKind.PERIOD]))
def test_what_is_typed_in_the_other_reading_is_read_back_in_it(typed: Decimal, total: Decimal, kind: ValueKind) -> None:
    reading = read_both_ways(kind, from_other_reading(kind, typed, total), total)

    assert (reading.amount if kind is ValueKind.CUMULATIVE else reading.total) == typed


@given(value=NUMBERS, total=NUMBERS)
def test_a_total_is_the_total_before_and_the_amount(value: Decimal, total: Decimal) -> None:
    for kind in (ValueKind.CUMULATIVE, ValueKind.PERIOD):
        reading = read_both_ways(kind, value, total)

        assert reading.total is not None
        assert reading.amount is not None
        assert reading.total == total + reading.amount


@given(totals=st.dictionaries(st.integers(1, 12).map(month), NUMBERS))
def test_totals_become_amounts_and_totals_again_over_any_gaps(totals: dict[Period, Decimal]) -> None:
    amounts = amounts_of(totals)

    assert totals_of({period: amount for period, (amount, _) in amounts.items()}) == totals


@given(amounts=st.dictionaries(st.integers(1, 12).map(month), NUMBERS))
def test_amounts_become_totals_and_amounts_again_over_any_gaps(amounts: dict[Period, Decimal]) -> None:
    assert {period: amount for period, (amount, _) in amounts_of(totals_of(amounts)).items()} == amounts


@given(totals=st.dictionaries(st.integers(1, 12).map(month), NUMBERS, min_size=1))
def test_the_spans_of_amounts_tile_the_year_to_the_last_number(totals: dict[Period, Decimal]) -> None:
    months = [month for _, span in amounts_of(totals).values() for month in range(span.first, span.last + 1)]

    assert months == list(range(1, max(period.last_month for period in totals) + 1))


@given(totals=st.dictionaries(st.integers(1, 12).map(month), NUMBERS, min_size=1))
def test_one_figure_goes_on_from_the_others_as_the_whole_year_does(totals: dict[Period, Decimal]) -> None:
    for period, (amount, span) in amounts_of(totals).items():
        found = going_on_from(PLAN, measure(), totals, period)

        assert (totals[period] - found.total, found.span) == (amount, span)


@pytest.mark.parametrize("kind", [ValueKind.CUMULATIVE, ValueKind.PERIOD])
def test_a_successors_figures_go_on_from_its_opening_balance(kind: ValueKind) -> None:
    """东区 had 4 of its own in May and took over from July on, at 12: what it gives for July goes on from 12 at the end of June."""
    indicator = measure(kind)
    plan = small_plan(indicator)
    opening = Opening(month(7), (), ((indicator.id, Decimal(12)),))
    plan = replace(plan, units=tuple(replace(unit, opening=opening) if unit.id == EAST else unit for unit in plan.units))
    held = {month(5): Decimal(4), month(7): Decimal(13)}

    numbers = on_opening(plan, indicator, EAST, held, month(7))

    assert going_on_from(plan, indicator, dict(numbers), month(7)) == Before(Decimal(12), Span(7, 7), is_gap=False)
    assert on_opening(plan, indicator, EAST, held, month(6)) == held
    assert on_opening(plan, indicator, CITY, held, month(7)) == held
