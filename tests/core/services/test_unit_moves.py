from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.services.exchanging import APRIL, LISTED, MARCH, PROJECTS, district, feed_back, hand_up
from tests.journeys.conftest import UNITS, City

from core.errors import (
    ItemUnknown,
    NotTheOffice,
    PeriodNotInPlan,
    RootStaysPut,
    SuccessionTooEarly,
    SuccessorAmongPredecessors,
    UnitNotThere,
    UnitUnderItself,
    UserError,
)
from core.model.period import Period
from core.services.assignments import assign, find_indicator
from core.services.briefings import roll_up
from core.services.desk import Desk
from core.services.plan_units import take_units
from core.services.plans import issue
from core.services.unit_moves import Succession, move_unit, succeed

JULY = Period.parse("2025-07")
NEW_UNIT = "NQ,海州市新区管理委员会,新区,辖市区,HZ\n"


def parents(desk: Desk, period: Period) -> dict[str, str]:
    names = {unit.id: unit.short_name for unit in desk.plan.units}
    return {unit.short_name: names[unit.parent] for unit in desk.plan.units_at(period) if unit.parent is not None}


def test_a_unit_moves_from_a_period_on_and_earlier_ones_stay(office: Desk) -> None:
    move_unit(office, "东区", under="西区", since=JULY)

    assert [parents(office, period)["东区"] for period in (MARCH, JULY)] == ["海州市", "西区"]
    assert "东区" in {unit.short_name for unit in office.issued_plan.units_at(JULY)}
    assert office.issued_plan.units_by_id[office.find_unit("东区").id].is_steady


def test_a_move_travels_with_the_next_revision(office: Desk, city: City) -> None:
    hand_up(city, office, "9")
    move_unit(office, "东区", under="西区", since=JULY)
    issue(office, reason="东区划归西区")
    feed_back(city, office)

    with district(city) as east:
        assert parents(east, JULY)["东区"] == "西区"
        assert parents(east, MARCH)["东区"] == "海州市"


def test_a_later_move_takes_the_place_of_those_after_it(office: Desk) -> None:
    move_unit(office, "东区", under="西区", since=JULY)
    move_unit(office, "东区", under="市发改委", since=APRIL)

    assert {str(place.since) for place in office.find_unit("东区").places} == {"2025-01", "2025-04"}


@pytest.mark.parametrize(
    ("unit", "under", "since", "error"),
    [
        ("海州市", "东区", "2025-07", RootStaysPut),
        ("东区", "东区", "2025-07", UnitUnderItself),
        ("东区", "西区", "2026-01", PeriodNotInPlan),
    ],
)
def test_a_place_that_cannot_be_is_refused(office: Desk, unit: str, under: str, since: str, error: type[UserError]) -> None:
    before = office.plan

    with pytest.raises(error):
        move_unit(office, unit, under=under, since=Period.parse(since))

    assert office.plan == before


def test_a_circle_in_a_later_period_is_refused_too(office: Desk) -> None:
    move_unit(office, "西区", under="东区", since=JULY)

    with pytest.raises(UnitUnderItself) as refused:
        move_unit(office, "东区", under="西区", since=APRIL)

    assert refused.value.facts["period"] == "2025年7月"


def test_a_successor_takes_numbers_over_and_the_city_counts_them_once(office: Desk, city: City) -> None:
    hand_up(city, office, "9", listed="2")
    take_units(office, city.table("units.csv", UNITS + NEW_UNIT))

    done = succeed(office, Succession(("东区",), "新区", APRIL))
    issue(office, reason="东区撤销，设立新区")

    numbers = {office.plan.indicators_by_id[indicator].name: value for indicator, value in done.opening.values}
    assert (numbers[PROJECTS], numbers[LISTED], done.lacking) == (Decimal(9), Decimal(2), ())
    names = {unit.id: unit.short_name for unit in office.plan.units}
    for period, holder in ((MARCH, "东区"), (APRIL, "新区")):
        of_projects = {names[row.unit]: row.value for row in roll_up(office, period) if row.name == PROJECTS}
        assert of_projects == {"海州市": Decimal(9), holder: Decimal(9), "西区": None}


def test_a_successor_that_is_new_begins_with_that_period_and_the_old_one_ends(office: Desk, city: City) -> None:
    take_units(office, city.table("units.csv", UNITS + NEW_UNIT))

    succeed(office, Succession(("东区",), "新区", JULY))

    assert ["新区" in parents(office, period) for period in (MARCH, JULY)] == [False, True]
    assert ["东区" in parents(office, period) for period in (MARCH, JULY)] == [True, False]


