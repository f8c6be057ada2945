"""A new report read against last year's plan: which targets measure what an indicator of last year measured (docs/decisions/0047).

Pairs are made one to one, the most alike first. The same name, unit and kind is the same indicator, whose id is kept; what is merely alike
is a new indicator for which last year's result is proposed as its base.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from core.ids import IndicatorId
from core.reading.matching import ALIKE, Measured, in_unit, likeness


class LastYears(Struct, frozen=True):
    """An indicator of last year's plan with its result of the year, in its own unit; `actual` is None where none was reported."""

    id: IndicatorId
    measured: Measured
    actual: Decimal | None


class Continued(Struct, frozen=True):
    """What a target of this year continues; `is_same` where it keeps the id, `base` is last year's result in the target's unit."""

    last: LastYears
    is_same: bool
    base: Decimal | None


def continued(targets: Sequence[Measured], last_year: Sequence[LastYears]) -> dict[int, Continued]:
    """By the place of a target: the indicator of last year that it continues; targets without one are no keys, none is used twice."""
    pairs = sorted(
        (
            (-alike, place, index)
            for place, target in enumerate(targets)
            for index, last in enumerate(last_year)
            if (alike := likeness(target, last.measured)) >= ALIKE
        ),
    )
    found: dict[int, Continued] = {}
    used: set[int] = set()
    for _alike, place, index in pairs:
        if place in found or index in used:
            continue
        target, last = targets[place], last_year[index]
        used.add(index)
        base = None if last.actual is None else in_unit(last.actual, last.measured.unit, target.unit)
        found[place] = Continued(last, target == last.measured, base)
    return found
