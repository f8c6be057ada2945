"""The report's own text, with the passage marked that belongs to what is chosen elsewhere.

Passages are half-open ranges of characters of the text given, whatever the document counts in, and wherever marks of Markdown are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, compress

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.style.dress import theme_of

# What stands in a report for its looks: marks of headings, of lists, of emphasis. A line end is one character of the document.
_MARKUP = re.compile(r"^#{1,6}[ \t]+|^[ \t]*[-*][ \t]+|\*\*|\r(?=\n)", re.MULTILINE)


class SourceView(QPlainTextEdit):
    """A long text to be read; `pointed(position)`: the person clicked at that character."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: list[int] = [0]  # of each character of the text in the document, and of its end
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
        shown = [True] * len(text)
        for mark in _MARKUP.finditer(text):
            shown[mark.start() : mark.end()] = [False] * len(mark.group())
        widths = (_width(character) if is_shown else 0 for character, is_shown in zip(text, shown, strict=True))
        self._places = list(accumulate(widths, initial=0))
        self.setPlainText("".join(compress(text, shown)))

    def mark(self, start: int, end: int) -> None:
        """Mark a passage and bring it into sight."""
        self._passage = (start, end)
        self._draw_mark()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[start])
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
        cursor.setPosition(self._places[start])
        cursor.setPosition(self._places[end], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _character(self, place: int) -> int:
        """The character of the text at a place of the document: the last of those there, since what is left out stands before it."""
        return max(bisect_right(self._places, place) - 1, 0)


def _width(character: str) -> int:
    """How many places a character takes in a document, which counts in UTF-16."""
    return 1 if ord(character) < 0x10000 else 2
