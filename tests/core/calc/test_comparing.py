from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.calc.attainment import Goal
from core.calc.comparing import compare_with_last_year
from core.calc.counted import Counted
from core.model.indicator import Comparator, ValueKind, WordySort

HALF = Fraction(1, 2)


def change(
    kind: ValueKind, value: str, *, baseline: str | None = None, last_year: str | None = None, rising: bool = True
) -> Fraction | None:
    base = Decimal(baseline) if baseline is not None else None
    goal = Goal(kind, Comparator.QUALITATIVE, None, "起", base, WordySort.DIRECTIONAL, rising)
    counted = Counted(Decimal(value), denominator=Decimal(last_year) if last_year is not None else None)
    compared = compare_with_last_year(goal, counted, HALF, "持续下降")
    return compared.attainment.distance if compared else None


def test_a_growth_rate_is_the_change_itself() -> None:
    assert change(ValueKind.GROWTH, "-2.5", rising=False) == Fraction(5, 2)


def test_an_amount_is_set_against_the_same_period() -> None:
    assert change(ValueKind.CUMULATIVE, "20", last_year="25", rising=False) == 20


def test_an_amount_without_the_same_period_is_set_against_the_share_of_last_year() -> None:
    assert change(ValueKind.CUMULATIVE, "20", baseline="50", rising=False) == 20


def test_a_stock_is_set_against_last_years_end() -> None:
    assert change(ValueKind.LEVEL, "55", baseline="50") == 10


def test_shares_and_ranks_are_compared_by_their_difference() -> None:
    assert change(ValueKind.SHARE, "84.5", baseline="84.1") == Fraction(2, 5)
    assert change(ValueKind.RANK, "2", baseline="5") == 3


def test_without_last_year_there_is_nothing_to_compare() -> None:
    assert change(ValueKind.CUMULATIVE, "20") is None
    assert change(ValueKind.CUMULATIVE, "20", baseline="0") is None
    assert compare_with_last_year(Goal(ValueKind.GROWTH, Comparator.QUALITATIVE, None, "%"), Counted(), HALF, "") is None
