"""The office's plan: from a report's text to issued task files."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from core.bundle.enrolment import root_enrolment
from core.bundle.keys import site_label
from core.changes.change import PLAN, PLAN_DRAFT, Json, Register
from core.changes.plan_values import (
    BASELINE,
    CONFIRMED,
    IDENTITY,
    ISSUE,
    REPORT,
    SETTINGS,
    achievement_values,
    indicator_values,
    item_values,
    section_values,
    task_values,
)
from core.changes.registers import (
    ACHIEVEMENT,
    INDICATOR,
    ITEM,
    PLAN_ENTITY,
    REVISION,
    SECTION,
    SITE,
    TASK,
    UNIT,
    site_id,
)
from core.changes.settings_values import settings_value
from core.changes.unit_values import unit_values
from core.errors import LastPlanOfAnotherYear, NothingToIssue, PlanHasItemsWithoutLead, PlanNotConfirmed
from core.ids import PlanId, UnitId, root_unit
from core.model.org_unit import OrgUnit, UnitKind
from core.model.plan_settings import PlanSettings
from core.services.desk import Desk, Program
from core.services.proposals import PlannedReport, planned
from core.store.plan_queries import unconfirmed
from core.store.queries import registers_of
from core.store.workspace import Identity, Workspace, WorkUnit
from core.workbook.units_table import UnitRow, read_units

if TYPE_CHECKING:
    from core.reading.proposal import Proposal
    from core.services.last_year import LastPlan

PLAN_ID_BYTES = 10
ENROLMENT = "enrolment"


class NewPlan(Struct, frozen=True):
    """What a new office workspace is made from; without a table of units it has last year's, else the office alone.

    `last` is last year's workspace, which is only read.
    """

    report: Path
    workspace: Path
    units: Path | None = None
    settings: PlanSettings = field(default_factory=PlanSettings)
    is_sample: bool = False
    is_demo: bool = False
    last: Path | None = None


class PlanSummary(Struct, frozen=True):
    """What a new plan holds, by count."""

    place: str
    year: int
    units: int
    sections: int
    tasks: int
    items: int
    indicators: int
    achievements: int
    continued: int = 0  # indicators that keep last year's id


def new_plan(program: Program, request: NewPlan) -> PlanSummary:
    """Make an office workspace with everything read from a report as proposals.

    Raises:
        LastPlanOfAnotherYear: the plan to begin from is not of the year before.
        UserError: the report, the units, last year's or the new workspace cannot be used; nothing is left behind.
    """
    # Late: the reader of reports takes a while to import, which only reading one should cost.
    from core.reading.proposal import read_report  # noqa: PLC0415 # see above
    from core.reading.source import read_source  # noqa: PLC0415 # see above

    text = read_source(request.report)
    proposal = read_report(text)
    year = proposal.year or program.clock.now().year
    last = _last_plan(program, request.last, year)
    rows = read_units(request.units) if request.units else last.units if last else (_lone_office(proposal),)
    plan = PlanId("p" + base64.b32encode(program.random_bytes(PLAN_ID_BYTES)).decode().lower())
    root = root_unit(plan)
    key = program.keys(plan, (root,), is_demo=request.is_demo).make(site_label(plan, root, 1))
    identity = Identity(plan, key.site, key.public, root, request.is_demo)
    with (
        Workspace.making(request.workspace, identity, holder=program.actor, random_bytes=program.random_bytes) as workspace,
        Desk(program, workspace).writing() as work,
    ):
        enrolment = root_enrolment(key, plan=plan, unit=root)
        work.set(PLAN, Register(SITE, site_id(root, key.site), ENROLMENT), enrolment.to_json())
        units = _units(rows, root, work)
        report = planned(proposal, work.new_id, frequency=request.settings.frequency, last_year=last)
        _set_plan(work, request, proposal, root=root, year=year)
        work.set(PLAN_DRAFT, Register(PLAN_ENTITY, PLAN_ENTITY, REPORT), text)
        for unit in units:
            _set_all(work, UNIT, unit.id, unit_values(unit, since=f"{year}-01"))
        _set_outline(work, report)
    return PlanSummary(
        proposal.place,
        year,
        len(units),
        len(report.sections),
        len(report.tasks),
        len(report.items),
        len(report.indicators),
        len(report.achievements),
        len({each.id for each in report.indicators} & {each.id for each in last.indicators}) if last else 0,
    )


def confirm_all(desk: Desk) -> int:
    """Confirm every proposal that is still open, in bulk as the log says, and return how many there were.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    waiting = unconfirmed(desk.workspace.database)
    with desk.writing() as work:
        for entity, identity in waiting:
            work.set(PLAN_DRAFT, Register(entity, identity, CONFIRMED), True)  # noqa: FBT003 # the register's value
        for indicator in desk.plan.indicators:
            if indicator.baseline is not None and not indicator.baseline.confirmed:
                confirmed = replace(indicator, baseline=replace(indicator.baseline, confirmed=True))
                work.set(PLAN_DRAFT, Register(INDICATOR, indicator.id, BASELINE), indicator_values(confirmed)[BASELINE])
    return len(waiting)


