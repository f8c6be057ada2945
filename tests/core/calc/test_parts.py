from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure

from core.calc.counted import Counted
from core.calc.judgement import Source
from core.calc.parts import put_together
from core.errors import AverageOfPercentages
from core.model.indicator import Indicator, RollUpRule, ValueKind
from core.model.period import Period
from core.model.progress import Missing

JUNE = Period.parse("2025-06")
SUMMED = measure(roll_up=RollUpRule.SUM)
SHARE = measure(ValueKind.SHARE, unit="%", roll_up=RollUpRule.RATIO)


def summed(parts: list[Counted]) -> Counted:
    return put_together(parts, SUMMED, RollUpRule.SUM)


def ratio(parts: list[Counted], indicator: Indicator) -> Counted:
    return put_together(parts, indicator, RollUpRule.RATIO)


def part(value: str | None, numerator: str | None = None, denominator: str | None = None, period: str = "2025-06") -> Counted:
    number = Decimal(value) if value is not None else None
    parts = [Decimal(text) if text is not None else None for text in (numerator, denominator)]
    return Counted(number, reported=number, as_of=Period.parse(period), numerator=parts[0], denominator=parts[1])


def test_missing_parts_are_counted_and_not_taken_as_nought() -> None:
    number = summed([part("3"), part(None), part("4")])

    assert (number.value, number.children, number.missing_children, number.source) == (Decimal(7), 3, 1, Source.SUM)


def test_nothing_given_is_no_number_and_not_nought() -> None:
    assert summed([part(None), part(None)]) == Counted(children=2, missing_children=2)


def test_a_sum_belongs_to_its_latest_period_and_counts_those_that_lag() -> None:
    number = summed([part("3", period="2025-05"), part("4", period="2025-06")])

    assert (number.as_of, number.earlier_periods) == (JUNE, (Period.parse("2025-05"),))


def test_what_a_part_still_lacks_the_whole_lacks_too() -> None:
    district = summed([part("1"), part("2", period="2025-05"), part(None), Counted(missing=Missing.NOT_STARTED)])

    city = summed([district, part("4"), part(None)])

    assert (city.value, city.children, city.reported_children, city.missing_children) == (Decimal(7), 3, 2, 3)
    assert (city.missing_reasons, city.earlier_periods) == ((Missing.NOT_STARTED,), (Period.parse("2025-05"),))


def test_a_ratio_is_of_sums_and_never_a_mean_of_percentages() -> None:
    number = ratio([part("90", "9", "10"), part("10", "10", "100")], SHARE)

    assert number.value == rounded_percent(19, 110)


def rounded_percent(numerator: int, denominator: int) -> Decimal:
    return (Decimal(100 * numerator) / denominator).quantize(Decimal("0.000001"))


def test_a_percentage_without_its_parts_is_missing_from_a_ratio() -> None:
    number = ratio([part("90", "9", "10"), part("50")], SHARE)

    assert (number.value, number.missing_children) == (Decimal("90.000000"), 1)


def test_a_denominator_of_nought_gives_no_ratio() -> None:
    assert ratio([part("0", "0", "0")], SHARE).value is None


def test_a_growth_rate_rolls_up_from_this_and_last_years_amounts() -> None:
    growth = replace(SHARE, kind=ValueKind.GROWTH)

    assert ratio([part("10", "110", "100"), part("0", "100", "100")], growth).value == Decimal(5)


def test_a_ratio_in_another_unit_is_plain() -> None:
    assert ratio([part("33", "330", "10")], replace(SHARE, unit="件")).value == Decimal(33)


@given(st.lists(st.none() | st.decimals(-1000, 1000, places=6), min_size=1, max_size=6))
def test_a_sum_conserves_its_parts_in_any_order(values: list[Decimal | None]) -> None:
    parts = [part(str(value) if value is not None else None) for value in values]

    assert summed(parts).value == summed(parts[::-1]).value
    assert summed(parts).missing_children == values.count(None)


def test_a_mean_counts_each_number_once() -> None:
    number = put_together([part("1"), part("2"), part("4"), part(None)], SUMMED, RollUpRule.MEAN)

    assert (number.value, number.reported, number.source) == (Decimal("2.333333"), Decimal("2.333333"), Source.MEAN)
    assert (number.reported_children, number.missing_children) == (3, 1)


