"""How tall each chart wants to be, in lines of the page's grid."""

from __future__ import annotations

import math
from enum import StrEnum

GRID_PT = 28.99  # 225 mm in 22 lines (GB/T 9704-2012, 5.2)
MOST_LINES = 19  # of the 22 of a page; the rest is for the caption and the line that leads to the chart


class ChartKind(StrEnum):
    """The family of charts."""

    BULLET = "bullet"
    DOT = "dot"
    STANDING = "standing"
    NODE = "node"
    RANKING = "ranking"
    TRAJECTORY = "trajectory"
    MATRIX = "matrix"
    MULTIPLES = "multiples"  # rows of panels


# What stands above and below the rows, and from row to row, in points.
_HEIGHTS: dict[ChartKind, tuple[float, float]] = {
    ChartKind.BULLET: (21, 18.5),
    ChartKind.DOT: (21, 18.5),
    ChartKind.STANDING: (21, 17),
    ChartKind.NODE: (21, 18.5),
    ChartKind.RANKING: (8, 15),
    ChartKind.TRAJECTORY: (6 * GRID_PT, 0),
    ChartKind.MATRIX: (88, 14),
    ChartKind.MULTIPLES: (0, 3 * GRID_PT),
}


def chart_height_lines(kind: ChartKind | str, row_count: int) -> int:
    """The lines of 28.99 pt to reserve for a chart of so many rows; never more than a page holds beside the caption.

    A trajectory needs the same for any count. Past about thirty rows the rows stand closer; more than sixty belong into several charts.

    Raises:
        ValueError: there is no such kind.

    >>> chart_height_lines("bullet", 6)
    5
    """
    fixed, pitch = _HEIGHTS[ChartKind(kind)]
    return min(MOST_LINES, max(2, math.ceil((fixed + pitch * row_count) / GRID_PT - 0.01)))
