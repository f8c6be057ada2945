from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calc.building import measure

from core.calc.attainment import Attainment, Goal, attain, attain_direction, attain_reference, city_goal, unit_goal
from core.calc.judgement import Against
from core.calc.trajectory import rounded
from core.model.indicator import Comparator, Target, ValueKind, WordySort
from core.model.plan_settings import PlanSettings

SETTINGS = PlanSettings()
HALF = Fraction(1, 2)
THREE_QUARTERS = Fraction(3, 4)


def goal(kind: ValueKind, comparator: Comparator, target: str, *, unit: str = "亿元", baseline: str | None = None) -> Goal:
    return Goal(kind, comparator, Decimal(target), unit, Decimal(baseline) if baseline is not None else None)


def amount(value: str, target: str, share: Fraction, comparator: Comparator = Comparator.EQUAL, unit: str = "亿元") -> Attainment:
    return attain(goal(ValueKind.CUMULATIVE, comparator, target, unit=unit), Decimal(value), share, SETTINGS)


def distance(attainment: Attainment) -> Decimal:
    assert attainment.distance is not None
    return rounded(attainment.distance)


@pytest.mark.parametrize(
    ("done_of_hundred", "points"),
    [("62.6", "-12.4"), ("92.73", "17.73"), ("53.3", "-21.7")],
)
def test_the_third_quarter_of_pingzheng_2020_no_18(done_of_hundred: str, points: str) -> None:
    """平政督字〔2020〕18号: 财政收入 62.6 %: 低于序时进度 12.4 个百分点; 非税 92.73 %: 高 17.73; 实际利用外资 53.3 %: −21.7."""
    assert distance(amount(done_of_hundred, "100", THREE_QUARTERS)) == Decimal(points)


def test_a_growth_of_6_1_against_7_is_0_9_points_below() -> None:
    """平政督字〔2020〕18号: "6.1%，低于目标0.9个百分点"."""
    attainment = attain(goal(ValueKind.GROWTH, Comparator.EQUAL, "7", unit="%"), Decimal("6.1"), THREE_QUARTERS, SETTINGS)

    assert (distance(attainment), attainment.completion, attainment.elapsed) == (Decimal("-0.9"), None, None)


def test_an_amount_is_compared_with_the_share_of_the_year() -> None:
    attainment = amount("12", "20", HALF)

    assert (attainment.completion, attainment.elapsed, attainment.distance) == (Fraction(60), Fraction(50), Fraction(10))
    assert not attainment.is_met


def test_an_amount_once_reached_cannot_be_undone() -> None:
    attainment = amount("20", "20", HALF)

    assert attainment.is_met
    assert attainment.is_final


def test_more_than_a_target_is_not_reached_by_equality() -> None:
    assert not amount("1600", "1600", HALF, Comparator.MORE_THAN).is_met
    assert amount("1601", "1600", HALF, Comparator.MORE_THAN).is_met


def test_about_forgives_three_percent_of_an_amount() -> None:
    assert amount("9.7", "10", Fraction(1), Comparator.ABOUT).is_met
    assert not amount("9.69", "10", Fraction(1), Comparator.ABOUT).is_met
    assert amount("5", "10", HALF, Comparator.ABOUT).tolerance == Fraction(3, 2)


def test_of_a_small_count_whole_pieces_are_expected() -> None:
    attainment = amount("2", "5", HALF, unit="家")

    assert (attainment.expected, attainment.against) == (Fraction(2), Against.STEPS)
    assert attainment.distance == -attainment.tolerance == -10


def test_a_ceiling_is_measured_by_what_is_used_of_it() -> None:
    attainment = amount("30", "100", HALF, Comparator.AT_MOST)

    assert (attainment.against, attainment.distance, attainment.is_breached) == (Against.CAP_SCHEDULE, Fraction(20), False)
    assert amount("101", "100", HALF, Comparator.AT_MOST).is_breached


def test_a_ceiling_is_kept_only_at_the_end() -> None:
    assert not amount("30", "100", HALF, Comparator.AT_MOST).is_final
    assert amount("30", "100", Fraction(1), Comparator.AT_MOST).is_final


def test_a_target_of_nought_is_met_or_not() -> None:
    kept, broken = amount("0", "0", HALF, Comparator.AT_MOST), amount("1", "0", HALF, Comparator.AT_MOST)

    assert (kept.is_met, kept.distance) == (True, None)
    assert (broken.is_met, broken.is_breached) == (False, True)


