"""A matplotlib path as a path of the page: points with two decimals, every curve a cubic one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

Point = tuple[float, float]

# What `codes` holds, as plain numbers: comparing numpy's own is ten times slower.
_STOP, _MOVE, _LINE, _CURVE3, _CURVE4, _CLOSE = (
    int(code) for code in (Path.STOP, Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY)
)
_POINTS_OF = {_CURVE3: 2, _CURVE4: 3}


def outline_of(canvas: Canvas, path: Path) -> PDFPathObject | None:
    """The path, whose vertices are points on the page, for `canvas`; None when nothing of it is left to draw."""
    outline = canvas.beginPath()
    is_empty = True
    first = last = (0.0, 0.0)
    for code, points in _pieces(path):
        if code == _MOVE:
            outline.moveTo(*points[0])
            first = points[0]
            is_empty = False
        elif code == _LINE:
            outline.lineTo(*points[0])
        elif code == _CURVE3:
            outline.curveTo(*_raised(last, points[0], points[1]), *points[1])
        elif code == _CURVE4:
            outline.curveTo(*points[0], *points[1], *points[2])
        else:
            outline.close()
        last = first if code == _CLOSE else points[-1]
    return None if is_empty else outline


def vertices_of(path: Path) -> NDArray[np.float64]:
    """The vertices of a path, n × 2."""
    return np.asarray(path.vertices, dtype=np.float64)


def codes_of(path: Path) -> NDArray[np.int64]:
    """The code of each vertex, also of a path that says only by its order what is drawn."""
    if path.codes is None:
        return np.array([_MOVE] + [_LINE] * (len(vertices_of(path)) - 1), dtype=np.int64)
    return np.asarray(path.codes, dtype=np.int64)


def _pieces(path: Path) -> Iterator[tuple[int, list[Point]]]:
    """Each drawing step with its points, up to the first stop."""
    vertices: list[Point] = [(x, y) for x, y in np.round(vertices_of(path), 2).tolist()]
    codes: list[int] = codes_of(path).tolist()
    index = 0
    while index < len(vertices) and codes[index] != _STOP:
        count = _POINTS_OF.get(codes[index], 1)
        yield codes[index], vertices[index : index + count]
        index += count


def _raised(start: Point, control: Point, end: Point) -> tuple[float, float, float, float]:
    """The two controls of the cubic curve that equals a quadratic one."""
    return (
        round(start[0] + (control[0] - start[0]) * 2 / 3, 2),
        round(start[1] + (control[1] - start[1]) * 2 / 3, 2),
        round(end[0] + (control[0] - end[0]) * 2 / 3, 2),
        round(end[1] + (control[1] - end[1]) * 2 / 3, 2),
    )
