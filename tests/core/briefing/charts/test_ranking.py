from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import FIGURES, HEIGHTS, LABELS, LEAST_PITCH_PT, NUMBERS, WIDTHS

from core.briefing.charts.data import RankRow
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.ranking import ranking_chart
from core.briefing.charts.style import QUANTITY, TRACK

WIDTH = 442.2
ROWS = st.lists(st.builds(RankRow, st.integers(min_value=1, max_value=1500), LABELS, NUMBERS, FIGURES), min_size=1, max_size=60)


@given(rows=ROWS, width=WIDTHS, height=HEIGHTS)
@settings(max_examples=40, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, rows: list[RankRow], width: float, height: float) -> None:
    assert not find_collisions(ranking_chart(rows, width, height + LEAST_PITCH_PT * len(rows)))


def test_units_that_tie_print_the_same_place(read_figure: Read) -> None:
    units = ((1, "武进区", "88.0"), (1, "新北区", "88.0"), (3, "天宁区", "75.0"))
    rows = [RankRow(place, unit, Decimal(score), f"{score}%") for place, unit, score in units]

    assert read_figure(ranking_chart(rows, WIDTH, 2 * GRID_PT)) == "1武进区88.0%1新北区88.0%3天宁区75.0%"


@pytest.mark.parametrize(("score", "share"), [("88", 0.88), ("100", 1), ("120", 1)])
def test_bar_is_as_long_as_its_score(find_areas: FindAreas, score: str, share: float) -> None:
    figure = ranking_chart([RankRow(1, "武进区", Decimal(score), score)], WIDTH, GRID_PT)

    (track,), (bar,) = find_areas(figure, TRACK), find_areas(figure, QUANTITY)

    assert bar.width / track.width == pytest.approx(share)


def test_same_rows_give_the_same_bytes(print_figure: Print) -> None:
    rows = [RankRow(1, "武进区", Decimal(88), "88.0%")]

    assert print_figure(ranking_chart(rows, WIDTH, 58)) == print_figure(ranking_chart(rows, WIDTH, 58))
