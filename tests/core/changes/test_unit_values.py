from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.changes.change import Json
from core.changes.codec import decode_value, encode_value
from core.changes.plan_values import Fields
from core.changes.unit_values import ENDED, OPENING, PARENT, unit_from, unit_values
from core.ids import IndicatorId, UnitId
from core.model.org_unit import Opening, OrgUnit, Place, UnitKind
from core.model.period import Period

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
MONTHS = st.integers(2, 12).map(lambda month: Period.of_month(2025, month))
OPENINGS = st.builds(
    Opening,
    MONTHS,
    st.lists(IDS).map(tuple),
    st.dictionaries(IDS, st.integers(-(10**9), 10**9).map(Decimal)).map(lambda values: tuple(sorted(values.items()))),
)


@st.composite
def units(draw: st.DrawFn) -> OrgUnit:
    places = tuple(Place(since, UnitId(draw(IDS))) for since in sorted(draw(st.lists(MONTHS, max_size=3, unique=True)), key=str))
    parent = places[-1].parent if places else draw(st.none() | IDS.map(UnitId))
    ended, opening = draw(st.none() | MONTHS), draw(st.none() | OPENINGS)
    return OrgUnit(UnitId(draw(IDS)), "1", "溧阳市", "溧阳", UnitKind.DISTRICT, parent, 1, places, ended, opening)


@given(units())
def test_unit_comes_back(unit: OrgUnit) -> None:
    assert unit_from(unit.id, _travelled(unit_values(unit, since="2025-01"))) == unit


@given(units())
def test_what_never_happened_to_a_unit_is_not_written(unit: OrgUnit) -> None:
    values = unit_values(unit, since="2025-01")

    assert (ENDED in values, OPENING in values) == (unit.ended is not None, unit.opening is not None)
    if not unit.places:
        assert values[PARENT] == [{"from": "2025-01", "unit": unit.parent}]


def test_unit_stands_under_its_latest_parent() -> None:
    values: dict[str, Json] = {
        "identity": {"code": "1", "name": "溧阳市", "short": "溧阳", "kind": "district", "order": 1},
        PARENT: [{"from": "2025-01", "unit": "old"}, {"from": "2025-07", "unit": "new"}],
    }

    unit = unit_from("liyang", values)

    assert unit.parent == UnitId("new")
    assert [(str(place.since), place.parent) for place in unit.places] == [("2025-01", "old"), ("2025-07", "new")]


def test_an_opening_balance_is_one_register() -> None:
    opening = Opening(Period.parse("2025-07"), (UnitId("east"),), ((IndicatorId("n1"), Decimal("12.50")),))
    unit = OrgUnit(UnitId("u"), "1", "新区", "新区", UnitKind.DISTRICT, UnitId("city"), 1, opening=opening)

    assert unit_values(unit, since="2025-01")[OPENING] == {"from": "2025-07", "of": ["east"], "values": {"n1": "12.5"}}


def _travelled(values: dict[str, Json]) -> Fields:
    return {name: decode_value(encode_value(value)) for name, value in values.items()}
