from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import measure, small_plan
from tests.core.changes.trajectories import DRAWN, drawn_of

from core.calc.trajectory import (
    Trajectory,
    allowed_pieces,
    drawn,
    expected_pieces,
    is_small_count,
    linear,
    node_share,
    rounded,
    trajectory_of,
)
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.outline import Node
from core.model.period import Period

MONTHS = st.integers(1, 12)
DUES = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_the_end_of_november_is_91_7_percent() -> None:
    """宣城 2020."""
    share = linear(2020).share_at(Period.parse("2020-11"))

    assert rounded(100 * share, 1) == Decimal("91.7")


def test_a_quarter_ends_where_its_last_month_does() -> None:
    assert linear(2025).share_at(Period.parse("2025-Q1")) == Fraction(1, 4)


def test_an_earlier_due_date_steepens_the_line_to_its_month() -> None:
    line = linear(2025, date(2025, 6, 30))

    assert line.share_at(Period.parse("2025-03")) == Fraction(1, 2)
    assert line.is_over(Period.parse("2025-06"))
    assert line.share_at(Period.parse("2025-12")) == 1


def test_a_due_date_of_another_year_is_all_due_or_the_plain_line() -> None:
    assert linear(2025, date(2024, 12, 31)).is_over(Period.parse("2025-01"))
    assert linear(2025, date(2026, 6, 30)) == linear(2025)


@pytest.mark.parametrize("shares", [(Fraction(1),), (*[Fraction(1, 2)] * 11, Fraction(1, 3)), (Fraction(0),) * 12])
def test_a_trajectory_rises_over_twelve_months_to_the_whole(shares: tuple[Fraction, ...]) -> None:
    with pytest.raises(ValueError, match="trajectory"):
        Trajectory(shares)


@given(MONTHS, MONTHS)
def test_every_line_rises_and_ends_whole(due_month: int, month: int) -> None:
    line = linear(2025, date(2025, due_month, 28))

    assert line.shares[-1] == 1
    assert line.is_over(Period.of_month(2025, month)) == (month >= due_month)


@pytest.mark.parametrize(
    ("amount", "unit", "is_count"),
    [
        (4, "个", True),
        (11, "家", True),
        (12, "家", False),
        (8, "万亩", False),
        (5, "亿元", False),
        (6, "公里", False),
        (9, "%", False),
        (0, "起", False),
    ],
)
def test_only_a_few_whole_pieces_are_a_small_count(amount: int, unit: str, is_count: bool) -> None:
    assert is_small_count(Fraction(amount), unit, below=12) is is_count


def test_a_fraction_is_no_count() -> None:
    assert not is_small_count(Fraction(5, 2), "个", below=12)


def test_one_project_a_year_is_not_expected_in_january() -> None:
    assert expected_pieces(Fraction(1), Fraction(1, 12)) == 0
    assert allowed_pieces(Fraction(1), Fraction(1, 12)) == 1


@given(st.integers(1, 11), MONTHS)
def test_what_may_be_used_mirrors_what_is_expected(amount: int, month: int) -> None:
    share = Fraction(month, 12)

    assert expected_pieces(Fraction(amount), share) + allowed_pieces(Fraction(amount), 1 - share) == amount


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_half_up_away_from_nought(value: Fraction, decimals: int) -> None:
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)

    assert abs(rounded(value, decimals) - exact) <= Decimal(1).scaleb(-decimals) * (value.denominator > 10**6)
    assert rounded(-value, decimals) == -rounded(value, decimals)


def test_a_half_rounds_up() -> None:
    assert rounded(Fraction(1, 16), 3) == Decimal("0.063")
    assert rounded(Fraction(-1, 16), 3) == Decimal("-0.063")


@given(DRAWN, DUES)
def test_every_drawn_way_rises_and_ends_whole_when_it_is_due(way: DrawnTrajectory, due: date | None) -> None:
    shares = drawn(way, 2025, due).shares

    assert list(shares) == sorted(shares)
    assert shares[-1] == 1
    assert due is None or due.year != 2025 or shares[due.month - 1] == 1


