"""Units as register values and back: who they are, where they stood from which period on, when they ended, what they took over."""

from __future__ import annotations

from typing import Final

from core.changes.change import Json
from core.changes.plan_values import IDENTITY, Fields
from core.ids import IndicatorId, UnitId
from core.model.org_unit import Opening, OrgUnit, Place, UnitKind
from core.model.period import Period
from core.model.quantity import decimal_from, decimal_text

PARENT: Final = "parent"
ENDED: Final = "ended"
OPENING: Final = "opening"


def unit_values(unit: OrgUnit, *, since: str) -> dict[str, Json]:
    """`since` is the period from which the unit stands under its parent, where it was never moved."""
    identity: Json = {"code": unit.code, "name": unit.name, "short": unit.short_name, "kind": unit.kind.value, "order": unit.order}
    places: list[Json] = [place_value(place) for place in unit.places] or [{"from": since, "unit": unit.parent}]
    values: dict[str, Json] = {IDENTITY: identity, PARENT: places}
    values |= {} if unit.ended is None else {ENDED: {"from": str(unit.ended)}}
    return values if unit.opening is None else values | {OPENING: opening_value(unit.opening)}


def place_value(place: Place) -> Json:
    """Under whom a unit stands from a period on, a member of its list of parents."""
    return {"from": str(place.since), "unit": place.parent}


def opening_value(opening: Opening) -> Json:
    """One register, since the numbers mean nothing without the period they stand before."""
    return {
        "from": str(opening.since),
        "of": list(opening.predecessors),
        "values": {indicator: decimal_text(value) for indicator, value in opening.values},
    }


def unit_from(identity: str, values: Fields) -> OrgUnit:
    """The unit under its latest parent. A single place that begins with a year says nothing, as plans have ever written it."""
    own = values[IDENTITY]
    places = tuple(_place(each) for each in values[PARENT])
    is_plain = len(places) == 1 and places[0].since.first_month == 1
    ended, opening = values.get(ENDED), values.get(OPENING)
    return OrgUnit(
        UnitId(identity),
        own["code"],
        own["name"],
        own["short"],
        UnitKind(own["kind"]),
        places[-1].parent,
        own["order"],
        () if is_plain else places,
        None if ended is None else Period.parse(ended["from"]),
        None if opening is None else _opening(opening),
    )


def _place(own: Fields) -> Place:
    return Place(Period.parse(own["from"]), None if own["unit"] is None else UnitId(own["unit"]))


def _opening(own: Fields) -> Opening:
    values = tuple((IndicatorId(indicator), decimal_from(text)) for indicator, text in sorted(own["values"].items()))
    return Opening(Period.parse(own["from"]), tuple(UnitId(unit) for unit in own["of"]), values)
