"""The unit tree: city, bureaus, districts, townships. Values only, tested with the plan that holds them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from core.ids import UnitId


class UnitKind(StrEnum):
    """What sort of unit it is; districts and departments are ranked apart."""

    CITY = "city"
    BUREAU = "bureau"
    DISTRICT = "district"
    TOWNSHIP = "township"


class OrgUnit(Struct, frozen=True):
    """A node of the unit tree; `parent` is None for the city only."""

    id: UnitId
    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent: UnitId | None
    order: int
