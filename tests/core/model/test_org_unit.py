from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.ids import UnitId
from core.model.org_unit import OrgUnit, Place, UnitKind, in_tree_order, is_from
from core.model.period import Period

MARCH, JUNE, JULY = (Period.parse(text) for text in ("2025-03", "2025-06", "2025-07"))


def unit(name: str, parent: str | None = "city", *, places: tuple[Place, ...] = (), ended: Period | None = None) -> OrgUnit:
    return OrgUnit(UnitId(name), name, name, name, UnitKind.DISTRICT, UnitId(parent) if parent else None, 1, places, ended)


def test_what_holds_from_a_period_holds_for_all_that_end_in_or_after_it() -> None:
    assert [is_from(JUNE, Period.parse(text)) for text in ("2025-05", "2025-06", "2025-Q2", "2025-H1", "2025-Q1", "2025")] == [
        False,
        True,
        True,
        True,
        False,
        True,
    ]


def test_a_unit_that_never_moved_stands_under_its_parent_in_every_period() -> None:
    steady = unit("east")

    assert steady.is_steady
    assert steady.at(MARCH) is steady
    assert steady.exists_at(MARCH)


def test_a_moved_unit_stands_where_it_stood_when_the_period_ended() -> None:
    moved = unit("east", "west", places=(Place(Period.parse("2025-01"), UnitId("city")), Place(JUNE, UnitId("west"))))

    assert [moved.at(period).parent for period in (MARCH, JUNE, Period.parse("2025-Q2"))] == ["city", "west", "west"]
    assert not moved.is_steady


def test_a_unit_exists_from_its_first_place_until_it_ends() -> None:
    new = unit("new", places=(Place(JULY, UnitId("city")),))
    gone = unit("gone", ended=JULY)

    assert [(new.exists_at(period), gone.exists_at(period)) for period in (JUNE, JULY)] == [(False, True), (True, False)]


@given(
    st.permutations([unit("city", None), unit("a"), unit("b", "a"), unit("c", "b"), unit("lost", "nobody"), unit("x", "y"), unit("y", "x")])
)
def test_parents_come_before_children_and_circles_and_orphans_are_left_out(units: list[OrgUnit]) -> None:
    assert [each.id for each in in_tree_order(units)] == ["city", "a", "b", "c"]
