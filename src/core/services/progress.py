"""A unit's month: record figures and texts in the draft, check them, hand them up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from core.changes.change import Json, Register, draft_scope, unit_scope
from core.changes.registers import (
    EVIDENCE,
    OBSERVATION,
    PROGRESS,
    SUBMISSION,
    evidence_id,
    observation_id,
    progress_id,
    submission_id,
)
from core.errors import (
    CannotRecordThis,
    IndicatorUnknown,
    ItemUnknown,
    NothingToSubmit,
    PeriodNotInPlan,
    UnitUnknown,
    UserError,
    WordUnknown,
)
from core.files import read_file
from core.ids import EvidenceId, ItemId, SubmissionId, UnitId
from core.model.asked import AskedFigure, asked_figures, covered_periods
from core.model.outline import Item
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing
from core.model.quantity import decimal_text, parse_quantity
from core.services.checking import must_pass_checks
from core.services.desk import Desk
from core.store.queries import registers_of
from core.store.records import filings
from core.store.workspace import WorkUnit
from core.workbook.record_table import MISSING, SELF_RATING, STATUS, RecordRow, read_records

Meaning = TypeVar("Meaning")

MISSING_WORDS = {reason.label: reason for reason in Missing if reason is not Missing.CONFLICT}
STATUS_WORDS = {"快报": DataStatus.FLASH, "预计": DataStatus.EXPECTED, "实际": DataStatus.ACTUAL}
RATING_WORDS = {standing.label: standing for standing in Standing}


@dataclass(frozen=True)
class CellVerdict:
    """What became of one row of a record file; `refused` says why nothing of it was kept."""

    row: int
    item: str
    indicator: str
    refused: UserError | None = None


@dataclass(frozen=True)
class Recorded:
    """The outcome of a record file: a verdict per row, and how many registers changed."""

    verdicts: tuple[CellVerdict, ...]
    changed: int = 0

    @property
    def refused(self) -> tuple[CellVerdict, ...]:
        """The rows of which nothing was kept."""
        return tuple(verdict for verdict in self.verdicts if verdict.refused is not None)


@dataclass(frozen=True)
class Submitted:
    """A submission made: its id, its number within unit and period, and how many registers it hands up."""

    id: SubmissionId
    period: Period
    number: int
    registers: int
    hash: str


@dataclass
class _Entry:
    """What a row sets: registers of the unit's draft and their values."""

    values: dict[Register, Json] = field(default_factory=dict)


def record(desk: Desk, period: Period, path: Path) -> Recorded:
    """Put the figures and texts of a table into the draft, all of them or, when a row cannot be kept, none.

    The verdicts tell every row that cannot be kept, so that one look at them mends the table.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        TableNotReadable, TableColumnMissing: it is no such table; nothing was changed.
    """
    must_be_asked(desk, period)
    rows = read_records(path)
    asked = asked_figures(desk.plan, desk.unit, period)
    verdicts: list[CellVerdict] = []
    entries: list[_Entry] = []
    for row in rows:
        try:
            entries.append(_entry(desk, period, row, asked))
        except UserError as error:
            verdicts.append(CellVerdict(row.row, row.item, row.indicator, error))
        else:
            verdicts.append(CellVerdict(row.row, row.item, row.indicator))
    if any(verdict.refused for verdict in verdicts):
        return Recorded(tuple(verdicts))
    scope = draft_scope(desk.unit)
    with desk.writing() as work:
        changed = sum(work.set(scope, register, value) is not None for entry in entries for register, value in entry.values.items())
    return Recorded(tuple(verdicts), changed)


def attach(desk: Desk, period: Period, item: ItemId, path: Path, *, caption: str = "") -> EvidenceId:
    """Attach a file to the unit's progress on an item, in the draft, and return its id.

    Raises:
        FileNotFound, PathIsFolder, FileNotReadable: the file cannot be read.
    """
    data = read_file(path)
    sha256 = hashlib.sha256(data).hexdigest()
    with desk.writing() as work:
        identity = EvidenceId(work.new_id("e"))
        work.keep_blob(sha256, data)
        facts: Json = {
            "item": item,
            "period": str(period),
            "name": path.name,
            "sha256": sha256,
            "size": len(data),
            "caption": caption,
        }
        work.set(draft_scope(desk.unit), Register(EVIDENCE, evidence_id(desk.unit, identity), "file"), facts)
    return identity


def submit(desk: Desk, period: Period) -> Submitted:
    """Hand a period up: copy what differs from the draft into the unit's scope, and write the submission that covers it.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        ChecksFailed: findings stand against it.
        NothingToSubmit: nothing differs from what was handed up last.
    """
    must_be_asked(desk, period)
    must_pass_checks(desk, period)
    database = desk.workspace.database
    draft, shared = draft_scope(desk.unit), unit_scope(desk.unit)
    covered = [str(each) for each in covered_periods(period)]
    drafted = [register for register in registers_of(database, draft) if _belongs(desk, register, covered)]
    before = filings(database, period=period, unit=desk.unit).get((desk.unit, period))
    with desk.writing() as work:
        first, _ = work.position(shared)
        copied = sum(work.hand_up(draft, shared, register) is not None for register in drafted)
        returned = before is not None and before.review is not None and not before.review.accepted and before.newer is None
        if not copied and not (returned or (before is None and not asked_figures(desk.plan, desk.unit, period))):
            raise NothingToSubmit(period=period.label)
        return _submission(desk, work, period, first=first, copied=copied)


