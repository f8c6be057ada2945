from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journeys.conftest import DUTIES, REPORT, SHARES, UNITS, City

from core.ids import PlanId, UnitId, root_unit
from core.model.org_unit import OrgUnit, UnitKind
from core.model.plan import Plan
from core.services.assignments import assign
from core.services.desk import Program, open_desk
from core.services.file_names import LONGEST_BYTES, file_name, unit_file_names
from core.services.packing import write_task_files
from core.services.plans import NewPlan, confirm_all, issue, new_plan


def plan_of(short_names: list[str], codes: list[str] | None = None) -> Plan:
    plan = PlanId("p1")
    units = [
        OrgUnit(UnitId(f"u{number}"), (codes or short_names)[number], name, name, UnitKind.DISTRICT, None, number)
        for number, name in enumerate(short_names)
    ]
    return Plan(plan, "海州市", 2025, "政府工作报告", 1, root_unit(plan), tuple(units))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("溧阳市", "溧阳市"),
        ("a/b", "a／b"),
        ("../../x", "／..／x"),
        ('\\/:*?"<>|', "＼／：＊？＂＜＞｜"),
        ("甲\n乙\x00", "甲_乙"),
        ("甲\u202e乙", "甲_乙"),
        (" .甲. ", "甲"),
        ("", "_"),
        ("..", "_"),
        ("\udcff", "_"),
    ],
)
def test_a_name_keeps_what_every_system_allows(text: str, name: str) -> None:
    assert file_name(text) == name


@given(text=st.text(max_size=200))
def test_a_name_is_short_legal_and_stays_as_it_is(text: str) -> None:
    name = file_name(text)

    assert 1 <= len(name.encode()) <= LONGEST_BYTES
    assert not set(name) & set('\\/:*?"<>|\x00\n')
    assert name == name.strip(". ")
    assert file_name(name) == name


@given(text=st.text("很长的名称🙂", min_size=60, max_size=120))
def test_a_long_name_is_cut_between_characters(text: str) -> None:
    assert text.startswith(file_name(text))


@given(names=st.lists(st.text("aAbÅ/／很.", max_size=40), min_size=1, max_size=8), data=st.data())
def test_no_two_units_have_one_file_name(names: list[str], data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.text("xX1", max_size=3), min_size=len(names), max_size=len(names)))

    found = list(unit_file_names(plan_of(names, codes)).values())

    assert len({name.casefold() for name in found}) == len(names)
    assert all(len(name.encode()) <= LONGEST_BYTES for name in found)


def test_names_that_differ_are_left_alone() -> None:
    assert list(unit_file_names(plan_of(["东区", "西区"])).values()) == ["东区", "西区"]


@pytest.mark.parametrize("short", ["a/b", "../../x", "西:区?*", "很长" * 60, "东／区"])
def test_every_unit_has_its_task_file_in_the_folder(program: Program, city: City, tmp_path: Path, short: str) -> None:
    units = city.table("u.csv", UNITS.replace("XQ,海州市西区人民政府,西区", f"XQ,海州市西区人民政府,{short}").replace(",东区,", ",东/区,"))
    new_plan(program, NewPlan(REPORT, tmp_path / "w", units))
    with open_desk(program, tmp_path / "w") as desk:
        tables = [text.replace("东区", "DQ").replace("西区", "XQ") for text in (DUTIES, SHARES)]
        assign(desk, assignments=city.table("d.csv", tables[0]), indicators=city.table("s.csv", tables[1]))
        confirm_all(desk)
        issue(desk, reason="下发")

        sent = write_task_files(desk, tmp_path / "tasks")

    assert sorted(file.path for file in sent) == sorted((tmp_path / "tasks").iterdir())
    assert len(sent) == 4
