"""The unit tree of an existing plan from the office's table, for an office that began with the report alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from core.changes.change import PLAN_DRAFT, Register
from core.changes.plan_values import IDENTITY
from core.changes.registers import UNIT
from core.changes.unit_values import PARENT, unit_values
from core.ids import UnitId
from core.model.org_unit import OrgUnit
from core.services.desk import Desk
from core.workbook.units_table import UnitRow, read_units


class TakenUnits(Struct, frozen=True):
    """How many units the plan has now, and how many of them are new, altered, and gone."""

    units: int
    added: int
    altered: int
    removed: int


def take_units(desk: Desk, path: Path) -> TakenUnits:
    """Make the table's tree the plan's, on the office's desk, in one unit of work; a unit is known again by its code.

    Until the plan is issued a unit that the table does not name goes. Afterwards it stays, since its reports do, and so does the place of
    every unit that is issued.

    Raises:
        NotTheOffice: this is a unit's workspace.
        TableNotReadable, TableColumnMissing, TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber,
            TableFormulaWithoutResult, UnitCodeRepeated, UnitNameMissing, UnitNameRepeated, UnitParentUnknown, UnitKindUnknown,
            UnitTreeHasNoRoot: the table cannot be used; nothing was set.
    """
    desk.must_be_office()
    rows = read_units(path)
    before = {unit.id: unit for unit in desk.plan.units}
    issued = {unit.id for unit in desk.issued_plan.units} if desk.is_issued else set()
    with desk.writing() as work:
        after = {unit.id: unit for unit in _units(desk, rows, work.new_id)}
        for unit in after.values():
            values = unit_values(unit, since=f"{desk.plan.year}-01")
            work.set(PLAN_DRAFT, Register(UNIT, unit.id, IDENTITY), values[IDENTITY])
            if unit.id not in issued:
                work.set(PLAN_DRAFT, Register(UNIT, unit.id, PARENT), values[PARENT])
        gone = [unit for unit in before if unit not in after and unit not in issued]
        for unit_id in gone:
            work.set(PLAN_DRAFT, Register(UNIT, unit_id, IDENTITY), None)
    return TakenUnits(
        len(desk.plan.units),
        len(after.keys() - before.keys()),
        sum(before[unit.id] != unit for unit in desk.plan.units if unit.id in before),
        len(gone),
    )


def _units(desk: Desk, rows: tuple[UnitRow, ...], new_id: Callable[[str], str]) -> list[OrgUnit]:
    """The table's units with the ids they have, or new ones; the one at the top is the office, whatever its code was."""
    known = {unit.code: unit.id for unit in desk.plan.units if unit.id != desk.plan.root}
    ids = {row.code: known.get(row.code) or UnitId(new_id("u")) if row.parent else desk.plan.root for row in rows}
    return [
        OrgUnit(ids[row.code], row.code, row.name, row.short_name, row.kind, ids[row.parent] if row.parent else None, order)
        for order, row in enumerate(rows)
    ]
