from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnitCodeRepeated, UnitKindUnknown, UnitNameMissing, UnitNameRepeated, UnitParentUnknown, UnitTreeHasNoRoot
from core.model.org_unit import UnitKind
from core.resources import resource
from core.workbook.units_table import COLUMNS, KINDS, UnitRow, read_units


def units(folder: Path, *rows: str) -> tuple[UnitRow, ...]:
    path = folder / "units.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return read_units(path)


def test_the_examples_units_are_one_tree(tmp_path: Path) -> None:
    found = read_units(resource("report", "units.csv"))

    assert len(found) == 24
    assert [unit.kind for unit in found if not unit.parent] == [UnitKind.CITY]


def test_an_empty_short_name_is_the_name(tmp_path: Path) -> None:
    (unit,) = units(tmp_path, "1,海州市,,市,")

    assert unit.short_name == "海州市"


@pytest.mark.parametrize(("word", "kind"), KINDS.items())
def test_every_word_for_a_kind_is_understood(tmp_path: Path, word: str, kind: UnitKind) -> None:
    assert units(tmp_path, f"1,海州市,,{word},")[0].kind is kind


def test_a_kind_that_is_none_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(UnitKindUnknown) as refused:
        units(tmp_path, "1,海州市,,市,", "2,甲,,省,1")

    assert (refused.value.row, refused.value.kind) == (3, "省")


@pytest.mark.parametrize("code", ["1", ""])
def test_codes_are_there_and_once(tmp_path: Path, code: str) -> None:
    with pytest.raises(UnitCodeRepeated) as refused:
        units(tmp_path, "1,海州市,,市,", f"{code},甲,,部门,1")

    assert (refused.value.row, refused.value.unit) == (3, code)


def test_an_unknown_parent_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(UnitParentUnknown) as refused:
        units(tmp_path, "1,海州市,,市,", "2,甲,,部门,9")

    assert (refused.value.row, refused.value.parent) == (3, "9")


def test_every_unit_has_a_name(tmp_path: Path) -> None:
    with pytest.raises(UnitNameMissing) as refused:
        units(tmp_path, "1,海州市,,市,", "2,,西区,区,1")

    assert refused.value.row == 3


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("3,东区,,区,1", "东区"),
        ("3,海州市东区,甲,区,1", "海州市东区"),
        ("3,丙,东区,区,1", "东区"),
        ("3,2,丙,区,1", "2"),
        ("3,丙,2,区,1", "2"),
    ],
    ids=["name as short name", "name", "short name", "name as code", "short name as code"],
)
def test_no_word_means_either_of_two_units(tmp_path: Path, row: str, name: str) -> None:
    with pytest.raises(UnitNameRepeated) as refused:
        units(tmp_path, "1,海州市,,市,", "2,海州市东区,东区,区,1", row)

    assert (refused.value.row, refused.value.name) == (4, name)


def test_code_name_and_short_name_of_one_unit_may_be_the_same(tmp_path: Path) -> None:
    assert len(units(tmp_path, "海州市,海州市,海州市,市,")) == 1


@pytest.mark.parametrize(
    "rows",
    [[], ["1,甲,,市,", "2,乙,,市,"], ["1,甲,,市,2", "2,乙,,市,1"], ["1,甲,,市,", "2,乙,,乡镇,3", "3,丙,,乡镇,2"], ["1,甲,,市,1"]],
    ids=["nobody", "two roots", "no root", "a ring beside the root", "its own parent"],
)
def test_what_is_no_tree_is_refused(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(UnitTreeHasNoRoot):
        units(tmp_path, *rows)


@given(order=st.permutations(range(6)))
def test_parents_come_first_whatever_the_order_of_the_table(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = ["0,市,,市,", "1,甲,,部门,0", "2,乙,,区,0", "3,丙,,乡镇,2", "4,丁,,乡镇,2", "5,戊,,乡镇,4"]

    found = units(tmp_path_factory.mktemp("units"), *[rows[index] for index in order])

    codes = [unit.code for unit in found]
    assert sorted(codes) == list("012345")
    assert all(not unit.parent or codes.index(unit.parent) < codes.index(unit.code) for unit in found)
