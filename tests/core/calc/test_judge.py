from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import (
    CITY,
    EAST,
    ITEM,
    LEAD,
    LOWER,
    SOUTH,
    UNITS,
    UPPER,
    WEST,
    city_row,
    figure,
    measure,
    small_plan,
    unit_row,
)

from core.calc.judge import judge_items, judge_period
from core.calc.judgement import Against, Figure, Source
from core.ids import IndicatorId, ItemId, SectionId, UnitId
from core.model.indicator import Comparator, RollUpRule, Target, ValueKind, WordySort
from core.model.outline import Item
from core.model.period import Frequency, Period
from core.model.progress import DataStatus, Missing, Progress, Standing, SubmissionState

JUNE = Period.parse("2025-06")
SHARES = {EAST: "5", WEST: "10", SOUTH: "5"}
SUMMED = measure(unit="家", roll_up=RollUpRule.SUM)
DIVIDED = small_plan(SUMMED, shares=SHARES)


def rating(standing: Standing | None, period: str = "2025-06", **fields: object) -> Progress:
    return replace(Progress(LEAD, ITEM, Period.parse(period), "正在推进。", self_rating=standing), **fields)


def test_an_amount_ahead_of_schedule_shows_its_arithmetic() -> None:
    row = city_row(small_plan(measure(unit="家")), figure("12"))

    assert row.explanation == "累计12家÷目标20家＝60.0%，序时50.0%，高于序时进度10.0个百分点，超进度（≥+10）"
    assert (row.completion, row.elapsed, row.distance) == (Decimal(60), Decimal(50), Decimal(10))


def test_percentages_are_rounded_half_up_to_six_places() -> None:
    row = city_row(small_plan(measure()), figure("6", "2025-05"), period="2025-05")

    assert (row.elapsed, row.distance) == (Decimal("41.666667"), Decimal("-11.666667"))


def test_a_quarters_figure_in_may_is_judged_at_the_quarters_end() -> None:
    row = city_row(small_plan(measure()), figure("5", "2025-Q1"), period="2025-05")

    assert (row.elapsed, row.distance, row.as_of) == (Decimal(25), Decimal(0), Period.parse("2025-Q1"))
    assert row.explanation.startswith("截至2025年3月底，累计5亿元÷目标20亿元＝25.0%，序时25.0%，与序时进度持平，达进度")


def test_the_value_of_a_period_indicator_is_the_year_to_date() -> None:
    plan = small_plan(measure(ValueKind.PERIOD))

    row = city_row(plan, figure("4", "2025-04"), figure("5", "2025-05"), figure("3", "2025-06"))

    assert (row.value, row.completion) == (Decimal(12), Decimal(60))
    assert row.explanation.startswith("4—6月合计12亿元÷目标20亿元")


def test_without_a_report_a_row_is_unrated_and_says_so() -> None:
    row = city_row(small_plan(measure()))

    assert (row.value, row.standing, row.source) == (None, Standing.UNRATED, Source.NONE)
    assert row.explanation == "截至2025年6月底未报，暂不评价"


def test_each_reason_for_a_missing_value_is_named_and_counts_as_no_nought() -> None:
    for reason in Missing:
        row = city_row(small_plan(measure()), figure(None, missing=reason))

        assert (row.value, row.missing, row.standing) == (None, reason, Standing.UNRATED)
        assert reason.label in row.explanation


def test_the_city_comes_first_then_units_in_the_order_of_the_tree() -> None:
    figures = [figure("1", subject=UPPER), figure("2", subject=LEAD, reporter=LEAD)]

    rows = judge_period(DIVIDED, JUNE, figures, ())

    assert [row.unit for row in rows] == [CITY, LEAD, EAST, UPPER, WEST, SOUTH]
    assert [row.is_city for row in rows] == [True, False, False, False, False, False]


def test_the_city_is_judged_by_its_target_and_a_unit_by_its_allocation() -> None:
    figures = [figure("3", subject=EAST), figure("4", subject=WEST), figure("2", subject=SOUTH)]

    city, east, west, south = judge_period(DIVIDED, JUNE, figures, ())

    assert (city.target, city.value, city.standing, city.source) == (Decimal(20), Decimal(9), Standing.BEHIND, Source.SUM)
    assert (east.target, east.standing) == (Decimal(5), Standing.AHEAD)
    assert (west.target, west.standing, west.shade) == (Decimal(10), Standing.BEHIND, 1)
    assert (south.target, south.standing) == (Decimal(5), Standing.ON)


