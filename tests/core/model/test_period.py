from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAPeriod
from core.model.period import Frequency, Period

PERIODS = st.sampled_from(Frequency).flatmap(
    lambda frequency: st.builds(Period, st.integers(1900, 9999), st.just(frequency), st.integers(1, 12 // frequency.months))
)


@given(PERIODS)
def test_a_period_is_read_back_from_its_text(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_a_period_ends_where_its_last_month_does(period: Period) -> None:
    assert period.last_month - period.first_month + 1 == period.frequency.months
    assert (period.last_day.year, period.last_day.month) == (period.year, period.last_month)
    assert period.elapsed_share == Fraction(period.last_month, 12)


@given(PERIODS, st.sampled_from(Frequency))
def test_the_latest_of_a_frequency_has_ended_and_the_next_has_not(period: Period, frequency: Frequency) -> None:
    latest = period.latest(frequency)

    ended = latest.last_month if latest else 0
    assert ended <= period.last_month < ended + frequency.months


@given(st.text(max_size=12) | st.from_regex(r"\A\d{4}(-(\d\d|[QH]\d))?\Z"))
def test_no_text_raises_anything_but_not_a_period(text: str) -> None:
    try:
        period = Period.parse(text)
    except NotAPeriod:
        return
    assert str(period) == text.strip()


@pytest.mark.parametrize("text", ["", "2025-13", "2025-00", "2025-Q5", "2025-H3", "25-06", "2025-6", "２０２５-06", "2025/06", "0000"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.parse(text)


def test_november_is_eleven_twelfths_gone() -> None:
    """宣城 2020: 91.7 %."""
    assert Period.parse("2020-11").elapsed_share == Fraction(11, 12)


def test_february_ends_with_its_leap_day() -> None:
    assert Period.parse("2024-02").last_day == date(2024, 2, 29)
    assert Period.parse("2025-02").last_day == date(2025, 2, 28)


def test_labels_are_what_official_texts_say() -> None:
    texts = ["2025-06", "2025-Q2", "2025-H1", "2025"]

    assert [Period.parse(text).label for text in texts] == ["2025年6月", "2025年第二季度", "2025年上半年", "2025年"]
    assert [Period.parse(text).as_of for text in texts] == ["6月底", "6月底", "6月底", "年底"]


def test_the_first_period_of_a_year_has_none_before() -> None:
    assert Period.parse("2025-01").previous is None
    assert Period.parse("2025-Q3").previous == Period.parse("2025-Q2")
    assert Period.parse("2025-02").latest(Frequency.QUARTER) is None
