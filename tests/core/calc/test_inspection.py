from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, ITEM, LEAD, figure, measure, small_plan

from core.calc.inspection import Point, RoundNumbers, SameText, item_of, series_of
from core.ids import IndicatorId
from core.model.indicator import RollUpRule, ValueKind
from core.model.period import Frequency, Period
from core.model.progress import Missing


def month(number: int) -> Period:
    return Period.of_month(2025, number)


def test_a_series_is_told_oldest_first_whatever_the_order_of_the_figures() -> None:
    figures = [figure("9", "2025-03"), figure("3", "2025-01"), figure("5", "2025-02")]

    (found,) = series_of(small_plan(measure()), figures)

    assert found.points == (Point(month(1), Decimal(3)), Point(month(2), Decimal(5)), Point(month(3), Decimal(9)))
    assert (found.unit, found.subject, found.goal) == (LEAD, CITY, Decimal(20))


def test_a_series_of_a_period_indicator_is_the_year_to_date() -> None:
    figures = [figure("3", "2025-01"), figure("5", "2025-02")]

    (found,) = series_of(small_plan(measure(ValueKind.PERIOD)), figures)

    assert [point.value for point in found.points] == [Decimal(3), Decimal(8)]


def test_a_reviewed_value_does_not_hide_what_was_reported() -> None:
    (found,) = series_of(small_plan(measure()), [figure("9", reviewed="7")])

    assert found.points[-1].value == Decimal(9)


def test_missing_values_and_other_frequencies_are_no_points() -> None:
    quarterly = replace(measure(), frequency=Frequency.QUARTER)
    figures = [figure("3", "2025-Q1"), figure("5", "2025-05"), figure(None, "2025-Q2", missing=Missing.NOT_STARTED)]

    (found,) = series_of(small_plan(quarterly), figures)

    assert [str(point.period) for point in found.points] == ["2025-Q1"]


def test_a_unit_is_to_reach_its_allocation() -> None:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "5"})

    (found,) = series_of(plan, [figure("1", subject=EAST)])

    assert found.goal == Decimal(5)


def test_a_lead_that_names_itself_is_to_reach_the_citys_target() -> None:
    (found,) = series_of(small_plan(measure()), [figure("1", subject=LEAD, reporter=LEAD)])

    assert found.goal == Decimal(20)


def test_a_figure_of_no_indicator_of_the_plan_is_left_out() -> None:
    assert series_of(small_plan(measure()), [figure("1", indicator=IndicatorId("gone"))]) == ()


def test_a_remark_on_all_figures_of_a_unit_is_on_no_item() -> None:
    assert item_of(RoundNumbers(EAST, figures=10, rounds=10, expected=Fraction(2))) is None


def test_a_remark_on_a_text_is_on_its_item() -> None:
    assert item_of(SameText(EAST, ITEM, month(1), month(3), count=3, length=20)) == ITEM
