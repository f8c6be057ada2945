"""The unit tree from a table: 代码, 名称, 简称, 类型, 上级代码."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from core.errors import UnitCodeRepeated, UnitKindUnknown, UnitNameMissing, UnitNameRepeated, UnitParentUnknown, UnitTreeHasNoRoot
from core.model.org_unit import UnitKind
from core.workbook.tables import read_table

CODE, NAME, SHORT, KIND, PARENT = COLUMNS = ("代码", "名称", "简称", "类型", "上级代码")

KINDS = {
    "市": UnitKind.CITY,
    "部门": UnitKind.BUREAU,
    "辖市区": UnitKind.DISTRICT,
    "区": UnitKind.DISTRICT,
    "县": UnitKind.DISTRICT,
    "县市区": UnitKind.DISTRICT,
    "乡镇": UnitKind.TOWNSHIP,
    "镇街": UnitKind.TOWNSHIP,
    **{kind.value: kind for kind in UnitKind},
}


class UnitRow(Struct, frozen=True):
    """A unit as the table has it; `parent` is a code, empty for the root."""

    code: str
    name: str
    short_name: str
    kind: UnitKind
    parent: str


def read_units(path: Path) -> tuple[UnitRow, ...]:
    """The units of a table, parents before their children, else in the table's order; exactly one has no parent.

    Raises:
        TableNotReadable, TableColumnMissing: it is no such table.
        TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber, TableFormulaWithoutResult: as their names say.
        UnitCodeRepeated, UnitNameMissing, UnitNameRepeated: units could be taken for each other; rows count from 1, the head.
        UnitParentUnknown, UnitKindUnknown, UnitTreeHasNoRoot: the tree is not one.
    """
    table = read_table(path, needed=COLUMNS, known=COLUMNS, codes=(CODE, PARENT))
    rows: dict[str, UnitRow] = {}
    numbers: dict[str, int] = {}
    for row in table.rows:
        code, kind = row[CODE], KINDS.get(row[KIND])
        if kind is None:
            raise UnitKindUnknown(path=path, row=row.number, kind=row[KIND])
        if not code or code in rows:
            raise UnitCodeRepeated(path=path, row=row.number, unit=code)
        rows[code] = UnitRow(code, row[NAME], row[SHORT] or row[NAME], kind, row[PARENT])
        numbers[code] = row.number
    _check_names(path, rows, numbers)
    for unit in rows.values():
        if unit.parent and unit.parent not in rows:
            raise UnitParentUnknown(path=path, row=numbers[unit.code], parent=unit.parent)
    if sum(not unit.parent for unit in rows.values()) != 1:
        raise UnitTreeHasNoRoot(path=path)
    return _parents_first(path, rows)


def _check_names(path: Path, rows: dict[str, UnitRow], numbers: dict[str, int]) -> None:
    """Refuse units without a name, and words by which a table or a command could mean either of two."""
    owners = {code: code for code in rows}
    for unit in rows.values():
        if not unit.name:
            raise UnitNameMissing(path=path, row=numbers[unit.code])
        for name in (unit.name, unit.short_name):
            if owners.setdefault(name, unit.code) != unit.code:
                raise UnitNameRepeated(path=path, row=numbers[unit.code], name=name)


def _parents_first(path: Path, rows: dict[str, UnitRow]) -> tuple[UnitRow, ...]:
    placed: dict[str, UnitRow] = {}
    waiting = list(rows.values())
    while waiting:
        ready = [unit for unit in waiting if not unit.parent or unit.parent in placed]
        if not ready:  # a ring of units, each the parent of the next
            raise UnitTreeHasNoRoot(path=path)
        placed |= {unit.code: unit for unit in ready}
        waiting = [unit for unit in waiting if unit.code not in placed]
    return tuple(placed.values())
