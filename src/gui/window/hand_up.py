"""Handing a period up, as one question before and one work after the person has agreed; both run in lanes. Tested in test_handing_up.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from core.errors import NothingToSubmit
from core.model.period import Period
from core.services.desk import Desk
from gui.session.job import Reporter

if TYPE_CHECKING:
    from core.calc.finding import Finding

# The services are imported where they are called, in a lane: the window should not wait for them when it starts.


class Handing(Struct, frozen=True):
    """What is about to be handed up: figures filled of those asked, what the checks found, how often it was handed up before.

    `file_name` is what the file will be called, if there is something new. `conflicts` counts what has to be decided first.
    """

    period: Period
    filled: int
    asked: int
    findings: tuple[Finding, ...]
    number: int
    file_name: str
    conflicts: int = 0


class HandedUp(Struct, frozen=True):
    """What was handed up: the submission's number, its file; `is_again` where nothing was new and the last file was written once more."""

    period: Period
    number: int
    path: Path
    is_again: bool


def find(desk: Desk, period: Period) -> tuple[Finding, ...]:
    """What the checks find in the draft of a period."""
    from core.services.checking import check_period  # noqa: PLC0415 # see above

    return check_period(desk, period)


def look_before(desk: Desk, period: Period) -> Handing:
    """What would be handed up now."""
    from core.services.conflicts import conflicts_of  # noqa: PLC0415 # see above
    from core.services.exchange import report_file_name  # noqa: PLC0415 # see above
    from core.services.progress import last_submission  # noqa: PLC0415 # see above
    from core.services.status import own_status  # noqa: PLC0415 # see above

    status = next((row for row in own_status(desk) if row.period == period), None)
    before = last_submission(desk, period)
    number = before.number if before is not None else 0
    return Handing(
        period,
        filled=(status.filled or 0) if status is not None else 0,
        asked=(status.asked or 0) if status is not None else 0,
        findings=find(desk, period),
        number=number,
        file_name=report_file_name(desk.plan, desk.unit, period, number + 1),
        conflicts=sum(conflict.is_open for conflict in conflicts_of(desk, desk.unit, period)),
    )


def hand_up(desk: Desk, reporter: Reporter, period: Period, folder: Path) -> HandedUp:
    """Hand a period up and write its file into a folder; without news the file of the last submission is written again.

    Raises:
        UserError: it cannot be handed up, or the file not be written; what was handed up stays so, and its file can be written again.
    """
    from core.services.exchange import report_file_name  # noqa: PLC0415 # see above
    from core.services.packing import write_report  # noqa: PLC0415 # see above
    from core.services.progress import last_submission, submit  # noqa: PLC0415 # see above

    reporter.check()  # the last moment at which it can be called off
    try:
        number, is_again = submit(desk, period).number, False
    except NothingToSubmit:
        before = last_submission(desk, period)
        if before is None:
            raise
        number, is_again = before.number, True
    path = folder / report_file_name(desk.plan, desk.unit, period, number)
    return HandedUp(period, number, write_report(desk, path).path, is_again)
