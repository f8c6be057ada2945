"""A figure against the year's own history: `core.calc.history_checks`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st
from tests.core.calc.building import figure, measure, small_plan

from core.calc.history_checks import median, outlier
from core.calc.inspection import Series, series_of
from core.model.check_settings import CheckLimits
from core.model.indicator import ValueKind

LIMITS = CheckLimits()


def series(*values: str | int, kind: ValueKind = ValueKind.CUMULATIVE, unit: str = "亿元") -> Series:
    """What the lead reported for the city from January on; None leaves a month out."""
    figures = [figure(str(value), f"2025-{month:02}") for month, value in enumerate(values, start=1) if value != ""]
    (found,) = series_of(small_plan(measure(kind, unit=unit)), figures)
    return found


def test_an_increment_far_from_the_others_is_an_outlier() -> None:
    found = outlier(series(10, 21, 30, 41, 50, 120), LIMITS)

    assert found is not None
    assert (found.increment, found.median) == (Decimal(70), Decimal(10))


def test_an_ordinary_increment_is_none() -> None:
    assert outlier(series(10, 21, 30, 41, 50, 62), LIMITS) is None


def test_a_steady_series_is_not_asked_about_for_a_trifle() -> None:
    assert outlier(series("10", "20", "30", "40", "50", "60.5"), LIMITS) is None
    assert outlier(series("10", "20", "30", "40", "50", "80"), LIMITS) is not None


def test_few_increments_say_nothing() -> None:
    assert outlier(series(10, 21, 30, 41, 500), LIMITS) is None
    assert outlier(series(10, 21, 30, 41, 500), CheckLimits(outlier_least=4)) is not None


def test_what_came_after_a_gap_is_no_periods_own_increment() -> None:
    assert outlier(series(10, 21, 30, 41, 50, 60, "", 200), LIMITS) is None


def test_amounts_of_periods_are_their_own_increments() -> None:
    found = outlier(series(10, 11, 9, 11, 9, 70, kind=ValueKind.PERIOD), LIMITS)

    assert found is not None
    assert (found.increment, found.median) == (Decimal(70), Decimal(10))


def test_a_stock_does_not_begin_at_nought() -> None:
    assert outlier(series(1000, 1010, 1021, 1030, 1041, 1050, kind=ValueKind.LEVEL), LIMITS) is None
    assert outlier(series(1000, 1010, 1021, 1030, 1041, 1050, 1200, kind=ValueKind.LEVEL), LIMITS) is not None


def test_rates_and_ranks_have_no_increments() -> None:
    assert outlier(series(1, 2, 3, 4, 5, 90, kind=ValueKind.GROWTH, unit="%"), LIMITS) is None


@given(st.lists(st.integers(10, 1000), min_size=6, max_size=12), st.integers(1, 50))
def test_an_outlier_is_one_in_any_unit(increments: list[int], factor: int) -> None:
    """Figures in a smaller unit ask the same; all are far above a printed digit."""
    totals = [10 * total for total in accumulate(increments)]

    here, there = (outlier(series(*(times * total for total in totals)), LIMITS) for times in (1, factor))

    assert (there is None) == (here is None)
    assert here is None or there is None or (there.increment, there.median) == (here.increment * factor, here.median * factor)


@given(st.lists(st.fractions(), min_size=1, max_size=9))
def test_as_many_lie_below_the_median_as_above_it(numbers: list[Fraction]) -> None:
    middle = median(numbers)

    assert sum(number < middle for number in numbers) <= len(numbers) / 2 >= sum(number > middle for number in numbers)
