from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LOWER, SOUTH, UPPER, WEST, figure, measure, small_plan
from tests.core.calc.trees import Case, cases

from core.calc.allocation import divisions_of
from core.calc.judge import judge_period
from core.calc.judgement import Figure, Judgement, Source
from core.calc.own_level import own_level_rows, with_own_level
from core.ids import UnitId
from core.model.indicator import RollUpRule
from core.model.period import Period
from core.model.progress import Standing

JUNE = Period.parse("2025-06")
DIVIDED = measure(roll_up=RollUpRule.SUM)  # 20亿元


def lines(*figures: Figure, shares: dict[UnitId, str]) -> tuple[Judgement, ...]:
    plan = small_plan(DIVIDED, shares=shares)
    return own_level_rows(plan, JUNE, judge_period(plan, JUNE, figures, ()))


def test_what_the_shares_leave_is_a_line_with_a_goal_of_its_own() -> None:
    (line,) = lines(figure("9"), figure("4", subject=EAST), figure("2", subject=WEST), shares={EAST: "8", WEST: "6"})

    assert (line.target, line.value, line.source) == (Decimal(6), Decimal(3), Source.REMAINDER)
    assert (line.completion, line.distance, line.standing) == (Decimal(50), Decimal(0), Standing.ON)  # 9 − 6 = 3 of 6 in June
    assert line.is_own_level
    assert not line.is_city


def test_shares_that_reach_the_target_leave_no_line() -> None:
    assert lines(figure("9"), figure("4", subject=EAST), shares={EAST: "20"}) == ()
    assert lines(figure("9"), figure("4", subject=EAST), shares={EAST: "25"}) == ()


def test_without_the_citys_own_figure_the_line_has_no_value() -> None:
    (line,) = lines(figure("4", subject=EAST), shares={EAST: "8"})

    assert (line.target, line.value, line.standing) == (Decimal(12), None, Standing.UNRATED)


def test_while_a_unit_is_missing_the_line_has_no_value() -> None:
    (line,) = lines(figure("9"), figure("4", subject=EAST), shares={EAST: "8", WEST: "6"})

    assert line.value is None


def test_a_district_that_does_not_give_all_on_has_its_own_line_beneath_its_row() -> None:
    plan = small_plan(DIVIDED, shares={EAST: "12", UPPER: "4", LOWER: "5", WEST: "8"})
    figures = [figure("6", subject=EAST), figure("2", subject=UPPER), figure("1", subject=LOWER), figure("3", subject=WEST)]

    rows = with_own_level(plan, JUNE, judge_period(plan, JUNE, figures, ()))

    assert [(row.unit, row.is_own_level) for row in rows] == [
        (CITY, False),
        (EAST, False),
        (EAST, True),
        (UPPER, False),
        (LOWER, False),
        (WEST, False),
    ]
    assert (rows[2].target, rows[2].value) == (Decimal(3), Decimal(3))


def test_a_unit_that_is_not_summed_is_shown_beside_and_not_in_the_sum() -> None:
    from_two = small_plan(replace(DIVIDED, summed=(EAST, WEST)), shares={EAST: "10", WEST: "10", SOUTH: "4"})
    figures = [figure("5", subject=EAST), figure("6", subject=WEST), figure("2", subject=SOUTH)]

    rows = {row.unit: row for row in judge_period(from_two, JUNE, figures, ())}

    assert (rows[CITY].value, rows[CITY].children) == (Decimal(11), 2)
    assert (rows[SOUTH].value, rows[SOUTH].standing) == (Decimal(2), Standing.ON)


@given(cases())
def test_figures_of_the_last_units_and_what_is_left_to_each_level_come_to_the_citys(case: Case) -> None:
    """Every unit with a share gave a figure: leaves + 市本级 = city, for any tree and any list of summed units."""
    indicator = case.plan.indicators[0]
    rows = {row.unit: row for row in judge_period(case.plan, JUNE, case.figures, ())}
    divisions = {division.unit: division for division in divisions_of(case.plan, indicator)}

    def leaves(unit: UnitId) -> Decimal:
        division, row = divisions.get(unit), rows[unit]
        assert row.value is not None
        if division is None:
            return row.value
        assert row.sum_of_children is not None
        own_level = row.value - row.sum_of_children
        return own_level + sum((leaves(share.unit) for share in division.shares), Decimal(0))

    assert leaves(CITY) == rows[CITY].value


@given(cases())
def test_every_line_says_what_its_division_leaves(case: Case) -> None:
    indicator = case.plan.indicators[0]
    left = {division.unit: division.rest for division in divisions_of(case.plan, indicator) if division.rest}

    found = own_level_rows(case.plan, JUNE, judge_period(case.plan, JUNE, case.figures, ()))

    assert {line.unit: line.target for line in found} == left
