"""Enter presses the button that has the keyboard, as Space does; Qt does so in dialogs only."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


class EnterKeys(QObject):
    """Lets every button that is come to take Enter."""

    def __init__(self, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        del before
        if isinstance(now, QPushButton):
            now.setAutoDefault(True)
