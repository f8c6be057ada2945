from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import figure, measure

from core.calc.counted import Counted, number_that_counts
from core.calc.judgement import Figure, Source
from core.calc.running_totals import Span
from core.model.indicator import RollUpRule, ValueKind
from core.model.period import Frequency, Period
from core.model.progress import Missing, SubmissionState

JUNE = Period.parse("2025-06")
FLOW = measure(ValueKind.PERIOD)


def counted(*figures: Figure, kind: ValueKind = ValueKind.CUMULATIVE, period: Period = JUNE) -> Counted:
    return number_that_counts(figures, measure(kind), period)


def test_the_reviewed_value_counts_before_everything_and_the_reported_one_stays_beside_it() -> None:
    number = counted(figure("15", reviewed="12"))

    assert (number.value, number.reported, number.reviewed, number.source) == (Decimal(12), Decimal(15), Decimal(12), Source.REVIEWED)
    assert not number.is_unreviewed


def test_the_accepted_submission_counts_before_a_later_one() -> None:
    number = counted(figure("12", state=SubmissionState.ACCEPTED), figure("13", state=SubmissionState.SUBMITTED))

    assert (number.value, number.source) == (Decimal(12), Source.ACCEPTED)


def test_without_acceptance_the_latest_submitted_counts_and_is_marked() -> None:
    number = counted(figure("12", state=SubmissionState.SUBMITTED), figure("13", state=SubmissionState.SUBMITTED))

    assert (number.value, number.source, number.is_unreviewed) == (Decimal(13), Source.SUBMITTED, True)


def test_a_returned_submission_counts_unreviewed_until_its_second_coming() -> None:
    returned = figure("12", state=SubmissionState.RETURNED)

    assert counted(returned).value == 12
    assert counted(returned).is_unreviewed
    assert counted(returned, figure("14", state=SubmissionState.SUBMITTED)).value == 14


def test_the_latest_period_counts_and_says_which_it_is() -> None:
    number = counted(figure("5", "2025-Q1"), figure("9", "2025-07"))

    assert (number.value, number.as_of) == (Decimal(5), Period.parse("2025-Q1"))


def test_what_is_not_yet_published_lets_the_earlier_number_stand() -> None:
    number = counted(figure("5", "2025-03"), figure(None, "2025-06", missing=Missing.NOT_PUBLISHED))

    assert (number.value, number.as_of) == (Decimal(5), Period.parse("2025-03"))


def test_any_other_reason_says_that_there_is_no_number_now() -> None:
    number = counted(figure("5", "2025-03"), figure(None, "2025-06", missing=Missing.CONFLICT))

    assert (number.value, number.missing, number.source) == (None, Missing.CONFLICT, Source.NONE)


def test_a_reason_alone_is_kept_and_is_not_nought() -> None:
    number = counted(figure(None, missing=Missing.NOT_PUBLISHED))

    assert (number.value, number.missing) == (None, Missing.NOT_PUBLISHED)


def test_amounts_of_periods_add_up_to_the_year_to_date() -> None:
    figures = [figure("2", "2025-01"), figure("3", "2025-02"), figure("4", "2025-06"), figure("9", "2025-07")]

    number = counted(*figures, kind=ValueKind.PERIOD)

    assert (number.value, number.as_of, number.first_month) == (Decimal(9), JUNE, None)


def test_an_amount_after_a_gap_covers_it_and_says_so() -> None:
    figures = [figure("2", "2025-01"), figure("3", "2025-04"), figure("4", "2025-06")]

    assert counted(*figures, kind=ValueKind.PERIOD).spans == (Span(2, 4), Span(5, 6))
    assert counted(figure("2", "2025-Q1"), figure("3", "2025-04"), kind=ValueKind.PERIOD).spans == ()


def test_a_month_within_an_amount_of_several_adds_nothing_whatever_the_order() -> None:
    june = figure("6", "2025-06")
    held = [figure("3", "2025-04"), figure("2", "2025-05"), replace(june, observation=replace(june.observation, span_from=5))]

    for order in permutations(held):
        number = counted(*order, kind=ValueKind.PERIOD)
        assert (number.value, number.spans) == (Decimal(9), (Span(5, 6),))