def test_a_stock_is_measured_from_last_years_value() -> None:
    attainment = attain(goal(ValueKind.LEVEL, Comparator.MORE_THAN, "7000", baseline="6600"), Decimal(6900), HALF, SETTINGS)

    assert (attainment.completion, attainment.distance) == (Fraction(75), Fraction(25))


def test_a_stock_that_shrinks_is_behind_its_beginning() -> None:
    attainment = attain(goal(ValueKind.LEVEL, Comparator.MORE_THAN, "7000", baseline="6600"), Decimal(6500), HALF, SETTINGS)

    assert attainment.completion == -25


def test_a_stock_that_shall_fall_is_measured_downwards() -> None:
    attainment = attain(goal(ValueKind.LEVEL, Comparator.AT_MOST, "80", baseline="100"), Decimal(85), HALF, SETTINGS)

    assert (attainment.completion, attainment.distance, attainment.is_met) == (Fraction(75), Fraction(25), False)
    assert not attainment.is_breached


def test_a_stock_without_last_years_value_waits_until_it_is_due() -> None:
    level = goal(ValueKind.LEVEL, Comparator.MORE_THAN, "7000")

    assert not attain(level, Decimal(6900), HALF, SETTINGS).is_rated
    assert attain(level, Decimal(7001), Fraction(1), SETTINGS).is_met


def test_a_stock_that_was_there_last_year_only_has_to_hold() -> None:
    """粮食种植面积保持在144.5万亩以上, when last year's was 145.2."""
    level = goal(ValueKind.LEVEL, Comparator.AT_LEAST, "144.5", unit="万亩", baseline="145.2")

    held, fallen = (attain(level, Decimal(value), HALF, SETTINGS) for value in ("144.6", "144.4"))

    assert (held.is_met, held.distance, fallen.is_met) == (True, None, False)


def test_the_first_place_is_the_smallest_number() -> None:
    rank = goal(ValueKind.RANK, Comparator.EQUAL, "1", unit="位")

    assert attain(rank, Decimal(3), HALF, SETTINGS).distance == -2
    assert attain(rank, Decimal(1), HALF, SETTINGS).is_met


def test_a_direction_is_judged_by_the_sign_of_the_change() -> None:
    falling = Goal(ValueKind.GROWTH, Comparator.QUALITATIVE, None, "%", sort=WordySort.DIRECTIONAL, rising=False)

    assert attain_direction(falling, Fraction(-3), HALF).is_met
    assert not attain_direction(falling, Fraction(0), HALF).is_met


def test_keeping_pace_allows_a_gap_within_the_tolerance() -> None:
    pace = Goal(ValueKind.GROWTH, Comparator.QUALITATIVE, None, "%", sort=WordySort.RELATIVE)

    near, far = (attain_reference(pace, Decimal(value), Decimal(5), HALF, SETTINGS) for value in ("4.5", "4.4"))

    assert (near.is_met, far.is_met) == (True, False)


def test_a_goal_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="number"):
        attain(Goal(ValueKind.CUMULATIVE, Comparator.EQUAL, None, "家"), Decimal(1), HALF, SETTINGS)


def test_a_range_is_judged_by_its_lower_end_and_an_assigned_number_by_its_direction() -> None:
    ranged = Target(Comparator.RANGE, Decimal(5), Decimal("5.5"))
    assigned = Target(Comparator.QUALITATIVE, Decimal(3), wording="完成省下达任务", sort=WordySort.ASSIGNED, rising=False)

    assert city_goal(measure(target=ranged)).comparator is Comparator.AT_LEAST
    assert city_goal(measure(target=assigned)).comparator is Comparator.AT_MOST


def test_a_unit_has_its_allocation_and_no_baseline() -> None:
    goal_of_unit = unit_goal(measure(ValueKind.LEVEL, baseline="5"), Decimal(7))

    assert (goal_of_unit.target, goal_of_unit.baseline) == (Decimal(7), None)


@given(st.decimals(-1000, 1000, places=2), st.decimals(1, 1000, places=2), st.integers(1, 12))
def test_a_ceiling_mirrors_a_floor(value: Decimal, target: Decimal, month: int) -> None:
    share = Fraction(month, 12)

    for kind in (ValueKind.CUMULATIVE, ValueKind.GROWTH):
        floor = attain(goal(kind, Comparator.AT_LEAST, str(target)), value, share, SETTINGS)
        ceiling = attain(goal(kind, Comparator.AT_MOST, str(target)), value, share, SETTINGS)
        assert floor.distance is not None
        assert ceiling.distance == -floor.distance
