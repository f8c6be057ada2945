from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import FIGURES, HEIGHTS, LABELS, LEAST_PITCH_PT, NUMBERS, PERCENTS, STANDINGS, WIDTHS

from core.briefing.charts.data import DotRow
from core.briefing.charts.dot import dot_chart, half_width
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.style import mark_ink
from core.model.progress import Standing

WIDTH = 442.2
ROWS = st.lists(st.builds(DotRow, LABELS, PERCENTS, NUMBERS, STANDINGS, FIGURES, FIGURES), min_size=1, max_size=30)


def row(value: str | None, target: str = "5") -> DotRow:
    rate = None if value is None else Decimal(value)
    return DotRow("地区生产总值增长", rate, Decimal(target), Standing.AHEAD, "见附表", f"目标≥{target}%")


def mark_centre(find_areas: FindAreas, value: str) -> float:
    marks = find_areas(dot_chart([row(value)], WIDTH, 2 * GRID_PT), mark_ink(Standing.AHEAD).face)
    # The same mark stands in the column of standings, farther right.
    return float(marks[0].x0 + marks[0].x1) / 2


@given(rows=ROWS, width=WIDTHS, height=HEIGHTS)
@settings(max_examples=60, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, rows: list[DotRow], width: float, height: float) -> None:
    assert not find_collisions(dot_chart(rows, width, height + LEAST_PITCH_PT * len(rows)))


def test_every_label_can_be_found_by_a_reader(read_figure: Read) -> None:
    text = read_figure(dot_chart([row("5.3"), row(None)], WIDTH, 3 * GRID_PT))

    assert "地区生产总值增长见附表目标≥5%超进度" in text
    assert text.count("超进度") == 2


def test_value_below_its_target_stands_left_of_one_above(find_areas: FindAreas) -> None:
    below, at, above = (mark_centre(find_areas, value) for value in ("4.7", "5", "5.3"))

    assert below < at < above
    assert at - below == pytest.approx(above - at)


def test_missing_value_has_no_mark_on_the_scale(find_areas: FindAreas) -> None:
    marks = find_areas(dot_chart([row(None)], WIDTH, 2 * GRID_PT), mark_ink(Standing.AHEAD).face)

    assert len(marks) == 1


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
def test_scale_holds_every_distance_and_is_never_larger_than_needed(distance: float) -> None:
    half = half_width(distance)

    assert abs(distance) <= half * 0.9
    assert half == 1 or abs(distance) > half / 2.5 * 0.9 * 0.999


def test_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        dot_chart([], WIDTH, GRID_PT)


def test_same_rows_give_the_same_bytes(print_figure: Print) -> None:
    assert print_figure(dot_chart([row("5.3")], WIDTH, 58)) == print_figure(dot_chart([row("5.3")], WIDTH, 58))
