"""Where everything stands: a unit's periods, or all units of a period at the office; counted in duties, and marked as late or near."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from core.calc.duty_work import DutyWork, HeldWork, duty_works
from core.calc.punctuality import PeriodMark, mark_of_period
from core.calc.revisions import Revision, revisions
from core.ids import UnitId
from core.model.asked import reporting_period
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.services.own_duties import own_duties
from core.store.handed_up_work import handed_up_work
from core.store.item_records import is_begun
from core.store.records import Filing, filings
from core.store.versions import figures_given_again


class FilingStatus(Struct, frozen=True):
    """One unit's period: its state, the submission's number (0 when there is none), the reason of a return.

    `newer` is the number of a submission that came after the acceptance and waits to be taken up (核定后又报), else None; one that was
    returned makes the period 已退回, though the accepted one stays in use. `asked` and `filled` count the figures of the period, `duties`
    the duties that ask anything, `complete` those of which all is there: in this computer's draft, of other units in what they handed up.
    `mark` says how the period stands to its due day, None where it asks the unit for nothing and nothing was handed up. `revisions` are
    the period's figures that were handed up again otherwise than they stood.
    """

    unit: UnitId
    period: Period
    state: SubmissionState
    number: int = 0
    reason: str = ""
    newer: int | None = None
    asked: int = 0
    filled: int = 0
    duties: int = 0
    complete: int = 0
    mark: PeriodMark | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def late(self) -> int:
        """How many duties are late: all where the period was handed up late or not at all, for the due day is one for all of them."""
        return self.duties if self.mark is not None and self.mark.is_late else 0


def own_status(desk: Desk) -> tuple[FilingStatus, ...]:
    """The own unit's periods, oldest first, up to the one after the last that was begun."""
    filed, today = filings(desk.workspace.database, unit=desk.unit), _today(desk)
    revised = _revisions(desk, desk.plan.periods[-1], unit=desk.unit)
    rows: list[FilingStatus] = []
    for period in desk.plan.periods:
        filing = filed.get((desk.unit, period))
        is_draft = filing is None and is_begun(desk.workspace.database, desk.unit, period)
        state = SubmissionState.DRAFT if is_draft else SubmissionState.MISSING
        row = _status(desk.plan, desk.unit, period, filing, own_duties(desk, period), today=today, unfiled=state)
        rows.append(replace(row, revisions=revised.get((desk.unit, period), ())))
    begun = [place for place, row in enumerate(rows) if row.state is not SubmissionState.MISSING]
    return tuple(rows[: begun[-1] + 2] if begun else rows[:1])


def status_of_units(desk: Desk, period: Period) -> tuple[FilingStatus, ...]:
    """Every unit with duties in a period, in the order of the tree.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    plan, database = desk.plan, desk.workspace.database
    filed, held, today = filings(database, period=period), handed_up_work(database, period), _today(desk)
    revised = _revisions(desk, period)
    rows = []
    for unit in plan.reporting_units_at(period):
        works = duty_works(plan, unit.id, period, held.get(unit.id, HeldWork()))
        row = _status(plan, unit.id, period, filed.get((unit.id, period)), works, today=today)
        rows.append(replace(row, revisions=revised.get((unit.id, period), ())))
    return tuple(rows)


def _revisions(desk: Desk, until: Period, *, unit: UnitId | None = None) -> dict[tuple[UnitId, Period], tuple[Revision, ...]]:
    """What was revised, by reporter and reporting period."""
    found: dict[tuple[UnitId, Period], tuple[Revision, ...]] = {}
    for each in revisions(figures_given_again(desk.workspace.database, until=until, unit=unit)):
        reporting = reporting_period(desk.plan, each.period)
        if reporting is not None:
            found[each.reporter, reporting] = (*found.get((each.reporter, reporting), ()), each)
    return found


def _today(desk: Desk) -> date:
    return desk.program.clock.now().astimezone().date()


def _status(  # private, all of it needed
    plan: Plan,
    unit: UnitId,
    period: Period,
    filing: Filing | None,
    works: Iterable[DutyWork],
    *,
    today: date,
    unfiled: SubmissionState = SubmissionState.MISSING,
) -> FilingStatus:
    works = tuple(works)
    first = None if filing is None or filing.first_at is None else filing.first_at.astimezone().date()
    row = FilingStatus(
        unit,
        period,
        unfiled,
        asked=sum(work.asked for work in works),
        filled=sum(work.filled for work in works),
        duties=len(works),
        complete=sum(work.is_complete for work in works),
        mark=mark_of_period(plan, period, today, handed_up=first) if works or filing is not None else None,
    )
    if filing is None:
        return row
    review = filing.return_in_force
    if review is not None:
        return replace(row, state=SubmissionState.RETURNED, number=filing.latest.number, reason=review.reason)
    newer = None if filing.newer is None else filing.newer.number
    return replace(row, state=filing.state, number=filing.submission.number, newer=newer)
