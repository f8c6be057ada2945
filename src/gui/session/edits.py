"""What can be taken back and made again: the steps of the unit's draft, which the workspace keeps; here is only what is next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.services.desk import Desk
from core.services.edits import Edit
from core.services.undoing import NextSteps, Step, next_steps, redo_last, undo_last
from gui.session.facts import Changed, Opened
from gui.session.session import Session


class EditHistory(QObject):
    """The next steps back and forth; they are done in the order in which they were asked for.

    Signals:
        changed(): what can be undone or redone is another step now.
        moved(Edit): a step was taken back or made again.
    """

    changed = Signal()
    moved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._next = NextSteps()
        self._is_writing = False
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.writing_changed.connect(self._on_writing_changed)

    @property
    def next_undo(self) -> Step | None:
        """The step that `undo` would take back, once nothing is on its way to the file."""
        return self._next.undo

    @property
    def next_redo(self) -> Step | None:
        """The step that `redo` would make again."""
        return self._next.redo

    @property
    def may_undo(self) -> bool:
        """Whether there is a step to take back, or may be in a moment: something is on its way to the file."""
        return self._is_writing or self._next.undo is not None

    def undo(self) -> None:
        """Take the latest step back."""
        self._move(undo_last)

    def redo(self) -> None:
        """Make the step undone last again."""
        self._move(redo_last)

    def _move(self, step: Callable[[Desk], Edit | None]) -> None:
        self._session.write(step, owner=self, then=self._on_moved, failed=self._on_refused)

    def _on_moved(self, edit: Edit | None) -> None:
        if edit is not None:
            self.moved.emit(edit)

    def _on_refused(self, error: UserError) -> None:
        self._session.troubled.emit(self._session.trouble(error))
        self._look()  # the step that was refused is none any more

    def _on_opened(self, opened: Opened) -> None:
        del opened
        self._look()

    def _on_changed(self, changed: Changed) -> None:
        del changed
        self._look()

    def _on_closed(self) -> None:
        self._become(NextSteps())

    def _on_writing_changed(self, is_writing: bool) -> None:  # noqa: FBT001 # Qt's own order
        self._is_writing = is_writing
        self.changed.emit()

    def _look(self) -> None:
        if self._session.now is not None:
            self._session.read(next_steps, then=self._become, owner=self, key="steps")

    def _become(self, steps: NextSteps) -> None:
        if steps != self._next:
            self._next = steps
            self.changed.emit()
