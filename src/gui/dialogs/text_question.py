"""Asks for a short text, such as a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QWidget

from gui.dialogs.dialog import Dialog

_WIDTH_EM = 22
_LONGEST = 60


class TextQuestion(Dialog):
    """`answered(text)`: never empty, without spaces around it."""

    answered = Signal(str)

    def __init__(self, title: str, label: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        words = self.add_words(label)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(label)
        words.setBuddy(self.field)
        self.column.addWidget(self.field)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self.column.addWidget(self._buttons)
        self.field.textChanged.connect(self._on_text_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def _on_text_changed(self, text: str) -> None:
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))

    def _on_accepted(self) -> None:
        self.answered.emit(self.field.text().strip())
        self.accept()
