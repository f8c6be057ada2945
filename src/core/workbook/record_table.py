"""A unit's figures and texts from a table: what a clerk keeps in Excel, one row a figure or an item's text.

Columns: 事项编号 names the item; 所属期 the period of the row where it is another than the one that is reported (a quarter's month, a
correction of an earlier period); 指标 the indicator of a row with a figure; 对象 whom the figure is about (when empty: the city where
the unit gives the city's figure, else itself); then 数值 or 缺报原因, 分子, 分母, 数据状态, and for the item 进展情况, 存在问题,
下一步措施, 自评; 审核说明 answers what the checks ask about the row's figure, or without one about the item. Empty cells change nothing.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.workbook.tables import read_table

ITEM, INDICATOR, SUBJECT, VALUE, MISSING, STATUS, TEXT, PROBLEMS, NEXT_STEPS, SELF_RATING, NUMERATOR, DENOMINATOR, PERIOD, EXPLANATION = (
    COLUMNS
) = (
    "事项编号",
    "指标",
    "对象",
    "数值",
    "缺报原因",
    "数据状态",
    "进展情况",
    "存在问题",
    "下一步措施",
    "自评",
    "分子",
    "分母",
    "所属期",
    "审核说明",
)


class RecordRow(Struct, frozen=True):
    """A row as the table has it; texts are trimmed, empty where nothing stands."""

    row: int
    item: str
    indicator: str
    subject: str
    value: str
    missing: str
    status: str
    text: str
    problems: str
    next_steps: str
    self_rating: str
    numerator: str
    denominator: str
    period: str
    explanation: str


def read_records(path: Path) -> tuple[RecordRow, ...]:
    """The rows of a record file.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table (事项编号 must be there).
        TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
    """
    table = read_table(path, needed=(ITEM,), known=COLUMNS, codes=(ITEM,))
    return tuple(RecordRow(row.number, *(row[column] for column in COLUMNS)) for row in table.rows)
