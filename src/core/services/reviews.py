"""The office's answer to submissions: accept, return with a reason, put a 核定值 beside a figure. It never edits a unit's number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core.changes.change import Json, Register, unit_scope
from core.changes.registers import REVIEW, REVIEWED_VALUE, review_id, reviewed_value_id
from core.errors import AlreadyAccepted, NothingHandedUp, ReasonMissing
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.model.progress import Submission, SubmissionState
from core.model.quantity import decimal_text
from core.services.desk import Desk
from core.store.records import filings, waiting_submissions

DECISION = "decision"


def accept(desk: Desk, unit: UnitId, period: Period) -> Submission:
    """Accept the latest submission of a unit's period and return it.

    Raises:
        NotTheOffice, PeriodNotInPlan, NothingHandedUp, AlreadyAccepted: nothing was written.
    """
    submission = _latest(desk, unit, period)
    _decide(desk, submission, {"accepted": True, "reason": "", "comments": {}})
    return submission


def also_waiting(desk: Desk, unit: UnitId, period: Period) -> tuple[Submission, ...]:
    """The submissions of a unit's period that wait for an answer, the one that is answered next coming first.

    There are several where computers of the unit handed up without knowing of each other.
    """
    return tuple(waiting_submissions(desk.workspace.database, unit, period))


def send_back(desk: Desk, unit: UnitId, period: Period, *, reason: str, comments: Mapping[str, str] | None = None) -> Submission:
    """Return the latest submission of a unit's period with a reason, and comments by item or indicator id, and return it.

    Raises:
        NotTheOffice, PeriodNotInPlan, NothingHandedUp, AlreadyAccepted, ReasonMissing: nothing was written.
    """
    if not reason.strip():
        raise ReasonMissing
    submission = _latest(desk, unit, period)
    _decide(desk, submission, {"accepted": False, "reason": reason.strip(), "comments": dict(comments or {})})
    return submission


def set_reviewed_value(
    desk: Desk, reporter: UnitId, indicator: IndicatorId, subject: UnitId, period: Period, *, value: Decimal, reason: str
) -> None:
    """Put the office's own figure (核定值) beside a unit's, with its reason.

    Raises:
        NotTheOffice, ReasonMissing: nothing was written.
    """
    desk.must_be_office()
    if not reason.strip():
        raise ReasonMissing
    identity = reviewed_value_id(reporter, indicator, subject, period, reviewer=desk.unit)
    with desk.writing() as work:
        work.set(
            unit_scope(reporter), Register(REVIEWED_VALUE, identity, "value"), {"value": decimal_text(value), "reason": reason.strip()}
        )


def _decide(desk: Desk, submission: Submission, decision: dict[str, Json]) -> None:
    """Write an answer, which names what the submission covers, so that it answers nothing else."""
    register = Register(REVIEW, review_id(submission.unit, submission.id, desk.unit), DECISION)
    with desk.writing() as work:
        work.set(unit_scope(submission.unit), register, decision | {"last": submission.last, "hash": submission.content_hash})


def _latest(desk: Desk, unit: UnitId, period: Period) -> Submission:
    desk.must_be_office()
    desk.must_be_asked(period)
    filing = filings(desk.workspace.database, period=period, unit=unit).get((unit, period))
    name = desk.plan.units_by_id[unit].name
    if filing is None:
        raise NothingHandedUp(unit=name, period=period.label)
    if filing.newer is not None:
        return filing.newer
    if filing.state is SubmissionState.ACCEPTED:
        raise AlreadyAccepted(unit=name, period=period.label)
    return filing.submission
