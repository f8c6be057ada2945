from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape


def points(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def test_values_percentages_and_shares_draw_the_same_way() -> None:
    drawn = [
        DrawnTrajectory(TrajectoryShape.QUARTERS, points(*texts))
        for texts in (("2", "5", "6", "8"), ("25", "62.5", "75", "100"), ("0.25", "0.625", "0.75", "1"))
    ]

    assert {way.shares for way in drawn} == {(Fraction(1, 4), Fraction(5, 8), Fraction(3, 4), Fraction(1))}


def test_a_stock_starts_from_last_years_and_may_fall() -> None:
    rising = DrawnTrajectory(TrajectoryShape.QUARTERS, points("6700", "6800", "6900", "7000"), start=Decimal(6600))
    falling = DrawnTrajectory(TrajectoryShape.QUARTERS, points("90", "80", "70", "60"), start=Decimal(100))

    assert rising.shares == falling.shares == tuple(Fraction(part, 4) for part in range(1, 5))


@pytest.mark.parametrize(
    ("shape", "texts", "dates"),
    [
        (TrajectoryShape.MONTHS, ("1", "2"), ()),
        (TrajectoryShape.QUARTERS, ("1", "3", "2", "4"), ()),
        (TrajectoryShape.QUARTERS, ("1", "5", "5", "4"), ()),
        (TrajectoryShape.QUARTERS, ("-1", "2", "3", "4"), ()),
        (TrajectoryShape.QUARTERS, ("0", "0", "0", "0"), ()),
        (TrajectoryShape.QUARTERS, ("1", "2", "3", "4"), (date(2025, 3, 31),)),
        (TrajectoryShape.DATES, (), ()),
        (TrajectoryShape.DATES, ("1", "2"), (date(2025, 3, 31),)),
        (TrajectoryShape.DATES, ("1", "2"), (date(2025, 6, 30), date(2025, 3, 31))),
    ],
)
def test_what_is_no_way_to_a_target_is_refused(shape: TrajectoryShape, texts: tuple[str, ...], dates: tuple[date, ...]) -> None:
    with pytest.raises(ValueError, match="no way to a target"):
        DrawnTrajectory(shape, points(*texts), dates=dates)
