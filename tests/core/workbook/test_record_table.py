from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TableColumnMissing, TableColumnRepeated, TableColumnUnknown
from core.workbook.record_table import COLUMNS, RecordRow, read_records


def records(folder: Path, text: str) -> tuple[RecordRow, ...]:
    path = folder / "r.csv"
    path.write_text(text, encoding="utf-8")
    return read_records(path)


def test_every_column_finds_its_field(tmp_path: Path) -> None:
    (row,) = records(tmp_path, ",".join(COLUMNS) + "\n" + ",".join(f"v{index}" for index in range(len(COLUMNS))) + "\n")

    assert row == RecordRow(2, *(f"v{index}" for index in range(len(COLUMNS))))


def test_columns_may_come_in_any_order_and_be_few(tmp_path: Path) -> None:
    (row,) = records(tmp_path, "数值,备注,事项编号\n12,看过,1.1.1\n")

    assert (row.item, row.value, row.text, row.indicator) == ("1.1.1", "12", "", "")


def test_only_the_items_code_is_needed(tmp_path: Path) -> None:
    with pytest.raises(TableColumnMissing):
        records(tmp_path, "指标,数值\na,1\n")


@pytest.mark.parametrize("column", ["本月数值", "进展情況", "数值 (亿元)"])
def test_a_misspelt_column_is_named_instead_of_passed_over(tmp_path: Path, column: str) -> None:
    with pytest.raises(TableColumnUnknown) as refused:
        records(tmp_path, f"事项编号,指标,{column}\n1.1.1,a,5\n")

    assert refused.value.column == column
    assert "数值" in refused.value.known


def test_a_column_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableColumnRepeated):
        records(tmp_path, "事项编号,指标,数值,数值\n1.1.1,a,5,6\n")
