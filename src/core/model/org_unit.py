"""The unit tree: city, bureaus, districts, townships; edges are dated by period."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from core.ids import IndicatorId, UnitId
from core.model.period import Period


class UnitKind(StrEnum):
    """What sort of unit it is; districts and departments are ranked apart."""

    CITY = "city"
    BUREAU = "bureau"
    DISTRICT = "district"
    TOWNSHIP = "township"


class Place(Struct, frozen=True):
    """Under whom a unit stands from a period on."""

    since: Period
    parent: UnitId | None


class Opening(Struct, frozen=True):
    """The written opening balance of a successor (期初数): where each indicator stood when it took over, from a period on.

    Its running totals go on from there; what it or its predecessors reported of earlier periods does not count for it.
    """

    since: Period
    predecessors: tuple[UnitId, ...] = ()
    values: tuple[tuple[IndicatorId, Decimal], ...] = ()


class OrgUnit(Struct, frozen=True):
    """A node of the unit tree; `parent` is None for the city only, and the latest where the unit was moved.

    `places` are where it stood, oldest first, where that ever changed or it began within the year; before the first it did not exist. From
    the period `ended` on it does not exist any more.
    """

    id: UnitId
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent: UnitId | None
    order: int
    places: tuple[Place, ...] = ()
    ended: Period | None = None
    opening: Opening | None = None

    @property
    def is_steady(self) -> bool:
        """Whether it stands where it stands all year, and took nothing over."""
        return not self.places and self.ended is None and self.opening is None

    def exists_at(self, period: Period) -> bool:
        """Whether it exists when a period ends."""
        if self.ended is not None and is_from(self.ended, period):
            return False
        return not self.places or is_from(self.places[0].since, period)

    def at(self, period: Period) -> OrgUnit:
        """The unit under the parent that it has when a period ends."""
        held = [place for place in self.places if is_from(place.since, period)]
        return self if not held or held[-1].parent == self.parent else replace(self, parent=held[-1].parent)


def is_from(since: Period, period: Period) -> bool:
    """Whether what holds from a period on holds when another ends: a period is rolled up as of its end."""
    return (since.year, since.first_month) <= (period.year, period.last_month)


def in_tree_order(units: Iterable[OrgUnit]) -> tuple[OrgUnit, ...]:
    """Units so that parents come before their children and siblings in their own order; what hangs on nothing is left out."""
    children: dict[UnitId | None, list[OrgUnit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.order, unit.id)):
        children.setdefault(unit.parent, []).append(unit)
    ordered: list[OrgUnit] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        unit = waiting.pop()
        ordered.append(unit)
        waiting += reversed(children.get(unit.id, []))
    return tuple(ordered)