def issue(desk: Desk, *, reason: str) -> int:
    """Issue what lies on the office's desk as the next plan revision, and return its number.

    Raises:
        NotTheOffice: this is a unit's workspace.
        PlanNotConfirmed: proposals are open.
        PlanHasItemsWithoutLead: items have nobody.
        NothingToIssue: nothing was changed since the last revision.
    """
    desk.must_be_office()
    plan = desk.plan
    waiting = unconfirmed(desk.workspace.database)
    if waiting:
        raise PlanNotConfirmed(count=len(waiting))
    without = [item.code for item in plan.items if item.lead is None]
    if without:
        raise PlanHasItemsWithoutLead(count=len(without), codes="、".join(without[:5]))
    with desk.writing() as work:
        moved = sum(work.hand_up(PLAN_DRAFT, PLAN, register) is not None for register in registers_of(desk.workspace.database, PLAN_DRAFT))
        if not moved:
            raise NothingToIssue
        number = plan.revision + 1
        date = desk.program.clock.now().date().isoformat()
        work.set(PLAN, Register(REVISION, str(number), ISSUE), {"number": number, "date": date, "reason": reason})
    return number


def _last_plan(program: Program, path: Path | None, year: int) -> LastPlan | None:
    if path is None:
        return None
    from core.services.last_year import read_last_plan  # noqa: PLC0415 # late: judging a year is only needed to begin from one

    last = read_last_plan(program, path)
    if last.year != year - 1:
        raise LastPlanOfAnotherYear(year=last.year, expected=year - 1)
    return last


def _units(rows: tuple[UnitRow, ...], root: UnitId, work: WorkUnit) -> list[OrgUnit]:
    ids = {row.code: root if not row.parent else UnitId(work.new_id("u")) for row in rows}
    return [
        OrgUnit(ids[row.code], row.code, row.name, row.short_name, row.kind, ids[row.parent] if row.parent else None, order)
        for order, row in enumerate(rows)
    ]


def _lone_office(proposal: Proposal) -> UnitRow:
    place = proposal.place or proposal.title
    return UnitRow("1", f"{place}人民政府", place, UnitKind.CITY, "")


def _set_plan(work: WorkUnit, request: NewPlan, proposal: Proposal, *, root: UnitId, year: int) -> None:
    identity: Json = {"title": proposal.title, "place": proposal.place, "year": year, "root": root, "sample": request.is_sample}
    _set_all(work, PLAN_ENTITY, PLAN_ENTITY, {IDENTITY: identity, SETTINGS: settings_value(request.settings)})


def _set_outline(work: WorkUnit, report: PlannedReport) -> None:
    for section in report.sections:
        _set_all(work, SECTION, section.id, section_values(section))
    for task in report.tasks:
        _set_all(work, TASK, task.id, task_values(task))
    for item in report.items:
        _set_all(work, ITEM, item.id, item_values(item))
    for indicator in report.indicators:
        _set_all(work, INDICATOR, indicator.id, indicator_values(indicator))
    for achievement in report.achievements:
        _set_all(work, ACHIEVEMENT, achievement.id, achievement_values(achievement))


def _set_all(work: WorkUnit, entity: str, identity: str, values: Mapping[str, Json]) -> None:
    for name, value in values.items():
        work.set(PLAN_DRAFT, Register(entity, identity, name), value)
