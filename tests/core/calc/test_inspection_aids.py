from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, MEASURE, city_row, figure, measure, small_plan
from tests.core.calc.inspecting import THOUSAND, counts, month, monthly, texts

from core.calc.inspection import ExactlyOnSchedule, LateJump, RevisedDown, SameText, Series, Versions
from core.calc.inspection_aids import (
    chance_of,
    exactly_on_schedule,
    late_jumps,
    revised_down,
    round_numbers,
    same_texts,
    texts_against_numbers,
)
from core.model.check_settings import InspectionLimits
from core.model.indicator import Comparator, Indicator, Target, ValueKind

SAID = "项目已完成主体施工，正在进行内部装修。"


def jumps(series: Series) -> list[LateJump]:
    return [*late_jumps([series], small_count=12)]


def on_schedule(series: Series) -> list[ExactlyOnSchedule]:
    return [*exactly_on_schedule([series])]


def fallen(indicator: Indicator, *values: str) -> list[RevisedDown]:
    versions = Versions(EAST, EAST, MEASURE, month(6), tuple(map(Decimal, values)))
    return [*revised_down([versions], [], {MEASURE: indicator})]


# Late jumps


def test_most_of_a_total_in_the_last_two_months_is_a_late_jump() -> None:
    (found,) = jumps(monthly(["50", "100", "150", "200", "250", "300", "350", "400", "450", "500", "900", "1200"]))

    assert (found.since, found.until, found.brought, found.total) == (month(10), month(12), Decimal(700), Decimal(1200))
    assert (found.share, found.expected) == (Fraction(175, 3), Fraction(50, 3))


def test_half_of_a_total_is_a_late_jump_and_less_is_none() -> None:
    assert len(jumps(monthly(["600"] * 10 + ["700", "1200"]))) == 1
    assert jumps(monthly(["601"] * 10 + ["700", "1200"])) == []


def test_an_even_year_has_no_late_jump() -> None:
    assert jumps(monthly([str(100 * number) for number in range(1, 13)])) == []


def test_the_years_first_months_are_too_early_for_a_jump() -> None:
    assert jumps(monthly(["0", "0", "0", "0", "500"])) == []


def test_a_first_report_late_in_the_year_is_no_jump() -> None:
    assert jumps(monthly(["900", "1100"], first=10)) == []


def test_a_few_projects_that_come_in_one_go_are_no_jump() -> None:
    small = measure(target=Target(Comparator.EQUAL, Decimal(4)), unit="个")

    assert jumps(monthly(["0"] * 10 + ["4", "4"], small)) == []


def test_what_is_used_of_a_ceiling_is_no_jump() -> None:
    ceiling = measure(target=Target(Comparator.AT_MOST, Decimal(1200)))

    assert jumps(monthly(["100"] * 10 + ["900", "1000"], ceiling)) == []


def test_a_trajectory_that_expects_it_makes_a_leap_ordinary() -> None:
    series = monthly(["100"] * 10 + ["900", "1000"])
    late = replace(series, trajectory=replace(series.trajectory, shares=(*[Fraction(1, 10)] * 10, Fraction(1, 2), Fraction(1))))

    assert jumps(late) == []


# Round numbers


def test_figures_that_all_end_in_nought_or_five_are_remarked() -> None:
    (found,) = round_numbers([counts([str(100 + 5 * number) for number in range(12)])])

    assert (found.unit, found.figures, found.rounds, found.expected) == (LEAD, 12, 12, Fraction(12, 5))


def test_figures_as_chance_gives_them_are_not_remarked() -> None:
    assert [*round_numbers([counts([str(number) for number in range(100, 112)])])] == []


def test_a_value_that_stands_still_counts_once() -> None:
    assert [*round_numbers([counts(["100"] * 12)])] == []


def test_small_figures_tell_nothing_by_their_last_digit() -> None:
    assert [*round_numbers([counts([str(5 * number) for number in range(1, 13)])])] == []


def test_the_last_digit_is_the_last_that_is_printed() -> None:
    tenths = measure(ValueKind.LEVEL, THOUSAND, unit="亿元")

    (found,) = round_numbers([monthly([str(20 + number) for number in range(12)], tenths)])

    assert (found.figures, found.rounds) == (12, 12)


def test_the_chance_of_round_figures_is_the_binomial_tail() -> None:
    assert chance_of(2, 2) == Fraction(1, 25)
    assert chance_of(1, 2) == Fraction(9, 25)
    assert chance_of(3, 2) == 0


# Exactly on schedule