def test_a_sum_tells_how_many_units_are_in_it_and_how_many_gave_nothing() -> None:
    row = city_row(DIVIDED, figure("3", subject=EAST), figure("4", subject=WEST, state=SubmissionState.SUBMITTED))

    assert (row.children, row.missing_children, row.is_unreviewed) == (3, 1, True)
    assert (row.reported_children, row.missing_reasons, row.is_incomplete) == (2, (), True)


def test_a_sum_that_lacks_a_unit_is_not_judged_and_says_so() -> None:
    row = city_row(DIVIDED, figure("3", subject=EAST), figure("4", subject=WEST))

    assert (row.value, row.standing, row.completion, row.distance) == (Decimal(7), Standing.UNRATED, None, None)
    assert row.explanation == "累计7家，1个单位未报，暂不评价；2个单位合计"


def test_a_unit_that_gives_a_reason_is_missing_and_not_said_to_be_silent() -> None:
    row = city_row(DIVIDED, figure("3", subject=EAST), figure(None, subject=WEST, missing=Missing.NOT_STARTED))

    assert row.missing_reasons == (Missing.NOT_STARTED,)
    assert row.explanation == "累计3家，1个单位未报、1个单位未开展，暂不评价；1个单位合计"


def test_a_sum_that_meets_its_target_without_some_units_is_done() -> None:
    row = city_row(DIVIDED, figure("9", subject=EAST), figure("12", subject=WEST))

    assert (row.standing, row.missing_children) == (Standing.DONE, 1)
    assert "已完成（达到目标），其余单位不影响这一评价；2个单位合计，1个单位未报" in row.explanation


def test_a_ceiling_broken_without_some_units_stays_broken() -> None:
    capped = replace(SUMMED, target=Target(Comparator.AT_MOST, Decimal(20)))
    plan = small_plan(capped, shares=SHARES)

    broken, open_ = (city_row(plan, figure(value, subject=EAST)) for value in ("21", "19"))

    assert (broken.standing, broken.shade) == (Standing.BEHIND, 2)
    assert open_.standing is Standing.UNRATED


def test_an_incomplete_ratio_is_never_judged() -> None:
    indicator = measure(ValueKind.SHARE, Target(Comparator.AT_LEAST, Decimal(3)), unit="%", roll_up=RollUpRule.RATIO)
    plan = small_plan(indicator, shares={EAST: "3", WEST: "3"})

    row = city_row(plan, figure("5", "2025-12", subject=EAST, parts=("5", "100")), period="2025-12")

    assert (row.value, row.standing) == (Decimal(5), Standing.UNRATED)


def test_nothing_is_compared_with_an_incomplete_sum() -> None:
    base = replace(SUMMED, id=IndicatorId("base"), name="基准")
    target = Target(Comparator.QUALITATIVE, wording="与基准同步", sort=WordySort.RELATIVE, reference=base.id)
    follower = replace(measure(ValueKind.GROWTH, target, unit="%"), id=IndicatorId("follower"))
    plan = small_plan(base, follower, shares=SHARES)

    rows = judge_period(plan, JUNE, [figure("5", indicator=follower.id), figure("3", subject=EAST, indicator=base.id)], ())

    assert next(row for row in rows if row.indicator == follower.id).explanation == "增速5%，缺参照指标数据，暂不评价"


def test_a_direction_is_not_read_from_an_incomplete_sum() -> None:
    target = Target(Comparator.QUALITATIVE, wording="稳定增长", sort=WordySort.DIRECTIONAL)
    plan = small_plan(measure(target=target, unit="家", roll_up=RollUpRule.SUM, baseline="10"), shares=SHARES)

    assert city_row(plan, figure("30", subject=EAST)).standing is Standing.UNRATED


def test_an_older_number_in_a_sum_is_judged_and_its_month_is_named() -> None:
    row = city_row(DIVIDED, figure("3", subject=EAST), figure("4", "2025-05", subject=WEST), figure("3", subject=SOUTH))

    assert (row.standing, row.earlier_children, row.earlier_periods) == (Standing.ON, 1, (Period.parse("2025-05"),))
    assert row.explanation.endswith("；3个单位合计，其中1个单位为5月数")


def test_the_citys_own_figure_overrides_the_sum_and_the_difference_is_stated() -> None:
    row = city_row(DIVIDED, figure("3", subject=EAST), figure("4", subject=WEST), figure("12"))

    assert (row.value, row.source, row.children, row.missing_children) == (Decimal(12), Source.ACCEPTED, 3, 1)
    assert "各单位合计7家，与上报数相差5家" in row.explanation


