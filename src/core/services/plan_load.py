"""The yearly load of fields that the plan on the desk gives each unit."""

from __future__ import annotations

from core.calc.yearly_load import YearlyLoad, yearly_loads
from core.changes.change import Json
from core.services.desk import Desk


def plan_load(desk: Desk) -> tuple[YearlyLoad, ...]:
    """Every unit's year, as the plan lies on the desk; at a unit as it was issued."""
    return yearly_loads(desk.plan)


def load_as_json(desk: Desk) -> list[Json]:
    """The same for a program to read."""
    units = desk.plan.units_by_id
    return [
        {
            "unit": load.unit,
            "code": units[load.unit].code,
            "name": units[load.unit].short_name,
            "duties": load.duties,
            "figures": load.figures,
            "texts": load.texts,
            "evidence": load.evidence,
            "fields": load.fields,
            "texts_if_changed": load.texts_if_changed,
        }
        for load in plan_load(desk)
    ]
