"""What every dialog of the program is: owned by a window, shown without waiting, freed when it closes. Tested in test_lifetimes.py."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from gui.style.dress import theme_of


class Dialog(QDialog):
    """A dialog with a title and room beneath it; show it with `open()`."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gap = theme_of(self).gap
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(gap * 3, gap * 2, gap * 3, gap * 2)
        self.column.setSpacing(gap + gap // 2)

    def add_words(self, words: str, role: str = "") -> QLabel:
        """Put a sentence at the end of the column."""
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        self.column.addWidget(label)
        return label
