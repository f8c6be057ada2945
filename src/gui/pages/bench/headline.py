"""The head of the bench: whose period, how long there is, and the one button that goes on. Tested through the page (test_page.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.services.home import UnitHome
from gui.style.dress import restyle, theme_of
from gui.style.formats import day_text

if TYPE_CHECKING:
    from core.services.office_home import OfficeHome  # what it brings in is an office's alone


class Headline(QFrame):
    """A card across the page.

    Signals:
        pressed(): the button that goes on.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = QLabel()
        self._deadline = QLabel()
        self._state = QLabel()
        self.button = QPushButton()
        self._arrange()
        self.button.clicked.connect(self._on_clicked)

    def show_words(self, title: str, home: UnitHome | OfficeHome, state: str) -> None:
        """Say whose period it is, when it is due, and how it stands."""
        self._title.setText(title)
        self._deadline.setText(self._deadline_words(home))
        restyle(self._deadline, "mood", _mood(home))
        self._state.setText(state)

    @property
    def deadline(self) -> str:
        """What it says of the due day."""
        return self._deadline.text()

    def show_button(self, words: str) -> None:
        """Name what comes next; without words there is nothing to go on with."""
        self.button.setText(words)
        self.button.setVisible(bool(words))

    def _arrange(self) -> None:
        self._title.setProperty("role", "title")
        self._state.setProperty("role", "muted")
        self._state.setWordWrap(True)
        self.button.setProperty("kind", "primary")
        gap = theme_of(self).gap
        first = QHBoxLayout()
        first.setSpacing(gap * 2)
        first.addWidget(self._title)
        first.addWidget(self._deadline, 1)
        words = QVBoxLayout()
        words.setSpacing(gap // 2)
        words.addLayout(first)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 2, gap * 3 // 2, gap * 2, gap * 3 // 2)
        row.setSpacing(gap * 2)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    def _deadline_words(self, home: UnitHome | OfficeHome) -> str:
        day = day_text(home.due_day)
        if home.is_handed_up:
            return self.tr("{day}截止").format(day=day)
        if home.days_left > 0:
            return self.tr("{day}截止，还剩{count}天").format(day=day, count=home.days_left)
        if home.days_left == 0:
            return self.tr("今天截止（{day}）").format(day=day)
        return self.tr("{day}已截止，过了{count}天").format(day=day, count=-home.days_left)

    def _on_clicked(self) -> None:
        self.pressed.emit()


# From here on a deadline is near.
_NEAR_DAYS = 3


def _mood(home: UnitHome | OfficeHome) -> str:
    """Trouble where something is late, notice where it soon may be."""
    is_open = bool(home.due or home.late) if isinstance(home, UnitHome) else bool(home.missing)
    if home.is_handed_up or not is_open:
        return ""
    return "trouble" if home.days_left < 0 else "notice" if home.days_left <= _NEAR_DAYS else ""
