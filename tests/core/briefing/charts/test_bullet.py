from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import FIGURES, HEIGHTS, LABELS, LEAST_PITCH_PT, PERCENTS, STANDINGS, WIDTHS

from core.briefing.charts.bullet import bullet_chart
from core.briefing.charts.data import BulletRow
from core.briefing.charts.heights import GRID_PT, chart_height_lines
from core.briefing.charts.style import AREA_INKS, TRACK
from core.model.progress import Standing

WIDTH = 442.2
ROWS = st.lists(st.builds(BulletRow, LABELS, PERCENTS, PERCENTS, PERCENTS, STANDINGS, FIGURES), min_size=1, max_size=30)


def row(
    completion: str | None, *, label: str = "新增上市企业", elapsed: str | None = "50", standing: Standing = Standing.DONE
) -> BulletRow:
    done = None if completion is None else Decimal(completion)
    return BulletRow(label, done, None if elapsed is None else Decimal(elapsed), Decimal(41), standing, f"{completion}%")


@given(rows=ROWS, width=WIDTHS, height=HEIGHTS)
@settings(max_examples=60, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, rows: list[BulletRow], width: float, height: float) -> None:
    assert not find_collisions(bullet_chart(rows, width, height + LEAST_PITCH_PT * len(rows)))


@pytest.mark.parametrize("elapsed", ["0", "8.3", "50", "91.7", "97", "100", "130"])
def test_words_over_the_plot_keep_apart_all_year(find_collisions: FindCollisions, elapsed: str) -> None:
    assert not find_collisions(bullet_chart([row("60", elapsed=elapsed)], WIDTH, 2 * GRID_PT))


def test_every_label_can_be_found_by_a_reader(read_figure: Read) -> None:
    rows = [row("60"), row("25", label="新建改扩建幼儿园、中小学校和普通高中", standing=Standing.BEHIND)]

    text = read_figure(bullet_chart(rows, WIDTH, 3 * GRID_PT))

    assert "新增上市企业60%已完成新建改扩建幼儿园、中小学校和普通高中25%欠进度" in text
    assert all(word in text for word in ("目标", "序时", "上年"))


def test_bar_is_as_long_as_its_share_of_the_track(find_areas: FindAreas) -> None:
    figure = bullet_chart([row("60")], WIDTH, 2 * GRID_PT)

    (track,) = find_areas(figure, TRACK)
    bar, *_mark = sorted(find_areas(figure, AREA_INKS[Standing.DONE].face), key=lambda box: box.x0)

    assert bar.width / track.width == pytest.approx(0.6)
    assert bar.x0 == pytest.approx(track.x0)


def test_missing_completion_leaves_the_track_empty(find_areas: FindAreas) -> None:
    figure = bullet_chart([row(None, standing=Standing.AHEAD)], WIDTH, 2 * GRID_PT)

    assert len(find_areas(figure, TRACK)) == 1
    # Only the mark before the word of the standing.
    assert len(find_areas(figure, AREA_INKS[Standing.AHEAD].face)) == 1


def test_bar_beyond_the_scale_ends_in_a_break(find_areas: FindAreas) -> None:
    within = bullet_chart([row("150")], WIDTH, 2 * GRID_PT)
    beyond = bullet_chart([row("99999.99")], WIDTH, 2 * GRID_PT)

    breaks = [len(find_areas(figure, "#FFFFFF")) for figure in (within, beyond)]

    assert breaks[1] == breaks[0] + 1


def test_negative_completion_lies_left_of_the_track(find_areas: FindAreas) -> None:
    figure = bullet_chart([row("-10")], WIDTH, 2 * GRID_PT)

    (track,) = find_areas(figure, TRACK)
    bar, *_mark = sorted(find_areas(figure, AREA_INKS[Standing.DONE].face), key=lambda box: box.x0)

    assert bar.x1 == pytest.approx(track.x0)
    assert bar.width / track.width == pytest.approx(0.1)


def test_different_elapsed_shares_get_a_sign_instead_of_a_word_over_a_line(read_figure: Read) -> None:
    same = read_figure(bullet_chart([row("60"), row("70")], WIDTH, 3 * GRID_PT))
    mixed = read_figure(bullet_chart([row("60"), row("70", elapsed="25")], WIDTH, 3 * GRID_PT))
    none = read_figure(bullet_chart([row("60", elapsed=None)], WIDTH, 3 * GRID_PT))

    assert [same.count("序时"), mixed.count("序时"), none.count("序时")] == [1, 1, 0]


def test_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        bullet_chart([], WIDTH, GRID_PT)


def test_same_rows_give_the_same_bytes(print_figure: Print) -> None:
    rows = [row("60"), row("25", standing=Standing.BEHIND)]
    height = chart_height_lines("bullet", 2) * GRID_PT

    assert print_figure(bullet_chart(rows, WIDTH, height)) == print_figure(bullet_chart(rows, WIDTH, height))
