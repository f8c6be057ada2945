"""Where the own unit's period stands, and what a return in force says of it."""

from __future__ import annotations

from msgspec import Struct

from core.ids import IndicatorId, ItemId
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.store.item_records import is_begun
from core.store.records import filings


class Comment(Struct, frozen=True):
    """What a return says of an item, or of one of its indicators, whose `name` goes with it; "" for the item as a whole."""

    item: ItemId
    indicator: IndicatorId | None
    text: str
    name: str = ""


class OwnPeriod(Struct, frozen=True):
    """The state of the unit's period; `number` is the submission's, 0 before the first; `reason` and `comments` are the return's in force.

    `newer` is the number of a submission that came after the acceptance and waits to be taken up (核定后又报), else None; one that was
    returned makes the period 已退回, though the accepted one stays in use.
    """

    state: SubmissionState
    number: int = 0
    reason: str = ""
    comments: tuple[Comment, ...] = ()
    newer: int | None = None


def own_period(desk: Desk, period: Period) -> OwnPeriod:
    """Where this unit's period stands: 未报, 填报中 once its draft holds anything, else as its submission does."""
    database = desk.workspace.database
    filing = filings(database, period=period, unit=desk.unit).get((desk.unit, period))
    if filing is None:
        return OwnPeriod(SubmissionState.DRAFT if is_begun(database, desk.unit, period) else SubmissionState.MISSING)
    review = filing.return_in_force
    if review is not None:
        return OwnPeriod(SubmissionState.RETURNED, filing.latest.number, review.reason, _comments(desk.issued_plan, review.comments))
    return OwnPeriod(filing.state, filing.submission.number, newer=None if filing.newer is None else filing.newer.number)


def _comments(plan: Plan, told: tuple[tuple[str, str], ...]) -> tuple[Comment, ...]:
    """The comments with what they are about; one on what the plan does not have any more is left out."""
    comments = []
    for about, text in told:
        indicator = plan.indicators_by_id.get(IndicatorId(about))
        if indicator is not None:
            comments.append(Comment(indicator.item, indicator.id, text, indicator.name))
        elif about in plan.items_by_id:
            comments.append(Comment(ItemId(about), None, text))
    return tuple(comments)
