from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import EAST, WEST, city_row, figure, measure, small_plan, unit_row
from tests.core.changes.trajectories import drawn_of

from core.calc.outlook import Outlook, OutlookState, outlook_of
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.indicator import Comparator, Indicator, RollUpRule, Target, ValueKind
from core.model.period import Frequency

AMOUNTS = st.decimals(Decimal("0.01"), 1000, places=2)
FLOORS = [Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EQUAL]


def amount(target: str | Decimal = "20", comparator: Comparator = Comparator.AT_LEAST) -> Indicator:
    return measure(target=Target(comparator, Decimal(target)))


def stock(target: str | Decimal, base: str | Decimal, comparator: Comparator = Comparator.AT_LEAST) -> Indicator:
    return measure(ValueKind.LEVEL, Target(comparator, Decimal(target)), baseline=str(base))


def seen(indicator: Indicator, value: str | Decimal, period: str = "2025-09") -> Outlook | None:
    plan = small_plan(indicator)
    return outlook_of(plan, city_row(plan, figure(str(value), period), period=period))


def ahead(indicator: Indicator, value: str | Decimal, period: str = "2025-09") -> Outlook:
    outlook = seen(indicator, value, period)
    assert outlook is not None
    return outlook


def test_what_is_left_is_spread_over_the_months_that_are_left() -> None:
    outlook = ahead(amount(), "8", "2025-10")

    assert (outlook.needed, outlook.average, outlook.multiple) == (Fraction(6), Fraction(8, 10), Fraction(15, 2))
    assert (outlook.past, outlook.remaining, outlook.frequency) == (10, 2, Frequency.MONTH)


def test_at_the_present_rate_the_year_ends_where_the_straight_line_leads() -> None:
    outlook = ahead(amount(), "12")

    assert (outlook.projection, outlook.projected_percent) == (Fraction(16), Fraction(80))


def test_a_stock_is_reckoned_from_last_years() -> None:
    outlook = ahead(stock("7000", "6600"), "6700")

    assert (outlook.needed, outlook.average) == (Fraction(100), Fraction(100, 9))
    assert outlook.projection == 6600 + Fraction(400, 3)


def test_a_stock_that_is_to_shrink_is_reckoned_downwards() -> None:
    outlook = ahead(stock("60", "100", Comparator.AT_MOST), "80")

    assert outlook.is_falling
    assert (outlook.needed, outlook.multiple) == (Fraction(-20, 3), Fraction(3))


def test_a_quarterly_indicator_is_counted_in_quarters() -> None:
    outlook = ahead(replace(amount(), frequency=Frequency.QUARTER), "9", "2025-Q2")

    assert (outlook.frequency, outlook.past, outlook.remaining, outlook.needed) == (Frequency.QUARTER, 2, 2, Fraction(11, 2))


def test_where_quarters_do_not_fit_months_are_counted() -> None:
    quarterly = replace(amount(), frequency=Frequency.QUARTER)
    plan = small_plan(quarterly)
    by_august = replace(plan, items=(replace(plan.items[0], due=date(2025, 8, 31)),))

    outlook = outlook_of(by_august, city_row(by_august, figure("9", "2025-Q2")))

    assert outlook is not None
    assert (outlook.frequency, outlook.remaining, outlook.is_year_end) == (Frequency.MONTH, 2, False)


def test_without_anything_done_there_is_no_multiple_but_a_need() -> None:
    idle, back = ahead(amount(), "0"), ahead(amount(), "-3")

    assert (idle.multiple, back.multiple) == (None, None)
    assert (idle.needed, back.needed) == (Fraction(20, 3), Fraction(23, 3))


@pytest.mark.parametrize(
    ("indicator", "value", "period", "state"),
    [
        (amount(), "20", "2025-09", OutlookState.REACHED),
        (amount(comparator=Comparator.MORE_THAN), "20", "2025-09", OutlookState.OPEN),
        (amount(comparator=Comparator.MORE_THAN), "20", "2025-12", OutlookState.OVERDUE),
        (amount(comparator=Comparator.ABOUT), "19.5", "2025-09", OutlookState.REACHED),
        (amount(), "19", "2025-12", OutlookState.OVERDUE),
        (amount(comparator=Comparator.AT_MOST), "20", "2025-09", OutlookState.OPEN),
        (amount(comparator=Comparator.AT_MOST), "21", "2025-09", OutlookState.BREACHED),
        (amount(comparator=Comparator.AT_MOST), "20", "2025-12", OutlookState.REACHED),
        (amount(comparator=Comparator.LESS_THAN), "20", "2025-12", OutlookState.OVERDUE),
        (stock("60", "100", Comparator.AT_MOST), "59", "2025-09", OutlookState.REACHED),
        (stock("60", "100", Comparator.AT_MOST), "61", "2025-12", OutlookState.OVERDUE),
    ],
)
def test_what_is_over_or_reached_needs_nothing_more(indicator: Indicator, value: str, period: str, state: OutlookState) -> None:
    outlook = ahead(indicator, value, period)

    assert outlook.state is state
    assert (outlook.needed is not None) == (state is OutlookState.OPEN)


