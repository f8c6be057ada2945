from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.charts.heights import GRID_PT, MOST_LINES, ChartKind, chart_height_lines


@given(st.sampled_from(ChartKind), st.integers(min_value=1, max_value=200))
def test_more_rows_never_need_fewer_lines_and_all_fit_a_page(kind: ChartKind, count: int) -> None:
    lines = chart_height_lines(kind, count)

    assert 2 <= lines <= chart_height_lines(kind, count + 1) <= MOST_LINES


@pytest.mark.parametrize("kind", [ChartKind.BULLET, ChartKind.DOT, ChartKind.NODE])
@pytest.mark.parametrize("count", [1, 3, 10, 25])
def test_rows_have_room_for_a_label_of_two_lines(kind: ChartKind, count: int) -> None:
    assert (chart_height_lines(kind, count) * GRID_PT - 21) / count >= 2 * 7.5 * 1.18


def test_trajectory_is_as_tall_for_any_count() -> None:
    assert {chart_height_lines("trajectory", count) for count in (1, 2, 30)} == {6}


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="pie"):
        chart_height_lines("pie", 3)
