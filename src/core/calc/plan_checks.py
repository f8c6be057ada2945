"""The check of a plan before it is issued (方案检查): what is missing or does not fit, each with the place where it is put right.

Pure. What keeps a plan from being issued is `BLOCKING`, all else `ADVICE`: an office may have its reasons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field

from core.calc.allocation import allocation_findings, finding_sentence
from core.calc.sentences import phrase_in
from core.ids import ItemId
from core.messages import Language
from core.model.indicator import AllocationForm, Comparator, Indicator, Reporter, ValueKind, WordySort
from core.model.outline import Item
from core.model.plan import Plan


class Weight(StrEnum):
    """Whether a plan may be issued with it."""

    BLOCKING = "blocking"
    ADVICE = "advice"


class PlanFinding(Struct, frozen=True):
    """One finding: its `code`, the place (`kind` item, indicator, achievement or formula, with the id), and a sentence."""

    code: str
    weight: Weight
    kind: str
    id: str
    item_code: str
    sentence: str


class _Raised(Struct, frozen=True):
    code: str
    kind: str
    id: str
    item: ItemId | None
    facts: Mapping[str, str] = field(default_factory=dict)
    weight: Weight = Weight.ADVICE


def plan_findings(plan: Plan, unconfirmed: Collection[str], language: Language = "zh") -> tuple[PlanFinding, ...]:
    """Everything that stands against a plan, what keeps it from being issued first, then in the report's order.

    `unconfirmed` are the ids of items, indicators and achievements that nobody has confirmed.
    """
    raised = [*_unconfirmed(plan, unconfirmed), *_items(plan), *_indicators(plan), *_shares(plan), *_formulas(plan)]
    found = [_told(plan, each, language) for each in raised]
    for flaw in allocation_findings(plan):
        item = plan.items_by_id[plan.indicators_by_id[flaw.indicator].item]
        sentence = finding_sentence(plan, flaw, language)
        found.append(PlanFinding(f"allocation-{flaw.flaw.value}", Weight.ADVICE, "indicator", flaw.indicator, item.code, sentence))
    places = {item.code: place for place, item in enumerate(plan.items)}
    return tuple(sorted(found, key=lambda each: (each.weight is not Weight.BLOCKING, places.get(each.item_code, -1))))


def _told(plan: Plan, raised: _Raised, language: Language) -> PlanFinding:
    code = "" if raised.item is None else plan.items_by_id[raised.item].code
    sentence = phrase_in(language, f"plan-check.{raised.code}", code=code, **raised.facts)
    return PlanFinding(raised.code, raised.weight, raised.kind, raised.id, code, sentence)


def _unconfirmed(plan: Plan, unconfirmed: Collection[str]) -> Iterator[_Raised]:
    for item in plan.items:
        if item.id in unconfirmed:
            yield _Raised("item-unconfirmed", "item", item.id, item.id, weight=Weight.BLOCKING)
    for indicator in plan.indicators:
        if indicator.id in unconfirmed:
            facts = {"name": indicator.name}
            yield _Raised("indicator-unconfirmed", "indicator", indicator.id, indicator.item, facts, Weight.BLOCKING)
    for achievement in plan.achievements:
        if achievement.id in unconfirmed:
            yield _Raised("result-unconfirmed", "achievement", achievement.id, None, {"name": achievement.name}, Weight.BLOCKING)


def _items(plan: Plan) -> Iterator[_Raised]:
    for item in plan.items:
        if item.lead is None:
            yield _Raised("no-lead", "item", item.id, item.id, weight=Weight.BLOCKING)
        for unit in (item.lead, *item.supporters):
            if unit is not None and plan.units_by_id[unit].ended is not None:
                yield _Raised("unit-ended", "item", item.id, item.id, {"unit": plan.units_by_id[unit].short_name})
        yield from _dates(plan, item)


def _dates(plan: Plan, item: Item) -> Iterator[_Raised]:
    if item.due is not None and item.due.year != plan.year:
        yield _Raised("due-outside-year", "item", item.id, item.id, {"day": item.due.isoformat()})
    for before, after in pairwise(item.nodes):
        if after.due < before.due:
            yield _Raised("nodes-out-of-order", "item", item.id, item.id, {"first": before.name, "second": after.name})
    for node in item.nodes:
        if item.due is not None and node.due > item.due:
            yield _Raised("node-after-due", "item", item.id, item.id, {"node": node.name})


def _indicators(plan: Plan) -> Iterator[_Raised]:
    for indicator in plan.indicators:
        for code in _gaps(plan, indicator):
            yield _Raised(code, "indicator", indicator.id, indicator.item, {"name": indicator.name})


def _gaps(plan: Plan, indicator: Indicator) -> Iterator[str]:
    target = indicator.target
    if target.comparator is not Comparator.QUALITATIVE and target.value is None and target.increment is None:
        yield "target-without-number"
    if target.sort is WordySort.RELATIVE and target.reference not in plan.indicators_by_id:
        yield "reference-missing"
    if indicator.kind is ValueKind.LEVEL and target.value is not None and indicator.baseline is None:
        yield "stock-without-base"
    if indicator.reporter is Reporter.EACH_UNIT and indicator.form is not AllocationForm.ALLOCATED:
        item = plan.items_by_id[indicator.item]
        if not any(duty.gives_figures and not duty.is_lead for duty in plan.duties_by_item.get(item.id, ())):
            yield "units-asked-of-nobody"


def _shares(plan: Plan) -> Iterator[_Raised]:
    """A unit with a share of an item that nobody asked it about would never report it."""
    for share in plan.allocations:
        indicator = plan.indicators_by_id.get(share.indicator)
        if indicator is None or plan.units_by_id[share.unit].ended is not None or indicator.reporter is Reporter.LEAD:
            continue
        asked = {duty.unit for duty in plan.duties_by_item.get(indicator.item, ())}
        if share.unit not in asked:
            facts = {"name": indicator.name, "unit": plan.units_by_id[share.unit].short_name}
            yield _Raised("share-without-duty", "indicator", indicator.id, indicator.item, facts)


def _formulas(plan: Plan) -> Iterator[_Raised]:
    """A 审核公式 that names an indicator which is in the plan no more would never run."""
    for formula in plan.formulas:
        for name, indicator in formula.indicators:
            if indicator not in plan.indicators_by_id:
                yield _Raised("formula-broken", "formula", formula.id, None, {"formula": formula.text, "name": name})
