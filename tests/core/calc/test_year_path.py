from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.attainment import Goal
from core.calc.trajectory import linear
from core.calc.year_path import NO_PATH, needed_path, planned_path
from core.model.indicator import Comparator, ValueKind

YEAR = linear(2025)


def goal(kind: ValueKind, target: str | None, *, baseline: str | None = None, comparator: Comparator = Comparator.AT_LEAST) -> Goal:
    return Goal(kind, comparator, None if target is None else Decimal(target), "家", None if baseline is None else Decimal(baseline))


def test_an_amount_grows_from_nought_to_its_target() -> None:
    path = planned_path(goal(ValueKind.CUMULATIVE, "24"), YEAR)

    assert path == tuple(Decimal(2 * month) for month in range(1, 13))


def test_a_stock_grows_from_last_years() -> None:
    path = planned_path(goal(ValueKind.LEVEL, "112", baseline="100"), YEAR)

    assert path == tuple(Decimal(100 + month) for month in range(1, 13))


@pytest.mark.parametrize("kind", [ValueKind.GROWTH, ValueKind.SHARE, ValueKind.RANK, ValueKind.LEVEL])
def test_what_has_only_to_hold_is_planned_flat(kind: ValueKind) -> None:
    assert planned_path(goal(kind, "5.5"), YEAR) == (Decimal("5.5"),) * 12
    assert needed_path(goal(kind, "5.5"), YEAR, month=3, value=Decimal(4)) == NO_PATH


def test_without_a_number_nothing_is_planned_or_needed() -> None:
    nothing = goal(ValueKind.CUMULATIVE, None)

    assert planned_path(nothing, YEAR) == NO_PATH
    assert needed_path(nothing, YEAR, month=3, value=Decimal(4)) == NO_PATH
    assert planned_path(goal(ValueKind.QUALITATIVE, "1"), YEAR) == NO_PATH


def test_what_is_needed_runs_from_the_last_value_to_the_target() -> None:
    path = needed_path(goal(ValueKind.CUMULATIVE, "20"), YEAR, month=10, value=Decimal(8))

    assert path == (*NO_PATH[:9], Decimal(8), Decimal(14), Decimal(20))


def test_what_is_due_earlier_is_needed_earlier() -> None:
    path = needed_path(goal(ValueKind.CUMULATIVE, "20"), linear(2025, date(2025, 6, 30)), month=5, value=Decimal(8))

    assert path == (*NO_PATH[:4], Decimal(8), Decimal(20), *NO_PATH[6:])


@given(st.integers(1, 11), st.decimals(20, 1000, places=2))
def test_nothing_is_needed_of_what_is_reached(month: int, value: Decimal) -> None:
    assert needed_path(goal(ValueKind.CUMULATIVE, "20"), YEAR, month=month, value=value) == NO_PATH


def test_a_ceiling_needs_no_way() -> None:
    assert needed_path(goal(ValueKind.CUMULATIVE, "20", comparator=Comparator.AT_MOST), YEAR, month=3, value=Decimal(4)) == NO_PATH