def test_a_weighted_mean_takes_the_denominators_as_weights() -> None:
    number = put_together([part("10", denominator="1"), part("20", denominator="3"), part("99")], SUMMED, RollUpRule.WEIGHTED_MEAN)

    assert (number.value, number.denominator, number.missing_children) == (Decimal("17.5"), Decimal(4), 1)


def test_a_weighted_mean_of_weights_of_nought_is_none() -> None:
    assert put_together([part("10", denominator="0")], SUMMED, RollUpRule.WEIGHTED_MEAN).value is None


def test_a_weighted_mean_goes_on_weighing_above() -> None:
    district = put_together([part("10", denominator="1"), part("20", denominator="3")], SUMMED, RollUpRule.WEIGHTED_MEAN)

    city = put_together([district, part("30", denominator="4")], SUMMED, RollUpRule.WEIGHTED_MEAN)

    assert city.value == Decimal("23.75")  # (10 + 60 + 120) / 8


def test_the_latest_number_is_the_latest_periods() -> None:
    number = put_together([part("9", period="2025-05"), part("3")], SUMMED, RollUpRule.LAST)

    assert (number.value, number.as_of, number.source) == (Decimal(3), JUNE, Source.LAST)


def test_latest_numbers_that_differ_are_in_conflict() -> None:
    number = put_together([part("4"), part("3")], SUMMED, RollUpRule.LAST)

    assert (number.value, number.missing) == (None, Missing.CONFLICT)
    assert put_together([part("3"), part("3")], SUMMED, RollUpRule.LAST).value == 3


@pytest.mark.parametrize("rule", [RollUpRule.MEAN, RollUpRule.WEIGHTED_MEAN])
def test_a_mean_of_percentages_is_refused_by_name(rule: RollUpRule) -> None:
    with pytest.raises(AverageOfPercentages) as refused:
        put_together([part("5"), part("6")], SHARE, rule)

    assert refused.value.facts == {"name": "指标", "rule": {"mean": "平均", "weighted_mean": "加权平均"}[rule.value]}


NUMBERS = st.decimals(-(10**9), 10**9, places=6)
WEIGHTS = st.decimals(0, 10**6, places=3)
BETWEEN = [RollUpRule.MEAN, RollUpRule.WEIGHTED_MEAN, RollUpRule.MAX, RollUpRule.MIN]


def weighed(numbers: list[tuple[Decimal, Decimal]], factor: int = 1) -> list[Counted]:
    return [part(str(value), denominator=str(weight * factor)) for value, weight in numbers]


@given(st.lists(st.tuples(NUMBERS, WEIGHTS.filter(bool)), min_size=1, max_size=6))
def test_means_and_extremes_lie_between_the_least_and_the_largest(numbers: list[tuple[Decimal, Decimal]]) -> None:
    values = [value for value, _ in numbers]

    for rule in BETWEEN:
        joined = put_together(weighed(numbers), SUMMED, rule).value
        assert joined is not None
        assert min(values) <= joined <= max(values)


@given(st.lists(st.tuples(NUMBERS, WEIGHTS), min_size=1, max_size=6), st.integers(1, 1000))
def test_only_the_proportion_of_weights_matters(numbers: list[tuple[Decimal, Decimal]], factor: int) -> None:
    once = put_together(weighed(numbers), SUMMED, RollUpRule.WEIGHTED_MEAN)

    assert put_together(weighed(numbers, factor), SUMMED, RollUpRule.WEIGHTED_MEAN).value == once.value


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_a_mean_with_equal_weights_is_the_plain_mean(values: list[Decimal]) -> None:
    numbers = weighed([(value, Decimal(7)) for value in values])

    assert put_together(numbers, SUMMED, RollUpRule.WEIGHTED_MEAN).value == put_together(numbers, SUMMED, RollUpRule.MEAN).value


PARTS = st.builds(
    Counted,
    value=st.none() | NUMBERS,
    missing=st.none() | st.sampled_from(Missing),
    reported=st.none() | NUMBERS,
    as_of=st.sampled_from([Period.parse(text) for text in ("2025-03", "2025-Q1", "2025-05", "2025-06")]),
    numerator=st.none() | NUMBERS,
    denominator=st.none() | NUMBERS,
    is_unreviewed=st.booleans(),
)


@given(st.lists(PARTS, min_size=1, max_size=6).flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_the_order_of_units_never_matters(both: tuple[list[Counted], list[Counted]]) -> None:
    parts, shuffled = both

    for rule in RollUpRule:
        assert put_together(shuffled, SUMMED, rule) == put_together(parts, SUMMED, rule)
