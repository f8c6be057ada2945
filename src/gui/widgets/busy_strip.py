"""A strip that says what is being done, how far it is, and lets the person stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from gui.style.dress import theme_of

_BAR_WIDTH = 9  # in icons


class BusyStrip(QFrame):
    """Hidden while nothing is done; `cancelled`: the person wants it stopped."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._bar = QProgressBar()
        self._button = QPushButton(self.tr("停止"))
        self._arrange()
        self._button.clicked.connect(self._on_button_clicked)
        self.hide()

    def start(self, sentence: str, *, can_be_cancelled: bool = True) -> None:
        """Say what is being done; how far it is, is not known yet."""
        self._button.setEnabled(can_be_cancelled)
        self._button.setVisible(can_be_cancelled)
        self.show_progress(0, 0, sentence)
        self.show()

    def show_progress(self, done: int, total: int, sentence: str) -> None:
        """Say how far it is; a total of 0 means that nobody knows. An empty sentence leaves the last one."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if sentence:
            self._sentence.setText(sentence)
            self._bar.setAccessibleName(sentence)

    def end(self) -> None:
        """It is done, or stopped."""
        self.hide()
        self._bar.reset()

    def _arrange(self) -> None:
        self.setProperty("kind", "banner-info")
        self._sentence.setWordWrap(True)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH * theme_of(self).icon)
        self._button.setProperty("kind", "quiet")
        gap = theme_of(self).gap
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap + gap // 2, gap // 2, gap // 2, gap // 2)
        layout.setSpacing(gap * 2)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self._button)

    def _on_button_clicked(self) -> None:
        self._button.setEnabled(False)  # it is asked once; what is under way ends at the next good place
        self._sentence.setText(self.tr("正在停止……"))
        self.cancelled.emit()
