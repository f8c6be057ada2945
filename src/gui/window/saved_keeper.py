"""Keeps the mark of what is saved true while something is being typed, and while something refused waits to be mended."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui.session.session import Session
from gui.window.marks import SavedMark
from gui.window.page_stack import PageStack


class SavedKeeper(QObject):
    """Watches the one field that has the keyboard, and looks at the pages after every write."""

    def __init__(self, application: QApplication, mark: SavedMark, *, pages: PageStack, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._mark = mark
        self._pages = pages
        self._field: QWidget | None = None
        application.focusChanged.connect(self._on_focus_changed)
        session.writing_changed.connect(self._look_soon)
        pages.gone_to.connect(self._look_soon)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.state_changed.disconnect(self._look_soon)  # type: ignore[attr-defined]  # asked for below
        self._field = now if now is not None and hasattr(now, "state_changed") and hasattr(now, "is_dirty") else None
        if self._field is not None:
            self._field.state_changed.connect(self._look_soon)
        self._look_soon()

    def _look_soon(self) -> None:
        """Look when what is just being told to all has reached the pages as well."""
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        field = self._field if self._field is not None and shiboken6.isValid(self._field) else None
        is_typing = bool(getattr(field, "is_dirty", False))
        self._mark.show_unsaved(is_typing=is_typing, has_refused=self._pages.has_unsaved)
