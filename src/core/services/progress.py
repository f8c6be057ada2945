"""A unit's month: record figures and texts in the draft, check them, hand them up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from core.changes.change import Json, Register, draft_scope, unit_scope
from core.changes.explanation_values import explanation_register
from core.changes.registers import (
    EVIDENCE,
    EXPLANATION,
    OBSERVATION,
    PROGRESS,
    SUBMISSION,
    evidence_id,
    submission_id,
)
from core.errors import NothingAsked, NothingToSubmit, UserError
from core.files import plain_name, read_file
from core.ids import EvidenceId, ItemId, SubmissionId
from core.model.asked import asked_figures, covered_periods
from core.model.period import Period
from core.model.progress import Submission
from core.services.check_results import results_register, results_value
from core.services.checking import check_period, must_pass_checks
from core.services.conflicts import must_be_settled
from core.services.contested import Settling, contested_of
from core.services.desk import Desk
from core.services.edits import Edit, draw, edit_within, keep_as_step, must_have_duty
from core.services.explaining import Questioned, answers_to
from core.services.record_sheet import CellVerdict, RecordSheet
from core.services.settling import take_over
from core.services.spanning import spanned
from core.store.filing_order import AFTER
from core.store.office_queries import stretches
from core.store.queries import registers_of
from core.store.records import filings
from core.store.steps import drop_steps_of
from core.store.workspace import WorkUnit
from core.workbook.record_table import EXPLANATION as EXPLANATION_COLUMN
from core.workbook.record_table import read_records

Meaning = TypeVar("Meaning")


class Recorded(Struct, frozen=True):
    """The outcome of a record file: how many rows it has, the cells that cannot be kept, and how many registers changed."""

    rows: int
    refused: tuple[CellVerdict, ...] = ()
    changed: int = 0


class Attached(Struct, frozen=True):
    """A piece of evidence attached: its id, and the edit of the draft that undoes it."""

    id: EvidenceId
    edit: Edit


class Submitted(Struct, frozen=True):
    """A submission made: its id, its number within unit and period, and how many registers it hands up."""

    id: SubmissionId
    period: Period
    number: int
    registers: int
    hash: str


def record(desk: Desk, period: Period, path: Path) -> Recorded:
    """Put the figures and texts of a table into the draft, all of them or, when a cell cannot be kept, none.

    The verdicts tell every cell that cannot be kept, so that one look at them mends the table.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        TableNotReadable, TableColumnMissing, TableColumnRepeated, TableColumnUnknown, TableCellOutside, TableCodeIsNumber,
            TableFormulaWithoutResult: the table cannot be used; nothing was changed.
    """
    desk.must_be_asked(period)
    sheet = RecordSheet(desk.plan, desk.unit, period)
    rows = read_records(path)
    for row in rows:
        sheet.take(row)
    if sheet.refused:
        return Recorded(len(rows), tuple(sheet.refused))
    try:
        with desk.writing() as work:
            drawn = draw(desk, work, sheet.values)
            drawn += draw(desk, work, _explained(desk, sheet))
            if sheet.first_item is not None:
                keep_as_step(desk, sheet.periods, sheet.first_item, drawn)
    except _NotExplainedError as error:  # which keeps the whole table out
        return Recorded(len(rows), error.refused)
    return Recorded(len(rows), changed=len(drawn))


class _NotExplainedError(Exception):
    """Cells of a table that explain nothing."""

    def __init__(self, refused: tuple[CellVerdict, ...]) -> None:
        super().__init__(refused)
        self.refused = refused


def _explained(desk: Desk, sheet: RecordSheet) -> dict[Register, Json]:
    """The registers of a table's answers to what the checks find in the draft with the table's values in it."""
    values: dict[Register, Json] = {}
    refused: list[CellVerdict] = []
    found = {period: check_period(desk, period) for period in {each.period for each in sheet.explanations}}
    for each in sheet.explanations:
        meant = Questioned(each.item, each.indicator, each.subject)
        try:
            values |= answers_to(desk, each.period, [one for one in found[each.period] if meant.holds(one)], each.text, item=each.item)
        except UserError as error:
            refused.append(CellVerdict(each.row, EXPLANATION_COLUMN, error))
    if refused:
        raise _NotExplainedError(tuple(refused))
    return values


def attach(desk: Desk, period: Period, item: ItemId, path: Path, *, caption: str = "") -> Attached:
    """Attach a file to the unit's progress on an item, in the draft.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        ItemUnknown, CannotRecordThis: the unit has no duty on the item.
        FileNotFound, PathIsFolder, FileNotReadable: the file cannot be read.
    """
    must_have_duty(desk, period, item)
    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    with desk.writing() as work:
        identity = EvidenceId(work.new_id("e"))
        work.keep_blob(sha256, data)
        facts: Json = {
            "item": item,
            "period": str(period),
            "name": plain_name(path),
            "sha256": sha256,
            "size": len(data),
            "caption": caption,
        }
        register = Register(EVIDENCE, evidence_id(desk.unit, identity), "file")
        return Attached(identity, edit_within(desk, work, period, item, {register: facts}))


def submit(desk: Desk, period: Period) -> Submitted:
    """Hand a period up: copy what differs from the draft into the unit's scope, and write the submission that covers it.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        NothingAsked: the plan asks nothing of this unit, and it never handed this period up.
        ConflictsOpen: another computer of the unit filled in something else, and nobody decided yet.
        ChecksFailed: findings stand against it.
        NothingToSubmit: nothing differs from what was handed up last.
    """
    desk.must_be_asked(period)
    database = desk.workspace.database
    before = filings(database, period=period, unit=desk.unit).get((desk.unit, period))
    if before is None and desk.unit not in desk.issued_plan.duties_by_unit:
        raise NothingAsked(unit=desk.plan.units_by_id[desk.unit].name, period=period.label)
    take_over(desk, must_be_settled(desk, period))
    findings = must_pass_checks(desk, period)
    draft, shared = draft_scope(desk.unit), unit_scope(desk.unit)
    covered = [str(each) for each in covered_periods(period)]
    answered = {explanation_register(desk.unit, period, finding.key) for finding in findings}
    drafted = [
        register
        for register in registers_of(database, draft)
        if (register in answered or _belongs(desk, register, covered)) and _is_told(desk, register)
    ]
    with desk.writing() as work:
        first, _ = work.position(shared)
        for register, value in spanned(desk, period, [each for each in drafted if work.would_hand_up(draft, shared, each)]).items():
            work.set(draft, register, value)
        copied = sum(work.hand_up(draft, shared, register) is not None for register in drafted)
        returned = before is not None and before.return_in_force is not None
        if not copied and not (returned or (before is None and not asked_figures(desk.plan, desk.unit, period))):
            raise NothingToSubmit(period=period.label)
        work.set(shared, results_register(desk.unit, period), results_value(findings))
        drop_steps_of(database, period)
        return _submission(desk, work, period, first=first, copied=copied)


def submit_with_corrections(desk: Desk, period: Period) -> tuple[Submitted, ...]:
    """Hand a period up together with what was corrected of earlier ones, which come first: each is a submission of its own.

    Raises:
        PeriodNotInPlan, NothingAsked: as `submit`.
        ConflictsOpen, ChecksFailed: conflicts or findings stand against one of them; nothing was handed up.
        NothingToSubmit: nothing differs from what was handed up last, in any of them.
    """
    desk.must_be_asked(period)
    corrected = corrected_periods(desk, period)
    for each in (*corrected, period):
        take_over(desk, must_be_settled(desk, each))
        must_pass_checks(desk, each)
    done = [submit(desk, each) for each in corrected]
    try:
        done.append(submit(desk, period))
    except NothingToSubmit:
        if not done:
            raise
    return tuple(done)


def corrected_periods(desk: Desk, until: Period) -> tuple[Period, ...]:
    """The plan's periods before one that were handed up and of which the draft says something else by now, oldest first."""
    filed = {period for _, period in filings(desk.workspace.database, unit=desk.unit)}
    earlier = [period for period in desk.plan.periods if period.number < until.number and period in filed]
    if not earlier:
        return ()
    log, draft, shared = desk.workspace.log, draft_scope(desk.unit), unit_scope(desk.unit)
    overruled = {each.register for each in contested_of(desk, desk.unit) if each.settling is Settling.OVERRULED}
    differing = []
    for register in registers_of(desk.workspace.database, draft):
        if register in overruled:
            continue
        drafted, held = log.heads(draft, register), log.heads(shared, register)
        if drafted and _is_told(desk, register) and [log.resolved(head.value) for head in held] != [log.resolved(drafted[-1].value)]:
            differing.append(register)
    covered = {period: [str(each) for each in covered_periods(period)] for period in earlier}
    return tuple(period for period in earlier if any(_belongs(desk, register, covered[period]) for register in differing))


