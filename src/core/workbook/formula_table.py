"""审核公式 from a table: 编号, 公式, and where they differ from the default 级别, 提示, 适用单位, 容差."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from core.errors import TableRowRepeated
from core.workbook.tables import read_table

NUMBER, FORMULA, SEVERITY, MESSAGE, SCOPE, TOLERANCE = COLUMNS = ("编号", "公式", "级别", "提示", "适用单位", "容差")


class FormulaRow(Struct, frozen=True):
    """A row as the table has it; texts are trimmed, empty where nothing stands; `scope` is taken apart."""

    row: int
    number: str
    text: str
    severity: str
    message: str
    scope: tuple[str, ...]
    tolerance: str


def read_formulas(path: Path) -> tuple[FormulaRow, ...]:
    """The rows of a table of formulas; units are separated by 、 or a comma or semicolon of either width.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table (编号 and 公式 must be there).
        TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
        TableRowRepeated: two rows have one 编号.
    """
    table = read_table(path, needed=(NUMBER, FORMULA), known=COLUMNS, codes=(NUMBER,))
    rows: dict[str, FormulaRow] = {}
    for row in table.rows:
        number = row[NUMBER]
        if number in rows:
            raise TableRowRepeated(path=path, row=row.number, first=rows[number].row, text=number)
        scope = tuple(name for name in re.split(r"[、，,;；]\s*", row[SCOPE]) if name)
        rows[number] = FormulaRow(row.number, number, row[FORMULA], row[SEVERITY], row[MESSAGE], scope, row[TOLERANCE])
    return tuple(rows.values())
