"""Undo and redo: a step's registers set back, or forth again, as new changes of the draft.

The steps are kept in the workspace (`store/steps.py`), so that they outlive the window. Nothing is taken back behind the last 上报, nor
over what someone else wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from core.changes.change import Json, Register
from core.errors import ChangedSince
from core.ids import ItemId
from core.model.period import Period
from core.services.desk import Desk
from core.services.edits import Edit, drafted, draw, edit_of, is_contested, is_same, item_of
from core.store.sqlite import Database
from core.store.steps import (
    StepRow,
    changes_of_step,
    drop_step,
    fields_of_step,
    mark_redone,
    mark_undone,
    step_to_redo,
    step_to_undo,
)


class Step(Struct, frozen=True):
    """A step as it is offered: the period and item it is shown at, and the names of the fields that it set."""

    period: Period
    item: ItemId
    fields: frozenset[str]


class NextSteps(Struct, frozen=True):
    """The step that undo takes back next and the one that redo makes again; None where there is none."""

    undo: Step | None = None
    redo: Step | None = None


def next_steps(desk: Desk) -> NextSteps:
    """What undo and redo would do now."""
    database = desk.workspace.database
    return NextSteps(_told(database, step_to_undo(database, desk.unit)), _told(database, step_to_redo(database, desk.unit)))


def undo_last(desk: Desk) -> Edit | None:
    """Set the registers of the latest step back to what they held before it, and return what that changed; None without a step.

    Raises:
        ChangedSince: a register holds something else than the step left there; the step is forgotten.
    """
    step = step_to_undo(desk.workspace.database, desk.unit)
    if step is None:
        return None
    held, wanted = _sides(desk, step)
    return _move(desk, step, held=held, wanted=wanted, mark=mark_undone)


def redo_last(desk: Desk) -> Edit | None:
    """Set the registers of the step undone last again, and return what that changed; None without one.

    Raises:
        ChangedSince: a register holds something else than the undoing left there; the step is forgotten.
    """
    step = step_to_redo(desk.workspace.database, desk.unit)
    if step is None:
        return None
    wanted, held = _sides(desk, step)
    return _move(desk, step, held=held, wanted=wanted, mark=mark_redone)


def _told(database: Database, step: StepRow | None) -> Step | None:
    return None if step is None else Step(step.period, step.item, fields_of_step(database, step))


def _sides(desk: Desk, step: StepRow) -> tuple[Mapping[Register, Json], Mapping[Register, Json]]:
    """What a step left in its registers, and what they held before it."""
    changes = changes_of_step(desk.workspace.database, step)
    if changes is None:
        raise _forgotten(desk, step)
    resolved = desk.workspace.log.resolved
    after = {each.register: resolved(each.after) or None for each in changes}
    before = {each.register: resolved(each.before) or None for each in changes}
    return after, before


def _move(
    desk: Desk,
    step: StepRow,
    *,
    held: Mapping[Register, Json],
    wanted: Mapping[Register, Json],
    mark: Callable[[Database, StepRow], None],
) -> Edit:
    if any(is_contested(desk, register) or not is_same(drafted(desk, register), value) for register, value in held.items()):
        raise _forgotten(desk, step)
    with desk.writing() as work:
        drawn = draw(desk, work, wanted)
        mark(desk.workspace.database, step)
    return edit_of(work, step.period, step.item, drawn)


def _forgotten(desk: Desk, step: StepRow) -> ChangedSince:
    with desk.writing():
        drop_step(desk.workspace.database, step)
    return ChangedSince(item=item_of(desk.plan, step.item).code)
