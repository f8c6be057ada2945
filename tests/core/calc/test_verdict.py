from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import CITY, city_row, figure, measure, small_plan

from core.calc.attainment import city_goal
from core.calc.counted import Counted
from core.calc.judgement import Against
from core.calc.verdict import Case, Verdict, is_judged, judge_figure
from core.ids import IndicatorId
from core.model.indicator import Comparator, Indicator, Target, ValueKind, WordySort
from core.model.period import Frequency, Period
from core.model.progress import Missing, Standing

JUNE = Period.parse("2025-06")


def wordy(sort: WordySort, kind: ValueKind = ValueKind.GROWTH, **fields: object) -> Indicator:
    target = Target(Comparator.QUALITATIVE, wording="要求", sort=sort)
    return measure(kind, replace(target, **fields), unit="%")


def verdict(indicator: Indicator, counted: Counted) -> Verdict:
    plan = small_plan(indicator)
    return judge_figure(plan, Case(plan.items[0], indicator, CITY, city_goal(indicator), counted, JUNE), lambda *_: Counted())


@pytest.mark.parametrize(
    ("target", "kind", "judged"),
    [
        (Target(Comparator.QUALITATIVE), ValueKind.QUALITATIVE, True),
        (Target(Comparator.QUALITATIVE, sort=WordySort.JUDGED), ValueKind.SHARE, True),
        (Target(Comparator.QUALITATIVE, sort=WordySort.DIRECTIONAL), ValueKind.GROWTH, False),
        (Target(Comparator.QUALITATIVE, sort=WordySort.ASSIGNED), ValueKind.GROWTH, False),
        (Target(Comparator.EQUAL, Decimal(1)), ValueKind.QUALITATIVE, False),
    ],
)
def test_a_person_judges_what_has_neither_number_nor_rule(target: Target, kind: ValueKind, judged: bool) -> None:
    assert is_judged(measure(kind, target)) is judged


def test_a_figure_without_a_target_is_shown_and_not_judged() -> None:
    result = verdict(measure(target=Target(Comparator.AT_LEAST)), Counted(Decimal(3), as_of=JUNE))

    assert (result.mark.standing, result.explanation) == (Standing.UNRATED, "累计3亿元，未设目标值，暂不评价")


def test_what_is_not_yet_asked_for_is_not_called_missing() -> None:
    result = verdict(replace(measure(), frequency=Frequency.YEAR), Counted())

    assert result.explanation == "按周期填报，未到填报期，暂不评价"


def test_a_reason_for_a_missing_value_is_the_explanation() -> None:
    result = verdict(measure(), Counted(missing=Missing.NOT_PUBLISHED))

    assert result.explanation == "未到发布期，暂不评价"


def test_a_falling_rate_meets_a_target_of_falling() -> None:
    row = city_row(small_plan(wordy(WordySort.DIRECTIONAL, rising=False, wording="持续下降")), figure("-3.2"))

    assert (row.standing, row.distance, row.against) == (Standing.ON, Decimal("3.2"), Against.LAST_YEAR)
    assert row.explanation == "同比−3.2%，要求持续下降，达进度（达到要求）"


def test_a_rise_is_behind_where_falling_was_promised() -> None:
    row = city_row(small_plan(wordy(WordySort.DIRECTIONAL, rising=False)), figure("0.3"))

    assert row.standing is Standing.BEHIND


def test_a_count_that_shall_fall_is_set_against_the_same_period_last_year() -> None:
    indicator = wordy(WordySort.DIRECTIONAL, ValueKind.CUMULATIVE, rising=False, wording="持续下降")

    row = city_row(small_plan(replace(indicator, unit="起")), figure("20", parts=("20", "25")))

    assert (row.standing, row.distance) == (Standing.ON, Decimal(20))
    assert row.explanation.startswith("（累计20起－上年同期25起）÷上年同期25起＝−20.0%")


def test_a_count_that_shall_fall_waits_without_last_years_figure() -> None:
    row = city_row(small_plan(wordy(WordySort.DIRECTIONAL, ValueKind.CUMULATIVE, rising=False)), figure("20"))

    assert (row.standing, row.value) == (Standing.UNRATED, Decimal(20))


@pytest.mark.parametrize(
    ("value", "standing"), [("5.6", Standing.AHEAD), ("5.0", Standing.ON), ("4.5", Standing.ON), ("4.4", Standing.BEHIND)]
)
def test_keeping_pace_is_the_gap_to_the_named_indicators_city_value(value: str, standing: Standing) -> None:
    gdp = replace(
        measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%"), id=IndicatorId("gdp"), name="地区生产总值增长"
    )
    income = wordy(WordySort.RELATIVE, reference=gdp.id)

    row = city_row(small_plan(income, gdp), figure(value), figure("5.0", indicator=gdp.id))

    assert row.standing is standing
    assert f"增速{Decimal(value).normalize()}%－地区生产总值增长5%＝" in row.explanation


def test_keeping_pace_waits_for_the_other_figure() -> None:
    row = city_row(small_plan(wordy(WordySort.RELATIVE, reference=IndicatorId("gdp"))), figure("5"))

    assert row.standing is Standing.UNRATED


def test_an_assigned_target_waits_for_its_number_and_then_is_judged_by_it() -> None:
    waiting = wordy(WordySort.ASSIGNED, wording="完成省下达任务")
    issued = wordy(WordySort.ASSIGNED, wording="完成省下达任务", value=Decimal(3))

    assert city_row(small_plan(waiting), figure("3.2")).explanation == "目标待下达，暂不评价"
    assert city_row(small_plan(issued), figure("3.2")).standing is Standing.ON
    assert city_row(small_plan(issued), figure("3.2")).comparator is Comparator.QUALITATIVE
