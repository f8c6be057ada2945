"""The own unit's duties in a period, with what of them stands in the draft."""

from __future__ import annotations

from core.calc.duty_work import DutyWork, HeldWork, duty_works
from core.model.asked import covered_periods
from core.model.period import Period
from core.services.desk import Desk
from core.store.records import DRAFT, draft_observations, evidence_of, progress_of


def own_duties(desk: Desk, period: Period) -> tuple[DutyWork, ...]:
    """The duties of which a period asks anything, in the order of the report; as the unit has the plan.

    Raises:
        PlanNotIssued: there is no plan to have duties in.
    """
    plan = desk.issued_plan
    if desk.unit not in plan.duties_by_unit:
        return ()
    return duty_works(plan, desk.unit, period, _drafted(desk, period))


def _drafted(desk: Desk, period: Period) -> HeldWork:
    database = desk.workspace.database
    entries = [entry for covered in covered_periods(period) for entry in draft_observations(database, desk.unit, covered)]
    told = progress_of(database, period, layer=DRAFT, unit=desk.unit)
    return HeldWork(
        frozenset((entry.indicator, entry.subject, entry.period) for entry in entries),
        frozenset(entry.item for entry in told if entry.text.strip()),
        frozenset(file.item for file in evidence_of(database, period, layer=DRAFT, unit=desk.unit)),
    )
