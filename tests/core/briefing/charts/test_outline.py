from __future__ import annotations

import numpy as np
from matplotlib.path import Path

from core.briefing.charts.outline import boxes_of, codes_of, outline_of, rectangle_outline


def code(path: Path) -> str:
    outline = outline_of(path)
    assert outline is not None
    return outline.getCode()


def test_lines_are_rounded_to_two_decimals() -> None:
    assert code(Path([(1 / 3, 2 / 3), (1.005, 2)])) == "0.33 0.67 m 1 2 l"


def test_quadratic_curve_becomes_the_cubic_one_that_equals_it() -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])

    assert code(path) == "0 0 m 2 4 4 4 6 0 c"


def test_cubic_curve_stays_as_it_is() -> None:
    path = Path([(0, 0), (1, 2), (3, 4), (5, 6)], [Path.MOVETO, *[Path.CURVE4] * 3])

    assert code(path) == "0 0 m 1 2 3 4 5 6 c"


def test_curve_after_a_closed_shape_starts_where_the_shape_did() -> None:
    points = [(3, 3), (9, 9), (0, 0), (6, 3), (9, 3)]
    path = Path(points, [Path.MOVETO, Path.LINETO, Path.CLOSEPOLY, Path.CURVE3, Path.CURVE3])

    assert code(path) == "3 3 m 9 9 l h 5 3 7 3 9 3 c"


def test_what_follows_a_stop_is_left_out() -> None:
    path = Path([(0, 0), (1, 1), (2, 2), (3, 3)], [Path.MOVETO, Path.LINETO, Path.STOP, Path.LINETO])

    assert code(path) == "0 0 m 1 1 l"


def test_empty_path_has_no_outline() -> None:
    assert outline_of(Path(np.empty((0, 2)))) is None


def test_path_without_codes_is_one_line() -> None:
    assert codes_of(Path([(0, 0), (1, 1), (2, 2)])).tolist() == [Path.MOVETO, Path.LINETO, Path.LINETO]


def test_numbers_never_need_an_exponent_or_a_negative_zero() -> None:
    assert code(Path([(-0.001, 1e12), (0.004, -1e12)])) == "0 1000000 m 0 -1000000 l"


def test_rectangle_is_one_operator() -> None:
    assert rectangle_outline(1, 2.346, 10.0, 4).getCode() == "1 2.35 10 4 re"


def test_each_shape_has_its_box() -> None:
    two = Path.make_compound_path(Path([(1, 1), (3, 1), (3, 5), (9, 9)], closed=True), Path([(10, 10), (12, 11)]))

    assert boxes_of(two) == [(1, 1, 3, 5), (10, 10, 12, 11)]
