"""What stands where there is nothing to show yet: an icon, a sentence that says why, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon_pixmap


class EmptyState(QWidget):
    """In the middle of its place; `chosen`: the button was pressed."""

    chosen = Signal()

    def __init__(self, icon: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._sentence = QLabel()
        self._button = QPushButton()
        self._arrange()
        self._button.clicked.connect(self._on_button_clicked)

    def show_sentence(self, sentence: str, *, button: str = "", icon: str = "") -> None:
        """Say why there is nothing; without `button` there is nothing to do about it."""
        self._icon = icon or self._icon
        self._show_picture()
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_picture()

    def _arrange(self) -> None:
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setProperty("role", "muted")
        self._button.setProperty("kind", "primary")
        self._button.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(theme_of(self).gap * 2)
        layout.addStretch(2)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _show_picture(self) -> None:
        self._picture.setPixmap(
            icon_pixmap(self._icon, self, size=2 * theme_of(self).icon + theme_of(self).gap, ratio=self.devicePixelRatioF(), role="muted")
        )

    def _on_button_clicked(self) -> None:
        self.chosen.emit()
