from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure

from core.ids import PlanId, UnitId
from core.model.indicator import ValueKind
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.services.running_totals import Reading, earlier_periods, first_gap, from_other_reading, read_both_ways, total_before

PLAN = Plan(PlanId("p"), "某市", 2025, "报告", 1, UnitId("city"))
FROM_FEBRUARY = replace(PLAN, settings=PlanSettings(first_month=2))
NUMBERS = st.decimals(min_value=-1000000, max_value=1000000, places=2)


def month(number: int) -> Period:
    return Period.of_month(2025, number)


def test_the_first_period_asked_for_has_none_before_it() -> None:
    assert earlier_periods(PLAN, month(1)) == ()
    assert earlier_periods(FROM_FEBRUARY, month(2)) == ()
    assert earlier_periods(FROM_FEBRUARY, month(4)) == (month(2), month(3))
    assert earlier_periods(PLAN, Period.parse("2025-Q3")) == (Period.parse("2025-Q1"), Period.parse("2025-Q2"))


def test_the_total_before_the_first_period_is_nought() -> None:
    for kind in (ValueKind.CUMULATIVE, ValueKind.PERIOD):
        assert total_before(FROM_FEBRUARY, measure(kind), {}, month(2)) == 0


def test_a_running_total_needs_the_period_right_before_it() -> None:
    numbers = {month(1): Decimal(3)}

    assert total_before(PLAN, measure(), numbers, month(2)) == 3
    assert total_before(PLAN, measure(), numbers, month(3)) is None
    assert first_gap(PLAN, measure(), numbers, month(3)) == month(2)


def test_a_year_to_date_needs_every_period_before_it() -> None:
    amounts = measure(ValueKind.PERIOD)
    numbers = {month(1): Decimal(3), month(3): Decimal(4)}

    assert total_before(PLAN, amounts, numbers, month(4)) is None
    assert first_gap(PLAN, amounts, numbers, month(4)) == month(2)
    assert total_before(PLAN, amounts, numbers | {month(2): Decimal(0)}, month(4)) == 7


@pytest.mark.parametrize("kind", [ValueKind.LEVEL, ValueKind.SHARE, ValueKind.GROWTH, ValueKind.RANK])
def test_only_amounts_have_two_readings(kind: ValueKind) -> None:
    assert total_before(PLAN, measure(kind), {month(1): Decimal(3)}, month(2)) is None
    assert read_both_ways(kind, Decimal(5), Decimal(3)) == Reading(None, None)


def test_after_a_gap_a_figure_has_its_own_reading_alone() -> None:
    assert read_both_ways(ValueKind.CUMULATIVE, Decimal(5), None) == Reading(Decimal(5), None)
    assert read_both_ways(ValueKind.PERIOD, Decimal(5), None) == Reading(None, Decimal(5))


@given(typed=NUMBERS, before=NUMBERS, kind=st.sampled_from([ValueKind.CUMULATIVE, ValueKind.PERIOD]))
def test_what_is_typed_in_the_other_reading_is_read_back_in_it(typed: Decimal, before: Decimal, kind: ValueKind) -> None:
    reading = read_both_ways(kind, from_other_reading(kind, typed, before), before)

    assert (reading.amount if kind is ValueKind.CUMULATIVE else reading.total) == typed


@given(value=NUMBERS, before=NUMBERS)
def test_a_total_is_the_total_before_and_the_amount(value: Decimal, before: Decimal) -> None:
    for kind in (ValueKind.CUMULATIVE, ValueKind.PERIOD):
        reading = read_both_ways(kind, value, before)

        assert reading.total is not None
        assert reading.amount is not None
        assert reading.total == before + reading.amount


@given(amounts=st.lists(NUMBERS, min_size=1, max_size=12))
def test_amounts_and_totals_of_a_year_say_the_same(amounts: list[Decimal]) -> None:
    totals = [sum(amounts[: place + 1], Decimal(0)) for place in range(len(amounts))]
    last = month(len(amounts))
    by_amount = total_before(PLAN, measure(ValueKind.PERIOD), {month(n + 1): one for n, one in enumerate(amounts)}, last)
    by_total = total_before(PLAN, measure(), {month(n + 1): one for n, one in enumerate(totals)}, last)

    assert by_amount == by_total


def test_frequencies_do_not_mix() -> None:
    quarterly = replace(measure(), frequency=Frequency.QUARTER)

    assert total_before(PLAN, quarterly, {month(3): Decimal(3)}, Period.parse("2025-Q2")) is None
