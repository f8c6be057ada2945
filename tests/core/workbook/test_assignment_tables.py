from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TableColumnMissing, TableColumnUnknown, TableRowRepeated
from core.resources import resource
from core.workbook.assignment_tables import ASSIGNMENT_COLUMNS, DUTY_COLUMNS, NOTE_COLUMNS, read_assignments, read_indicators


def written(folder: Path, text: str) -> Path:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("separator", ["、", "，", "；", ";", "、 "])
def test_supporters_are_separated_as_clerks_do(tmp_path: Path, separator: str) -> None:
    (row,) = read_assignments(written(tmp_path, f"事项编号,牵头单位,配合单位\n1.2,市发改委,市商务局{separator}各辖市区\n"))

    assert (row.row, row.code, row.lead, row.supporters) == (2, "1.2", "市发改委", ("市商务局", "各辖市区"))


def test_nobody_may_support(tmp_path: Path) -> None:
    (row,) = read_assignments(written(tmp_path, "事项编号,牵头单位,配合单位\n1.2,市发改委,\n"))

    assert row.supporters == ()


def test_columns_of_duties_may_be_left_out_and_so_may_their_cells(tmp_path: Path) -> None:
    (row,) = read_assignments(written(tmp_path, "事项编号,牵头单位,配合单位,牵头文字,佐证材料\n1.2,市发改委,,每季,\n"))

    assert row.duties == {"牵头文字": "每季"}


def test_every_further_column_is_a_units_share(tmp_path: Path) -> None:
    head = "事项编号,指标,分解方式,汇总方式,填报方式,频次,合计,东区,西区"

    (row,) = read_indicators(written(tmp_path, f"{head}\n1.1.1,新增项目,分解,求和,各单位,月,60,36,\n"))

    assert (row.code, row.name, row.form, row.roll_up, row.reporter, row.frequency) == ("1.1.1", "新增项目", "分解", "求和", "各单位", "月")
    assert row.shares == {"东区": "36", "西区": ""}


def test_two_rows_about_one_thing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRowRepeated) as refused:
        read_assignments(written(tmp_path, "事项编号,牵头单位,配合单位\n1.2,市发改委,\n1.3,市发改委,\n1.2,市商务局,\n"))
    assert (refused.value.row, refused.value.first, refused.value.text) == (4, 2, "1.2")

    with pytest.raises(TableRowRepeated):
        read_indicators(written(tmp_path, "事项编号,指标,分解方式,汇总方式,填报方式,频次\n1,a,,,,\n1,a,,,,月\n"))


def test_an_unknown_column_of_assignments_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(TableColumnUnknown) as refused:
        read_assignments(written(tmp_path, "事项编号,牵头单位,配合单位,配合单位2\n1.2,市发改委,,\n"))

    assert (refused.value.column, refused.value.known) == ("配合单位2", "、".join([*ASSIGNMENT_COLUMNS, *NOTE_COLUMNS, *DUTY_COLUMNS]))


def test_every_rule_of_division_has_its_column(tmp_path: Path) -> None:
    with pytest.raises(TableColumnMissing) as refused:
        read_indicators(written(tmp_path, "事项编号,指标,分解方式,汇总方式,填报方式\n1,a,,,\n"))

    assert refused.value.column == "频次"


def test_the_examples_tables_are_read_whole() -> None:
    assignments = read_assignments(resource("report", "assignments.csv"))
    indicators = read_indicators(resource("report", "indicators.csv"))

    assert all(row.lead for row in assignments)
    assert {unit for row in indicators for unit in row.shares} == {"溧阳市", "金坛区", "武进区", "新北区", "天宁区", "钟楼区", "常州经开区"}
