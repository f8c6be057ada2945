"""Who does what, from tables: leads and supporters by item (事项编号, 牵头单位, 配合单位), and how indicators are divided."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from core.errors import TableRowRepeated
from core.workbook.tables import SheetTable, read_table

ITEM, LEAD, SUPPORTERS = ASSIGNMENT_COLUMNS = ("事项编号", "牵头单位", "配合单位")
NAME, FORM, ROLL_UP, REPORTER, FREQUENCY, TOTAL, TIME_ROLL_UP, SUMMED, INCREMENT = INDICATOR_COLUMNS = (
    "指标",
    "分解方式",
    "汇总方式",
    "填报方式",
    "频次",
    "合计",
    "时间汇总",
    "汇总单位",
    "增量目标",
)
_NEEDED = INDICATOR_COLUMNS[:5]
LEAD_FIGURES, LEAD_TEXT, SUPPORT_FIGURES, SUPPORT_TEXT, EVIDENCE = DUTY_COLUMNS = (
    "牵头填数",
    "牵头文字",
    "配合填数",
    "配合文字",
    "佐证材料",
)

NOTE_COLUMNS = ("事项", "理由")  # for people: what the item is, why this lead is proposed


class AssignmentRow(Struct, frozen=True):
    """A row of leads and supporters by short name; `code` is an item's ("1.2.2") or a whole task's ("1.2").

    `duties` are the words of what is asked of them, by column, those that are filled in.
    """

    row: int
    code: str
    lead: str
    supporters: tuple[str, ...]
    duties: dict[str, str] = {}  # frozen


class IndicatorRow(Struct, frozen=True):
    """How one indicator is divided: words as the table has them, shares as texts by column, empty where none stands."""

    row: int
    code: str
    name: str
    form: str
    roll_up: str
    reporter: str
    frequency: str
    shares: dict[str, str]
    time_roll_up: str = ""
    summed: str = ""
    increment: str = ""


def read_assignments(path: Path) -> tuple[AssignmentRow, ...]:
    """The rows of a table of leads and supporters; supporters are separated by 、 or a comma.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table.
        TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
        TableRowRepeated: two rows assign one item or task.
    """
    table = read_table(path, needed=ASSIGNMENT_COLUMNS, known=(*ASSIGNMENT_COLUMNS, *NOTE_COLUMNS, *DUTY_COLUMNS), codes=(ITEM,))
    _check_rows(table, (ITEM,))
    return tuple(
        AssignmentRow(
            row.number,
            row[ITEM],
            row[LEAD],
            names_in(row[SUPPORTERS]),
            {column: row[column] for column in DUTY_COLUMNS if row[column]},
        )
        for row in table.rows
    )


def read_indicators(path: Path) -> tuple[IndicatorRow, ...]:
    """The rows of a table of indicators; every further column is a unit's share, empty where it has none.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table.
        TableColumnRepeated, TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
        TableRowRepeated: two rows divide one indicator.
    """
    table = read_table(path, needed=(ITEM, *_NEEDED), codes=(ITEM,))
    _check_rows(table, (ITEM, NAME))
    units = [column for column in table.columns if column not in {ITEM, *INDICATOR_COLUMNS}]
    return tuple(
        IndicatorRow(
            row.number,
            row[ITEM],
            row[NAME],
            row[FORM],
            row[ROLL_UP],
            row[REPORTER],
            row[FREQUENCY],
            {unit: row[unit] for unit in units},
            row[TIME_ROLL_UP],
            row[SUMMED],
            row[INCREMENT],
        )
        for row in table.rows
    )


def names_in(cell: str) -> tuple[str, ...]:
    """The units that a cell lists, separated by 、 or by a comma or semicolon of either width."""
    return tuple(name for name in re.split(r"[、，,;；]\s*", cell) if name)


def _check_rows(table: SheetTable, columns: tuple[str, ...]) -> None:
    """Refuse two rows with the same texts in the columns that say what a row is about: the later would undo the earlier."""
    numbers: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        about = tuple(row[column] for column in columns)
        first = numbers.setdefault(about, row.number)
        if first != row.number:
            raise TableRowRepeated(path=table.path, row=row.number, first=first, text=" ".join(about))
