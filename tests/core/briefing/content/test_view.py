from __future__ import annotations

from msgspec.structs import replace
from tests.core.briefing.content.pictures import CITY, NORTH, PICTURE, PLAN, SOUTH, STATS, TRADE

from core.briefing.content.view import View
from core.calc.summary import Mark
from core.ids import ItemId
from core.model.org_unit import OrgUnit, UnitKind
from core.model.progress import Standing

OFFICE = View(PICTURE)
DISTRICT = View(replace(PICTURE, viewpoint=NORTH))
BUREAU = View(replace(PICTURE, viewpoint=TRADE))


def test_the_office_sees_every_item_and_a_district_its_duties() -> None:
    assert [item.id for item in OFFICE.items] == [item.id for item in PLAN.items]
    assert [item.id for item in DISTRICT.items] == ["i1", "i2", "i3", "i4"]


def test_a_districts_own_row_takes_the_citys_place() -> None:
    item = PLAN.items_by_id[ItemId("i3")]

    assert [row.unit for row in OFFICE.rows(item)] == [CITY]
    assert [row.unit for row in DISTRICT.rows(item)] == [NORTH]


def test_a_supporter_does_not_answer_for_the_citys_row() -> None:
    assert DISTRICT.rows(PLAN.items_by_id[ItemId("i1")]) == ()


def test_a_lead_answers_for_the_citys_row_divided_or_not() -> None:
    assert [row.unit for row in BUREAU.rows(PLAN.items_by_id[ItemId("i5")])] == [CITY]
    assert [row.unit for row in BUREAU.rows(PLAN.items_by_id[ItemId("i3")])] == [CITY]


def test_an_item_with_a_figure_ahead_and_one_unrated_is_ahead() -> None:
    assert OFFICE.mark(PLAN.items_by_id[ItemId("i2")]) == Mark(Standing.AHEAD)


def test_the_worst_row_of_equal_marks_is_the_one_furthest_behind() -> None:
    row = OFFICE.worst_row(PLAN.items_by_id[ItemId("i4")])

    assert row is not None
    assert row.name == "全社会研发经费占比"


def test_a_district_sees_no_other_districts_rows() -> None:
    assert {unit for _, unit in OFFICE.unit_rows} == {NORTH, SOUTH}
    assert DISTRICT.unit_rows == {}


def test_units_speak_of_themselves_by_their_kind() -> None:
    words = [View(replace(PICTURE, viewpoint=unit)).own_word for unit in (NORTH, SOUTH, STATS)]

    assert words == ["我市", "我区", "我局"]


def test_three_or_more_districts_together_are_named_as_all() -> None:
    east = OrgUnit(TRADE, "05", "东县", "东县", UnitKind.DISTRICT, CITY, 5)
    plan = replace(PLAN, units=(*(unit for unit in PLAN.units if unit.id != TRADE), east))
    view = View(replace(PICTURE, plan=plan))

    assert view.names_of([STATS, NORTH, SOUTH, TRADE]) == "市统计局、各县（市、区）"
    assert view.names_of([STATS, NORTH]) == "市统计局、北山市"


def test_only_territories_right_below_are_compared() -> None:
    assert [unit.id for unit in OFFICE.compared_units] == [NORTH, SOUTH]
    assert DISTRICT.compared_units == ()