@given(st.decimals(-1000, 1000, places=3), st.decimals("0.001", 1000, places=3), st.sampled_from([1, -1]))
def test_twelve_equal_steps_are_the_straight_line(start: Decimal, step: Decimal, sign: int) -> None:
    points = tuple(start + sign * step * month for month in range(1, 13))

    assert drawn(DrawnTrajectory(TrajectoryShape.MONTHS, points, start), 2025) == linear(2025)


@given(drawn_of(TrajectoryShape.QUARTERS))
def test_quarters_are_met_at_their_ends_and_straight_between(way: DrawnTrajectory) -> None:
    shares = (Fraction(0), *drawn(way, 2025).shares)

    assert shares[3::3] == way.shares
    steps = [later - earlier for earlier, later in pairwise(shares)]
    assert all(len(set(steps[first : first + 3])) == 1 for first in range(0, 12, 3))


@given(drawn_of(TrajectoryShape.LAST_YEAR))
def test_last_years_months_are_drawn_as_they_went(way: DrawnTrajectory) -> None:
    assert drawn(way, 2025) == drawn(replace(way, shape=TrajectoryShape.MONTHS), 2025)
    assert drawn(way, 2025).shares == way.shares


@given(drawn_of(TrajectoryShape.QUARTERS))
def test_quarters_and_the_same_twelve_points_are_one_way(way: DrawnTrajectory) -> None:
    shares = drawn(way, 2025).shares
    lines = Trajectory(shares)

    assert [lines.share_at(Period.parse(f"2025-Q{number}")) for number in range(1, 5)] == list(way.shares)


def test_a_dated_point_is_expected_from_its_day_on() -> None:
    way = DrawnTrajectory(TrajectoryShape.DATES, (Decimal(1), Decimal(4)), dates=(date(2025, 3, 31), date(2025, 10, 15)))

    assert drawn(way, 2025).shares == (*[Fraction(0)] * 2, *[Fraction(1, 4)] * 7, *[Fraction(1)] * 3)


def test_what_is_due_earlier_is_whole_then_however_it_is_drawn() -> None:
    way = DrawnTrajectory(TrajectoryShape.QUARTERS, tuple(Decimal(point) for point in (1, 2, 3, 4)))

    assert drawn(way, 2025, date(2025, 6, 30)).shares[4:6] == (Fraction(5, 12), Fraction(1))
    assert drawn(way, 2025, date(2026, 6, 30)) == drawn(way, 2025)


def test_an_indicators_trajectory_is_the_one_drawn_else_the_line_to_its_due_date() -> None:
    way = DrawnTrajectory(TrajectoryShape.QUARTERS, tuple(Decimal(point) for point in (1, 2, 3, 4)))
    plain, shaped = measure(), replace(measure(), trajectory=way)
    plan = small_plan(plain)
    due = replace(plan, items=(replace(plan.items[0], due=date(2025, 6, 30)),))

    assert trajectory_of(plan, plain) == linear(2025)
    assert trajectory_of(due, plain) == linear(2025, date(2025, 6, 30))
    assert trajectory_of(plan, shaped) == drawn(way, 2025)


def test_of_nodes_those_are_expected_that_are_due() -> None:
    nodes = (Node("开工", date(2025, 3, 31)), Node("封顶", date(2025, 9, 30)), Node("竣工", date(2025, 12, 31)))

    assert node_share(nodes, date(2025, 3, 30)) == 0
    assert node_share(nodes, date(2025, 9, 30)) == Fraction(2, 3)
    assert node_share((), date(2025, 9, 30)) == 0


@given(st.lists(st.builds(Node, st.sampled_from("甲乙丙丁"), st.dates(date(2025, 1, 1), date(2025, 12, 31))), min_size=1), st.data())
def test_the_share_of_nodes_rises_to_the_whole(nodes: list[Node], data: st.DataObject) -> None:
    days = sorted(data.draw(st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31)), min_size=2)))
    shares = [node_share(nodes, day) for day in days]

    assert shares == sorted(shares)
    assert node_share(nodes, date(2025, 12, 31)) == 1
