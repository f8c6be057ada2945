from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from tests.core.calc.building import measure, small_plan

from core.model.period import Period
from core.model.plan_periods import covered_months, plan_label

PLAIN = small_plan(measure())
JOINED = replace(PLAIN, settings=replace(PLAIN.settings, joins_january=True))
FEBRUARY = Period.parse("2025-02")


def test_january_and_february_are_one_period_of_the_plan() -> None:
    assert [str(period) for period in JOINED.periods[:2]] == ["2025-02", "2025-03"]
    assert len(JOINED.periods) == 11


def test_the_joined_period_covers_both_months_and_a_sixth_of_the_year() -> None:
    assert list(covered_months(JOINED, FEBRUARY)) == [1, 2]
    assert FEBRUARY.elapsed_share == Fraction(2, 12)


def test_the_joined_period_is_called_by_both_months() -> None:
    assert plan_label(JOINED, FEBRUARY) == "2025年1—2月"
    assert plan_label(JOINED, Period.parse("2025-03")) == "2025年3月"
    assert plan_label(JOINED, Period.parse("2025-Q1")) == "2025年第一季度"
    assert plan_label(PLAIN, FEBRUARY) == "2025年2月"


def test_a_plan_that_joins_covers_every_month_once() -> None:
    months = [month for period in JOINED.periods for month in covered_months(JOINED, period)]

    assert months == list(range(1, 13))


def test_a_plan_that_begins_later_has_nothing_to_join() -> None:
    later = replace(JOINED, settings=replace(JOINED.settings, first_month=4))

    assert str(later.periods[0]) == "2025-04"
