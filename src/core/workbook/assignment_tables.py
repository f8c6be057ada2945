"""Who does what, from tables: leads and supporters by item (事项编号, 牵头单位, 配合单位), and how indicators are divided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from core.workbook.tables import read_table

ITEM, LEAD, SUPPORTERS = ASSIGNMENT_COLUMNS = ("事项编号", "牵头单位", "配合单位")
NAME, FORM, ROLL_UP, REPORTER, FREQUENCY, TOTAL = INDICATOR_COLUMNS = ("指标", "分解方式", "汇总方式", "填报方式", "频次", "合计")


@dataclass(frozen=True)
class AssignmentRow:
    """A row of leads and supporters by short name; `code` is an item's ("1.2.2") or a whole task's ("1.2")."""

    row: int
    code: str
    lead: str
    supporters: tuple[str, ...]


@dataclass(frozen=True)
class IndicatorRow:
    """How one indicator is divided: words as the table has them, shares as texts by the units' short names (only filled cells)."""

    row: int
    code: str
    name: str
    form: str
    roll_up: str
    reporter: str
    frequency: str
    shares: dict[str, str]


def read_assignments(path: Path) -> tuple[AssignmentRow, ...]:
    """The rows of a table of leads and supporters; supporters are separated by 、 or a comma.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table.
    """
    table = read_table(path, needed=ASSIGNMENT_COLUMNS)
    return tuple(
        AssignmentRow(row.number, row[ITEM], row[LEAD], tuple(name for name in re.split(r"[、，,;；]\s*", row[SUPPORTERS]) if name))
        for row in table.rows
    )


def read_indicators(path: Path) -> tuple[IndicatorRow, ...]:
    """The rows of a table of indicators; every further column is a unit's share.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table.
    """
    table = read_table(path, needed=(ITEM, *INDICATOR_COLUMNS[:5]))
    units = [column for column in table.columns if column and column not in {ITEM, *INDICATOR_COLUMNS}]
    return tuple(
        IndicatorRow(
            row.number,
            row[ITEM],
            row[NAME],
            row[FORM],
            row[ROLL_UP],
            row[REPORTER],
            row[FREQUENCY],
            {unit: row[unit] for unit in units if row[unit]},
        )
        for row in table.rows
    )
