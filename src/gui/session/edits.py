"""What can be taken back: the edits made in this window since the workspace was opened or a period handed up, the latest first."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.services.desk import Desk
from core.services.edits import Edit
from core.services.undoing import History, redo, undo
from gui.session.session import Session


class EditHistory(QObject):
    """The stack of edits; steps are done in the order in which they were asked for.

    Signals:
        changed(): what can be undone or redone is another edit now.
        moved(Edit): an edit was taken back or made again.
    """

    changed = Signal()
    moved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._history = History()

    @property
    def next_undo(self) -> Edit | None:
        """The edit that `undo` would take back."""
        return self._history.done[-1] if self._history.can_undo else None

    @property
    def next_redo(self) -> Edit | None:
        """The edit that `redo` would make again."""
        return self._history.undone[-1] if self._history.can_redo else None

    def push(self, edit: Edit) -> None:
        """Take note of an edit that was made."""
        self._become(self._history.push(edit))

    def clear(self) -> None:
        """Nothing before this moment is taken back any more."""
        self._become(History())

    def undo(self) -> None:
        """Take the latest edit back."""
        edit = self.next_undo
        if edit is not None:
            self._become(self._history.undid())
            self._move(edit, undo)

    def redo(self) -> None:
        """Make the edit undone last again."""
        edit = self.next_redo
        if edit is not None:
            self._become(self._history.redid())
            self._move(edit, redo)

    def _move(self, edit: Edit, step: Callable[[Desk, Edit], Edit]) -> None:
        def work(desk: Desk) -> Edit:
            return step(desk, edit)

        def refused(error: UserError) -> None:
            self._drop(edit)
            self._session.troubled.emit(self._session.trouble(error))

        self._session.write(work, owner=self, then=self.moved.emit, failed=refused)

    def _drop(self, edit: Edit) -> None:
        """Forget an edit that stands no more as it was left, wherever it lies."""
        kept = self._history
        self._become(replace(kept, done=_without(kept.done, edit), undone=_without(kept.undone, edit)))

    def _become(self, history: History) -> None:
        if history != self._history:
            self._history = history
            self.changed.emit()


def _without(edits: tuple[Edit, ...], edit: Edit) -> tuple[Edit, ...]:
    return tuple(each for each in edits if each is not edit)
