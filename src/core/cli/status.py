"""`jiannuo status`: what is due, what came back and why, what waits for the office."""

from __future__ import annotations

from pathlib import Path

import click

from core.calc.judgement_json import revision_as_json
from core.calc.punctuality import PeriodMark, Punctuality
from core.calc.revision_wording import revision_text
from core.calc.wording import period_label
from core.cli.frame import FILE, PERIOD, Command, Frame, pass_frame, print_json
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import open_desk_to_read
from core.services.places import place_notice
from core.services.review_queue import QueueRow, queue_rows
from core.services.status import FilingStatus, own_status, status_of_units

ENGLISH = {
    SubmissionState.MISSING: "missing",
    SubmissionState.DRAFT: "being filled in",
    SubmissionState.SUBMITTED: "to be reviewed",
    SubmissionState.RETURNED: "returned",
    SubmissionState.ACCEPTED: "accepted",
}


def add_status_command(root: click.Group) -> None:
    """Hang the command of this file on the root."""
    root.add_command(status)


@click.command("status", cls=Command)
@click.argument("workspace", type=FILE)
@click.option("--period", type=PERIOD, default=None, help="填报期，主办单位必填，如 2025-06 (needed at the office)")
@click.option("--json", "as_json", is_flag=True, help="供程序读取 (for a program to read)")
@pass_frame
def status(frame: Frame, workspace: Path, period: Period | None, as_json: bool) -> None:  # noqa: FBT001 # click gives flags by position
    """填报和审核到了哪一步，退回的理由是什么。 Where each period stands, and why what came back did."""
    with open_desk_to_read(frame.program, workspace) as desk:
        if desk.is_office:
            wanted = period or desk.plan.periods[-1]
            rows = status_of_units(desk, wanted)
            # The same engine on every submission that waits: only where a program asks for it.
            checked = {row.unit: row for row in queue_rows(desk, wanted)} if as_json and rows and desk.is_issued else {}
        else:
            rows = tuple(row for row in own_status(desk) if period in (None, row.period))
            checked = {}
        plan = desk.plan
    names = {unit.id: unit.short_name for unit in plan.units}
    notice = place_notice(workspace, frame.program.language)
    if as_json:
        print_json([{**_as_json(row), "checks": _checks_as_json(checked.get(row.unit))} for row in rows])
        return
    if notice is not None:
        click.echo(f"[{notice.word}] {notice.sentence}")
    for row in rows:
        frame.say(_chinese(row, names[row.unit]), _english(row, names[row.unit]))
        for revision in row.revisions:
            indicator = plan.indicators_by_id.get(revision.indicator)
            if indicator is not None:
                told = revision_text(revision, indicator)
                frame.say(
                    f"  {period_label(revision.period)}“{indicator.name}”修订：{told}",
                    f"  {revision.period} “{indicator.name}” revised: {told}",
                )


def _chinese(row: FilingStatus, unit: str) -> str:
    number = f"（第{row.number}次上报）" if row.number else ""
    mark = f"，{row.mark.label}" if row.mark is not None and row.mark.label else ""
    asked = (
        f"，填报要求{row.duties}项、完成{row.complete}项（应填{row.asked}个数、已填{row.filled}个）" if row.duties else "，本期无填报要求"
    )
    newer = f"；核定后又报第{row.newer}次，待审" if row.newer is not None else ""
    reason = f"；退回理由：{row.reason}" if row.reason else ""
    return f"{unit} {row.period.label}：{row.state.label}{number}{mark}{asked}{newer}{reason}"


def _english(row: FilingStatus, unit: str) -> str:
    number = f" (submission {row.number})" if row.number else ""
    mark = f", {_english_mark(row.mark)}" if row.mark is not None and row.mark.label else ""
    asked = (
        f", {row.complete} of {row.duties} duties complete ({row.filled} of {row.asked} figures)" if row.duties else ", nothing is asked"
    )
    newer = f"; submission {row.newer} came after the acceptance and waits" if row.newer is not None else ""
    reason = f"; returned because: {row.reason}" if row.reason else ""
    return f"{unit} {row.period}: {ENGLISH[row.state]}{number}{mark}{asked}{newer}{reason}"


def _english_mark(mark: PeriodMark) -> str:
    match mark.mark:
        case Punctuality.OVERDUE:
            return f"overdue by {mark.days} days"
        case Punctuality.LATE:
            return f"handed up {mark.days} days late"
    return f"due in {mark.days} days"


def _as_json(row: FilingStatus) -> dict[str, object]:
    return {
        "unit": row.unit,
        "period": str(row.period),
        "state": row.state.value,
        "number": row.number,
        "reason": row.reason,
        "newer": row.newer,
        "asked": row.asked,
        "filled": row.filled,
        "duties": row.duties,
        "complete": row.complete,
        "late": row.late,
        "due": None if row.mark is None else row.mark.due.isoformat(),
        "mark": None if row.mark is None else row.mark.mark.value,
        "days": None if row.mark is None else row.mark.days,
        "revisions": [revision_as_json(each) for each in row.revisions],
    }


def _checks_as_json(row: QueueRow | None) -> dict[str, object] | None:
    """What the office's run finds in a submission that waits; None of anything else."""
    if row is None or not row.heap.is_waiting:
        return None
    counts = {severity.value: count for severity, count in row.findings.items()}
    return {"heap": row.heap.value, "findings": counts, "unanswered": row.unanswered, "differences": row.differs, "promised": row.promised}
