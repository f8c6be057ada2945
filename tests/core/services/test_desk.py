from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.journeys.conftest import City

from core.bundle.keys import DemoKeys, KeyStore
from core.changes.change import PLAN_DRAFT, Register
from core.changes.plan_values import RESPONSIBILITY
from core.changes.registers import ITEM
from core.errors import ItemUnknown, KeyNotHere, NotTheOffice, UnitAmbiguous, UnitUnknown, WorkspaceDamaged
from core.services.desk import Desk, Program, open_desk_to_read, unit_named
from core.services.plans import confirm_all


def test_a_unit_is_found_by_all_its_names(office: Desk) -> None:
    unit = office.find_unit("东区")

    assert {office.find_unit(text).id for text in (unit.id, "DQ", "海州市东区人民政府")} == {unit.id}


def test_a_word_that_may_mean_two_units_is_refused(office: Desk) -> None:
    east, west = office.find_unit("东区"), office.find_unit("西区")
    units = [replace(unit, short_name="东区") if unit.id == west.id else unit for unit in office.plan.units]
    plan = replace(office.plan, units=tuple(units))

    with pytest.raises(UnitAmbiguous) as refused:
        unit_named(plan, "东区")

    assert refused.value.names == "海州市东区人民政府（DQ）、海州市西区人民政府（XQ）"
    assert (unit_named(plan, "DQ").id, unit_named(plan, west.id).id) == (east.id, west.id)


def test_unknown_names_are_refused(office: Desk) -> None:
    with pytest.raises(UnitUnknown):
        office.find_unit("")
    with pytest.raises(ItemUnknown):
        office.find_item("1")


def test_a_file_that_is_spoilt_while_it_is_open_is_told_as_damage(office: Desk) -> None:
    with office.workspace.path.open("r+b") as file:
        file.truncate(5000)

    with pytest.raises(WorkspaceDamaged):
        office.do(lambda desk: desk.workspace.database.execute("SELECT count(*) FROM change").fetchone())


def test_only_the_offices_workspace_is_the_offices(office: Desk, east: Desk) -> None:
    office.must_be_office()

    assert (office.is_office, east.is_office) == (True, False)
    with pytest.raises(NotTheOffice) as refused:
        east.must_be_office()
    assert refused.value.unit == "海州市东区人民政府"


def test_the_plan_is_read_anew_after_a_write(office: Desk) -> None:
    before = office.plan

    confirm_all(office)

    assert office.plan == before


def test_a_units_plan_is_read_once(east: Desk) -> None:
    assert east.issued_plan is east.plan


def test_what_lies_on_the_offices_desk_is_not_issued(office: Desk) -> None:
    before = office.issued_plan

    with office.writing() as work:
        work.set(PLAN_DRAFT, Register(ITEM, office.plan.items[0].id, RESPONSIBILITY), None)

    assert office.plan.items[0].lead is None
    assert office.issued_plan.items == before.items


def test_readers_stand_beside_the_writer(office: Desk, city: City, program: Program) -> None:
    with open_desk_to_read(program, city.office) as reader:
        assert reader.plan == office.plan


def test_a_demos_keys_are_on_every_computer_and_real_ones_on_one(office: Desk, program: Program) -> None:
    assert isinstance(program.keys(office.identity.plan, (office.unit,), is_demo=True), DemoKeys)
    assert isinstance(program.keys(office.identity.plan, (office.unit,), is_demo=False), KeyStore)
    assert office.key.public == office.identity.site_key

    elsewhere = Desk(Program(program.clock, program.data_folder / "other", "测试员"), office.workspace)
    with pytest.raises(KeyNotHere):
        _ = elsewhere.key
