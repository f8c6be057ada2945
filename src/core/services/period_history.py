"""What happened in a unit's period: handed up, returned, accepted, 核定值, and every value that changed; the unit also sees its drafts.

Registers of one unit's year are looked through by index, and those of the period read.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from core.changes import registers as entities
from core.changes.change import Register, draft_scope, unit_scope
from core.ids import UnitId
from core.model.asked import covered_periods
from core.model.period import Period
from core.services.desk import Desk
from core.services.register_history import Historian, HistoryLine, latest_first
from core.store.office_queries import stretches
from core.store.queries import registers_of
from core.store.sqlite import Database

MOST_LINES: Final = 1000
_PLACE_OF_PERIOD: Final = {entities.OBSERVATION: 3, entities.PROGRESS: 2, entities.EXPLANATION: 2, entities.REVIEWED_VALUE: 3}


def period_history(desk: Desk, unit: UnitId, period: Period, *, most: int = MOST_LINES) -> tuple[HistoryLine, ...]:
    """The latest changes of a unit's period, at most so many, the latest first.

    What a clerk tried between two submissions is the unit's to see: drafts are told in the unit's own workspace alone.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    desk.must_be_asked(period)
    historian = Historian(desk)
    scopes = (unit_scope(unit), draft_scope(unit)) if unit == desk.unit else (unit_scope(unit),)
    belongs = registers_of_period(desk, unit, period)
    database = desk.workspace.database
    lines = (line for scope in scopes for line in historian.lines(scope, filter(belongs, registers_of(database, scope))))
    return tuple(islice(latest_first(lines), most))


def registers_of_period(desk: Desk, unit: UnitId, period: Period) -> Callable[[Register], bool]:
    """Whether a register of a unit's belongs to a reporting period."""
    covered = {str(each) for each in (*covered_periods(period), period)}
    database = desk.workspace.database
    submissions = {stretch.submission.id for stretch in stretches(database, unit, period)}
    files = _files(database, unit, covered)

    def belongs(register: Register) -> bool:
        parts = register.id.split("/")
        place = _PLACE_OF_PERIOD.get(register.entity)
        if place is not None:
            return len(parts) > place and parts[place] in covered
        if register.entity in {entities.SUBMISSION, entities.REVIEW}:
            return parts[1] in submissions
        return register.entity == entities.EVIDENCE and parts[1] in files

    return belongs


def _files(database: Database, unit: UnitId, covered: set[str]) -> set[str]:
    """The files of the period, also those that were taken off the draft after they had been handed up."""
    rows = database.execute("SELECT id, period FROM evidence WHERE layer IN (0, 1) AND unit = ?", (unit,))
    return {identity for identity, period in rows.fetchall() if period in covered}
