"""审核公式 from a table: `core.workbook.formula_table`."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TableColumnMissing, TableColumnUnknown, TableRowRepeated
from core.workbook.formula_table import FormulaRow, read_formulas


def written(folder: Path, text: str) -> Path:
    path = folder / "f.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read_with_its_units_apart(tmp_path: Path) -> None:
    (row,) = read_formulas(written(tmp_path, "编号,公式,级别,提示,适用单位,容差\nF1,「甲」>0,提示性,看,各辖市区、市发改委,0.1%\n"))

    assert row == FormulaRow(2, "F1", "「甲」>0", "提示性", "看", ("各辖市区", "市发改委"), "0.1%")


def test_number_and_formula_are_all_that_must_be_there(tmp_path: Path) -> None:
    (row,) = read_formulas(written(tmp_path, '公式,编号\n"最大值(1,2)>0",F1\n'))

    assert row == FormulaRow(2, "F1", "最大值(1,2)>0", "", "", (), "")


def test_other_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableColumnMissing):
        read_formulas(written(tmp_path, "编号\nF1\n"))
    with pytest.raises(TableColumnUnknown):
        read_formulas(written(tmp_path, "编号,公式,式子\nF1,1>0,\n"))
    with pytest.raises(TableRowRepeated):
        read_formulas(written(tmp_path, "编号,公式\nF1,1>0\nF1,2>0\n"))
