"""Last year's plan as this year's begins from it: its units, its indicators, and what each came to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from core.ids import IndicatorId
from core.model.plan import Plan
from core.reading.matching import Measured
from core.reading.next_year import LastYears
from core.services.briefings import roll_up
from core.services.desk import Desk, Program, open_desk_to_read
from core.workbook.units_table import UnitRow


class LastPlan(Struct, frozen=True):
    """A plan whose year is over: `units` as a table has them, parents before their children; `words` say of each result which it is."""

    year: int
    units: tuple[UnitRow, ...]
    indicators: tuple[LastYears, ...]
    words: dict[IndicatorId, str]


def read_last_plan(program: Program, path: Path) -> LastPlan:
    """Read a workspace of last year without changing it; of a plan that was never issued no results are known.

    Raises:
        UserError: the workspace cannot be read.
    """
    with open_desk_to_read(program, path) as desk:
        plan = desk.plan
        results = _results(desk)
        indicators = tuple(
            LastYears(each.id, Measured(each.name, each.unit, each.kind), None if each.id not in results else results[each.id][0])
            for each in plan.indicators
        )
        words = {identity: f"{plan.year}年方案实绩（{as_of}）" for identity, (_value, as_of) in results.items()}
        return LastPlan(plan.year, _units(plan), indicators, words)


def last_year_by_unit(program: Program, path: Path) -> dict[IndicatorId, dict[str, Decimal]]:
    """What each unit's number of each indicator came to by the end of a plan's year, by the units' codes; the workspace is only read.

    Raises:
        UserError: the workspace cannot be read.
    """
    found: dict[IndicatorId, dict[str, Decimal]] = {}
    with open_desk_to_read(program, path) as desk:
        codes = {unit.id: unit.code for unit in desk.plan.units}
        for row in roll_up(desk, desk.plan.periods[-1]) if desk.is_issued else ():
            if row.indicator is not None and row.unit != desk.plan.root and row.value is not None and not row.is_own_level:
                found.setdefault(row.indicator, {})[codes[row.unit]] = row.value
    return found


def _results(desk: Desk) -> dict[IndicatorId, tuple[Decimal, str]]:
    """What the city's number of each indicator came to by the year's last period, with the period it is of."""
    if not desk.is_issued:
        return {}
    root = desk.plan.root
    return {
        row.indicator: (row.value, row.as_of.as_of if row.as_of else "")
        for row in roll_up(desk, desk.plan.periods[-1])
        if row.indicator is not None and row.unit == root and row.value is not None and not row.is_own_level
    }


def _units(plan: Plan) -> tuple[UnitRow, ...]:
    there = plan.units_at(plan.periods[-1])
    codes = {unit.id: unit.code for unit in there}
    return tuple(
        UnitRow(unit.code, unit.name, unit.short_name, unit.kind, codes.get(unit.parent, "") if unit.parent else "") for unit in there
    )
