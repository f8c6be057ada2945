from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TableColumnMissing
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
