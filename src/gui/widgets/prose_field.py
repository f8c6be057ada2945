"""A field for a text of some sentences: it grows with what is typed, leaving it hands the text over, and Tab goes on to the next field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from gui.style.dress import restyle, theme_of
from gui.widgets.typed_field import ENTER, TypedField
from gui.widgets.typing_state import TypingState

_EDGE = 2
_NEARLY_FULL = 0.8  # from here on it is told how many characters remain


class ProseField(TypedField, QPlainTextEdit):
    """A text, with the protocol of `FigureField`; Ctrl+Enter hands it over and moves on.

    It is `min_lines` high when empty and grows to `max_lines`; `limit` (0: none) is a number of characters that is told, not enforced.
    """

    committed = Signal(str)
    state_changed = Signal(str)
    trouble_told = Signal(str)
    reverted = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, min_lines: int = 2, max_lines: int = 8, limit: int = 0) -> None:
        super().__init__(parent)
        self._state = TypingState()
        self._lines = (min_lines, max_lines)
        self._limit = limit
        self._is_writing = False
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        self._count.hide()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_document_size_changed)

    @property
    def remaining(self) -> int:
        """How many characters may still be typed; below nought where there are too many."""
        return self._limit - len(self.toPlainText())

    def read(self) -> str:
        """The words in the field."""
        return self.toPlainText()

    def write(self, text: str) -> None:
        """Put words into the field, as nobody's typing; undo does not reach behind them."""
        if text != self.toPlainText():
            self._is_writing = True
            self.setPlainText(text)
            self._is_writing = False

    def sizeHint(self) -> QSize:
        """As high as its lines, within the bounds told."""
        smallest, largest = self._lines
        return QSize(super().sizeHint().width(), self._height_of(max(smallest, min(self._shown_lines(), largest))))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self._height_of(self._lines[0]))

    def standard_menu(self) -> QMenu:
        """Qt's own menu of the field."""
        return self.createStandardContextMenu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand over, take back, move on; everything else is Qt's."""
        if self._is_composing:
            super().keyPressEvent(event)  # the keys are the input method's
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            self.focusNextChild()
        elif self.takes_back(event):
            self.revert()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._place_count()
        self.updateGeometry()  # narrower words take more lines

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        self._show_count()
        if not self._is_writing and (text != self._state.shown or self._state.is_dirty):  # a format or syllables under way change it too
            self.note_typing(text)

    def _on_document_size_changed(self) -> None:
        self._show_bar_where_needed()
        self.updateGeometry()

    def _show_bar_where_needed(self) -> None:
        # By itself the bar comes and goes while the field grows, and the words are broken anew each time.
        needed = self._shown_lines() > self._lines[1]
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)

    def _shown_lines(self) -> int:
        return round(self.document().size().height())  # a plain text's height is told in lines

    def _height_of(self, lines: int) -> int:
        padding_and_edge = theme_of(self).gap + 2 * _EDGE
        around = round(self.document().documentMargin() * 2) + padding_and_edge
        count = self._count.sizeHint().height() if self._limit else 0
        return lines * (self.fontMetrics().lineSpacing() + 1) + around + count

    def _show_count(self) -> None:
        if not self._limit:
            return
        sentence = self.tr("还可写{count}字") if self.remaining >= 0 else self.tr("超出{count}字")
        self._count.setText(sentence.format(count=abs(self.remaining)))
        restyle(self._count, "role", "small" if self.remaining >= 0 else "trouble")
        self._count.setVisible(self.remaining <= self._limit * (1 - _NEARLY_FULL))
        self._place_count()

    def _place_count(self) -> None:
        if not self._limit:
            return
        size = self._count.sizeHint()
        self.setViewportMargins(0, 0, 0, size.height())
        self._count.setGeometry(self.width() - size.width() - 8, self.height() - size.height() - 4, size.width(), size.height())