def last_submission(desk: Desk, period: Period) -> Submission | None:
    """What this unit handed up last for a period, None before it ever did: its file may be lost and have to be written again."""
    filing = filings(desk.workspace.database, period=period, unit=desk.unit).get((desk.unit, period))
    return None if filing is None else filing.newer or filing.submission


def _submission(desk: Desk, work: WorkUnit, period: Period, *, first: int, copied: int) -> Submitted:
    shared = unit_scope(desk.unit)
    last, chain = work.position(shared)
    before = stretches(desk.workspace.database, desk.unit, period)
    number = max((each.submission.number for each in before), default=0) + 1
    identity = SubmissionId(work.new_id("b"))
    value: dict[str, Json] = {"period": str(period), "number": number, "first": first + 1, "last": last, "hash": chain.hex()}
    others = sorted(each.submission.id for each in before if each.site != desk.identity.site)
    if others:
        value[AFTER] = [*others]
    work.set(shared, Register(SUBMISSION, submission_id(desk.unit, identity), "handed_up"), value)
    return Submitted(identity, period, number, copied, chain.hex())


def _belongs(desk: Desk, register: Register, covered: Sequence[str]) -> bool:
    """Whether a drafted register belongs to the periods that a submission covers."""
    if register.entity == EXPLANATION:  # of a value that stands no more it is told only where it was before
        was_told = bool(desk.workspace.log.heads(unit_scope(desk.unit), register))
        return was_told and register.id.split("/")[2] in covered
    if register.entity in {OBSERVATION, PROGRESS}:
        return register.id.rpartition("/")[2] in covered
    if register.entity == EVIDENCE:  # what was taken off has no row in the draft, but still the one that was handed up
        rows = desk.workspace.database.execute(
            "SELECT period FROM evidence WHERE layer IN (0, 1) AND unit = ? AND id = ?", tuple(register.id.split("/"))
        )
        return any(period in covered for (period,) in rows.fetchall())
    return False


def _is_told(desk: Desk, register: Register) -> bool:
    """Whether there is something to hand up: what was filled in and emptied again before anyone was told of it is nothing."""
    log = desk.workspace.log
    heads = log.heads(draft_scope(desk.unit), register)
    return bool(log.heads(unit_scope(desk.unit), register)) or any(head.value is not None for head in heads)