@pytest.mark.parametrize(
    ("indicator", "value"),
    [
        (measure(ValueKind.GROWTH, unit="%"), "5"),
        (measure(ValueKind.SHARE, unit="%"), "5"),
        (measure(ValueKind.RANK, unit="位"), "5"),
        (measure(ValueKind.LEVEL), "5"),
        (stock("100", "120"), "110"),
        (amount("0", Comparator.AT_MOST), "0"),
        (amount("-5"), "-1"),
    ],
)
def test_what_has_no_way_to_go_has_no_outlook(indicator: Indicator, value: str) -> None:
    assert seen(indicator, value) is None


def test_a_judged_item_a_missing_number_and_an_incomplete_sum_have_no_outlook() -> None:
    judged, silent = small_plan(), small_plan(amount())
    summed = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "10", WEST: "10"})

    assert outlook_of(judged, city_row(judged)) is None
    assert outlook_of(silent, city_row(silent)) is None
    assert outlook_of(summed, city_row(summed, figure("4", subject=EAST))) is None


def test_a_unit_is_seen_on_its_share() -> None:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "10", WEST: "10"})

    outlook = outlook_of(plan, unit_row(plan, EAST, figure("4", subject=EAST)))

    assert outlook is not None
    assert (outlook.needed, outlook.projection) == (Fraction(1), Fraction(8))


def test_last_years_months_tell_the_same_period_of_last_year() -> None:
    months = tuple(Decimal(month) for month in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 18))
    outlook = ahead(replace(amount(), trajectory=DrawnTrajectory(TrajectoryShape.LAST_YEAR, months)), "10")

    assert (outlook.last_year, outlook.change, outlook.projection) == (Decimal(9), Fraction(100, 9), Fraction(20))


def test_while_nothing_is_expected_nothing_is_projected() -> None:
    drawn = DrawnTrajectory(TrajectoryShape.DATES, (Decimal(1),), dates=(date(2025, 11, 30),))
    outlook = ahead(replace(amount(), trajectory=drawn), "3")

    assert (outlook.projection, outlook.projected_percent, outlook.remaining) == (None, None, 2)


@given(AMOUNTS, st.decimals(-1000, 1000, places=2), st.integers(1, 12), st.sampled_from([*FLOORS, Comparator.AT_MOST]))
def test_what_is_needed_and_what_is_there_make_the_target(target: Decimal, value: Decimal, month: int, comparator: Comparator) -> None:
    outlook = ahead(amount(target, comparator), value, f"2025-{month:02}")

    assert outlook.average * outlook.past == value
    if outlook.needed is not None:
        assert outlook.needed * outlook.remaining + Fraction(value) == target


@given(AMOUNTS, st.decimals(-1000, 1000, places=2), st.integers(1, 12))
def test_on_the_straight_line_the_projection_is_the_value_by_the_elapsed_share(target: Decimal, value: Decimal, month: int) -> None:
    assert ahead(amount(target), value, f"2025-{month:02}").projection == Fraction(value) * 12 / month


@given(AMOUNTS, AMOUNTS, st.decimals(-100, 2000, places=2), st.integers(1, 11))
def test_a_stocks_needs_lead_from_its_value_to_the_target(base: Decimal, way: Decimal, value: Decimal, month: int) -> None:
    outlook = ahead(stock(base + way, base), value, f"2025-{month:02}")

    assert outlook.start + outlook.average * outlook.past == value
    if outlook.needed is not None:
        assert outlook.needed * outlook.remaining + Fraction(value) == base + way


@given(AMOUNTS, AMOUNTS, st.integers(1, 11))
def test_more_than_the_rate_so_far_is_needed_just_where_the_present_rate_falls_short(target: Decimal, value: Decimal, month: int) -> None:
    outlook = ahead(amount(target), value, f"2025-{month:02}")

    assert outlook.projection is not None
    if outlook.multiple is not None:
        assert (outlook.multiple > 1) == (outlook.projection < target)


@given(drawn_of(TrajectoryShape.QUARTERS), AMOUNTS, st.integers(1, 12))
def test_who_is_where_the_drawn_way_leads_arrives(drawn: DrawnTrajectory, target: Decimal, month: int) -> None:
    plan = small_plan(replace(amount(target), trajectory=drawn))
    outlook = outlook_of(plan, city_row(plan, figure(str(target), f"2025-{month:02}"), period=f"2025-{month:02}"))

    assert outlook is not None
    if outlook.projection is not None:
        assert outlook.projection * outlook.share == target
