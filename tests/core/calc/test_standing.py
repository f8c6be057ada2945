from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.calc.attainment import Goal, attain
from core.calc.standing import rate
from core.calc.summary import Mark
from core.model.indicator import Comparator, ValueKind
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing

SETTINGS = PlanSettings()
DONE, AHEAD, ON = Mark(Standing.DONE), Mark(Standing.AHEAD), Mark(Standing.ON)


def behind(shade: int) -> Mark:
    return Mark(Standing.BEHIND, shade)


def mark(
    value: str,
    target: str,
    month: int,
    *,
    kind: ValueKind = ValueKind.CUMULATIVE,
    comparator: Comparator = Comparator.EQUAL,
    unit: str = "亿元",
    settings: PlanSettings = SETTINGS,
) -> Mark:
    goal = Goal(kind, comparator, Decimal(target), unit)
    return rate(attain(goal, Decimal(value), Fraction(month, 12), settings), settings)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100", DONE),
        ("60", AHEAD),
        ("59.99", ON),
        ("50", ON),
        ("49.99", behind(0)),
        ("40.01", behind(0)),
        ("40", behind(1)),
        ("20", behind(1)),
        ("19.99", behind(2)),
    ],
)
def test_amounts_in_june_by_their_thresholds(value: str, expected: Mark) -> None:
    assert mark(value, "100", 6) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("5.5", AHEAD), ("5.49", ON), ("5", ON), ("4.99", behind(0)), ("4.5", behind(1)), ("4", behind(1)), ("3.99", behind(2))],
)
def test_growth_in_june_by_its_thresholds(value: str, expected: Mark) -> None:
    assert mark(value, "5", 6, kind=ValueKind.GROWTH, comparator=Comparator.AT_LEAST, unit="%") == expected


def test_growth_is_done_only_when_the_year_is() -> None:
    assert mark("6", "5", 11, kind=ValueKind.GROWTH, unit="%") == AHEAD
    assert mark("5", "5", 12, kind=ValueKind.GROWTH, unit="%") == DONE


def test_xuancheng_2020_is_behind_below_eleven_twelfths_or_below_the_growth_target() -> None:
    """宣城 2020: "进展情况占比低于91.7%或增幅低于目标任务": end of November."""
    assert mark("91.6", "100", 11).standing is Standing.BEHIND
    assert mark("91.7", "100", 11) == ON
    assert mark("6.4", "6.5", 11, kind=ValueKind.GROWTH, unit="%").standing is Standing.BEHIND


@pytest.mark.parametrize(("points_below", "light"), [("0", ON), ("10", behind(1)), ("30", behind(1)), ("30.1", behind(2))])
def test_yinchuan_2025_lights_are_the_default_depths(points_below: str, light: Mark) -> None:
    """银川: yellow from 10 to 30 points below, both ends in; red beyond."""
    assert mark(str(50 - Decimal(points_below)), "100", 6) == light


def test_about_is_on_schedule_within_three_tenths_of_a_point() -> None:
    def growth(value: str) -> Mark:
        return mark(value, "5", 6, kind=ValueKind.GROWTH, comparator=Comparator.ABOUT, unit="%")

    assert (growth("4.7"), growth("4.69"), growth("5.5")) == (ON, behind(0), AHEAD)


def test_one_project_a_year_is_not_behind_until_the_year_is_over() -> None:
    assert mark("0", "1", 1, unit="个") == ON
    assert mark("0", "1", 11, unit="个") == ON
    assert mark("0", "1", 12, unit="个") == behind(2)


def test_a_breached_ceiling_is_the_deepest_at_once() -> None:
    assert mark("5.1", "5", 1, kind=ValueKind.GROWTH, comparator=Comparator.AT_MOST, unit="%") == behind(2)
    assert mark("101", "100", 12, comparator=Comparator.AT_MOST) == behind(2)


def test_a_ceiling_used_too_fast_is_behind_and_kept_to_the_end_is_done() -> None:
    assert mark("55", "100", 6, comparator=Comparator.AT_MOST) == behind(0)
    assert mark("40", "100", 6, comparator=Comparator.AT_MOST) == AHEAD
    assert mark("100", "100", 12, comparator=Comparator.AT_MOST) == DONE


def test_equality_with_more_than_is_on_schedule_before_the_end_and_behind_at_it() -> None:
    def stock(value: str, month: int) -> Mark:
        return mark(value, "5", month, kind=ValueKind.SHARE, comparator=Comparator.MORE_THAN, unit="%")

    assert (stock("5", 6), stock("5", 12), stock("5.01", 12)) == (ON, behind(0), DONE)


def test_places_have_their_own_thresholds() -> None:
    def rank(value: str, month: int = 6) -> Mark:
        return mark(value, "5", month, kind=ValueKind.RANK, unit="位")

    assert [rank(value) for value in ("4", "5", "6", "8", "11")] == [AHEAD, ON, behind(0), behind(1), behind(2)]
    assert rank("5", 12) == DONE


def test_thresholds_are_settings_of_the_plan() -> None:
    strict = replace(SETTINGS, amount_ahead=Decimal(5), amount_shades=(Decimal(-5), Decimal(-15)))

    assert mark("55", "100", 6, settings=strict) == AHEAD
    assert mark("34", "100", 6, settings=strict) == behind(2)


KINDS = st.sampled_from([ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL, ValueKind.GROWTH, ValueKind.SHARE])
FLOORS = st.sampled_from([Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EQUAL, Comparator.ABOUT])
CEILINGS = st.sampled_from([Comparator.AT_MOST, Comparator.LESS_THAN])
VALUES = st.decimals(-50, 200, places=2)
TARGETS = st.one_of(st.integers(-5, 120).map(Decimal), st.decimals(-5, 120, places=2))
UNITS = st.sampled_from(["家", "亿元", "%"])


def _severity(goal: Goal, value: Decimal, month: int) -> tuple[int, int] | None:
    attainment = attain(goal, value, Fraction(month, 12), SETTINGS)
    result = rate(attainment, SETTINGS)
    return None if result.standing is Standing.UNRATED else result.severity


@given(KINDS, FLOORS, TARGETS, st.none() | TARGETS, UNITS, VALUES, VALUES, st.integers(1, 12))
def test_a_larger_value_never_stands_worse_against_a_floor(  # one argument a thing that may vary
    kind: ValueKind, comparator: Comparator, target: Decimal, base: Decimal | None, unit: str, one: Decimal, other: Decimal, month: int
) -> None:
    goal = Goal(kind, comparator, target, unit, base)
    low, high = (_severity(goal, value, month) for value in sorted((one, other)))

    assert (low is None) == (high is None)
    assert low is None or high is None or low >= high


@given(KINDS, CEILINGS, TARGETS, st.none() | TARGETS, UNITS, VALUES, VALUES, st.integers(1, 12))
def test_a_smaller_value_never_stands_worse_against_a_ceiling(
    kind: ValueKind, comparator: Comparator, target: Decimal, base: Decimal | None, unit: str, one: Decimal, other: Decimal, month: int
) -> None:
    goal = Goal(kind, comparator, target, unit, base)
    low, high = (_severity(goal, value, month) for value in sorted((one, other)))

    assert (low is None) == (high is None)
    assert low is None or high is None or low <= high