def test_townships_make_their_district_and_are_not_added_to_it() -> None:
    figures = [figure("2", subject=UPPER), figure("1", subject=LOWER), figure("4", subject=WEST)]

    assert unit_row(DIVIDED, EAST, *figures).value == 3
    assert city_row(DIVIDED, *figures).value == 7
    assert city_row(DIVIDED, *figures, figure("5", subject=EAST)).value == 9


def test_a_unit_without_an_allocation_shows_its_contribution_and_no_standing() -> None:
    row = unit_row(DIVIDED, LEAD, figure("2", subject=LEAD, reporter=LEAD))

    assert (row.value, row.target, row.standing) == (Decimal(2), None, Standing.UNRATED)
    assert row.explanation == "累计2家，未分解目标，只列贡献、不作评价"


def test_a_share_rolls_up_from_numerators_and_denominators() -> None:
    indicator = measure(ValueKind.SHARE, Target(Comparator.AT_LEAST, Decimal(3)), unit="%", roll_up=RollUpRule.RATIO)
    figures = [figure("3", subject=EAST, parts=("30", "1000")), figure("5", subject=WEST, parts=("35", "700"))]

    row = city_row(small_plan(indicator), *figures)

    assert (row.value, row.source) == (Decimal("3.823529"), Source.RATIO)
    assert row.distance == Decimal("0.823529")


def test_rates_of_units_are_never_added() -> None:
    indicator = measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%", roll_up=RollUpRule.SUM)

    assert city_row(small_plan(indicator), figure("5", subject=EAST), figure("6", subject=WEST)).value is None


def test_a_judged_indicator_takes_the_leads_own_rating_and_says_so() -> None:
    row = city_row(
        small_plan(measure(ValueKind.QUALITATIVE, Target(Comparator.QUALITATIVE, sort=WordySort.JUDGED))), progress=(rating(Standing.ON),)
    )

    assert (row.standing, row.source, row.explanation) == (Standing.ON, Source.SELF_RATING, "牵头单位自评：达进度")


def test_an_item_without_indicators_has_one_row_of_its_leads_rating() -> None:
    (row,) = judge_period(small_plan(), JUNE, (), [rating(Standing.AHEAD, "2025-05")])

    assert (row.indicator, row.kind, row.name) == (None, ValueKind.QUALITATIVE, "新增项目。")
    assert (row.standing, row.as_of) == (Standing.AHEAD, Period.parse("2025-05"))
    assert row.explanation == "截至2025年5月底，牵头单位自评：超进度"


def test_a_supporters_rating_is_not_the_leads() -> None:
    (row,) = judge_period(small_plan(), JUNE, (), [rating(Standing.DONE, unit=EAST)])

    assert row.standing is Standing.UNRATED


def test_a_rating_of_a_later_period_is_not_yet_known() -> None:
    (row,) = judge_period(small_plan(), JUNE, (), [rating(Standing.DONE, "2025-07"), rating(Standing.ON, "2025-06")])

    assert row.standing is Standing.ON


def test_a_yearly_figure_that_is_only_expected_is_not_judged() -> None:
    indicator = replace(measure(ValueKind.SHARE, Target(Comparator.ABOUT, Decimal("3.45")), unit="%"), frequency=Frequency.YEAR)

    row = city_row(small_plan(indicator), figure("3.4", "2025-12", status=DataStatus.EXPECTED), period="2025-12")

    assert (row.standing, row.value) == (Standing.UNRATED, Decimal("3.4"))
    assert "预计" in row.explanation


def test_a_due_date_before_the_years_end_is_a_steeper_line() -> None:
    item = Item(ITEM, SectionId("section"), None, "1.1.1", "新增项目。", 1, (0, 5), lead=LEAD, due=date(2025, 6, 30))

    row = city_row(small_plan(measure(), item=item), figure("12"))

    assert (row.elapsed, row.standing, row.shade) == (Decimal(100), Standing.BEHIND, 2)


def test_a_reviewed_value_is_judged_and_both_are_shown() -> None:
    row = city_row(small_plan(measure()), figure("12", reviewed="9"))

    assert (row.value, row.reported, row.reviewed, row.standing) == (Decimal(9), Decimal(12), Decimal(9), Standing.BEHIND)
    assert row.explanation.endswith("；核定9亿元、上报12亿元")


def test_items_and_indicators_come_in_the_plans_order() -> None:
    second = replace(measure(), id=IndicatorId("second"), name="第二")
    plan = small_plan(measure(), second)
    other = replace(plan.items[0], id=ItemId("other"), text="另一事项。")

    rows = judge_period(replace(plan, items=(other, *plan.items)), JUNE, (), ())

    assert [(row.item, row.indicator) for row in rows] == [("other", None), (ITEM, "measure"), (ITEM, "second")]


