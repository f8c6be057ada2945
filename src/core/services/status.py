"""Where everything stands: a unit's periods, or all units of a period at the office."""

from __future__ import annotations

from msgspec import Struct

from core.ids import UnitId
from core.model.asked import asked_figures, covered_periods
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.store.item_records import is_begun
from core.store.records import Filing, draft_observations, filings


class FilingStatus(Struct, frozen=True):
    """One unit's period: its state, the submission's number (0 when there is none), the reason of a return.

    `newer` is the number of a submission that came after the acceptance and waits to be taken up (核定后又报), else None; one that was
    returned makes the period 已退回, though the accepted one stays in use. `asked` and `filled` count the figures of the period, `filled`
    in this computer's draft; both are None for another unit.
    """

    unit: UnitId
    period: Period
    state: SubmissionState
    number: int = 0
    reason: str = ""
    newer: int | None = None
    asked: int | None = None
    filled: int | None = None


def own_status(desk: Desk) -> tuple[FilingStatus, ...]:
    """The own unit's periods, oldest first, up to the one after the last that was begun."""
    filed = filings(desk.workspace.database, unit=desk.unit)
    rows: list[FilingStatus] = []
    for period in desk.plan.periods:
        filled = sum(len(draft_observations(desk.workspace.database, desk.unit, covered)) for covered in covered_periods(period))
        asked = len(asked_figures(desk.plan, desk.unit, period))
        row = _status(desk.unit, period, filed.get((desk.unit, period)), asked=asked, filled=filled)
        if row.state is SubmissionState.MISSING and is_begun(desk.workspace.database, desk.unit, period):
            row = FilingStatus(desk.unit, period, SubmissionState.DRAFT, asked=asked, filled=filled)
        rows.append(row)
    begun = [place for place, row in enumerate(rows) if row.state is not SubmissionState.MISSING]
    return tuple(rows[: begun[-1] + 2] if begun else rows[:1])


def status_of_units(desk: Desk, period: Period) -> tuple[FilingStatus, ...]:
    """Every unit with duties in a period, in the order of the tree.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    filed = filings(desk.workspace.database, period=period)
    return tuple(_status(unit.id, period, filed.get((unit.id, period))) for unit in desk.plan.reporting_units_at(period))


def _status(unit: UnitId, period: Period, filing: Filing | None, *, asked: int | None = None, filled: int | None = None) -> FilingStatus:
    if filing is None:
        return FilingStatus(unit, period, SubmissionState.MISSING, asked=asked, filled=filled)
    review = filing.return_in_force
    if review is not None:
        return FilingStatus(unit, period, SubmissionState.RETURNED, filing.latest.number, review.reason, asked=asked, filled=filled)
    newer = None if filing.newer is None else filing.newer.number
    return FilingStatus(unit, period, filing.state, filing.submission.number, newer=newer, asked=asked, filled=filled)
