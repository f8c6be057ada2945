"""Who leads and supports items, what is asked of them and by when, as the office says it at its desk; each edit can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from core.changes.change import Register
from core.changes.plan_values import ASKED, RESPONSIBILITY, SCHEDULE, duty_value, item_values
from core.changes.registers import DUTY, ITEM, duty_id
from core.ids import ItemId, UnitId
from core.model.derived_duties import DutyRules, ItemRules, duties_with_rules
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.outline import Item, Node
from core.model.plan import Duty, Plan
from core.model.typed_days import nodes_text, parse_day, parse_nodes
from core.services.desk import Desk
from core.services.edits import item_of
from core.services.plan_edits import PlanEdit, PlanPen, editing_plan


class TypedAssignment(Struct, frozen=True):
    """What was chosen and typed; `due` and `nodes` (a line each: the day, a blank, the step) None where they stay as they are.

    Rules are None where what follows from the assignments, or was set before, is to stay.
    """

    lead: UnitId | None
    supporters: tuple[UnitId, ...] = ()
    due: str | None = None
    nodes: str | None = None
    lead_text: TextRule | None = None
    support_text: TextRule | None = None
    support_figures: bool | None = None
    evidence: EvidenceRule | None = None


def assign_items(desk: Desk, items: Collection[ItemId], typed: TypedAssignment) -> PlanEdit:
    """Assign items, with every unit's duties that follow, in one unit of work.

    Raises:
        NotTheOffice, ItemUnknown, NotADay, NodeUnclear: nothing was set.
    """
    desk.must_be_office()
    plan = desk.plan
    changed = {item: assigned(item_of(plan, item), typed, plan) for item in items}
    after = replace(plan, items=tuple(changed.get(item.id, item) for item in plan.items))
    rules = ItemRules(
        DutyRules(None, typed.lead_text, typed.evidence),
        DutyRules(typed.support_figures, typed.support_text, typed.evidence),
    )
    duties = duties_with_rules(plan, after, dict.fromkeys(items, rules))
    with editing_plan(desk) as pen:
        for item in changed.values():
            values = item_values(item)
            pen.set_all(ITEM, item.id, {name: values[name] for name in (RESPONSIBILITY, SCHEDULE)})
        set_duties(pen, plan, duties)
        return pen.edit


def set_duties(pen: PlanPen, before: Plan, duties: Mapping[tuple[UnitId, ItemId], Duty]) -> None:
    """Set every unit's duties, and take back those that are no more."""
    for (unit, item), duty in duties.items():
        pen.set(Register(DUTY, duty_id(unit, item), ASKED), duty_value(duty))
    for duty in before.duties:
        if (duty.unit, duty.item) not in duties:
            pen.set(Register(DUTY, duty_id(duty.unit, duty.item), ASKED), None)


def assigned(item: Item, typed: TypedAssignment, plan: Plan) -> Item:
    """An item as it is assigned by what was typed.

    Raises:
        NotADay, NodeUnclear: the due day or a node cannot be read.
    """
    supporters = tuple(dict.fromkeys(unit for unit in typed.supporters if unit != typed.lead))
    due: date | None = item.due
    nodes: tuple[Node, ...] = item.nodes
    if typed.due is not None:
        due = parse_day(typed.due, year=plan.year) if typed.due.strip() else None
    if typed.nodes is not None:
        nodes = parse_nodes(typed.nodes, year=plan.year)
    return replace(item, lead=typed.lead, supporters=supporters, due=due, nodes=nodes)


def assignment_of(item: Item) -> TypedAssignment:
    """How an item is assigned, as it would be typed."""
    return TypedAssignment(item.lead, item.supporters, "" if item.due is None else item.due.isoformat(), nodes_text(item.nodes))
