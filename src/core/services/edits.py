"""One edit of a unit's draft: which registers it set, from what to what, so that it can be taken back.

Every edit is one unit of work in the scope `U/draft`. "Empty" is null in the log and None here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from core.changes.change import Json, Register, draft_scope
from core.changes.codec import encode_value, normalised
from core.errors import CannotRecordThis, ItemUnknown
from core.ids import ItemId
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.services.desk import Desk
from core.store.item_records import last_number
from core.store.workspace import Touched, WorkUnit


class Edit(Struct, frozen=True):
    """What an edit did: the same registers in `before` and `after`, only those that changed; None stands for "empty".

    `period` is the reporting period, also of a figure of a longer one. `number` is that of the period's last submission when the edit was
    made, 0 before the first: what was handed up since is not taken back.
    """

    period: Period
    item: ItemId
    before: tuple[tuple[Register, Json], ...]
    after: tuple[tuple[Register, Json], ...]
    touched: Touched
    number: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it changed nothing."""
        return self.before == self.after


def edit_draft(desk: Desk, period: Period, item: ItemId, values: Mapping[Register, Json]) -> Edit:
    """Set registers of the draft in one unit of work; what holds its value already stays untouched."""
    with desk.writing() as work:
        return edit_within(desk, work, period, item, values)


def edit_within(desk: Desk, work: WorkUnit, period: Period, item: ItemId, values: Mapping[Register, Json]) -> Edit:
    """The same in a unit of work that has begun."""
    before, after = [], []
    for register, value in values.items():
        held, wanted = drafted(desk, register), normalised(value)
        if is_same(held, wanted) and not is_contested(desk, register):
            continue
        work.set(draft_scope(desk.unit), register, wanted)
        before.append((register, held))
        after.append((register, wanted))
    number = last_number(desk.workspace.database, desk.unit, period)
    return Edit(period, item, tuple(before), tuple(after), work.touched, number)


def drafted(desk: Desk, register: Register) -> Json:
    """What a register of the draft holds, texts resolved; None where it is empty or was never set."""
    log = desk.workspace.log
    heads = log.heads(draft_scope(desk.unit), register)
    return (log.resolved(heads[-1].value) if heads else None) or None


def is_contested(desk: Desk, register: Register) -> bool:
    """Whether two computers of the unit wrote a register of the draft without knowing of each other."""
    return len(desk.workspace.log.heads(draft_scope(desk.unit), register)) > 1


def is_same(one: Json, other: Json) -> bool:
    """Whether two values are the same in the log."""
    return encode_value(one) == encode_value(other)


def must_have_duty(desk: Desk, period: Period, item: ItemId) -> None:
    """Refuse what the plan does not ask of this unit.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
        ItemUnknown: the plan has no such item any more.
        CannotRecordThis: the unit has no duty on the item.
    """
    desk.must_be_asked(period)
    if item not in {duty.item for duty in desk.plan.duties_by_unit.get(desk.unit, ())}:
        asked = item_of(desk.plan, item)
        raise CannotRecordThis(item=asked.code, name=asked.text[:20])


def item_of(plan: Plan, item: ItemId) -> Item:
    """The item of an id, which a revision may have taken out of the plan while it was shown.

    Raises:
        ItemUnknown: the plan has it no more.
    """
    if item not in plan.items_by_id:
        raise ItemUnknown(item=item)
    return plan.items_by_id[item]
