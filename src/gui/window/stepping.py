"""Undo and redo in the window: what the menu offers, and where a step is shown that was taken. Tested in test_stepping.py."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from core.services.edits import Edit
from gui.session.edits import EditHistory
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.window.after_writing import AfterWriting
from gui.window.edit_words import EditWords
from gui.window.menus import Menus
from gui.window.page_stack import PageStack


class Stepping(QObject):
    """Connects the menu to the steps of the draft.

    Signals:
        wanted(Place): a step was taken elsewhere than where the window is.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, pages: PageStack, menus: Menus, parent: QObject) -> None:
        super().__init__(parent)
        self.history = EditHistory(session, self)
        self._session = session
        self._pages = pages
        self._menus = menus
        self._words = EditWords(self)
        self._after_writing = AfterWriting(session, pages, self)
        for told in (self.history.changed, session.opened, session.closed):
            told.connect(self._on_told)
        self.history.moved.connect(self._on_moved)
        menus.undo.triggered.connect(self._on_undo_wanted)
        menus.redo.triggered.connect(self._on_redo_wanted)
        menus.editing.connect(self._on_told)

    def _on_told(self, *_: object) -> None:
        """Let the menu say what would be taken back and made again; what is still being typed would be, once it is entered."""
        now = self._session.now
        if now is None or now.is_read_only:
            self._menus.show_history("", "", may_undo=False)
            return
        words = self._words.words
        may_undo = self.history.may_undo or bool(getattr(QApplication.focusWidget(), "is_dirty", False))
        self._menus.show_history(words(self.history.next_undo, now.plan), words(self.history.next_redo, now.plan), may_undo=may_undo)

    def _on_moved(self, edit: Edit) -> None:
        place = Place(PageName.FILING, edit.period, edit.item)
        if not self._pages.shows(place):
            self.wanted.emit(place)

    def _on_undo_wanted(self) -> None:
        self._after_writing.do(self.history.undo)  # what is being typed is the latest step

    def _on_redo_wanted(self) -> None:
        self._after_writing.do(self.history.redo)
