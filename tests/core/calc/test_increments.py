from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan

from core.calc.increments import grown_target, increment_gap, stock_target
from core.errors import IncrementNotMeant
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.progress import Standing

NUMBERS = st.decimals(-(10**6), 10**6, places=3)


def stock(total: str | None, increment: str | None, base: str | None) -> Indicator:
    numbers = [Decimal(text) if text is not None else None for text in (total, increment)]
    return measure(ValueKind.LEVEL, Target(Comparator.EQUAL, numbers[0], increment=numbers[1]), unit="家", baseline=base)


@pytest.mark.parametrize(
    ("told", "total", "base"),
    [
        (stock("85", "20", None), "85", "65"),
        (stock(None, "20", "65"), "85", "65"),
        (stock("85", "20", "65"), "85", "65"),
        (stock("85", None, "65"), "85", "65"),
        (stock(None, "20", None), None, None),
    ],
)
def test_of_total_base_and_increment_two_give_the_third(told: Indicator, total: str | None, base: str | None) -> None:
    assert stock_target(told) == tuple(Decimal(text) if text is not None else None for text in (total, base))


@given(NUMBERS, NUMBERS)
def test_the_third_is_the_same_from_whichever_two(base: Decimal, increment: Decimal) -> None:
    total = base + increment
    from_base = replace(stock(None, str(increment), str(base)))
    from_total = stock(str(total), str(increment), None)

    assert stock_target(from_base) == stock_target(from_total) == (total, base)
    assert not increment_gap(stock(str(total), str(increment), str(base)))


def test_three_numbers_that_disagree_are_told_apart_and_the_total_counts() -> None:
    wrong = stock("85", "20", "60")

    assert increment_gap(wrong) == 5
    assert stock_target(wrong) == (Decimal(85), Decimal(60))


def test_a_stock_told_by_its_increment_is_judged_on_the_way_from_its_base() -> None:
    """新增20家，总量达85家: 75 in June is 10 of 20, exactly half."""
    row = city_row(small_plan(stock("85", "20", None)), figure("75"))

    assert (row.target, row.completion, row.distance, row.standing) == (Decimal(85), Decimal(50), Decimal(0), Standing.ON)
    assert "（75家－65家）÷（85家－65家）" in row.explanation.replace("现有", "")


def test_an_increment_without_its_base_waits_for_it() -> None:
    row = city_row(small_plan(stock(None, "20", None)), figure("75"), period="2025-12")

    assert row.standing is Standing.UNRATED
    assert "缺上年基数" in row.explanation


def test_an_increment_is_given_to_stocks_alone() -> None:
    with pytest.raises(IncrementNotMeant):
        grown_target(measure(), Decimal(20))


def test_where_the_report_told_the_increment_alone_it_is_not_the_total() -> None:
    assert grown_target(stock("20", None, None), Decimal(20)) == Target(Comparator.EQUAL, None, increment=Decimal(20))
    assert grown_target(stock("85", None, None), Decimal(20)) == Target(Comparator.EQUAL, Decimal(85), increment=Decimal(20))
