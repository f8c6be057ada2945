from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TableColumnMissing, TableRowRepeated
from core.workbook.openings_table import OpeningRow, read_openings


def table(folder: Path, text: str) -> Path:
    path = folder / "openings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_names_items_indicators_and_where_they_stood(tmp_path: Path) -> None:
    rows = read_openings(table(tmp_path, "事项编号,指标,期初数\n1.1.1,新增项目,12.5\n2.1.1,上市企业,\n"))

    assert rows == (OpeningRow("1.1.1", "新增项目", "12.5"),)


def test_two_rows_of_one_indicator_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRowRepeated):
        read_openings(table(tmp_path, "事项编号,指标,期初数\n1.1.1,新增项目,12\n1.1.1,新增项目,13\n"))


def test_a_table_without_opening_balances_is_none(tmp_path: Path) -> None:
    with pytest.raises(TableColumnMissing):
        read_openings(table(tmp_path, "事项编号,指标\n1.1.1,新增项目\n"))
