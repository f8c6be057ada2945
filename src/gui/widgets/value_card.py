"""One of several values side by side: who said it, where and when; its words, those that are its own underlined; a button to take it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from gui.style.dress import theme_of

_LINES = 4


class ValueFacts(Struct, frozen=True):
    """What a card shows; `pieces` are words with whether they are this value's own. Without `button` it cannot be taken."""

    heading: str
    remark: str
    marks: str
    pieces: tuple[tuple[str, bool], ...]
    button: str


class ValueCard(QFrame):
    """`taken(name)`: the person wants this value."""

    taken = Signal(str)

    def __init__(self, name: str, facts: ValueFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._name = name
        self._facts = facts
        self.heading, self._remark, self.marks = QLabel(facts.heading), QLabel(facts.remark), QLabel(facts.marks)
        self.words = QTextEdit()
        self.button = QPushButton(facts.button)
        self._arrange()
        self._write()
        self.button.clicked.connect(self._on_clicked)

    def changeEvent(self, event: QEvent) -> None:
        """Write the words anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._write()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.heading.setProperty("role", "heading")
        self._remark.setProperty("role", "muted")
        self.marks.setProperty("role", "notice")
        for label in (self.heading, self._remark, self.marks):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.marks.setVisible(bool(self._facts.marks))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.words.setAccessibleName("，".join(part for part in (self._facts.heading, self._facts.marks) if part))
        self.button.setVisible(bool(self._facts.button))
        self.button.setAccessibleName(f"{self._facts.button} {self._facts.heading}")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap + gap // 2, gap, gap + gap // 2, gap)
        column.setSpacing(gap // 2)
        column.addWidget(self.heading)
        column.addWidget(self._remark)
        column.addWidget(self.marks)
        column.addWidget(self.words, 1)
        column.addWidget(self.button)

    def _write(self) -> None:
        self.words.setHtml(words_html(self._facts.pieces, ink=theme_of(self).notice, ground=theme_of(self).notice_surface))

    def _on_clicked(self) -> None:
        self.taken.emit(self._name)


def words_html(pieces: Sequence[tuple[str, bool]], *, ink: str, ground: str) -> str:
    """Words of which some are marked: underlined and bold as well as coloured, so that they are seen in grey too."""
    marked = f'<span style="color:{ink}; background:{ground}; font-weight:600; text-decoration:underline">'
    return "".join(f"{marked}{_text(text)}</span>" if is_own else _text(text) for text, is_own in pieces)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
