"""One edit of a unit's draft: which registers it set, from what to what, so that it can be taken back.

Every edit is one unit of work in the scope `U/draft`, and one step of what undo takes back, which is kept in the same unit of work. "Empty"
is null in the log and None here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from core.store.steps import NewStep, keep_step
from core.store.workspace import Touched, WorkUnit


class Edit(Struct, frozen=True):
    """What an edit did: the same registers in `before` and `after`, only those that changed; None stands for "empty".

    `period` is the reporting period, also of a figure of a longer one.
    """

    period: Period
    item: ItemId
    before: tuple[tuple[Register, Json], ...]
    after: tuple[tuple[Register, Json], ...]
    touched: Touched

    @property
    def is_empty(self) -> bool:
        """Whether it changed nothing."""
        return self.before == self.after


class Drawn(Struct, frozen=True):
    """A register of the draft that was set: from what to what, and the rows of the changes that say so; None where none did before."""

    register: Register
    before: Json
    after: Json
    change: int
    change_before: int | None


def edit_draft(desk: Desk, period: Period, item: ItemId, values: Mapping[Register, Json]) -> Edit:
    """Set registers of the draft in one unit of work, which is one step; what holds its value already stays untouched."""
    with desk.writing() as work:
        return edit_within(desk, work, period, item, values)


def edit_within(desk: Desk, work: WorkUnit, period: Period, item: ItemId, values: Mapping[Register, Json]) -> Edit:
    """The same in a unit of work that has begun."""
    drawn = draw(desk, work, values)
    keep_as_step(desk, [period], item, drawn)
    return edit_of(work, period, item, drawn)


def draw(desk: Desk, work: WorkUnit, values: Mapping[Register, Json]) -> tuple[Drawn, ...]:
    """Set registers of the draft and tell those that changed; nothing is kept for undo."""
    scope, log = draft_scope(desk.unit), desk.workspace.log
    found = []
    for register, value in values.items():
        heads, held, wanted = log.heads(scope, register), drafted(desk, register), normalised(value)
        if is_same(held, wanted) and len(heads) <= 1:
            continue
        work.set(scope, register, wanted)
        change = log.heads(scope, register)[-1].change
        found.append(Drawn(register, held, wanted, change, heads[-1].change if heads else None))
    return tuple(found)


def keep_as_step(desk: Desk, periods: Sequence[Period], item: ItemId, drawn: Sequence[Drawn]) -> None:
    """Let one undo take back what was set in some reporting periods; nothing is kept where all reads as before.

    It is shown at the first of them.
    """
    if any(not is_same(each.before, each.after) for each in drawn):
        database = desk.workspace.database
        numbers = {period: last_number(database, desk.unit, period) for period in periods}
        keep_step(database, NewStep(periods[0], item, numbers, tuple((each.change, each.change_before) for each in drawn)))


def edit_of(work: WorkUnit, period: Period, item: ItemId, drawn: Sequence[Drawn]) -> Edit:
    """What was set, as an edit."""
    before = tuple((each.register, each.before) for each in drawn)
    after = tuple((each.register, each.after) for each in drawn)
    return Edit(period, item, before, after, work.touched)


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
