"""The page of the plan: the plan beside the report's text, what is not confirmed yet, and how far it is from being issued."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from core.briefing.content.normalise import printed_text, printed_title
from core.calc.allocation import AllocationFinding, allocation_findings
from core.ids import IndicatorId, ItemId, UnitId
from core.model.plan import Plan
from core.services.desk import Desk
from core.services.exchange import without_task_file
from core.store.plan_queries import report_text, unconfirmed
from core.store.queries import units_of_sites


class PlanPage(Struct, frozen=True, dict=True):
    """The plan as the office has it on its desk.

    `report` is the text as it came; `words` are those of its parts by their ids as papers print them. `unconfirmed` are the ids of items,
    indicators and achievements; `has_changes` says whether the desk differs from what was issued last; `without_task_file` are the units
    with duties no computer of which has reported yet.
    """

    plan: Plan
    report: str
    words: Mapping[str, str]
    unconfirmed: frozenset[str]
    has_changes: bool
    without_task_file: tuple[UnitId, ...]

    @property
    def is_issued(self) -> bool:
        """Whether units have the plan in some revision."""
        return self.plan.revision > 0

    @cached_property
    def without_lead(self) -> tuple[ItemId, ...]:
        """The items that nobody leads."""
        return tuple(item.id for item in self.plan.items if item.lead is None)

    @property
    def may_be_issued(self) -> bool:
        """Whether all is confirmed, led and asked of somebody, and something differs from what was issued last."""
        return not self.unconfirmed and not self.without_lead and bool(self.plan.duties) and self.has_changes

    @cached_property
    def allocation_flaws(self) -> Mapping[IndicatorId, tuple[AllocationFinding, ...]]:
        """What stands against how targets are divided; only indicators with a flaw are keys."""
        found: dict[IndicatorId, tuple[AllocationFinding, ...]] = {}
        for finding in allocation_findings(self.plan):
            found[finding.indicator] = (*found.get(finding.indicator, ()), finding)
        return found

    @cached_property
    def waiting_items(self) -> frozenset[ItemId]:
        """The items that are not confirmed, or have an indicator that is not."""
        own = {item.id for item in self.plan.items if item.id in self.unconfirmed}
        return frozenset(own | {indicator.item for indicator in self.plan.indicators if indicator.id in self.unconfirmed})


def plan_page(desk: Desk) -> PlanPage:
    """The page; it reads the plan's registers and nothing that grows with use.

    Raises:
        NotTheOffice: this is a unit's workspace, which has the plan only as far as it was issued.
    """
    desk.must_be_office()
    plan = desk.plan
    database = desk.workspace.database
    waiting = frozenset(identity for _, identity in unconfirmed(database))
    has_changes = not desk.is_issued or replace(desk.issued_plan, revision=plan.revision) != plan
    receivers = without_task_file(desk, units_of_sites(database))
    return PlanPage(plan, report_text(database), _printed_words(plan), waiting, has_changes, receivers)


def in_print(text: str) -> str:
    """A passage of the report as papers print it, without its markup.

    >>> in_print("PM<sub>2.5</sub>持续**改善**")
    'PM2.5持续改善'
    """
    return printed_text(text)


def _printed_words(plan: Plan) -> Mapping[str, str]:
    words: dict[str, str] = {section.id: printed_title(section.title) for section in plan.sections}
    words |= {task.id: printed_title(task.title) for task in plan.tasks}
    words |= {item.id: printed_text(item.text) for item in plan.items}
    words |= {each.id: printed_text(each.clause or each.name) for each in plan.achievements}
    return words
