"""方案检查 of the plan on the office's desk."""

from __future__ import annotations

from core.calc.plan_checks import PlanFinding, plan_findings
from core.services.desk import Desk
from core.store.plan_queries import unconfirmed


def check_plan(desk: Desk) -> tuple[PlanFinding, ...]:
    """Everything that stands against the plan, in the desk's language.

    Raises:
        NotTheOffice: this is a unit's workspace, which has the plan only as far as it was issued.
    """
    desk.must_be_office()
    waiting = {identity for _, identity in unconfirmed(desk.workspace.database)}
    return plan_findings(desk.plan, waiting, desk.program.language)
