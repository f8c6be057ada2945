"""Undo and redo: an edit's registers set back, or forth again, as new changes of the draft.

Nothing is taken back behind the last 上报, nor over what someone else wrote meanwhile.
"""

from __future__ import annotations

from msgspec import Struct

from core.changes.change import Json, Register
from core.errors import ChangedSince, HandedUpSince
from core.services.desk import Desk
from core.services.edits import Edit, drafted, edit_draft, is_contested, is_same, item_of
from core.store.item_records import last_number


class History(Struct, frozen=True):
    """The edits that can be taken back and made again, the latest last; a value of its own after each step."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to make again."""
        return bool(self.undone)

    def push(self, edit: Edit) -> History:
        """After a new edit: what was undone before it is gone; an edit that changed nothing leaves all as it is."""
        return self if edit.is_empty else History((*self.done, edit))

    def undid(self) -> History:
        """After the last edit was taken back."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def redid(self) -> History:
        """After the edit undone last was made again."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])


def undo(desk: Desk, edit: Edit) -> Edit:
    """Set an edit's registers back to what they held before it, and return what that changed.

    Raises:
        HandedUpSince: the period was handed up after the edit.
        ChangedSince: a register holds something else than the edit left there.
    """
    return _move(desk, edit, held=edit.after, wanted=edit.before)


def redo(desk: Desk, edit: Edit) -> Edit:
    """Set an undone edit's registers again, and return what that changed.

    Raises:
        HandedUpSince: the period was handed up after the edit.
        ChangedSince: a register holds something else than the undoing left there.
    """
    return _move(desk, edit, held=edit.before, wanted=edit.after)


def _move(desk: Desk, edit: Edit, *, held: tuple[tuple[Register, Json], ...], wanted: tuple[tuple[Register, Json], ...]) -> Edit:
    if last_number(desk.workspace.database, desk.unit, edit.period) > edit.number:
        raise HandedUpSince(period=edit.period.label)
    if any(is_contested(desk, register) or not is_same(drafted(desk, register), value) for register, value in held):
        raise ChangedSince(item=item_of(desk.plan, edit.item).code)
    return edit_draft(desk, edit.period, edit.item, dict(wanted))
