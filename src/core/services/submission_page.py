"""One unit's submission before the reviewer: its figures judged as they would count, texts, files, findings, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.calc.finding import Finding
from core.changes.registers import EVIDENCE, OBSERVATION, PROGRESS
from core.ids import IndicatorId, ItemId, SubmissionId, UnitId
from core.model.asked import asked_duties, covered_periods
from core.model.org_unit import OrgUnit
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Progress, Review, Submission, SubmissionState
from core.services.check_results import CheckResults, Difference, differences, handed_up_results
from core.services.conflicts import conflicts_of
from core.services.desk import Desk
from core.services.handed_up import HandedUpWork, check_handed_up, handed_up_work
from core.services.review_queue import Heap, heap_of
from core.services.reviewed_figures import Before, FigureKey, FigureRow, figure_rows, key_of
from core.store.office_queries import Stretch, held_blobs, registers_between, reviews_of, stretches
from core.store.queries import blob
from core.store.records import Filing, filings


class TextRow(Struct, frozen=True):
    """A unit's text on an item; None where none was handed up. `is_asked` says that the duty asks for one."""

    item: Item
    is_lead: bool
    is_asked: bool
    progress: Progress | None
    findings: tuple[Finding, ...]
    has_changed: bool


class EvidenceRow(Struct, frozen=True):
    """A file that was handed up; without `is_held` its bytes are only promised."""

    evidence: Evidence
    is_held: bool
    has_changed: bool


class SubmissionPast(Struct, frozen=True):
    """A submission of the period and what was answered, by every reviewer, the latest first."""

    submission: Submission
    reviews: tuple[Review, ...]


class SubmissionPage(Struct, frozen=True):
    """What a reviewer sees of a unit's period; `submission` is the latest, None where nothing was handed up.

    `past` are the period's submissions, the latest first. `in_use` is the number of the one that is accepted, 0 where none is. `previous`
    is the number of the submission before, 0 for a first one; what it did not have as it is now is marked `has_changed`.
    `findings` are of the office's run, `results` of the unit's own, as they travelled, and `differs` what the one found otherwise.
    `conflicts` counts what two computers of the unit filled in differently.
    """

    unit: OrgUnit
    period: Period
    state: SubmissionState
    heap: Heap
    submission: Submission | None
    in_use: int
    previous: int
    past: tuple[SubmissionPast, ...]
    figures: tuple[FigureRow, ...]
    texts: tuple[TextRow, ...]
    evidence: tuple[EvidenceRow, ...]
    findings: tuple[Finding, ...]
    results: CheckResults | None = None
    differs: tuple[Difference, ...] = ()
    conflicts: int = 0

    @property
    def waits_for_an_answer(self) -> bool:
        """Whether the latest submission may be accepted or returned: it is handed up and not answered yet."""
        return self.submission is not None and self.state is SubmissionState.SUBMITTED


class _Changed(Struct, frozen=True):
    """What a submission set that the ones before did not have so: figures, texts by item, files by id."""

    figures: frozenset[FigureKey] = frozenset()
    items: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()


