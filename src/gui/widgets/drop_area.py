"""A place to drop files on, with a button for those who would rather choose them; and what of a drop is files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.style.dress import theme_of


class DropArea(QFrame):
    """Says what to drop here; `chosen`: the button was pressed. Whoever holds it takes the drops, so that they may fall anywhere."""

    chosen = Signal()

    def __init__(self, sentence: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = False
        self._sentence = QLabel(sentence)
        self._sentence.setWordWrap(True)
        self.button = QPushButton(button)
        gap = theme_of(self).gap
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        row.setSpacing(gap * 2)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_clicked)

    def show_over(self, *, is_over: bool) -> None:
        """Light up while something is held over the page."""
        self._is_over = is_over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed line around, in the accent's colour while something is held over it."""
        super().paintEvent(event)
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent if self._is_over else theme.field_line), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(theme.info_surface if self._is_over else theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.radius, theme.radius)

    def _on_clicked(self) -> None:
        self.chosen.emit()


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this machine among what is dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
