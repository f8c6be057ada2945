"""A large number with its name under it, which can be pressed to see what is behind it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.style.dress import restyle, theme_of

# After these the words may need another height, and the style sheet may have set its own, which has no room for any words.
_SIZING = frozenset({QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LayoutRequest})

Mood = Literal["", "trouble", "notice", "good"]


class Tile(QPushButton):
    """A number of things; `clicked` is the button's own. Nothing behind it: it cannot be pressed."""

    def __init__(self, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = QLabel()
        self._label = QLabel(label)
        self._sentence = QLabel()
        self._column = QVBoxLayout(self)
        self.setProperty("kind", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._arrange()

    def show_number(self, number: str, *, label: str = "", sentence: str = "", mood: Mood = "") -> None:
        """Show a number; an empty label keeps the one there is, `sentence` stands small beneath, `mood` colours the number."""
        self._number.setText(number)
        restyle(self._number, "mood", mood)
        if label:
            self._label.setText(label)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(" ".join(part for part in (self._label.text(), number, sentence) if part))
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Never be lower than the words, however crowded the page is."""
        is_taken = super().event(event)
        if event.type() in _SIZING:
            self.setMinimumHeight(self._column.minimumSize().height())
        return is_taken

    def sizeHint(self) -> QSize:
        """What the words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the words need at least."""
        return self._column.minimumSize()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._number.setProperty("role", "figure")
        self._sentence.setProperty("role", "small")
        self._sentence.hide()
        layout = self._column
        layout.setContentsMargins(2 * gap, gap + gap // 2, 2 * gap, gap + gap // 2)
        layout.setSpacing(gap // 4)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)  # a stretch would make it grow beside anything that does not
        for label in (self._number, self._label, self._sentence):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