def submission_page(desk: Desk, unit: UnitId, period: Period) -> SubmissionPage:
    """The latest submission of a unit's period, or what is asked where there is none yet.

    It reads the unit's own submissions and figures by index, and everyone's figures of the year for the items that it is judged on.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    desk.must_be_office()
    desk.must_be_asked(period)
    database = desk.workspace.database
    sent = stretches(database, unit, period)
    filing = filings(database, period=period, unit=unit).get((unit, period))
    shown = filing.latest.id if filing is not None else None  # of several that did not know of each other the one to be answered next
    sent.sort(key=lambda each: (each.submission.id == shown, each.submission.number, each.submission.at, each.submission.id), reverse=True)
    latest = sent[0] if sent else None
    work = handed_up_work(desk, unit, period, latest)
    findings = check_handed_up(desk, work) if latest is not None else ()
    results = handed_up_results(desk, unit, period) if latest is not None else None
    changed = _changed(desk, sent[0]) if len(sent) > 1 else _Changed()
    before = handed_up_work(desk, unit, period, sent[1]).figures if len(sent) > 1 else ()
    values = {key_of(figure): figure.observation.value for figure in before}
    return SubmissionPage(
        unit=desk.issued_plan.units_by_id[unit],
        period=period,
        state=filing.latest_state if filing is not None else SubmissionState.MISSING,
        heap=heap_of(desk, filing, work, findings),
        submission=latest.submission if latest is not None else None,
        in_use=_in_use(filing),
        previous=sent[1].submission.number if len(sent) > 1 else 0,
        past=_past(desk, unit, sent),
        figures=figure_rows(desk, work, latest, findings=findings, before=Before(values, changed.figures)),
        texts=_texts(desk.issued_plan, work, findings, changed),
        evidence=_evidence(desk, work, changed),
        findings=findings,
        results=results,
        differs=differences(findings, results),
        conflicts=len(conflicts_of(desk, unit, period)),
    )


def evidence_bytes(desk: Desk, sha256: str) -> bytes | None:
    """The bytes of a file that was handed up; None while they are only promised."""
    return blob(desk.workspace.database, sha256)


def _in_use(filing: Filing | None) -> int:
    return filing.submission.number if filing is not None and filing.state is SubmissionState.ACCEPTED else 0


def _changed(desk: Desk, stretch: Stretch) -> _Changed:
    """What a submission set of its own period."""
    covered = {str(period) for period in covered_periods(stretch.submission.period)}
    values: set[FigureKey] = set()
    items, files = set[str](), set[str]()
    for register in registers_between(desk.workspace.database, stretch.stream, stretch.first, stretch.submission.last):
        parts = register.id.split("/")
        if register.entity == OBSERVATION and parts[3] in covered:
            values.add((IndicatorId(parts[1]), UnitId(parts[2]), Period.parse(parts[3])))
        elif register.entity == PROGRESS and parts[2] in covered:
            items.add(parts[1])
        elif register.entity == EVIDENCE:
            files.add(parts[1])
    return _Changed(frozenset(values), frozenset(items), frozenset(files))


def _past(desk: Desk, unit: UnitId, sent: Iterable[Stretch]) -> tuple[SubmissionPast, ...]:
    reviews: dict[SubmissionId, list[Review]] = {}
    for review in reviews_of(desk.workspace.database, unit):
        reviews.setdefault(review.submission, []).append(review)
    return tuple(SubmissionPast(stretch.submission, tuple(reviews.get(stretch.submission.id, ()))) for stretch in sent)


def _texts(plan: Plan, work: HandedUpWork, findings: Iterable[Finding], changed: _Changed) -> tuple[TextRow, ...]:
    """The texts that are asked or were written, in the order of the report."""
    duties = {asked.item.id: asked for asked in asked_duties(plan, work.unit, work.period)}
    written = {entry.item: entry for entry in work.progress}
    found: dict[ItemId, list[Finding]] = {}
    for finding in findings:
        if finding.field != "value":
            found.setdefault(finding.item, []).append(finding)
    return tuple(
        TextRow(
            item,
            asked is not None and asked.duty.is_lead,
            asked is not None and asked.text,
            written.get(item.id),
            tuple(found.get(item.id, ())),
            item.id in changed.items,
        )
        for item in plan.items
        for asked in [duties.get(item.id)]
        if item.id in written or item.id in found or (asked is not None and asked.text)
    )


def _evidence(desk: Desk, work: HandedUpWork, changed: _Changed) -> tuple[EvidenceRow, ...]:
    held = held_blobs(desk.workspace.database, {file.sha256 for file in work.evidence})
    return tuple(EvidenceRow(file, file.sha256 in held, file.id in changed.evidence) for file in work.evidence)