def test_four_periods_to_the_digit_are_remarked() -> None:
    (found,) = on_schedule(monthly(["90", "200", "300", "400", "500"]))

    assert (found.since, found.until, found.count, found.value) == (month(2), month(5), 4, Decimal(500))


def test_three_periods_to_the_digit_are_not_enough() -> None:
    assert on_schedule(monthly(["90", "190", "300", "400", "500"])) == []


def test_a_tenth_beside_the_schedule_ends_the_run() -> None:
    assert on_schedule(monthly(["100", "200", "300", "400", "500.1"])) == []


def test_a_schedule_without_end_is_met_as_it_is_printed() -> None:
    third = measure(target=Target(Comparator.EQUAL, Decimal(1000)))

    assert len(on_schedule(monthly(["83.3", "166.7", "250", "333.3"], third))) == 1


def test_a_target_reached_exactly_at_the_years_end_says_nothing() -> None:
    assert on_schedule(monthly(["100", "200", "300", "1200"], first=9)) == []


def test_a_target_of_few_pieces_meets_its_schedule_by_chance() -> None:
    few = replace(measure(target=Target(Comparator.EQUAL, Decimal(24)), unit="个"), decimals=0)

    assert on_schedule(monthly(["2", "4", "6", "8", "10"], few)) == []


# Same text


def test_three_texts_that_differ_in_their_months_only_are_the_same() -> None:
    entries = texts(*(f"截至2025年{number}月，{SAID}" for number in range(1, 4)))

    assert [*same_texts(entries)] == [SameText(EAST, ITEM, month(1), month(3), count=3, length=len(f"截至2025年1月，{SAID}"))]


def test_a_number_that_changes_makes_another_text() -> None:
    assert [*same_texts(texts(*(f"已建成厂房{number}平方米，设备陆续进场。" for number in (100, 200, 300))))] == []


def test_only_the_latest_texts_count() -> None:
    assert [*same_texts(texts(SAID, SAID, SAID, "项目已竣工验收并投入使用，全面完成。"))] == []


def test_two_same_texts_and_short_ones_are_in_order() -> None:
    assert [*same_texts(texts("另有说明的一段进展文字。", SAID, SAID))] == []
    assert [*same_texts(texts("正常推进。", "正常推进。", "正常推进。"))] == []


def test_a_period_without_text_is_passed_over() -> None:
    (found,) = same_texts(texts(SAID, "", SAID, SAID))

    assert (found.count, found.since) == (3, month(1))


# Text against number


def test_a_text_that_no_figure_bears_out_is_remarked_with_its_period() -> None:
    plan = small_plan(measure(target=Target(Comparator.EQUAL, Decimal(100))))
    rows = {(LEAD, ITEM): [(city_row(plan, figure("58")), plan.indicators_by_id[MEASURE])]}

    (found,) = texts_against_numbers(texts("", "", "", "", "", "已完成85%。", unit=LEAD), rows)

    assert (found.period, found.claim.words, found.claim.value) == (month(6), "完成85%", "58.0%")


def test_a_text_without_rows_claims_against_nothing() -> None:
    assert [*texts_against_numbers(texts("已完成85%。"), {})] == []


# Revised downwards


def test_a_figure_that_was_put_lower_is_remarked_with_both_values() -> None:
    (found,) = fallen(measure(), "100", "120", "90")

    assert (found.former, found.value, found.before, found.period) == (Decimal(120), Decimal(90), month(6), month(6))


@pytest.mark.parametrize(("value", "count"), [("99", 1), ("99.1", 0), ("100", 0), ("101", 0)])
def test_a_fall_counts_from_a_hundredth_on(value: str, count: int) -> None:
    assert len(fallen(measure(), "100", value)) == count


@pytest.mark.parametrize("kind", [ValueKind.GROWTH, ValueKind.RANK])
def test_rates_and_places_may_fall(kind: ValueKind) -> None:
    assert fallen(measure(kind), "6", "5") == []


def test_a_running_total_that_falls_is_remarked_with_both_periods() -> None:
    series = monthly(["100", "300", "250"])

    (found,) = revised_down([], [series], {})

    assert (found.before, found.period, found.former, found.value) == (month(2), month(3), Decimal(300), Decimal(250))
    assert (found.unit, found.subject) == (LEAD, CITY)


def test_a_stock_may_fall_from_one_period_to_the_next() -> None:
    assert [*revised_down([], [counts(["300", "200"])], {})] == []


def test_limits_are_parameters() -> None:
    series = monthly(["700"] * 10 + ["900", "1000"])

    assert jumps(series) == []
    assert len([*late_jumps([series], small_count=12, limits=InspectionLimits(late_share=Decimal("0.3"), late_multiple=1))]) == 1
