from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import EAST, ITEM, LEAD, SOUTH, WEST, city_row, figure, measure, small_plan

from core.calc.judgement import Judgement, Source
from core.calc.summary import StandingCounts
from core.calc.wording import (
    as_of_text,
    distance_phrase,
    is_adjusted,
    missing_sign,
    parts_phrase,
    period_in_year,
    period_label,
    pieces_phrase,
    printed_percent,
    printed_points,
    standing_counts_sentence,
    standing_shares,
    submissions_sentence,
    target_text,
    target_words,
    value_text,
)
from core.model.indicator import Comparator, RollUpRule, Target, ValueKind, WordySort
from core.model.period import Frequency, Period
from core.model.progress import Missing, Progress, Standing, SubmissionState

THIRD_QUARTER = "2025-Q3"


def of_hundred(value: str, comparator: Comparator = Comparator.EQUAL, kind: ValueKind = ValueKind.CUMULATIVE) -> Judgement:
    plan = small_plan(measure(kind, Target(comparator, Decimal(100))))
    return city_row(plan, figure(value, THIRD_QUARTER), period=THIRD_QUARTER)


def rate(value: str, comparator: Comparator, unit: str = "%", kind: ValueKind = ValueKind.GROWTH) -> Judgement:
    return city_row(small_plan(measure(kind, Target(comparator, Decimal(5)), unit=unit)), figure(value))


def test_a_notice_says_points_below_schedule() -> None:
    """平政督字〔2020〕18号."""
    assert distance_phrase(of_hundred("62.6")) == "低于序时进度12.4个百分点"
    assert distance_phrase(of_hundred("92.73")) == "高于序时进度17.7个百分点"
    assert distance_phrase(of_hundred("75")) == "与序时进度持平"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (rate("4.1", Comparator.AT_LEAST), "低于目标0.9个百分点"),
        (rate("5.2", Comparator.AT_LEAST), "高于目标0.2个百分点"),
        (rate("4.8", Comparator.ABOUT), "低于目标0.2个百分点，在“左右”范围内"),
        (rate("5.2", Comparator.AT_MOST), "高于控制目标0.2个百分点"),
        (rate("4.9", Comparator.AT_MOST), "低于控制目标0.1个百分点"),
        (rate("7", Comparator.EQUAL, "位", ValueKind.RANK), "较目标落后2位"),
        (rate("2", Comparator.EQUAL, "家", ValueKind.CUMULATIVE), "按整数计达到序时进度"),
        (of_hundred("70", Comparator.AT_MOST), "用量低于序时进度5.0个百分点"),
        (city_row(small_plan(measure())), "暂不评价进度"),
    ],
)
def test_every_measure_has_its_words(row: Judgement, words: str) -> None:
    assert distance_phrase(row) == words


def test_a_sum_tells_its_units_those_of_earlier_months_and_those_that_are_missing() -> None:
    plan = small_plan(measure(unit="家", roll_up=RollUpRule.SUM), shares={EAST: "5", WEST: "10", SOUTH: "5"})

    row = city_row(plan, figure("3", subject=EAST), figure("4", "2025-05", subject=WEST))

    assert parts_phrase(row) == "2个单位合计，其中1个单位为5月数，1个单位未报"
    assert parts_phrase(city_row(plan, figure("3"))) == ""


def test_whole_pieces_that_are_due_are_said_in_the_unit() -> None:
    stock = measure(ValueKind.LEVEL, Target(Comparator.AT_LEAST, Decimal(14)), unit="家", baseline="10")
    capped = measure(target=Target(Comparator.AT_MOST, Decimal(5)), unit="起")

    assert pieces_phrase(rate("2", Comparator.EQUAL, "家", ValueKind.CUMULATIVE), "家") == "按整数应完成2家"
    assert pieces_phrase(city_row(small_plan(stock), figure("11")), "家") == "按整数应新增2家"
    assert pieces_phrase(city_row(small_plan(capped), figure("1")), "起") == "按整数可用3起"
    assert pieces_phrase(of_hundred("50"), "亿元") == ""


def test_a_distance_is_said_in_english_too() -> None:
    rated = replace(city_row(small_plan(measure())), standing=Standing.ON, source=Source.SELF_RATING)

    assert distance_phrase(of_hundred("62.6"), "en") == "12.4 points behind schedule"
    assert distance_phrase(rate("4.8", Comparator.ABOUT), "en") == "0.2 points below the target, within what “about” allows"
    assert distance_phrase(rated, "en") == "rated on schedule by the unit itself"
    assert distance_phrase(city_row(small_plan(measure())), "en") == "not rated"


