"""Judging a period and printing it: the roll-up, the picture a paper is written from, the paper, the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct

from core.briefing.picture import Picture, UnitReport
from core.calc.history import history_of
from core.calc.judge import judge_period
from core.calc.judgement import Judgement
from core.calc.judgement_json import revision_as_json, roll_up_as_json
from core.calc.own_level import with_own_level
from core.calc.revisions import revisions
from core.calc.self_rating import nodes_done
from core.changes.change import PLAN, unit_scope
from core.errors import UnitOutsideSubtree
from core.files import write_file
from core.ids import ItemId, UnitId
from core.model.due_days import due_date
from core.model.paper_kind import PaperKind, Sheets
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Progress, SubmissionState
from core.services.desk import VERSION, Desk
from core.services.printed_explanations import printed_explanations
from core.settings import load
from core.store.fingerprints import scope_fingerprints, workspace_fingerprint
from core.store.records import evidence_of, figures, filings, progress_of
from core.store.versions import figures_given_again


class PrintedPaper(Struct, frozen=True):
    """A paper written to a file: how many bytes, and the characters that no font has."""

    path: Path
    size: int
    unprintable: tuple[str, ...] = ()


def roll_up(desk: Desk, period: Period) -> tuple[Judgement, ...]:
    """Every row of a period: the city first, then units, for every indicator and item of the issued plan.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    database = desk.workspace.database
    return judge_period(plan, period, figures(database, until=period), _progress_until(desk, period))


def roll_up_json(desk: Desk, period: Period) -> dict[str, object]:
    """The same as data for a program to read: `{"period", "rows": [...]}`, with what was revised since it was first handed up.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    return rows_as_json(desk, period, roll_up(desk, period))


def rows_as_json(desk: Desk, period: Period, rows: Iterable[Judgement]) -> dict[str, object]:
    """Some rows of a period as data for a program to read, with what was revised since it was first handed up."""
    revised = revisions(figures_given_again(desk.workspace.database, until=period))
    return {**roll_up_as_json(desk.issued_plan, period, rows), "revisions": [revision_as_json(each) for each in revised]}


def picture(desk: Desk, period: Period, *, viewpoint: UnitId | None = None, issue_date: date | None = None) -> Picture:
    """Everything a paper on a period is written from, seen from a unit (the workspace's own when none is named).

    Without a date the paper bears the day its reports were due, or the period's last day where that is later.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        UnitOutsideSubtree: the unit is not the workspace's own or below it, so its data are not here.
    """
    plan = desk.issued_plan
    if viewpoint is not None and viewpoint not in {unit.id for unit in plan.subtree(desk.unit)}:
        raise UnitOutsideSubtree(unit=plan.units_by_id[viewpoint].name, own=plan.units_by_id[desk.unit].name)
    database = desk.workspace.database
    filed = filings(database, period=period)
    reports = []
    for unit in plan.reporting_units_at(period):
        filing = filed.get((unit.id, period))
        if filing is None:
            reports.append(UnitReport(unit.id, SubmissionState.MISSING, None))
        else:
            reason = filing.review.reason if filing.review is not None and not filing.review.accepted else ""
            first_on = filing.first_at.astimezone().date() if filing.first_at is not None else None
            newer = filing.newer is not None
            reports.append(UnitReport(unit.id, filing.state, filing.submission, reason, newer=newer, first_on=first_on))
    return Picture(
        plan=plan,
        period=period,
        viewpoint=viewpoint or desk.unit,
        judgements=roll_up(desk, period),
        reports=tuple(reports),
        progress={(entry.item, entry.unit): entry for entry in progress_of(database, period)},
        history=history_of(plan, period, figures(database, until=period), units={plan.root, viewpoint or desk.unit}),
        evidence=_evidence(evidence_of(database, period)),
        issue_date=issue_date or max(due_date(plan, period), period.last_day),
        issue_number=None,
        fingerprint=fingerprint(desk),
        program_version=VERSION,
        explanations=printed_explanations(desk, period),
        nodes_done=_nodes_done(plan, period, _progress_until(desk, period)),
    )


def print_paper(
    desk: Desk,
    kind: PaperKind,
    period: Period,
    path: Path,
    *,
    viewpoint: UnitId | None = None,
    issue_date: date | None = None,
    sheets: Sheets = Sheets.A4,
) -> PrintedPaper:
    """Print a paper of a period as PDF; the same workspace gives the same bytes.

    Raises:
        PeriodNotInPlan, UnitOutsideSubtree, CannotWrite, DiskFull, PathIsFolder: what stood at the path before is untouched.
    """
    # Late: matplotlib and ReportLab take most of a second to import, which only what is printed should cost.
    from core.services.papers import PaperWanted, Typesetter, paper_bytes  # noqa: PLC0415 # see above

    paper = paper_bytes(
        desk, PaperWanted(kind, period, viewpoint, issue_date, sheets), Typesetter(load(desk.program.data_folder).paper_fonts)
    )
    write_file(path, paper.data)
    return PrintedPaper(path, len(paper.data), paper.unprintable)


def print_ledger(desk: Desk, period: Period, path: Path) -> int:
    """Write the 台账 of a period as XLSX and return how many rows it has.

    Raises:
        PeriodNotInPlan, CannotWrite, DiskFull, PathIsFolder: what stood at the path before is untouched.
    """
    # Late: openpyxl takes over a tenth of a second to import, which only what is written as XLSX should cost.
    from core.workbook.ledger_sheet import write_ledger  # noqa: PLC0415 # see above

    rows = with_own_level(desk.issued_plan, period, roll_up(desk, period))
    return write_ledger(path, desk.issued_plan, period, rows, printed_explanations(desk, period))


def fingerprint(desk: Desk, scope: str | None = None) -> str:
    """SHA-256, in hex, of everything shared, or of one scope (a unit's name, short name or code, or `plan`).

    Two workspaces that hold the same changes have the same one.

    Raises:
        UnitUnknown: there is no such scope.
    """
    if scope is None:
        return workspace_fingerprint(desk.workspace)
    key = PLAN if scope == PLAN else unit_scope(desk.find_unit(scope).id)
    return scope_fingerprints(desk.workspace).get(key, hashlib.sha256().hexdigest())


def _progress_until(desk: Desk, period: Period) -> list[Progress]:
    """What was handed up at every period of the plan up to one."""
    earlier = [each for each in desk.issued_plan.periods if each.last_month <= period.last_month]
    return [entry for each in earlier for entry in progress_of(desk.workspace.database, each)]


def _nodes_done(plan: Plan, period: Period, progress: list[Progress]) -> dict[ItemId, frozenset[str]]:
    done = {item.id: nodes_done(item, progress, period) for item in plan.items if item.nodes}
    return {item: names for item, names in done.items() if names}


def _evidence(files: list[Evidence]) -> dict[tuple[ItemId, UnitId], tuple[Evidence, ...]]:
    found: dict[tuple[ItemId, UnitId], list[Evidence]] = {}
    for file in files:
        found.setdefault((file.item, file.unit), []).append(file)
    return {key: tuple(of_key) for key, of_key in found.items()}
