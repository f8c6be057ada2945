"""A matplotlib path as operators of the page: points with two decimals, every curve a cubic one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from matplotlib.path import Path
from reportlab.pdfgen.pathobject import PDFPathObject

if TYPE_CHECKING:  # takes a while to import
    from numpy.typing import NDArray

Points: TypeAlias = "NDArray[np.float64]"  # n × 2

# What `codes` holds, as plain numbers: comparing numpy's own is ten times slower.
_STOP, _MOVE, _LINE, _CURVE3, _CURVE4, _CLOSE = (
    int(code) for code in (Path.STOP, Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY)
)
_POINTS_OF = {_CURVE3: 2, _CURVE4: 3}
_OPERATORS = {_MOVE: "m", _LINE: "l", _CURVE4: "c", _CLOSE: "h"}

_FARTHEST_PT = 1e6  # a page ends long before; more digits would need an exponent, which PDF has not


class Outline(PDFPathObject):
    """A finished path of a canvas. ReportLab's own formats number by number, which cost more than all else in a chart."""

    def __init__(self, operators: str) -> None:
        super().__init__()
        self._operators = operators

    def getCode(self) -> str:  # noqa: N802  # overrides the library's method
        """The operators, without the one that paints."""
        return self._operators


def outline_of(path: Path) -> Outline | None:
    """The path, whose vertices are points on the page; None when nothing of it is left to draw."""
    words: list[str] = []
    first = last = (0.0, 0.0)
    for code, points in _pieces(path):
        if code == _CLOSE:
            words.append("h")
            last = first
            continue
        if code == _MOVE:
            first = points[0]
        shown = _raised(last, *points) if code == _CURVE3 else points
        words += [f"{x:.10g} {y:.10g}" for x, y in shown]
        words.append(_OPERATORS.get(code, "c"))
        last = points[-1]
    return Outline(" ".join(words)) if "m" in words else None


def rectangle_outline(left: float, bottom: float, width: float, height: float) -> Outline:
    """A rectangle as a path, in points."""
    return Outline(" ".join(f"{round(number, 2):.10g}" for number in (left, bottom, width, height)) + " re")


def vertices_of(path: Path) -> Points:
    """The vertices of a path, n × 2."""
    return np.asarray(path.vertices, dtype=np.float64)


def codes_of(path: Path) -> NDArray[np.int64]:
    """The code of each vertex, also of a path that says only by its order what is drawn."""
    if path.codes is None:
        return np.array([_MOVE] + [_LINE] * (len(vertices_of(path)) - 1), dtype=np.int64)
    return np.asarray(path.codes, dtype=np.int64)


def boxes_of(path: Path) -> list[tuple[float, float, float, float]]:
    """A box around each subpath: left, bottom, right, top; curves are within their controls."""
    vertices, codes = vertices_of(path), codes_of(path)
    # A closing vertex and a stop have no place of their own.
    starts = [int(index) for index in np.flatnonzero(codes == _MOVE)]
    boxes = []
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        drawn = vertices[start:end][(codes[start:end] != _STOP) & (codes[start:end] != _CLOSE)]
        (left, bottom), (right, top) = drawn.min(axis=0), drawn.max(axis=0)
        boxes.append((float(left), float(bottom), float(right), float(top)))
    return boxes


def _pieces(path: Path) -> Iterator[tuple[int, list[tuple[float, float]]]]:
    """Each drawing step with its points, up to the first stop."""
    # Adding zero makes a negative zero an ordinary one.
    rounded = np.round(np.clip(vertices_of(path), -_FARTHEST_PT, _FARTHEST_PT), 2) + 0.0
    vertices: list[tuple[float, float]] = [(x, y) for x, y in rounded.tolist()]
    codes: list[int] = codes_of(path).tolist()
    index = 0
    while index < len(vertices) and codes[index] != _STOP:
        count = _POINTS_OF.get(codes[index], 1)
        yield codes[index], vertices[index : index + count]
        index += count


def _raised(start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """The controls and the end of the cubic curve that equals a quadratic one."""
    controls = [tuple(round(point[axis] + (control[axis] - point[axis]) * 2 / 3, 2) for axis in (0, 1)) for point in (start, end)]
    return [(controls[0][0], controls[0][1]), (controls[1][0], controls[1][1]), end]
