"""Which unit likely leads each item that nobody leads yet: a proposal as a table, for the office to correct and hand to `plan assign`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from msgspec import Struct

from core.ids import UnitId
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item
from core.services.desk import Desk
from core.workbook.assignment_tables import ASSIGNMENT_COLUMNS, NOTE_COLUMNS


class ProposedLead(Struct, frozen=True):
    """An item without lead, the unit that likely leads it, and why in words; no unit and no reason where nothing speaks for one."""

    item: Item
    unit: OrgUnit | None
    reason: str


def proposed_leads(desk: Desk, *, bureaus: Path | None = None) -> tuple[ProposedLead, ...]:
    """A lead for every item that has none, of the bureaus that are units of the plan; `bureaus` is the office's own table of subjects.

    Raises:
        FileNotFound, BureausNotRead: the table cannot be used.
    """
    from core.reading.bureaus import likely_lead, read_bureaus  # noqa: PLC0415 # late: only who asks for proposals needs the table

    plan = desk.plan
    unit_by_bureau: dict[str, OrgUnit] = {}
    there = []
    for bureau in read_bureaus(bureaus):
        unit = next((unit for unit in plan.units if unit.kind is UnitKind.BUREAU and bureau.is_meant_by(unit.name)), None)
        if unit is not None:
            unit_by_bureau[bureau.name] = unit
            there.append(bureau)
    found = []
    for item in plan.items:
        if item.lead is not None:
            continue
        names = [indicator.name for indicator in plan.indicators_by_item.get(item.id, ())]
        title = plan.tasks_by_id[item.task].title if item.task is not None else ""
        lead = likely_lead(names, item.text, title, there)
        found.append(ProposedLead(item, unit_by_bureau[lead.bureau.name], lead.reason) if lead else ProposedLead(item, None, ""))
    return tuple(found)


def leads_table(leads: tuple[ProposedLead, ...]) -> str:
    """The proposals as CSV that `plan assign --duties` reads once the office has looked at it, items without one left out.

    事项 and 理由 are for people only.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*ASSIGNMENT_COLUMNS, *NOTE_COLUMNS])
    for lead in leads:
        if lead.unit is not None:
            writer.writerow([lead.item.code, lead.unit.short_name, "", lead.item.text.strip(), lead.reason])
    return out.getvalue()


def leads_as_json(leads: tuple[ProposedLead, ...]) -> list[dict[str, str | UnitId | None]]:
    """The same for a program to read; the unit is null where nothing speaks for one."""
    return [
        {"item": lead.item.id, "code": lead.item.code, "unit": lead.unit.id if lead.unit else None, "reason": lead.reason} for lead in leads
    ]
