"""A successor's opening balances, from a table: 事项编号, 指标, 期初数."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.errors import TableRowRepeated
from core.workbook.tables import read_table

ITEM, NAME, VALUE = COLUMNS = ("事项编号", "指标", "期初数")


class OpeningRow(Struct, frozen=True):
    """Where one indicator stood, as the table has it."""

    code: str
    name: str
    value: str


def read_openings(path: Path) -> tuple[OpeningRow, ...]:
    """The rows of a table of opening balances, those without a number left out.

    Raises:
        TableNotReadable, TableColumnMissing, TableColumnRepeated, TableColumnUnknown: it is no such table.
        TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
        TableRowRepeated: two rows are about one indicator.
    """
    table = read_table(path, needed=COLUMNS, known=COLUMNS, codes=(ITEM,))
    numbers: dict[tuple[str, str], int] = {}
    for row in table.rows:
        first = numbers.setdefault((row[ITEM], row[NAME]), row.number)
        if first != row.number:
            raise TableRowRepeated(path=path, row=row.number, first=first, text=f"{row[ITEM]} {row[NAME]}")
    return tuple(OpeningRow(row[ITEM], row[NAME], row[VALUE]) for row in table.rows if row[VALUE])