def test_judging_some_items_gives_their_rows_of_the_whole() -> None:
    second = replace(measure(), id=IndicatorId("second"), item=ItemId("other"))
    plan = small_plan(measure(), second)
    plan = replace(plan, items=(*plan.items, replace(plan.items[0], id=ItemId("other"))))
    figures = [figure("3"), figure("4", indicator=second.id)]

    some = judge_items(plan, JUNE, figures, (), items={ItemId("other")})

    assert some == tuple(row for row in judge_period(plan, JUNE, figures, ()) if row.item == "other")


FIGURES = st.builds(
    figure,
    st.integers(0, 50).map(str),
    st.sampled_from(["2025-01", "2025-03", "2025-06"]),
    subject=st.sampled_from([EAST, WEST, SOUTH, UPPER, LOWER]),
    state=st.sampled_from([SubmissionState.ACCEPTED, SubmissionState.SUBMITTED, SubmissionState.RETURNED]),
)


def _key(entry: Figure) -> tuple[str, str]:
    return entry.observation.subject, str(entry.observation.period)


@given(st.lists(FIGURES, max_size=8, unique_by=_key).flatmap(lambda figures: st.tuples(st.just(figures), st.permutations(figures))))
def test_the_order_of_figures_never_matters(both: tuple[list[Figure], list[Figure]]) -> None:
    one, other = both

    assert judge_period(DIVIDED, JUNE, one, ()) == judge_period(DIVIDED, JUNE, other, ())


@given(st.lists(FIGURES, max_size=8, unique_by=_key))
def test_the_order_of_units_never_changes_a_number(figures: list[Figure]) -> None:
    turned = replace(DIVIDED, units=(*UNITS[:2], *reversed(UNITS[5:]), *UNITS[2:5]))

    one, other = (judge_period(plan, JUNE, figures, ()) for plan in (DIVIDED, turned))

    assert {row.unit: row for row in one} == {row.unit: row for row in other}


@given(st.lists(FIGURES, max_size=8, unique_by=_key))
def test_a_sum_is_conserved_from_the_districts_to_the_city(figures: list[Figure]) -> None:
    city, *units = judge_period(DIVIDED, JUNE, figures, ())

    districts = [row.value for row in units if row.unit in {EAST, WEST, SOUTH} and row.value is not None]

    assert city.value == (sum(districts, Decimal(0)) if districts else None)
    assert city.children - city.missing_children == len(districts)


@given(st.lists(FIGURES, max_size=8, unique_by=_key), st.integers(0, 50), st.sampled_from(["5", "20", "60"]), st.booleans())
def test_what_is_still_owed_never_changes_a_standing_once_given(figures: list[Figure], owed: int, target: str, is_ceiling: bool) -> None:
    comparator = Comparator.AT_MOST if is_ceiling else Comparator.AT_LEAST
    plan = small_plan(replace(SUMMED, target=Target(comparator, Decimal(target))), shares=SHARES)
    before = city_row(plan, *figures)
    silent = [unit for unit in SHARES if unit_row(plan, unit, *figures).value is None]

    after = city_row(plan, *figures, *[figure(str(owed), subject=unit) for unit in silent])

    assert after.missing_children == 0
    assert before.standing in {Standing.UNRATED, after.standing}


@given(st.lists(FIGURES, max_size=8, unique_by=_key), st.sets(st.sampled_from([unit.id for unit in UNITS])))
def test_judging_some_units_gives_their_rows_of_the_whole(figures: list[Figure], units: set[UnitId]) -> None:
    other = replace(DIVIDED.items[0], id=ItemId("other"))
    plan = replace(DIVIDED, items=(*DIVIDED.items, other))

    some = judge_items(plan, JUNE, figures, (), items={ITEM, other.id}, units=units)

    assert some == tuple(row for row in judge_period(plan, JUNE, figures, ()) if row.unit in units)


def test_a_row_tells_the_whole_pieces_that_are_due_where_they_decide() -> None:
    one = small_plan(measure(target=Target(Comparator.EQUAL, Decimal(1)), unit="个"))

    assert (city_row(one, figure("0")).expected, city_row(one, figure("0")).standing) == (Decimal(0), Standing.ON)
    assert city_row(small_plan(measure()), figure("0")).expected is None


