"""Ctrl+Z and Ctrl+Y in a field: while something typed has not been saved the field's own, else the window's.

Qt's fields take these keys for themselves even when they have nothing to undo.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Watches the one widget that has the keyboard."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field that is not being typed into from taking the keys."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        # Fields of ours know whether something typed in them is still theirs; any other field keeps its keys.
        if getattr(watched, "is_dirty", True) or not any(event.matches(key) for key in _KEYS):
            return False
        event.ignore()
        return True

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and hasattr(now, "is_dirty") else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