def test_what_lies_below_moves_along(office: Desk, city: City) -> None:
    town = "DZ,东区东镇人民政府,东镇,乡镇,DQ\n"
    take_units(office, city.table("units.csv", UNITS + NEW_UNIT + town))

    done = succeed(office, Succession(("东区",), "新区", JULY))

    assert done.moved == 1
    assert [parents(office, period)["东镇"] for period in (MARCH, JULY)] == ["东区", "新区"]


def test_of_what_a_predecessor_did_not_report_there_is_no_opening_balance(office: Desk, city: City) -> None:
    hand_up(city, office, "9", listed="2")

    done = succeed(office, Succession(("东区",), "西区", APRIL))

    assert {office.plan.indicators_by_id[each].name for each in done.lacking} == {PROJECTS, LISTED}  # 西区 reported nothing


def test_opening_balances_from_a_table_are_taken_as_written(office: Desk, city: City) -> None:
    table = city.table("o.csv", f"事项编号,指标,期初数\n1.1.1,{PROJECTS},1.2万\n")

    done = succeed(office, Succession(("东区",), "西区", APRIL, table))

    assert done.opening.values == ((find_indicator(office.plan, "1.1.1", PROJECTS).id, Decimal(12000)),)
    assert office.find_unit("西区").opening == done.opening


def test_units_that_ended_are_no_more_among_all_districts(office: Desk, city: City) -> None:
    succeed(office, Succession(("东区",), "西区", JULY))

    assign(office, assignments=city.table("d.csv", "事项编号,牵头单位,配合单位\n2.1,市发改委,各辖市区\n"), indicators=None)

    assert [office.plan.units_by_id[unit].short_name for unit in office.find_item("2.1.1").supporters] == ["西区"]


@pytest.mark.parametrize(
    ("predecessor", "by", "since", "error"),
    [
        ("海州市", "东区", "2025-07", RootStaysPut),
        ("东区", "东区", "2025-07", SuccessorAmongPredecessors),
        ("东区", "西区", "2025-01", SuccessionTooEarly),
    ],
)
def test_a_succession_that_cannot_be_is_refused(office: Desk, predecessor: str, by: str, since: str, error: type[UserError]) -> None:
    before = office.plan

    with pytest.raises(error):
        succeed(office, Succession((predecessor,), by, Period.parse(since)))

    assert office.plan == before


def test_a_unit_that_ended_neither_moves_nor_ends_again(office: Desk) -> None:
    succeed(office, Succession(("东区",), "西区", APRIL))

    with pytest.raises(UnitNotThere):
        move_unit(office, "东区", under="西区", since=JULY)
    with pytest.raises(UnitNotThere):
        succeed(office, Succession(("东区",), "西区", JULY))


def test_a_table_about_what_the_plan_does_not_have_changes_nothing(office: Desk, city: City) -> None:
    before = office.plan

    with pytest.raises(ItemUnknown):
        succeed(office, Succession(("东区",), "西区", APRIL, city.table("o.csv", "事项编号,指标,期初数\n9.9.9,没有,1\n")))

    assert office.plan == before


def test_a_unit_has_no_say_in_it(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        move_unit(east, "东区", under="西区", since=JULY)
    with pytest.raises(NotTheOffice):
        succeed(east, Succession(("西区",), "东区", JULY))


def test_a_new_successor_has_the_shares_of_those_it_follows(office: Desk, city: City) -> None:
    take_units(office, city.table("units.csv", UNITS + NEW_UNIT))

    done = succeed(office, Succession(("东区", "西区"), "新区", JULY))

    projects, new = find_indicator(office.plan, "1.1.1", PROJECTS), office.find_unit("新区").id
    assert done.shares == 2
    assert office.plan.allocations_by_key[projects.id, new].value == 60  # 36 + 24


def test_a_successor_that_was_there_before_keeps_its_own_share(office: Desk) -> None:
    projects, west = find_indicator(office.plan, "1.1.1", PROJECTS), office.find_unit("西区").id

    done = succeed(office, Succession(("东区",), "西区", JULY))

    assert done.shares == 0
    assert office.plan.allocations_by_key[projects.id, west].value == 24
