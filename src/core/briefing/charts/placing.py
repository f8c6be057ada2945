"""Finding a place for a name beside a line: where it covers no line and no other name, as near as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from core.briefing.charts.hatching import Box, cut_to_box
from core.briefing.charts.sheet import Point

_CLEAR_PT = 2.5  # between a name and the point it belongs to
_HEIGHT_EM = 1.05


class Placer:
    """Keeps the room of one plot: `box` bounds it, `lines` run through it, names take their places one after another."""

    def __init__(self, box: Box, lines: Sequence[Sequence[Point]]) -> None:
        self._box = box
        pairs = [pair for line in lines for pair in pairwise(line)]
        self._segments = np.array(pairs, dtype=np.float64).reshape(-1, 2, 2)
        self._taken: list[Box] = []

    def place(self, width: float, size: float, points: Sequence[Point]) -> Point | None:
        """Where a name may start, as its left end and its middle height; None when every place would meet another name.

        `points` come in the order of preference. A place that crosses no line is taken before one that crosses few.
        """
        best: tuple[int, Box] | None = None
        height = size * _HEIGHT_EM
        for point in points:
            for candidate in _candidates(point, width, height):
                if not self._is_free(candidate):
                    continue
                crossings = len(cut_to_box(self._segments, _grown(candidate)))
                if best is None or crossings < best[0]:
                    best = crossings, candidate
                if crossings == 0:
                    break
            if best is not None and best[0] == 0:
                break
        if best is None:
            return None
        self._taken.append(best[1])
        return best[1][0], (best[1][1] + best[1][3]) / 2

    def keep_free(self, box: Box) -> None:
        """Let no name into a box."""
        self._taken.append(box)

    def _is_free(self, candidate: Box) -> bool:
        left, bottom, right, top = candidate
        is_within = left >= self._box[0] and bottom >= self._box[1] and right <= self._box[2] and top <= self._box[3]
        return is_within and all(left >= other[2] or right <= other[0] or bottom >= other[3] or top <= other[1] for other in self._taken)


def _grown(box: Box) -> Box:
    """The box and a little air around it, so that a name does not touch a line."""
    return box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1


def _candidates(point: Point, width: float, height: float) -> list[Box]:
    """The boxes around a point: above and below it, starting, centred and ending there, then beside it."""
    x, y = point
    lefts = (x - width - _CLEAR_PT, x - width / 2, x + _CLEAR_PT)
    above, below = y + _CLEAR_PT, y - _CLEAR_PT - height
    corners = [(lefts[0], above), (lefts[2], below), (lefts[1], above), (lefts[1], below), (lefts[2], above), (lefts[0], below)]
    corners += [(x + 2 * _CLEAR_PT, y - height / 2), (x - 2 * _CLEAR_PT - width, y - height / 2)]
    return [(left, bottom, left + width, bottom + height) for left, bottom in corners]
