from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path

from core.briefing.charts.hatching import cut_to_box, hatch_paths
from core.briefing.charts.outline import codes_of, vertices_of

EDGES = st.floats(min_value=-200, max_value=200).map(lambda edge: round(edge, 2))
BOXES = st.tuples(EDGES, EDGES, st.floats(min_value=1, max_value=200), st.floats(min_value=1, max_value=200)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)
POINTS = st.tuples(EDGES, EDGES)


@given(BOXES, st.sampled_from(["/", "\\\\", "|", "-", "+", "x", "////"]))
def test_lines_stay_in_the_box(box: tuple[float, float, float, float], hatch: str) -> None:
    lines, marks = hatch_paths(Path.hatch(hatch, 6.0), [box])

    points = vertices_of(lines)
    assert np.all(points >= np.array(box[:2]) - 1e-6)
    assert np.all(points <= np.array(box[2:]) + 1e-6)
    assert not len(vertices_of(marks))


@given(BOXES)
def test_slanted_lines_lie_evenly_over_any_box(box: tuple[float, float, float, float]) -> None:
    lines, _marks = hatch_paths(Path.hatch("////", 6.0), [box])

    # A line at 45° is told by x − y; a tile has twelve, six points apart.
    offsets = {float(offset) for offset in np.round(vertices_of(lines)[::2] @ np.array([1, -1]), 3)}
    first, last = box[0] - box[3], box[2] - box[1]
    wanted = {6.0 * number for number in range(int(first // 6) - 1, int(last // 6) + 2) if first + 0.01 < 6 * number < last - 0.01}
    assert wanted <= offsets
    assert all(offset % 6 == 0 for offset in offsets)


def test_dots_are_kept_whole_where_they_meet_the_box() -> None:
    lines, marks = hatch_paths(Path.hatch("o", 6.0), [(0, 0, 30, 30)])

    assert not len(vertices_of(lines))
    assert len(vertices_of(marks)) > 0
    assert Path.CURVE4 in codes_of(marks)


@given(BOXES, POINTS, POINTS)
def test_cutting_twice_changes_nothing(
    box: tuple[float, float, float, float], start: tuple[float, float], end: tuple[float, float]
) -> None:
    once = cut_to_box(np.array([[start, end]]), box)

    twice = cut_to_box(once, (box[0] - 1e-9, box[1] - 1e-9, box[2] + 1e-9, box[3] + 1e-9))

    assert np.allclose(once, twice)


@pytest.mark.parametrize(
    ("segment", "cut"),
    [
        ([(-5, 5), (15, 5)], [(0, 5), (10, 5)]),
        ([(5, -5), (5, 15)], [(5, 0), (5, 10)]),
        ([(2, 2), (3, 4)], [(2, 2), (3, 4)]),
        ([(-5, -5), (20, 20)], [(0, 0), (10, 10)]),
    ],
)
def test_segment_is_cut_at_the_edges(segment: list[tuple[float, float]], cut: list[tuple[float, float]]) -> None:
    assert np.allclose(cut_to_box(np.array([segment], dtype=np.float64), (0, 0, 10, 10)), [cut])


def test_segment_outside_vanishes() -> None:
    assert not len(cut_to_box(np.array([[(11.0, 0.0), (20.0, 10.0)], [(0.0, 12.0), (9.0, 12.0)]]), (0, 0, 10, 10)))