def test_every_period_has_its_english_name() -> None:
    said = {period_label(Period.parse(text), "en") for text in ("2025-06", "2025-Q2", "2025-H1", "2025")}

    assert said == {"June 2025", "the second quarter of 2025", "the first half of 2025", "2025"}
    assert period_label(Period.parse("2025-Q2")) == "2025年第二季度"
    for frequency in Frequency:
        for number in range(1, 12 // frequency.months + 1):
            assert period_label(Period(2025, frequency, number), "en").endswith("2025")


def test_a_ratio_is_put_together_and_not_added() -> None:
    shares = measure(ValueKind.SHARE, Target(Comparator.AT_LEAST, Decimal(3)), unit="%", roll_up=RollUpRule.RATIO)

    row = city_row(small_plan(shares, shares={EAST: "3", WEST: "3"}), figure("5", subject=EAST, parts=("5", "100")))

    assert parts_phrase(row) == "1个单位合并计算，1个单位未报"


def test_a_period_within_its_year_is_said_without_it() -> None:
    said = [period_in_year(Period.parse(text)) for text in ("2025-05", "2025-Q1", "2025-H1", "2025")]

    assert said == ["5月", "第一季度", "上半年", "全年"]


def test_a_direction_is_said_as_the_change_itself() -> None:
    target = Target(Comparator.QUALITATIVE, wording="持续下降", sort=WordySort.DIRECTIONAL, rising=False)

    row = city_row(small_plan(measure(ValueKind.GROWTH, target, unit="%")), figure("-3.2"))

    assert distance_phrase(row) == "同比下降3.2%"


def test_a_self_rating_is_said_to_be_one() -> None:
    progress = Progress(LEAD, ITEM, Period.parse("2025-06"), self_rating=Standing.AHEAD)

    assert distance_phrase(city_row(small_plan(), progress=(progress,))) == "自评超进度"


def test_a_target_without_shares_is_said_to_be_met_or_not() -> None:
    def accidents(value: str) -> Judgement:
        return city_row(small_plan(measure(target=Target(Comparator.AT_MOST, Decimal(0)), unit="起")), figure(value))

    assert distance_phrase(accidents("0")) == "符合目标要求"
    assert distance_phrase(accidents("1")) == "未达到目标要求"


def test_a_distance_that_is_not_nought_never_prints_as_nought() -> None:
    assert distance_phrase(replace(of_hundred("70"), distance=Decimal("-0.04"))) == "低于序时进度0.04个百分点"
    assert printed_points(Decimal("0.000001")) == "0.000001"


@pytest.mark.parametrize(
    ("target", "unit", "text"),
    [
        (Target(Comparator.AT_LEAST, Decimal(5)), "%", "≥5%"),
        (Target(Comparator.MORE_THAN, Decimal(7000)), "家", ">7000家"),
        (Target(Comparator.AT_MOST, Decimal(5)), "%", "≤5%"),
        (Target(Comparator.LESS_THAN, Decimal(4)), "%", "<4%"),
        (Target(Comparator.ABOUT, Decimal(5)), "%", "5%左右"),
        (Target(Comparator.EQUAL, Decimal(20)), "家", "20家"),
        (Target(Comparator.EQUAL, Decimal(1)), "位", "第1位"),
        (Target(Comparator.RANGE, Decimal(5), Decimal("5.5")), "%", "5%—5.5%"),
        (Target(Comparator.QUALITATIVE, wording="保持稳定增长", sort=WordySort.DIRECTIONAL), "%", "保持稳定增长"),
        (Target(Comparator.QUALITATIVE, wording="完成省下达任务", sort=WordySort.ASSIGNED), "%", "完成省下达任务（待下达）"),
        (Target(Comparator.QUALITATIVE, Decimal("3.5"), wording="完成省下达任务", sort=WordySort.ASSIGNED), "%", "完成省下达任务（3.5%）"),
        (Target(Comparator.QUALITATIVE), "", "定性"),
        (Target(Comparator.ABOUT, Decimal("3.45")), "%", "3.45%左右"),
    ],
)
def test_targets_print_with_their_comparator_and_are_never_rounded(target: Target, unit: str, text: str) -> None:
    assert target_text(target, unit, 0) == text


def test_a_target_has_at_least_the_indicators_decimals() -> None:
    assert target_text(Target(Comparator.AT_LEAST, Decimal(5)), "%", 1) == "≥5.0%"


def test_values_are_rounded_half_up_to_the_indicators_decimals() -> None:
    assert value_text(Decimal("5.25"), "%", 1) == "5.3%"
    assert value_text(Decimal("-0.35"), "%", 1) == "−0.4%"
    assert value_text(None, "%", 1) == "未报"
    assert printed_percent(Decimal(50)) == "50.0%"


def test_every_reason_prints_its_own_sign() -> None:
    signs = [missing_sign(reason) for reason in (None, *Missing)]

    assert len(set(signs)) == len(signs)


def test_a_periods_end_is_said_as_notices_say_it() -> None:
    assert as_of_text(Period.parse("2025-06")) == "2025年6月底"
    assert as_of_text(Period.parse("2025-Q1")) == "2025年3月底"
    assert as_of_text(Period.parse("2025-12")) == "2025年底"


def test_the_opening_sentence_counts_standings_and_leaves_out_what_is_not_there() -> None:
    sentence = standing_counts_sentence(StandingCounts(done=5, ahead=4, on=60, unrated=8), Period.parse("2025-06"))

    assert sentence == (
        "截至2025年6月底，列入督查的77项事项中，已完成5项、占6.5%，超进度4项、占5.2%，达进度60项、占77.9%，其他8项、占10.4%。"
    )


def test_xuancheng_2020_counts_55_quantified_items() -> None:
    """宣城 2020: 量化指标任务共55项, 达到44项、占比80.0%, 未达到11项、占比20.0%."""
    sentence = standing_counts_sentence(StandingCounts(on=44, behind=11), Period.parse("2020-11"), noun="量化指标任务")

    assert sentence == "截至2020年11月底，列入督查的55项量化指标任务中，达进度44项、占80.0%，欠进度11项、占20.0%。"


def test_nothing_to_count_is_said_plainly() -> None:
    assert standing_counts_sentence(StandingCounts(), Period.parse("2025-06")) == "截至2025年6月底，没有列入督查的事项。"


def test_a_lead_paragraph_states_how_many_units_reported() -> None:
    states = {SubmissionState.ACCEPTED: 3, SubmissionState.SUBMITTED: 1, SubmissionState.DRAFT: 1}

    assert submissions_sentence(states) == "5个填报单位中，已核定3个，待审1个，未报1个。"


@pytest.mark.parametrize(
    ("comparator", "wording", "text"),
    [
        (Comparator.AT_LEAST, "", "80万辆以上"),
        (Comparator.MORE_THAN, "", "超80万辆"),
        (Comparator.AT_MOST, "", "80万辆以内"),
        (Comparator.LESS_THAN, "", "低于80万辆"),
        (Comparator.EQUAL, "", "80万辆"),
        (Comparator.ABOUT, "80万辆左右", "80万辆左右"),
        (Comparator.ABOUT, "整车产量近80万辆", "近80万辆"),
        (Comparator.ABOUT, "约80万辆", "约80万辆"),
    ],
)
def test_a_sentence_says_targets_in_words(comparator: Comparator, wording: str, text: str) -> None:
    assert target_words(Target(comparator, Decimal("80.00"), wording=wording), "万辆") == text


def test_words_of_targets_without_a_number_are_their_own() -> None:
    assert target_words(Target(Comparator.QUALITATIVE, wording="持续下降"), "%") == "持续下降"
    assert target_words(Target(Comparator.EQUAL, Decimal(3)), "位") == "第3位"


def test_adjusted_shares_are_told() -> None:
    assert "（因取整，各项占比略有调整）" in standing_shares(StandingCounts(ahead=2, on=3, behind=1, unrated=1))
    assert "调整" not in standing_shares(StandingCounts(on=1, behind=1))


@given(st.builds(StandingCounts, *[st.integers(0, 300)] * 5))
def test_shares_are_adjusted_only_where_their_own_roundings_miss_the_whole(counts: StandingCounts) -> None:
    roundings = [(Decimal(100 * count) / (counts.total or 1)).quantize(Decimal("0.1"), ROUND_HALF_UP) for _, count in counts.pairs]

    assert is_adjusted(counts) == (counts.total > 0 and sum(roundings) != 100)
