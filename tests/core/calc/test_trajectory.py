from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.trajectory import Trajectory, allowed_pieces, expected_pieces, is_small_count, linear, rounded
from core.model.period import Period

MONTHS = st.integers(1, 12)


def test_the_end_of_november_is_91_7_percent() -> None:
    """宣城 2020."""
    share = linear(2020).share_at(Period.parse("2020-11"))

    assert rounded(100 * share, 1) == Decimal("91.7")


def test_a_quarter_ends_where_its_last_month_does() -> None:
    assert linear(2025).share_at(Period.parse("2025-Q1")) == Fraction(1, 4)


def test_an_earlier_due_date_steepens_the_line_to_its_month() -> None:
    line = linear(2025, date(2025, 6, 30))

    assert line.share_at(Period.parse("2025-03")) == Fraction(1, 2)
    assert line.is_over(Period.parse("2025-06"))
    assert line.share_at(Period.parse("2025-12")) == 1


def test_a_due_date_of_another_year_is_all_due_or_the_plain_line() -> None:
    assert linear(2025, date(2024, 12, 31)).is_over(Period.parse("2025-01"))
    assert linear(2025, date(2026, 6, 30)) == linear(2025)


@pytest.mark.parametrize("shares", [(Fraction(1),), (*[Fraction(1, 2)] * 11, Fraction(1, 3)), (Fraction(0),) * 12])
def test_a_trajectory_rises_over_twelve_months_to_the_whole(shares: tuple[Fraction, ...]) -> None:
    with pytest.raises(ValueError, match="trajectory"):
        Trajectory(shares)


@given(MONTHS, MONTHS)
def test_every_line_rises_and_ends_whole(due_month: int, month: int) -> None:
    line = linear(2025, date(2025, due_month, 28))

    assert line.shares[-1] == 1
    assert line.is_over(Period.of_month(2025, month)) == (month >= due_month)


@pytest.mark.parametrize(
    ("amount", "unit", "is_count"),
    [
        (4, "个", True),
        (11, "家", True),
        (12, "家", False),
        (8, "万亩", False),
        (5, "亿元", False),
        (6, "公里", False),
        (9, "%", False),
        (0, "起", False),
    ],
)
def test_only_a_few_whole_pieces_are_a_small_count(amount: int, unit: str, is_count: bool) -> None:
    assert is_small_count(Fraction(amount), unit, below=12) is is_count


def test_a_fraction_is_no_count() -> None:
    assert not is_small_count(Fraction(5, 2), "个", below=12)


def test_one_project_a_year_is_not_expected_in_january() -> None:
    assert expected_pieces(Fraction(1), Fraction(1, 12)) == 0
    assert allowed_pieces(Fraction(1), Fraction(1, 12)) == 1


@given(st.integers(1, 11), MONTHS)
def test_what_may_be_used_mirrors_what_is_expected(amount: int, month: int) -> None:
    share = Fraction(month, 12)

    assert expected_pieces(Fraction(amount), share) + allowed_pieces(Fraction(amount), 1 - share) == amount


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_half_up_away_from_nought(value: Fraction, decimals: int) -> None:
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert abs(rounded(value, decimals) - exact) <= Decimal(1).scaleb(-decimals) * (value.denominator > 10**6)
    assert rounded(-value, decimals) == -rounded(value, decimals)


def test_a_half_rounds_up() -> None:
    assert rounded(Fraction(1, 16), 3) == Decimal("0.063")
    assert rounded(Fraction(-1, 16), 3) == Decimal("-0.063")
