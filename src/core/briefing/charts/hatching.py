"""A hatch as real strokes: matplotlib's pattern, repeated over a box and cut to it.

The pattern lies on a grid that starts at the figure's lower left corner, so that equal hatches of neighbouring shapes meet. Lengths are
points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from matplotlib.path import Path

from core.briefing.charts.outline import codes_of, vertices_of

TILE_PT = 72.0  # the side of the square that a pattern of matplotlib fills, as in its own vector backends

if TYPE_CHECKING:  # takes a while to import
    from numpy.typing import NDArray

_EMPTY = Path(np.empty((0, 2)))

Box = tuple[float, float, float, float]  # left, bottom, right, top
Points: TypeAlias = "NDArray[np.float64]"  # n × 2 coordinates
Segments: TypeAlias = "NDArray[np.float64]"  # n × 2 ends × 2 coordinates


def hatch_paths(pattern: Path, boxes: Iterable[Box]) -> tuple[Path, Path]:
    """The straight lines of a pattern that cross the boxes, cut at their edges, and its closed marks (dots, stars), left whole.

    `pattern` is in the unit square, as `GraphicsContextBase.get_hatch_path` gives it; either result may be empty.
    """
    strokes, marks = _parts(pattern)
    lines: list[Segments] = []
    repeated: list[Path] = []
    for box, (left, bottom) in _tiles(boxes):
        corner = np.array([left, bottom])
        tile = (max(box[0], left), max(box[1], bottom), min(box[2], left + TILE_PT), min(box[3], bottom + TILE_PT))
        lines.append(cut_to_box(strokes * TILE_PT + corner, tile))
        repeated += [Path(points * TILE_PT + corner, codes) for points, codes in marks if _meets(points * TILE_PT + corner, box)]
    return _line_path(lines), Path.make_compound_path(*repeated) if repeated else _EMPTY


def cut_to_box(segments: Segments, box: Box) -> Segments:
    """What lies in the box of each segment (after Liang and Barsky: the share of a segment between its crossings of four edges)."""
    start, along = segments[:, 0], segments[:, 1] - segments[:, 0]
    first, last = np.zeros(len(segments)), np.ones(len(segments))
    is_inside = np.ones(len(segments), dtype=bool)
    for axis in (0, 1):
        low, high = box[axis] - start[:, axis], box[axis + 2] - start[:, axis]
        is_level = along[:, axis] == 0
        step = np.where(is_level, 1.0, along[:, axis])
        enter, leave = np.minimum(low / step, high / step), np.maximum(low / step, high / step)
        first = np.where(is_level, first, np.maximum(first, enter))
        last = np.where(is_level, last, np.minimum(last, leave))
        is_inside &= ~is_level | ((low <= 0) & (high > 0))
    kept = is_inside & (first < last)
    ends = np.stack([start + along * first[:, None], start + along * last[:, None]], axis=1)
    return np.asarray(ends[kept], dtype=np.float64)


def _tiles(boxes: Iterable[Box]) -> Iterator[tuple[Box, tuple[float, float]]]:
    """Each box with the lower left corner of each tile that it meets."""
    for box in boxes:
        for column in range(math.floor(box[0] / TILE_PT), math.ceil(box[2] / TILE_PT)):
            for row in range(math.floor(box[1] / TILE_PT), math.ceil(box[3] / TILE_PT)):
                yield box, (column * TILE_PT, row * TILE_PT)


@lru_cache(maxsize=16)  # matplotlib gives the same path for the same hatch
def _parts(pattern: Path) -> tuple[Segments, list[tuple[Points, NDArray[np.int64]]]]:
    """The pattern's two-point lines, and its other subpaths with their codes."""
    strokes: list[Points] = []
    marks: list[tuple[Points, NDArray[np.int64]]] = []
    vertices, codes = vertices_of(pattern), codes_of(pattern)
    starts = [int(index) for index in np.flatnonzero(codes == Path.MOVETO)]
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        if end - start == 2:
            strokes.append(vertices[start:end])
        else:
            marks.append((vertices[start:end], codes[start:end]))
    return np.array(strokes, dtype=np.float64).reshape(-1, 2, 2), marks


def _line_path(parts: list[Segments]) -> Path:
    segments = np.concatenate(parts) if parts else np.empty((0, 2, 2))
    if not len(segments):
        return _EMPTY
    return Path(segments.reshape(-1, 2), np.tile([Path.MOVETO, Path.LINETO], len(segments)))


def _meets(points: Points, box: Box) -> bool:
    left, bottom = points.min(axis=0)
    right, top = points.max(axis=0)
    return bool(left < box[2] and right > box[0] and bottom < box[3] and top > box[1])
