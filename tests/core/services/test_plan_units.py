from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.conftest import DUTIES, REPORT, UNITS, City

from core.errors import NotTheOffice, UnitParentUnknown
from core.services.assignments import assign
from core.services.desk import Desk, Program, open_desk
from core.services.plan_units import TakenUnits, take_units
from core.services.plans import NewPlan, confirm_all, issue, new_plan


@pytest.fixture
def bare(program: Program, tmp_path: Path) -> Iterator[Desk]:
    new_plan(program, NewPlan(REPORT, tmp_path / "bare.jiannuo"))
    with open_desk(program, tmp_path / "bare.jiannuo") as desk:
        yield desk


def test_a_plan_made_without_units_takes_them_from_a_table(bare: Desk, city: City) -> None:
    taken = take_units(bare, city.table("units.csv", UNITS))

    assert taken == TakenUnits(5, 4, 1, 0)
    assert [unit.short_name for unit in bare.plan.units] == ["海州市", "市发改委", "市人社局", "东区", "西区"]
    assert bare.plan.units[0].id == bare.unit


def test_such_a_plan_can_be_assigned_and_issued(bare: Desk, city: City) -> None:
    take_units(bare, city.table("units.csv", UNITS))
    assign(bare, assignments=city.table("duties.csv", DUTIES), indicators=None)
    confirm_all(bare)

    assert issue(bare, reason="下发") == 1
    assert [unit.short_name for unit in bare.issued_plan.reporting_units] == ["市发改委", "市人社局", "东区", "西区"]


def test_the_same_table_twice_changes_nothing(bare: Desk, city: City) -> None:
    table = city.table("units.csv", UNITS)
    take_units(bare, table)
    before = bare.plan.units

    assert take_units(bare, table) == TakenUnits(5, 0, 0, 0)
    assert bare.plan.units == before


def test_before_issuing_a_unit_that_the_table_leaves_out_goes(bare: Desk, city: City) -> None:
    take_units(bare, city.table("units.csv", UNITS))

    taken = take_units(bare, city.table("units.csv", UNITS.replace("XQ,海州市西区人民政府,西区,辖市区,HZ\n", "")))

    assert taken == TakenUnits(4, 0, 0, 1)
    assert "西区" not in [unit.short_name for unit in bare.plan.units]


def test_after_issuing_units_are_renamed_and_added_but_none_goes(office: Desk, city: City) -> None:
    east = office.find_unit("东区").id
    table = UNITS.replace("XQ,海州市西区人民政府,西区,辖市区,HZ\n", "NQ,海州市南区人民政府,南区,辖市区,HZ\n").replace(",东区,", ",东城区,")

    taken = take_units(office, city.table("units.csv", table))

    assert taken == TakenUnits(6, 1, 1, 0)
    assert office.find_unit("东城区").id == east
    assert office.find_unit("西区").id != office.find_unit("南区").id


def test_a_table_that_cannot_be_used_changes_nothing(bare: Desk, city: City) -> None:
    before = bare.plan.units

    with pytest.raises(UnitParentUnknown):
        take_units(bare, city.table("units.csv", UNITS.replace("XQ,海州市西区人民政府,西区,辖市区,HZ", "XQ,西,西区,区,XX")))

    assert bare.plan.units == before


def test_a_unit_has_no_say_in_the_tree(east: Desk, city: City) -> None:
    with pytest.raises(NotTheOffice):
        take_units(east, city.table("units.csv", UNITS))
