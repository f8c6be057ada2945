"""What each chart shows, as plain values; every text that a chart prints is a field here, so that pages can be read back.

Percentages are percent (50 means 50 %), not fractions. Floats appear only when a chart is drawn. These values have no rules of their own
and are tested with the charts.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from core.model.progress import Standing


class BulletRow(Struct, frozen=True):
    """One amount against its target: bar of completion, tick at the elapsed share, mark at last year's share of this year's target."""

    label: str
    completion: Decimal | None  # percent of the target; None draws an empty track
    elapsed: Decimal | None  # percent
    last_year: Decimal | None  # percent of this year's target
    standing: Standing
    value_text: str  # for example "12/20家 60.0%", or the sign of a missing value
    shade: int = 0  # how deep a 欠进度 lies: 0, 1, 2


class DotRow(Struct, frozen=True):
    """One growth rate or share on its own scale: a dot at the value against a line at the target; values in the row's own unit."""

    label: str
    value: Decimal | None
    target: Decimal
    standing: Standing
    value_text: str  # "5.3%"
    target_text: str  # "目标≥5%"
    shade: int = 0


class StandingRow(Struct, frozen=True):
    """Counts per standing of one thing (a group, a section, a unit); `counts` may leave out standings that do not occur."""

    label: str
    counts: tuple[tuple[Standing, int], ...]


class NodeState(StrEnum):
    """A month's mark in a node strip."""

    NONE = "none"
    DUE = "due"  # hollow
    DONE = "done"  # filled
    LATE = "late"  # hatched


class NodeRow(Struct, frozen=True):
    """One item over the twelve months; `states` has twelve entries."""

    label: str
    states: tuple[NodeState, ...]
    standing: Standing
    shade: int = 0


class RankRow(Struct, frozen=True):
    """One unit in a ranking; `score` is percent of rated items at 已完成, 超进度 or 达进度; ties share `place` (from 1)."""

    place: int
    label: str
    score: Decimal
    score_text: str


class TrajectoryData(Struct, frozen=True):
    """One indicator over the year: `plan` and `actual` by month 1 to 12 (None where unknown), in the indicator's unit."""

    label: str
    unit: str
    plan: tuple[Decimal | None, ...]
    actual: tuple[Decimal | None, ...]
    needed: tuple[Decimal | None, ...]
    last_text: str


class MatrixData(Struct, frozen=True):
    """Units × items of standings; `cells[row][column]` is None where a unit has no duty."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Standing | None, ...], ...]