def test_a_row_tells_the_stock_that_its_completion_starts_from() -> None:
    target = Target(Comparator.MORE_THAN, Decimal(1))
    stock, held = (small_plan(measure(ValueKind.LEVEL, target, baseline=base)) for base in ("0.85", "1.2"))

    row = city_row(stock, figure("0.91"))

    assert (row.completion, row.baseline) == (Decimal(40), Decimal("0.85"))
    assert row.explanation.startswith("较上年增量完成40.0%（基数0.85亿元），即（现有0.91亿元－0.85亿元）÷（1亿元－0.85亿元），")
    assert city_row(held, figure("1.3")).baseline is None


def test_a_lead_that_rates_itself_as_other_is_not_rated() -> None:
    (row,) = judge_period(small_plan(), JUNE, (), [rating(Standing.UNRATED)])

    assert row.explanation == "牵头单位自评为其他，暂不评价"


KINDS = st.sampled_from(list(ValueKind))
COMPARATORS = st.sampled_from(list(Comparator))
NUMBERS = st.none() | st.decimals(-1000, 1000, places=3)


@given(KINDS, COMPARATORS, NUMBERS, st.none() | st.sampled_from(list(WordySort)), NUMBERS, NUMBERS, st.sampled_from(list(RollUpRule)))
def test_no_indicator_and_no_value_is_refused(
    kind: ValueKind,
    comparator: Comparator,
    target: Decimal | None,
    sort: WordySort | None,
    base: Decimal | None,
    value: Decimal | None,
    rule: RollUpRule,
) -> None:
    indicator = measure(
        kind, Target(comparator, target, sort=sort, wording="要求"), roll_up=rule, baseline=str(base) if base is not None else None
    )
    given_figure = figure(str(value), parts=("1", "0")) if value is not None else figure(None, missing=Missing.NOT_STARTED)

    rows = judge_period(small_plan(indicator, shares={EAST: "0"}), JUNE, [given_figure, figure("0", subject=EAST)], [rating(Standing.ON)])

    assert all(row.explanation for row in rows)
    assert all(("暂不评价" in row.explanation or "不作评价" in row.explanation) == (row.standing is Standing.UNRATED) for row in rows)


def test_a_peak_of_monthly_amounts_is_no_amount_of_the_year() -> None:
    """最高负荷: 900 in June is all of a ceiling of 1000 that it may use, not half of the year's."""
    peak = replace(measure(ValueKind.PERIOD, Target(Comparator.AT_MOST, Decimal(1000)), unit="万千瓦"), time_roll_up=RollUpRule.MAX)
    months = (figure("900", "2025-02"), figure("400"))

    row = city_row(small_plan(peak), *months)

    assert (row.value, row.standing, row.against) == (Decimal(900), Standing.UNRATED, Against.NONE)
    assert "2期中最大" in row.explanation
    assert city_row(small_plan(peak), *months, figure("1", "2025-12"), period="2025-12").standing is Standing.DONE


def test_a_mean_of_units_is_said_to_be_one_and_not_judged_while_one_is_missing() -> None:
    mean = measure(roll_up=RollUpRule.MEAN)
    plan = small_plan(mean, shares={EAST: "20", WEST: "20"})

    whole = city_row(plan, figure("30", subject=EAST), figure("10", subject=WEST), period="2025-12")

    assert (whole.value, whole.source, whole.standing) == (Decimal(20), Source.MEAN, Standing.DONE)
    assert "2个单位平均" in whole.explanation
    assert city_row(plan, figure("30", subject=EAST)).standing is Standing.UNRATED


def test_the_largest_of_units_that_meets_its_target_stands_whatever_is_owed() -> None:
    peak = measure(roll_up=RollUpRule.MAX)
    plan = small_plan(peak, shares={EAST: "20", WEST: "20"})

    assert city_row(plan, figure("20", subject=EAST)).standing is Standing.DONE


def test_a_figure_of_the_city_is_set_beside_what_its_units_come_to() -> None:
    mean = measure(roll_up=RollUpRule.MEAN)
    plan = small_plan(mean, shares={EAST: "20", WEST: "20"})

    row = city_row(plan, figure("21"), figure("30", subject=EAST), figure("10", subject=WEST))

    assert row.value == 21
    assert "各单位汇总20亿元，与上报数相差1亿元" in row.explanation


@pytest.mark.parametrize(
    ("value", "standing", "above"), [("6.5", Standing.AHEAD, True), ("6", Standing.AHEAD, False), ("4.9", Standing.BEHIND, False)]
)
def test_a_value_above_a_range_is_said_to_be_so(value: str, standing: Standing, above: bool) -> None:
    growth = measure(ValueKind.GROWTH, Target(Comparator.RANGE, Decimal(5), Decimal(6)), unit="%")

    row = city_row(small_plan(growth), figure(value))

    assert row.standing is standing
    assert ("高于区间上限6%" in row.explanation) is above
