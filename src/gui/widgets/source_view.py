"""The report's own text, with the passage marked that belongs to what is chosen elsewhere.

Passages are half-open ranges of characters of the text given, whatever the document counts in.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.style.dress import theme_of


class SourceView(QPlainTextEdit):
    """A long text to be read; `pointed(position)`: the person clicked at that character."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._passage: tuple[int, int] | None = None
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    @property
    def passage(self) -> tuple[int, int] | None:
        """What is marked."""
        return self._passage

    @property
    def marked_text(self) -> str:
        """The words that are marked, as they stand on the screen."""
        return "" if self._passage is None else self._marking().selectedText()

    def show_text(self, text: str) -> None:
        """Show another text; the same one keeps its place."""
        if text == self._text:
            return
        self._text = text
        self._passage = None
        # A document has one character for every line end.
        self.setPlainText(text)

    def mark(self, start: int, end: int) -> None:
        """Mark a passage and bring it into sight."""
        self._passage = (start, end)
        self._draw_mark()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        self.setTextCursor(cursor)
        self.centerCursor()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_mark()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the person clicked, unless they selected something."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.pointed.emit(self._character(self.cursorForPosition(event.position().toPoint()).position()))

    def _draw_mark(self) -> None:
        if self._passage is None:
            self.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._marking()
        theme = theme_of(self)
        mark.format.setBackground(QColor(theme.selection))
        mark.format.setForeground(QColor(theme.text))
        self.setExtraSelections([mark])

    def _marking(self) -> QTextCursor:
        start, end = self._passage or (0, 0)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place(self, character: int) -> int:
        """Where a character of the text stands in the document, which counts halves of UTF-16 and one mark a line end."""
        return _halves(self._text[:character].replace("\r\n", "\n"))

    def _character(self, place: int) -> int:
        """The character of the text at a place of the document."""
        low, high = 0, len(self._text)
        while low < high:
            middle = (low + high) // 2
            if self._place(middle) < place:
                low = middle + 1
            else:
                high = middle
        return low


def _halves(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
