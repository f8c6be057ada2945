"""Duties from assignments: what follows from leads, supporters and shares, and what an office set otherwise (docs/decisions/0014, 0021)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from core.ids import ItemId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import Reporter
from core.model.outline import Item
from core.model.plan import Duty, Plan


class DutyRules(Struct, frozen=True):
    """What an office asks of a role otherwise than what follows from the assignments; None where it says nothing."""

    figures: bool | None = None
    text: TextRule | None = None
    evidence: EvidenceRule | None = None


class ItemRules(Struct, frozen=True):
    """The rules of an item's lead and of its supporters."""

    lead: DutyRules = DutyRules()  # frozen
    supporters: DutyRules = DutyRules()  # frozen


def derived_duties(plan: Plan) -> dict[tuple[UnitId, ItemId], Duty]:
    """What follows from leads, supporters and shares, by unit and item.

    The lead gives figures, and text in every period; a supporter gives figures where it has a share that it reports itself, and text when
    something changed or is behind.
    """
    return {(duty.unit, duty.item): duty for item in plan.items for duty in _of_item(plan, item)}


def duties_with_rules(before: Plan, plan: Plan, rules: Mapping[ItemId, ItemRules]) -> dict[tuple[UnitId, ItemId], Duty]:
    """The duties of a plan that was assigned anew.

    What an office had set otherwise than what followed in the plan before is kept while the unit has the same role; `rules` go before that.
    """
    followed, held = derived_duties(before), {(duty.unit, duty.item): duty for duty in before.duties}
    duties = {}
    for key, derived in derived_duties(plan).items():
        of_item = rules.get(derived.item, ItemRules())
        kept = _kept(derived, held.get(key), followed.get(key))
        duties[key] = _ruled(kept, of_item.lead if derived.is_lead else of_item.supporters)
    return duties


def _of_item(plan: Plan, item: Item) -> list[Duty]:
    indicators = plan.indicators_by_item.get(item.id, ())
    duties = [] if item.lead is None else [Duty(item.lead, item.id, True, bool(indicators), TextRule.EVERY_PERIOD)]  # noqa: FBT003 # is_lead
    for unit in item.supporters:
        own = any(indicator.reporter is not Reporter.LEAD and (indicator.id, unit) in plan.allocations_by_key for indicator in indicators)
        duties.append(Duty(unit, item.id, is_lead=False, gives_figures=own))
    return duties


def _kept(derived: Duty, held: Duty | None, followed: Duty | None) -> Duty:
    """A derived duty with what was set of the held one otherwise than what followed then."""
    if held is None or followed is None or not held.is_lead == followed.is_lead == derived.is_lead:
        return derived
    return replace(
        derived,
        gives_figures=derived.gives_figures if held.gives_figures == followed.gives_figures else held.gives_figures,
        text=derived.text if held.text == followed.text else held.text,
        evidence=derived.evidence if held.evidence == followed.evidence else held.evidence,
    )


def _ruled(duty: Duty, rules: DutyRules) -> Duty:
    return replace(
        duty,
        gives_figures=duty.gives_figures if rules.figures is None else rules.figures,
        text=rules.text or duty.text,
        evidence=rules.evidence or duty.evidence,
    )
