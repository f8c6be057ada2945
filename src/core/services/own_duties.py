"""The own unit's duties in a period: what each asks and what of it stands in the draft. Everything due is counted in these."""

from __future__ import annotations

from msgspec import Struct

from core.ids import ItemId
from core.model.asked import asked_figures, covered_periods
from core.model.outline import Item
from core.model.period import Period
from core.services.desk import Desk
from core.store.records import DRAFT, draft_observations, progress_of


class DutyWork(Struct, frozen=True):
    """One duty of a period: how many figures it asks and how many the draft has (a reason for a missing one is enough), and its text."""

    item: Item
    period: Period
    is_lead: bool
    asked: int
    filled: int
    needs_text: bool
    has_text: bool

    @property
    def is_complete(self) -> bool:
        """Whether all that is asked stands in the draft."""
        return self.filled == self.asked and (self.has_text or not self.needs_text)


def own_duties(desk: Desk, period: Period) -> tuple[DutyWork, ...]:
    """The duties of which a period asks anything, in the order of the report; as the unit has the plan.

    Raises:
        PlanNotIssued: there is no plan to have duties in.
    """
    plan = desk.issued_plan
    duties = plan.duties_by_unit.get(desk.unit, ())
    if not duties:
        return ()
    database = desk.workspace.database
    given = {
        (entry.indicator, entry.subject, entry.period)
        for covered in covered_periods(period)
        for entry in draft_observations(database, desk.unit, covered)
    }
    told = {entry.item for entry in progress_of(database, period, layer=DRAFT, unit=desk.unit) if entry.text.strip()}
    asked: dict[ItemId, list[bool]] = {}
    for figure in asked_figures(plan, desk.unit, period):
        asked.setdefault(figure.item.id, []).append((figure.indicator.id, figure.subject, figure.period) in given)
    places = {item.id: place for place, item in enumerate(plan.items)}
    return tuple(
        DutyWork(
            plan.items_by_id[duty.item],
            period,
            duty.is_lead,
            len(asked.get(duty.item, ())),
            sum(asked.get(duty.item, ())),
            duty.gives_text,
            duty.item in told,
        )
        for duty in sorted(duties, key=lambda duty: places[duty.item])
        if duty.gives_text or duty.item in asked
    )