def test_a_plan_that_begins_in_march_says_from_when_its_total_is() -> None:
    assert counted(figure("2", "2025-03"), figure("3", "2025-04"), kind=ValueKind.PERIOD).first_month == 3


def test_a_quarter_and_its_months_are_not_added_twice() -> None:
    months = [figure("2", "2025-01"), figure("3", "2025-02"), figure("4", "2025-03")]

    assert counted(*months, figure("10", "2025-Q1"), kind=ValueKind.PERIOD).value == 9


def test_an_indicator_by_quarter_prefers_its_quarters() -> None:
    quarterly = replace(FLOW, frequency=Frequency.QUARTER)

    assert number_that_counts([figure("2", "2025-01"), figure("10", "2025-Q1")], quarterly, JUNE).value == 10


def test_a_reviewed_month_enters_the_year_to_date() -> None:
    number = counted(figure("2", "2025-01"), figure("5", "2025-02", reviewed="3"), kind=ValueKind.PERIOD)

    assert (number.value, number.reported, number.reviewed) == (Decimal(5), Decimal(7), Decimal(5))


@given(
    st.permutations(
        [figure("1", "2025-01"), figure("4", "2025-04"), figure("6", "2025-06"), figure(None, "2025-05", missing=Missing.NOT_STARTED)]
    )
)
def test_the_order_of_periods_never_matters(figures: list[Figure]) -> None:
    assert counted(*figures).value == 6
    assert counted(*figures, kind=ValueKind.PERIOD).value == 11


LEVEL = measure(ValueKind.LEVEL)
MONTHS = [figure(value, f"2025-0{month}") for month, value in enumerate(("4", "9", "2", "6", "7", "3"), 1)]


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (RollUpRule.MEAN, "5.166667"),  # 31 / 6
        (RollUpRule.MAX, "9"),
        (RollUpRule.MIN, "2"),
        (RollUpRule.LAST, "3"),
        (RollUpRule.SUM, "3"),  # stocks of several months are not added: the last one stands
        (RollUpRule.NONE, "3"),
    ],
)
def test_the_stocks_of_the_year_come_to_what_their_rule_says(rule: RollUpRule, value: str) -> None:
    assert number_that_counts(MONTHS, replace(LEVEL, time_roll_up=rule), JUNE).value == Decimal(value)


def test_a_quarter_is_the_mean_of_its_own_and_earlier_months() -> None:
    assert number_that_counts(MONTHS, replace(LEVEL, time_roll_up=RollUpRule.MEAN), Period.parse("2025-Q1")).value == Decimal(5)


def test_a_mean_over_the_year_says_of_how_many_periods_it_is() -> None:
    number = number_that_counts(
        [*MONTHS, figure(None, "2025-06", missing=Missing.NOT_PUBLISHED)][1:5], replace(LEVEL, time_roll_up=RollUpRule.MEAN), JUNE
    )

    assert (number.value, number.periods, number.over_time, str(number.as_of)) == (Decimal(6), 4, RollUpRule.MEAN, "2025-05")


def test_without_roll_up_over_time_a_number_counts_for_its_own_period_only() -> None:
    alone = replace(LEVEL, time_roll_up=RollUpRule.NONE)

    assert number_that_counts(MONTHS[:5], alone, JUNE) == Counted()
    assert number_that_counts(MONTHS[:5], alone, Period.parse("2025-05")).value == 7


def test_a_share_of_the_year_is_the_ratio_of_its_summed_parts() -> None:
    share = replace(measure(ValueKind.SHARE, unit="%"), time_roll_up=RollUpRule.RATIO)
    months = [figure("90", "2025-01", parts=("9", "10")), figure("10", "2025-02", parts=("10", "100"))]

    number = number_that_counts(months, share, JUNE)

    assert (number.value, number.numerator, number.denominator) == (Decimal("17.272727"), Decimal(19), Decimal(110))


@given(st.permutations(MONTHS), st.sampled_from(RollUpRule), st.sampled_from([ValueKind.LEVEL, ValueKind.PERIOD]))
def test_no_rule_asks_in_what_order_periods_came(months: list[Figure], rule: RollUpRule, kind: ValueKind) -> None:
    indicator = replace(measure(kind), time_roll_up=rule)

    assert number_that_counts(months, indicator, JUNE) == number_that_counts(MONTHS, indicator, JUNE)
