"""A unit's duties in a period: what each asks and what of it is there, in a draft or handed up. All that is due is counted in these."""

from __future__ import annotations

from msgspec import Struct

from core.ids import IndicatorId, ItemId, UnitId
from core.model.asked import asked_duties
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan


class HeldWork(Struct, frozen=True):
    """What is there of a unit's period: figures (or reasons why they are missing), the items with a text, and those with evidence."""

    figures: frozenset[tuple[IndicatorId, UnitId, Period]] = frozenset()
    texts: frozenset[ItemId] = frozenset()
    evidence: frozenset[ItemId] = frozenset()


class DutyWork(Struct, frozen=True):
    """One duty of a period: how many figures it asks and how many are there (a reason for a missing one is enough), text, evidence."""

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
        """Whether all that is asked is there."""
        has_papers = (self.has_text or not self.needs_text) and (self.has_evidence or not self.needs_evidence)
        return self.filled == self.asked and has_papers


def duty_works(plan: Plan, unit: UnitId, period: Period, held: HeldWork) -> tuple[DutyWork, ...]:
    """The duties of which a reporting period asks anything, in the order of the report."""
    return tuple(
        DutyWork(
            each.item,
            period,
            each.duty.is_lead,
            len(each.figures),
            sum((figure.indicator.id, figure.subject, figure.period) in held.figures for figure in each.figures),
            each.text,
            each.item.id in held.texts,
            each.evidence,
            each.item.id in held.evidence,
        )
        for each in asked_duties(plan, unit, period)
        if each.asks_something
    )
