"""The own unit's duties in a period: what each asks and what of it stands in the draft. Everything due is counted in these."""

from __future__ import annotations

from msgspec import Struct

from core.model.asked import asked_duties, covered_periods
from core.model.outline import Item
from core.model.period import Period
from core.services.desk import Desk
from core.store.records import DRAFT, draft_observations, evidence_of, progress_of


class DutyWork(Struct, frozen=True):
    """One duty of a period: how many figures it asks and how many the draft has (a reason for a missing one is enough), text, evidence."""

    item: Item
    period: Period
    is_lead: bool
    asked: int
    filled: int
    needs_text: bool
    has_text: bool
    needs_evidence: bool = False
    has_evidence: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether all that is asked stands in the draft."""
        has_papers = (self.has_text or not self.needs_text) and (self.has_evidence or not self.needs_evidence)
        return self.filled == self.asked and has_papers


def own_duties(desk: Desk, period: Period) -> tuple[DutyWork, ...]:
    """The duties of which a period asks anything, in the order of the report; as the unit has the plan.

    Raises:
        PlanNotIssued: there is no plan to have duties in.
    """
    asked = [each for each in asked_duties(desk.issued_plan, desk.unit, period) if each.asks_something]
    if not asked:
        return ()
    database = desk.workspace.database
    given = {
        (entry.indicator, entry.subject, entry.period)
        for covered in covered_periods(period)
        for entry in draft_observations(database, desk.unit, covered)
    }
    told = {entry.item for entry in progress_of(database, period, layer=DRAFT, unit=desk.unit) if entry.text.strip()}
    proved = {file.item for file in evidence_of(database, period, layer=DRAFT, unit=desk.unit)}
    return tuple(
        DutyWork(
            each.item,
            period,
            each.duty.is_lead,
            len(each.figures),
            sum((figure.indicator.id, figure.subject, figure.period) in given for figure in each.figures),
            each.text,
            each.item.id in told,
            each.evidence,
            each.item.id in proved,
        )
        for each in asked
    )
