"""A choice of few words that the mouse wheel does not change while a form is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """Names with the words that show them.

    Signals:
        chosen(name): the person has chosen, be it what stood there before.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for name, words in choices:
            self.addItem(words, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)

    @property
    def choice(self) -> str:
        """The name of what is chosen."""
        return str(self.currentData())

    def show_choice(self, name: str) -> None:
        """Show what is chosen without having chosen it."""
        self.setCurrentIndex(max(self.findData(name), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on as it does from a field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.itemData(index)))
