"""The office's queue of a period: every unit that reports, in the heap of what it asks of the inspector."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from core.calc.finding import Finding, count_by_severity
from core.calc.ranking import unit_marks
from core.changes.change import Scope
from core.changes.registers import PROGRESS
from core.ids import UnitId
from core.model.period import Period
from core.model.progress import Missing, Standing, SubmissionState
from core.model.severity import Severity
from core.services.briefings import roll_up
from core.services.check_results import differences, handed_up_results
from core.services.contested import contested_of
from core.services.desk import Desk
from core.services.handed_up import HandedUpWork, check_handed_up, handed_up_work
from core.store.office_queries import held_blobs, stretches
from core.store.records import Filing, filings
from core.store.register_records import scopes_of_several


class Heap(StrEnum):
    """What a unit's period asks of the inspector; the order is that of the queue."""

    CLEAN = "clean"  # nothing was found: can be accepted at sight
    LOOK = "look"  # something was found, or a file is promised and not here
    CONFLICT = "conflict"  # two computers of the unit said different things
    REQUEST = "request"  # 核定后又报: handed up again after an acceptance
    MISSING = "missing"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for the inspector's word."""
        return self in {Heap.CLEAN, Heap.LOOK, Heap.CONFLICT, Heap.REQUEST}


class QueueRow(Struct, frozen=True):
    """One unit's period. `number` (0), `at` (None) and `by` ("") are of the latest submission.

    `findings` counts by severity, every severity being a key, what the checks find in a submission that waits; `unanswered` are those of
    them that would have stopped its handing up. `promised` are the files that it names and that are not here. `behind` counts the unit's
    items at 欠进度 by the numbers that count now, `differs` what the office's run found otherwise than the unit's, where that travelled.
    """

    unit: UnitId
    name: str
    heap: Heap
    number: int = 0
    at: datetime | None = None
    by: str = ""
    findings: Mapping[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    unanswered: int = 0
    promised: int = 0
    behind: int = 0
    differs: int = 0


def review_queue(desk: Desk, period: Period) -> tuple[QueueRow, ...]:
    """Every unit with duties: by heap, then in the order of the tree.

    What grows is read by index: a unit's own submissions and figures of the year, and all figures of the year for what is behind.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    rows = queue_rows(desk, period)
    marks = unit_marks(desk.issued_plan, roll_up(desk, period))
    counts = {unit: sum(mark.standing is Standing.BEHIND for mark in own.values()) for unit, own in marks.items()}
    return tuple(replace(row, behind=counts.get(row.unit, 0)) for row in rows)


def queue_rows(desk: Desk, period: Period) -> tuple[QueueRow, ...]:
    """The same without what is behind, which takes judging the whole period.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    desk.must_be_office()
    desk.must_be_asked(period)
    filed = filings(desk.workspace.database, period=period)
    scopes = scopes_of_several(desk.workspace.database)
    rows = [
        _row(desk, filed.get((unit.id, period)), unit.id, period, scopes=scopes) for unit in desk.issued_plan.reporting_units_at(period)
    ]
    heaps = tuple(Heap)
    return tuple(sorted(rows, key=lambda row: heaps.index(row.heap)))


def heap_of(
    desk: Desk,
    filing: Filing | None,
    work: HandedUpWork,
    findings: tuple[Finding, ...],
    *,
    scopes: Collection[Scope] | None = None,
) -> Heap:
    """The heap of a unit's period with what was handed up last and what the checks find in it.

    `scopes` are those in which conflicts can be, looked up where they are not given.
    """
    if filing is None:
        return Heap.MISSING
    if filing.latest_state is not SubmissionState.SUBMITTED:
        return Heap.RETURNED if filing.latest_state is SubmissionState.RETURNED else Heap.ACCEPTED
    if filing.newer is not None:
        return Heap.REQUEST
    if _is_contested(desk, work, scopes):
        return Heap.CONFLICT
    has_something = any(finding.severity is not Severity.HINT for finding in findings)
    return Heap.LOOK if has_something or promised_files(desk, work) else Heap.CLEAN


def promised_files(desk: Desk, work: HandedUpWork) -> int:
    """How many files a submission names of which the bytes are not here."""
    digests = {file.sha256 for file in work.evidence}
    return len(digests - held_blobs(desk.workspace.database, digests))


def _row(desk: Desk, filing: Filing | None, unit: UnitId, period: Period, *, scopes: Collection[Scope]) -> QueueRow:
    name = desk.issued_plan.units_by_id[unit].name
    if filing is None:
        return QueueRow(unit, name, Heap.MISSING)
    latest = filing.latest
    row = QueueRow(unit, name, Heap.ACCEPTED, latest.number, latest.at, latest.by)
    if filing.latest_state is not SubmissionState.SUBMITTED:
        return replace(row, heap=Heap.RETURNED if filing.latest_state is SubmissionState.RETURNED else Heap.ACCEPTED)
    stretch = next(each for each in stretches(desk.workspace.database, unit, period) if each.submission.id == latest.id)
    work = handed_up_work(desk, unit, period, stretch)
    findings = check_handed_up(desk, work)
    return replace(
        row,
        heap=heap_of(desk, filing, work, findings, scopes=scopes),
        findings=count_by_severity(findings),
        unanswered=sum(finding.stops_submitting for finding in findings),
        promised=promised_files(desk, work),
        differs=len(differences(findings, handed_up_results(desk, unit, period))),
    )


def _is_contested(desk: Desk, work: HandedUpWork, scopes: Collection[Scope] | None) -> bool:
    """Whether a figure is in conflict, or a text of the period."""
    if any(entry.missing is Missing.CONFLICT for entry in work.observations):
        return True
    texts = (each.register for each in contested_of(desk, work.unit, scopes) if each.register.entity == PROGRESS)
    return any(register.id.rpartition("/")[2] == str(work.period) for register in texts)
