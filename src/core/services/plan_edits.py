"""One edit of the plan on the office's desk: which registers it set, from what to what, so that it can be taken back and made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, field

from core.changes.change import PLAN, PLAN_DRAFT, Json, Register
from core.changes.codec import normalised
from core.errors import PlanChangedSince
from core.services.desk import Desk
from core.services.edits import is_same
from core.store.workspace import WorkUnit


class PlanEdit(Struct, frozen=True):
    """What an edit did: the same registers in `before` and `after`, only those that changed; None stands for "not there"."""

    before: tuple[tuple[Register, Json], ...]
    after: tuple[tuple[Register, Json], ...]

    @property
    def is_empty(self) -> bool:
        """Whether it changed nothing."""
        return not self.after


class PlanHistory(Struct, frozen=True):
    """The edits that can be taken back and made again, the latest last; a value of its own after each step."""

    done: tuple[PlanEdit, ...] = ()
    undone: tuple[PlanEdit, ...] = ()

    def push(self, edit: PlanEdit) -> PlanHistory:
        """After a new edit: what was undone before it is gone; an edit that changed nothing leaves all as it is."""
        return self if edit.is_empty else PlanHistory((*self.done, edit))

    def undid(self) -> PlanHistory:
        """After the last edit was taken back."""
        return PlanHistory(self.done[:-1], (*self.undone, self.done[-1]))

    def redid(self) -> PlanHistory:
        """After the edit undone last was made again."""
        return PlanHistory((*self.done, self.undone[-1]), self.undone[:-1])


class PlanPen(Struct):
    """Sets registers of the plan within one unit of work and remembers what they held."""

    desk: Desk
    work: WorkUnit
    before: dict[Register, Json] = field(default_factory=dict)
    after: dict[Register, Json] = field(default_factory=dict)

    def set(self, register: Register, value: Json) -> None:
        """Set a register; what holds its value already stays untouched."""
        held, wanted = on_desk(self.desk, register), normalised(value)
        if is_same(held, wanted):
            return
        self.work.set(PLAN_DRAFT, register, wanted)
        self.before.setdefault(register, held)
        self.after[register] = wanted

    def set_all(self, entity: str, identity: str, values: Mapping[str, Json]) -> None:
        """Set the registers of one instance by their fields."""
        for name, value in values.items():
            self.set(Register(entity, identity, name), value)

    @property
    def edit(self) -> PlanEdit:
        """What was set so far."""
        return PlanEdit(tuple(self.before.items()), tuple(self.after.items()))


@contextmanager
def editing_plan(desk: Desk) -> Iterator[PlanPen]:
    """One unit of work on the plan.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    desk.must_be_office()
    with desk.writing() as work:
        yield PlanPen(desk, work)


def on_desk(desk: Desk, register: Register) -> Json:
    """What the office's desk holds of a register: the draft's value, else what was issued; None where it is not there."""
    for scope in (PLAN_DRAFT, PLAN):
        heads = desk.workspace.log.heads(scope, register)
        if heads:
            return desk.workspace.log.resolved(heads[-1].value)
    return None


def is_issued(desk: Desk, entity: str, identity: str, name: str) -> bool:
    """Whether units have an instance of the plan, so that its id and its parts stay what they are."""
    return any(head.value is not None for head in desk.workspace.log.heads(PLAN, Register(entity, identity, name)))


def undo_plan_edit(desk: Desk, edit: PlanEdit) -> None:
    """Set an edit's registers back to what they held before it.

    Raises:
        PlanChangedSince: one of them holds something else by now.
    """
    _set_from(desk, edit.after, edit.before)


def redo_plan_edit(desk: Desk, edit: PlanEdit) -> None:
    """Make an edit again that was taken back.

    Raises:
        PlanChangedSince: one of its registers holds something else by now.
    """
    _set_from(desk, edit.before, edit.after)


def _set_from(desk: Desk, held: tuple[tuple[Register, Json], ...], wanted: tuple[tuple[Register, Json], ...]) -> None:
    with editing_plan(desk) as pen:
        if any(not is_same(on_desk(desk, register), value) for register, value in held):
            raise PlanChangedSince
        for register, value in wanted:
            pen.set(register, value)