def must_be_asked(desk: Desk, period: Period) -> None:
    """Refuse a period that the plan does not have.

    Raises:
        PeriodNotInPlan: as its name says.
    """
    if period not in desk.plan.periods:
        raise PeriodNotInPlan(period=period.label, plan=f"{desk.plan.place}{desk.plan.year}")


def _submission(desk: Desk, work: WorkUnit, period: Period, *, first: int, copied: int) -> Submitted:
    shared = unit_scope(desk.unit)
    last, chain = work.position(shared)
    rows = desk.workspace.database.execute(
        "SELECT coalesce(max(number), 0) FROM submission WHERE unit = ? AND period = ?", (desk.unit, str(period))
    )
    number = rows.fetchone()[0] + 1
    identity = SubmissionId(work.new_id("b"))
    value: Json = {"period": str(period), "number": number, "first": first + 1, "last": last, "hash": chain.hex()}
    work.set(shared, Register(SUBMISSION, submission_id(desk.unit, identity), "handed_up"), value)
    return Submitted(identity, period, number, copied, chain.hex())


def _belongs(desk: Desk, register: Register, covered: Sequence[str]) -> bool:
    """Whether a drafted register belongs to the periods that a submission covers."""
    if register.entity in {OBSERVATION, PROGRESS}:
        return register.id.rpartition("/")[2] in covered
    if register.entity == EVIDENCE:
        row = desk.workspace.database.execute(
            "SELECT period FROM evidence WHERE layer = 1 AND unit = ? AND id = ?", tuple(register.id.split("/"))
        ).fetchone()
        return row is not None and row[0] in covered
    return False


def _entry(desk: Desk, period: Period, row: RecordRow, asked: Sequence[AskedFigure]) -> _Entry:
    item = next((item for item in desk.plan.items if item.code == row.item), None)
    if item is None:
        raise ItemUnknown(item=row.item)
    if not any(duty.item == item.id for duty in desk.plan.duties_by_unit.get(desk.unit, ())):
        raise CannotRecordThis(item=item.code, name=row.indicator or item.text[:20])
    entry = _Entry()
    if row.indicator:
        figure = _asked_figure(desk, row, asked, item)
        identity = observation_id(desk.unit, figure.indicator.id, figure.subject, figure.period)
        entry.values[Register(OBSERVATION, identity, "value")] = _value(row, figure)
    texts = {"text": row.text, "problems": row.problems, "next_steps": row.next_steps}
    for name, text in texts.items():
        if text:
            entry.values[Register(PROGRESS, progress_id(desk.unit, item.id, period), name)] = text
    if row.self_rating:
        rating = _word(RATING_WORDS, SELF_RATING, row.self_rating)
        entry.values[Register(PROGRESS, progress_id(desk.unit, item.id, period), "self_rating")] = rating.value
    return entry


def _asked_figure(desk: Desk, row: RecordRow, asked: Sequence[AskedFigure], item: Item) -> AskedFigure:
    own = [figure for figure in asked if figure.item.id == item.id and figure.indicator.name == row.indicator]
    if not own:
        known = [indicator.name for indicator in desk.plan.indicators_by_item.get(item.id, ())]
        if row.indicator not in known:
            raise IndicatorUnknown(item=item.code, name=row.indicator)
        raise CannotRecordThis(item=item.code, name=row.indicator)
    subjects = {figure.subject: figure for figure in own}
    if row.subject:
        subject: UnitId | None = desk.find_unit(row.subject).id
    else:
        subject = desk.plan.root if desk.plan.root in subjects else desk.unit
    if subject not in subjects:
        raise UnitUnknown(unit=row.subject) if row.subject else CannotRecordThis(item=item.code, name=row.indicator)
    return subjects[subject]


def _value(row: RecordRow, figure: AskedFigure) -> Json:
    if not row.value:
        return {"missing": _word(MISSING_WORDS, MISSING, row.missing).value}
    unit = figure.indicator.unit
    value: dict[str, Json] = {"value": decimal_text(parse_quantity(row.value, field=figure.indicator.name, unit=unit))}
    if row.numerator and row.denominator:
        value["numerator"] = decimal_text(parse_quantity(row.numerator, field=f"{figure.indicator.name}（分子）"))
        value["denominator"] = decimal_text(parse_quantity(row.denominator, field=f"{figure.indicator.name}（分母）"))
    if row.status:
        value["status"] = _word(STATUS_WORDS, STATUS, row.status).value
    return value


def _word(words: dict[str, Meaning], column: str, text: str) -> Meaning:
    if text not in words:
        raise WordUnknown(column=column, text=text, words="、".join(words))
    return words[text]
