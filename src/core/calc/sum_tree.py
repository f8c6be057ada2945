"""Which units' numbers an indicator puts together for a unit above them: all of the next level, or those that the indicator lists.

Territories overlap (经开区 lies in 武进): what is not listed is shown beside, and not in the sum (docs/decisions/0026).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from core.ids import UnitId
from core.model.org_unit import OrgUnit


class SumTree:
    """A unit tree with the units that an indicator sums; without any listed, all are."""

    def __init__(self, children: Mapping[UnitId, tuple[UnitId, ...]], summed: Collection[UnitId]) -> None:
        self._children = children
        self._listed = frozenset(summed)
        self._inside = self._all_inside()

    def below(self, unit: UnitId) -> tuple[UnitId, ...]:
        """The units whose numbers come to the unit's: the topmost listed ones below it; without any, or within one, the next level."""
        if self._listed and unit not in self._inside:
            listed = self._topmost(unit)
            if listed:
                return listed
        return self._children.get(unit, ())

    def _topmost(self, unit: UnitId) -> tuple[UnitId, ...]:
        found: list[UnitId] = []
        for child in self._children.get(unit, ()):
            found += (child,) if child in self._listed else self._topmost(child)
        return tuple(found)

    def _all_inside(self) -> frozenset[UnitId]:
        """The listed units and everything below them."""
        inside: set[UnitId] = set()
        waiting = list(self._listed)
        while waiting:
            unit = waiting.pop()
            if unit not in inside:
                inside.add(unit)
                waiting += self._children.get(unit, ())
        return frozenset(inside)


def children_of(units: Iterable[OrgUnit]) -> dict[UnitId, tuple[UnitId, ...]]:
    """The units right below each, in the order given; only units with some are keys."""
    children: dict[UnitId, list[UnitId]] = {}
    for unit in units:
        if unit.parent is not None:
            children.setdefault(unit.parent, []).append(unit.id)
    return {parent: tuple(members) for parent, members in children.items()}
