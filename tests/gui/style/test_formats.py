from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.model.period import Period
from core.model.progress import Missing, Standing
from gui.style.formats import (
    date_text,
    day_text,
    figure_text,
    instant_text,
    missing_text,
    percent_text,
    period_text,
    points_text,
    short_period_text,
    size_text,
    standing_text,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("2", 0, "2"), ("2", 2, "2.00"), ("-0.5", 1, "−0.5"), ("1234567.885", 2, "1234567.89"), ("0.5", 0, "1")],
)
def test_a_figure_has_its_decimals_and_a_real_minus(value: str, decimals: int, text: str) -> None:
    assert figure_text(Decimal(value), decimals) == text


def test_a_percentage_has_one_decimal() -> None:
    assert percent_text(Decimal("91.666667")) == "91.7%"


def test_a_falling_percentage_has_a_real_minus() -> None:
    assert percent_text(Decimal("-3.25")) == "−3.3%"


@pytest.mark.parametrize(
    ("points", "text"), [("12.44", "+12.4"), ("-12.45", "−12.5"), ("0", "±0.0"), ("-0.04", "±0.0"), ("-0", "±0.0"), ("100", "+100.0")]
)
def test_a_distance_has_its_sign(points: str, text: str) -> None:
    assert points_text(Decimal(points)) == text


def test_a_distance_in_places_has_no_decimals() -> None:
    assert points_text(Decimal(-2), 0) == "−2"


def test_a_date_is_written_without_noughts() -> None:
    assert (date_text(date(2025, 7, 5)), day_text(date(2025, 7, 5))) == ("2025年7月5日", "7月5日")


def test_an_instant_is_told_on_the_machines_clock() -> None:
    instant = datetime(2025, 7, 5, 6, 3, tzinfo=UTC)

    assert instant_text(instant) == instant.astimezone().strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (5 * 1024**2, "5.0 MB")])
def test_a_size_is_told_in_a_unit_that_fits(count: int, text: str) -> None:
    assert size_text(count) == text


@pytest.mark.parametrize("written", ["2025-06", "2025-Q2", "2025-H1", "2025-H2", "2025"])
def test_a_period_is_named_as_on_paper(written: str) -> None:
    period = Period.parse(written)

    assert period_text(period) == period.label


@pytest.mark.parametrize("standing", list(Standing))
def test_a_standing_has_the_word_of_the_paper(standing: Standing) -> None:
    assert standing_text(standing) == standing.label


@pytest.mark.parametrize(("missing", "text"), [(None, "未报"), (Missing.NOT_PUBLISHED, "待发布"), (Missing.NOT_APPLICABLE, "—")])
def test_a_missing_figure_has_the_sign_of_the_paper(missing: Missing | None, text: str) -> None:
    assert missing_text(missing) == text


@pytest.mark.parametrize(("period", "text"), [("2025-06", "6月"), ("2025-H1", "2025年上半年")])
def test_a_period_of_a_plain_year_is_short(period: str, text: str) -> None:
    assert short_period_text(Period.parse(period)) == text
