"""What every page is to the window. Tested by each page's own tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.model.period import Period
from gui.dialogs.prompts import Prompts
from gui.session.facts import Changed, Opened
from gui.session.place import Place
from gui.session.session import Session


class Page(QWidget):
    """A screen of the open workspace; built when it is first visited, and told what happens while it exists.

    `last_folder` is where its files went last, None before the first.

    Signals:
        wanted(Place): asks the window to go somewhere.
        folder_used(Path): files were written to a folder.
    """

    wanted = Signal(object)
    folder_used = Signal(object)

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.prompts = prompts
        self.period: Period | None = None
        self.last_folder: Path | None = None
        self._is_behind = False
        session.bind(self)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    @property
    def now(self) -> Opened:
        """The open workspace; a page exists only while one is open."""
        assert self.session.now is not None
        return self.session.now

    @property
    def has_unsaved(self) -> bool:
        """Whether words typed here were refused, and would be lost with the page."""
        return False

    def give_up(self) -> None:
        """Let go of words that could not be entered: the person has said so."""

    def refused_in(self, period: Period) -> Place | None:
        """Where words typed in a period were refused and wait to be mended; None where all of them are in the file."""
        del period
        return None

    def show_place(self, place: Place) -> None:
        """Show a period, item or unit; the page becomes visible after this."""
        if place.period is not None and place.period != self.period:
            self.period = place.period
        self.refresh()

    def refresh(self) -> None:
        """Read what is shown anew; fields in which the person is typing keep what is typed."""
        raise NotImplementedError

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take in files that were brought to the window; most pages take none."""

    def use_folder(self, folder: Path) -> None:
        """Write to a folder, and suggest it the next time."""
        self.last_folder = folder
        self.folder_used.emit(folder)

    def leave(self) -> None:
        """Commit what is being typed: the window is about to show another page, submit, or close."""

    def showEvent(self, event: object) -> None:
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if self._is_behind and self.session.now is not None:  # a stack that is cleared shows each page once more
            self._is_behind = False
            self.refresh()

    def _on_opened(self, opened: Opened) -> None:
        """The plan, or who works here, may have changed."""
        del opened
        self._catch_up()

    def _on_changed(self, changed: Changed) -> None:
        if changed.initiator is not self:
            self._catch_up()

    def _catch_up(self) -> None:
        if self.session.now is None:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_behind = True
