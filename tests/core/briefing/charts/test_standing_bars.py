from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import HEIGHTS, LABELS, LEAST_PITCH_PT, STANDINGS, WIDTHS

from core.briefing.charts.data import StandingRow
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.standing_bars import standing_bars
from core.briefing.charts.style import AREA_INKS
from core.model.progress import Standing

WIDTH = 442.2
COUNTS = st.dictionaries(STANDINGS, st.integers(min_value=0, max_value=10**7)).map(lambda counts: tuple(counts.items()))
ROWS = st.lists(st.builds(StandingRow, LABELS, COUNTS), min_size=1, max_size=30)


@given(rows=ROWS, width=WIDTHS, height=HEIGHTS)
@settings(max_examples=40, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, rows: list[StandingRow], width: float, height: float) -> None:
    assert not find_collisions(standing_bars(rows, width, height + LEAST_PITCH_PT * len(rows)))


def test_counts_are_read_in_the_order_of_standings(read_figure: Read) -> None:
    row = StandingRow("民生福祉", ((Standing.BEHIND, 4), (Standing.DONE, 11)))

    text = read_figure(standing_bars([row], WIDTH, 2 * GRID_PT))

    assert "已完成超进度达进度欠进度其他民生福祉110040" in text


def test_parts_are_as_long_as_their_counts(find_areas: FindAreas) -> None:
    row = StandingRow("民生福祉", ((Standing.DONE, 10), (Standing.AHEAD, 30)))
    figure = standing_bars([row], WIDTH, 2 * GRID_PT)

    # The swatch of the heading comes first.
    done, ahead = (find_areas(figure, AREA_INKS[standing].face)[1] for standing in (Standing.DONE, Standing.AHEAD))

    assert (ahead.width + 1) / (done.width + 1) == pytest.approx(3)
    assert ahead.x0 - done.x1 == pytest.approx(1)


def test_empty_row_has_no_bar(find_areas: FindAreas) -> None:
    figure = standing_bars([StandingRow("空", ())], WIDTH, 2 * GRID_PT)

    assert all(len(find_areas(figure, AREA_INKS[standing].face)) == 1 for standing in Standing)


def test_same_rows_give_the_same_bytes(print_figure: Print) -> None:
    row = StandingRow("民生福祉", ((Standing.AHEAD, 10), (Standing.BEHIND, 30)))

    assert print_figure(standing_bars([row], WIDTH, 58)) == print_figure(standing_bars([row], WIDTH, 58))
