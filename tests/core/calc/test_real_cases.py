"""Cases that notices print, from the figures handed up to the words: what the program says of them must be what the notice said.

Figures stand in a plan of 2025 whatever the notice's own year; where only a percentage is known, the target is 100.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import CITY, LEAD, MEASURE, city_row, figure, measure, small_plan

from core.calc.judge import judge_period
from core.calc.judgement import Judgement
from core.calc.summary import StandingCounts, Tally, count_items, marks_by_item, supervised_items, tally_by_section
from core.calc.text_check import claims_against
from core.calc.wording import distance_phrase, distance_text, printed_percent, standing_counts_sentence
from core.ids import IndicatorId, ItemId, SectionId, TaskId
from core.model.indicator import Comparator, Target, ValueKind
from core.model.outline import Item, Section, SectionKind, Task
from core.model.period import Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing

HUNDRED = Target(Comparator.EQUAL, Decimal(100))
NOVEMBER = "2025-11"


def many_items(counts: tuple[int, ...]) -> Plan:
    """A plan of so many items in each section, each with one indicator of a hundred; ids are numbers from nought."""
    places = [section for section, count in enumerate(counts) for _ in range(count)]
    return replace(
        small_plan(),
        sections=tuple(Section(SectionId(f"s{one}"), str(one), "方面", SectionKind.TASKS, None, one, (0, 5)) for one in range(len(counts))),
        tasks=tuple(Task(TaskId(f"t{one}"), SectionId(f"s{one}"), "任务", "新增项目。", one, (0, 5)) for one in range(len(counts))),
        items=tuple(
            Item(ItemId(str(one)), SectionId(f"s{place}"), TaskId(f"t{place}"), f"1.1.{one}", "新增项目。", one, (0, 5), lead=LEAD)
            for one, place in enumerate(places)
        ),
        indicators=tuple(replace(measure(target=HUNDRED), id=IndicatorId(f"m{one}"), item=ItemId(str(one))) for one in range(len(places))),
    )


def of_hundred(done: str, period: str, settings: PlanSettings | None = None) -> Judgement:
    """The row of a running total in percent of its target."""
    plan = replace(small_plan(measure(target=HUNDRED)), settings=settings or PlanSettings())
    return city_row(plan, figure(done, period), period=period)


def growth(value: str, target: Target, period: str) -> Judgement:
    """The row of a rate."""
    return city_row(small_plan(measure(ValueKind.GROWTH, target, unit="%")), figure(value, period), period=period)


# 宣城 2020, 1—11月: 量化指标任务共55项, 达到序时进度44项、占比80.0%, 未达到11项、占比20.0%.


def xuancheng_counts() -> StandingCounts:
    """Fifty-five items at the end of November, of which forty-four have 92 percent and eleven 91."""
    plan = many_items((55,))
    figures = [figure("92" if one < 44 else "91", NOVEMBER, indicator=IndicatorId(f"m{one}")) for one in range(55)]
    rows = judge_period(plan, Period.parse(NOVEMBER), figures, ())
    return count_items(plan.items, marks_by_item(rows, CITY))


def test_xuancheng_2020_prints_eleven_twelfths_as_91_7_percent() -> None:
    row = of_hundred("92", NOVEMBER)

    assert row.elapsed is not None
    assert printed_percent(row.elapsed) == "91.7%"


def test_xuancheng_2020_has_44_of_55_items_on_schedule() -> None:
    counts = xuancheng_counts()

    assert (counts.on, counts.behind, counts.total) == (44, 11, 55)


def test_xuancheng_2020_prints_80_0_and_20_0_percent() -> None:
    sentence = standing_counts_sentence(xuancheng_counts(), Period.parse(NOVEMBER), noun="量化指标任务")

    assert sentence == "截至2025年11月底，列入督查的55项量化指标任务中，达进度44项、占80.0%，欠进度11项、占20.0%。"


@pytest.mark.parametrize(("value", "standing"), [("6.4", Standing.BEHIND), ("6.5", Standing.ON)])
def test_xuancheng_2020_sets_a_rate_against_its_target_whatever_the_month(value: str, standing: Standing) -> None:
    assert growth(value, Target(Comparator.EQUAL, Decimal("6.5")), NOVEMBER).standing is standing


# 平政督字〔2020〕18号, third quarter: 财政收入62.6%, 非税92.73%, 实际利用外资53.3%.


def test_pingzheng_2020_18_prints_62_6_percent_as_12_4_points_below() -> None:
    row = of_hundred("62.6", "2025-09")

    assert (row.elapsed, row.distance) == (Decimal(75), Decimal("-12.4"))
    assert distance_phrase(row) == "低于序时进度12.4个百分点"
    assert "低于序时进度12.4个百分点" in row.explanation


def test_pingzheng_2020_18_has_92_73_percent_17_73_points_above() -> None:
    row = of_hundred("92.73", "2025-09")

    assert row.distance == Decimal("17.73")
    assert distance_text(row.distance, row.against, row.standing, decimals=2) == "高于序时进度17.73个百分点"


def test_pingzheng_2020_18_has_53_3_percent_21_7_points_below() -> None:
    row = of_hundred("53.3", "2025-09")

    assert (row.distance, row.standing, distance_phrase(row)) == (Decimal("-21.7"), Standing.BEHIND, "低于序时进度21.7个百分点")


def test_pingzheng_2020_18_prints_6_1_percent_as_0_9_points_below_its_target() -> None:
    row = growth("6.1", Target(Comparator.EQUAL, Decimal(7)), "2025-09")

    assert (row.distance, distance_phrase(row)) == (Decimal("-0.9"), "低于目标0.9个百分点")


# 金寨 2025, first half: 222 work items, 欠进度17, 达进度162, 超进度10, 已完成和提前完成24, 其它9.


def test_jinzhai_2025_counts_add_to_222_and_print_their_shares() -> None:
    counts = StandingCounts(done=24, ahead=10, on=162, behind=17, unrated=9)
    shares = {standing.value: str(share) for standing, share in counts.shares().items()}

    assert counts.total == 222
    assert shares == {"done": "10.8", "ahead": "4.5", "on": "72.9", "behind": "7.7", "unrated": "4.1"}


# 银川 2025, project lights: green meets 序时进度, yellow 10 to 30 points below with both ends in, red beyond.

YINCHUAN = PlanSettings(amount_shades=(Decimal(-10), Decimal(-30)))


@pytest.mark.parametrize(
    ("done", "standing", "shade"),
    [
        ("50", Standing.ON, 0),
        ("40", Standing.BEHIND, 1),
        ("20", Standing.BEHIND, 1),
        ("19.99", Standing.BEHIND, 2),
        ("40.01", Standing.BEHIND, 0),  # between green and yellow the notice says nothing
    ],
)
def test_yinchuan_2025_lights_are_depths_by_the_plans_thresholds(done: str, standing: Standing, shade: int) -> None:
    row = of_hundred(done, "2025-06", YINCHUAN)

    assert (row.standing, row.shade) == (standing, shade)


# 天津 2022, special bonds: green as expected, yellow up to 30 percent below, then further below.

TIANJIN = PlanSettings(amount_shades=(Decimal(0), Decimal(-30)))


@pytest.mark.parametrize(
    ("done", "standing", "shade"),
    [("50", Standing.ON, 0), ("49.99", Standing.BEHIND, 1), ("20", Standing.BEHIND, 1), ("19.99", Standing.BEHIND, 2)],
)
def test_tianjin_2022_bonds_are_yellow_from_the_first_point_below(done: str, standing: Standing, shade: int) -> None:
    row = of_hundred(done, "2025-06", TIANJIN)

    assert (row.standing, row.shade) == (standing, shade)


# 团险月报: first band from 100 percent, second from month/12, third below.


@pytest.mark.parametrize(
    ("done", "standing"),
    [("100", Standing.DONE), ("99.9", Standing.AHEAD), ("25", Standing.ON), ("24.9", Standing.BEHIND)],
)
def test_the_insurers_monthly_bands_begin_at_all_and_at_the_months_share(done: str, standing: Standing) -> None:
    assert of_hundred(done, "2025-03").standing is standing


# 东湖高新区: 超时序 = 完成值 > 年度目标 × 已过月份/12.


@pytest.mark.parametrize(("done", "is_ahead"), [("58.34", True), ("58.33", False)])
def test_donghu_is_ahead_above_seven_twelfths_in_july(done: str, *, is_ahead: bool) -> None:
    row = of_hundred(done, "2025-07", PlanSettings(amount_ahead=Decimal(0)))

    assert (row.standing is Standing.AHEAD) is is_ahead


# 桐乡 2024, whole year: the four rows that are quoted of the table of 27 indicators.


@pytest.mark.parametrize(
    ("target", "value", "points"),
    [
        (Target(Comparator.ABOUT, Decimal("6.5")), "4.8", "-1.7"),
        (Target(Comparator.EQUAL, Decimal(5)), "-4.6", "-9.6"),
        (Target(Comparator.EQUAL, Decimal(8)), "2.7", "-5.3"),
    ],
)
def test_tongxiang_2024_rates_fell_short_of_what_was_expected(target: Target, value: str, points: str) -> None:
    row = growth(value, target, "2025-12")

    assert (row.standing, row.distance) == (Standing.BEHIND, Decimal(points))


def test_tongxiang_2024_productivity_of_20_5_reached_its_20_5() -> None:
    plan = small_plan(measure(ValueKind.LEVEL, Target(Comparator.EQUAL, Decimal("20.5")), unit="万元/人"))

    assert city_row(plan, figure("20.5", "2025-12"), period="2025-12").standing is Standing.DONE


# 二连浩特 2024: 79 items in five aspects, 15, 9, 16, 19 and 20.


def test_erenhot_2024_has_79_items_in_five_aspects() -> None:
    plan = many_items((15, 9, 16, 19, 20))
    tallies: dict[SectionId, Tally] = tally_by_section(plan, {})

    assert [tally.counts.total for tally in tallies.values()] == [15, 9, 16, 19, 20]
    assert len(supervised_items(plan)) == 79


# The case that is told of texts and cells that disagree: the narrative says 完成85%, the cell says 58.


def test_a_text_of_85_percent_beside_58_is_told_apart() -> None:
    plan = small_plan(measure(target=HUNDRED))
    row = city_row(plan, figure("58"))

    claims = claims_against("已完成85%。", [(row, plan.indicators_by_id[MEASURE])])

    assert [(claim.words, claim.value) for claim in claims] == [("完成85%", "58.0%")]
