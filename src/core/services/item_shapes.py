"""Items cut in two and put together on the office's desk, before they are issued.

Whatever is done, the texts of a task's items put together are its paragraph; codes count on through the task.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from core.changes.change import Register
from core.changes.plan_values import (
    ASKED,
    CONFIRMED,
    DEFINITION,
    OUTLINE,
    RESPONSIBILITY,
    duty_value,
    indicator_values,
    item_values,
    responsibility_value,
)
from core.changes.registers import DUTY, INDICATOR, ITEM, duty_id
from core.errors import ItemIssued, NothingToJoin, SplitOutsideItem
from core.ids import ItemId
from core.model.outline import Item
from core.model.plan import Duty, Plan
from core.services.desk import Desk
from core.services.edits import item_of
from core.services.plan_edits import PlanEdit, PlanPen, editing_plan, is_issued
from core.store.plan_queries import report_text


def split_item(desk: Desk, item: ItemId, at: int) -> PlanEdit:
    """Cut an item in two before a character of the report; the first keeps the id, both have the same units.

    An indicator goes with most of the words that it was read from.

    Raises:
        NotTheOffice, ItemUnknown: as their names say.
        ItemIssued: units have it.
        SplitOutsideItem: no words are left on one side.
    """
    with editing_plan(desk) as pen:
        plan, report = desk.plan, report_text(desk.workspace.database)
        whole = _unissued(desk, item)
        start, end = whole.span
        if not start < at < end or not _has_words(report[start:at]) or not _has_words(report[at:end]):
            raise SplitOutsideItem(item=whole.code)
        first = replace(whole, text=report[start:at], span=(start, at))
        second = replace(whole, id=ItemId(pen.work.new_id("i")), text=report[at:end], span=(at, end))
        _place(pen, plan, [each for old in plan.items for each in ((first, second) if old.id == item else (old,))])
        pen.set(Register(ITEM, second.id, RESPONSIBILITY), responsibility_value(second.lead, second.supporters))
        for each in (first, second):
            pen.set(Register(ITEM, each.id, CONFIRMED), True)  # noqa: FBT003 # the person cut it here
        for duty in plan.duties_by_item.get(item, ()):
            pen.set(Register(DUTY, duty_id(duty.unit, second.id), ASKED), duty_value(replace(duty, item=second.id)))
        for indicator in plan.indicators_by_item.get(item, ()):
            if indicator.span is not None and sum(indicator.span) >= 2 * at:
                moved = replace(indicator, item=second.id)
                pen.set(Register(INDICATOR, indicator.id, DEFINITION), indicator_values(moved)[DEFINITION])
        return pen.edit


def join_items(desk: Desk, item: ItemId) -> PlanEdit:
    """Put an item together with the one after it, which gives up its id; who leads the second supports the whole.

    Raises:
        NotTheOffice, ItemUnknown: as their names say.
        ItemIssued: units have one of them.
        NothingToJoin: none follows in the same task, or among the headline targets of the same section.
    """
    with editing_plan(desk) as pen:
        plan, report = desk.plan, report_text(desk.workspace.database)
        first = _unissued(desk, item)
        beside = [each for each in plan.items if (each.section, each.task) == (first.section, first.task)]
        after = [each for each in beside if each.order > first.order]
        if not after:
            raise NothingToJoin(item=first.code)
        second = _unissued(desk, after[0].id)
        span = (first.span[0], second.span[1])
        others = [unit for unit in (second.lead, *second.supporters) if unit is not None and unit != first.lead]
        supporters = tuple(dict.fromkeys((*first.supporters, *others)))
        lead = first.lead if first.lead is not None else second.lead
        whole = replace(
            first, text=report[slice(*span)], span=span, lead=lead, supporters=tuple(each for each in supporters if each != lead)
        )
        _place(pen, plan, [whole if each.id == item else each for each in plan.items if each.id != second.id])
        pen.set(Register(ITEM, second.id, OUTLINE), None)
        pen.set(Register(ITEM, item, RESPONSIBILITY), responsibility_value(whole.lead, whole.supporters))
        pen.set(Register(ITEM, item, CONFIRMED), True)  # noqa: FBT003 # the person put it together
        for indicator in plan.indicators_by_item.get(second.id, ()):
            moved = replace(indicator, item=item)
            pen.set(Register(INDICATOR, indicator.id, DEFINITION), indicator_values(moved)[DEFINITION])
        _join_duties(pen, plan, whole, second)
        return pen.edit


def _join_duties(pen: PlanPen, plan: Plan, whole: Item, second: Item) -> None:
    held = {duty.unit: duty for duty in plan.duties_by_item.get(whole.id, ())}
    for duty in plan.duties_by_item.get(second.id, ()):
        pen.set(Register(DUTY, duty_id(duty.unit, second.id), ASKED), None)
        held.setdefault(duty.unit, replace(duty, item=whole.id))
    for duty in held.values():
        is_lead = duty.unit == whole.lead
        joined: Duty = replace(duty, is_lead=is_lead) if duty.is_lead != is_lead else duty
        pen.set(Register(DUTY, duty_id(duty.unit, whole.id), ASKED), duty_value(joined))


def _unissued(desk: Desk, item: ItemId) -> Item:
    held = item_of(desk.plan, item)
    if is_issued(desk, ITEM, item, OUTLINE):
        raise ItemIssued(item=held.code)
    return held


def _place(pen: PlanPen, plan: Plan, items: Sequence[Item]) -> None:
    """Give items their order and codes anew and set what changed; `items` are all of the plan's, in the report's order."""
    held = {item.id: item for item in plan.items}
    counts: dict[str, int] = {}
    for order, item in enumerate(items):
        stem = item.code.rpartition(".")[0]
        counts[stem] = counts.get(stem, 0) + 1
        placed = replace(item, order=order, code=f"{stem}.{counts[stem]}")
        if held.get(item.id) != placed:
            values = item_values(placed)
            pen.set(Register(ITEM, item.id, OUTLINE), values[OUTLINE])


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
