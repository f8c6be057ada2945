"""Whether two figures measure the same: last year's result and this year's target, an indicator of last year's plan and this year's.

Names are compared by pairs of characters, without the words that say how a figure came about; unit and value kind must agree, since last
year's stock is no base for this year's additions. Kept free of the grammar of reports, so that it costs nothing to import.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from core.model.indicator import ValueKind
from core.model.quantity import unit_scale

_NOISE = re.compile(r"全年|全市|国家|新增|新认定|新建|净增|累计|总量|增长|增速|保持|实现|完成|开展|达到|预计|[“”\"（）()、\s]")
ALIKE = 0.75
# 整车产量 under a heading on new energy is 新能源整车产量: a name that the other ends with is likely the same, elided.
_CONTAINED = 0.76
_SHORTEST_CONTAINED = 4
_REMEMBERED = 4096  # names: every one is compared with every other


class Measured(Struct, frozen=True):
    """What is measured, in what unit, and how it relates to time."""

    name: str
    unit: str
    kind: ValueKind


def likeness(left: Measured, right: Measured) -> float:
    """How alike what two figures measure is, 0 to 1; 0 where unit (万 and 亿 aside) or value kind differ."""
    if left.kind is not right.kind or _bare(left.unit) != _bare(right.unit):
        return 0.0
    (name, one), (other_name, other) = _heard(left.name), _heard(right.name)
    if not name or not other_name:
        return 0.0
    shared = 2 * len(one & other) / (len(one) + len(other))
    shorter, longer = sorted((name, other_name), key=len)
    return max(shared, _CONTAINED) if len(shorter) >= _SHORTEST_CONTAINED and longer.endswith(shorter) else shared


@lru_cache(maxsize=_REMEMBERED)
def _heard(name: str) -> tuple[str, frozenset[str]]:
    """A name without noise, and its pairs of characters."""
    bare = _NOISE.sub("", name)
    return bare, frozenset(bare[at : at + 2] for at in range(len(bare) - 1)) or frozenset({bare})


@lru_cache(maxsize=_REMEMBERED)
def _bare(unit: str) -> str:
    return unit_scale(unit)[1]


def best_match(wanted: Measured, among: Sequence[Measured]) -> int | None:
    """The place of the figure that most likely measures the same, the first of equals; None where none is alike enough."""
    best, most = None, 0.0
    for index, measured in enumerate(among):
        found = likeness(measured, wanted)
        if found > most:
            best, most = index, found
    return best if most >= ALIKE else None


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A value in another unit of the same sort (万人 in 人); None where they are of different sorts."""
    factor, bare = unit_scale(wanted)
    own_factor, own_bare = unit_scale(unit)
    return value * own_factor / factor if bare == own_bare else None
