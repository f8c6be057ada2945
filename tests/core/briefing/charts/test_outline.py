from __future__ import annotations

import io

import numpy as np
import pytest
from matplotlib.path import Path
from reportlab.pdfgen.canvas import Canvas

from core.briefing.charts.outline import codes_of, outline_of


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(io.BytesIO())


def code(canvas: Canvas, path: Path) -> str:
    outline = outline_of(canvas, path)
    assert outline is not None
    return str(outline.getCode())


def test_lines_are_rounded_to_two_decimals(canvas: Canvas) -> None:
    assert code(canvas, Path([(1 / 3, 2 / 3), (1.005, 2)])) == "n .33 .67 m 1 2 l"


def test_quadratic_curve_becomes_the_cubic_one_that_equals_it(canvas: Canvas) -> None:
    path = Path([(0, 0), (3, 6), (6, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])

    assert code(canvas, path) == "n 0 0 m 2 4 4 4 6 0 c"


def test_cubic_curve_stays_as_it_is(canvas: Canvas) -> None:
    path = Path([(0, 0), (1, 2), (3, 4), (5, 6)], [Path.MOVETO, *[Path.CURVE4] * 3])

    assert code(canvas, path) == "n 0 0 m 1 2 3 4 5 6 c"


def test_curve_after_a_closed_shape_starts_where_the_shape_did(canvas: Canvas) -> None:
    points = [(3, 3), (9, 9), (0, 0), (6, 3), (9, 3)]
    path = Path(points, [Path.MOVETO, Path.LINETO, Path.CLOSEPOLY, Path.CURVE3, Path.CURVE3])

    assert code(canvas, path) == "n 3 3 m 9 9 l h 5 3 7 3 9 3 c"


def test_what_follows_a_stop_is_left_out(canvas: Canvas) -> None:
    path = Path([(0, 0), (1, 1), (2, 2), (3, 3)], [Path.MOVETO, Path.LINETO, Path.STOP, Path.LINETO])

    assert code(canvas, path) == "n 0 0 m 1 1 l"


def test_empty_path_has_no_outline(canvas: Canvas) -> None:
    assert outline_of(canvas, Path(np.empty((0, 2)))) is None


def test_path_without_codes_is_one_line() -> None:
    assert codes_of(Path([(0, 0), (1, 1), (2, 2)])).tolist() == [Path.MOVETO, Path.LINETO, Path.LINETO]
