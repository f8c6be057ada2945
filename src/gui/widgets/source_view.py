"""The report's own text, with the passage marked that belongs to what is chosen elsewhere.

Passages are half-open ranges of characters of the text given, whatever the document counts in, and wherever marks of Markdown are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from typing import Literal, TypeAlias

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.style.dress import theme_of

# What stands in a report for its looks: marks of headings, of lists, of emphasis. A line end is one character of the document.
_MARKUP = re.compile(r"^#{1,6}[ \t]+|^[ \t]*[-*][ \t]+|\*\*|\r(?=\n)", re.MULTILINE)


Shade: TypeAlias = Literal["waiting", "settled", "told"]


class Tint(Struct, frozen=True):
    """A passage shown by what it is: a reading that waits, one that is settled, a result of last year that is settled."""

    start: int
    end: int
    shade: Shade


class SourceView(QPlainTextEdit):
    """A long text to be read; `pointed(position)`: the person clicked at that character, or pressed Enter before it."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: list[int] = [0]  # of each character of the text in the document, and of its end
        self._passage: tuple[int, int] | None = None
        self._tints: tuple[Tint, ...] = ()
        self.setReadOnly(True)
        # With the keyboard too one can get between two characters, and select.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
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

    @property
    def tints(self) -> tuple[Tint, ...]:
        """The passages shown by what they are."""
        return self._tints

    @property
    def place(self) -> int:
        """The character that the cursor stands before."""
        return self._character_after(self.textCursor().position())

    @property
    def selected(self) -> tuple[int, int] | None:
        """The passage that the person selected; None where nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._character_after(cursor.selectionStart()), self._character_after(cursor.selectionEnd())

    def tint(self, tints: Sequence[Tint]) -> None:
        """Show passages by what they are, by colour and by the line beneath; what comes later lies over what comes before."""
        if tuple(tints) != self._tints:
            self._tints = tuple(tints)
            self._draw_mark()

    def show_text(self, text: str) -> None:
        """Show another text; the same one keeps its place."""
        if text == self._text:
            return
        self._text = text
        self._passage = None
        self._tints = ()
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

    def put_cursor(self, position: int) -> None:
        """Put the cursor before a character, without scrolling further than it needs."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[position])
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tells the character that the cursor stands before."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pointed.emit(self.place)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell where the person clicked, unless they selected something."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.pointed.emit(self._character(self.cursorForPosition(event.position().toPoint()).position()))

    def _draw_mark(self) -> None:
        drawn = [self._drawn(tint.start, tint.end, self._format(tint.shade)) for tint in self._tints]
        if self._passage is not None:
            chosen = QTextCharFormat()
            chosen.setBackground(QColor(theme_of(self).selection))
            chosen.setForeground(QColor(theme_of(self).text))
            drawn.append(self._drawn(*self._passage, chosen))
        self.setExtraSelections(drawn)

    def _format(self, shade: Shade) -> QTextCharFormat:
        theme = theme_of(self)
        line = {"waiting": QTextCharFormat.UnderlineStyle.DashUnderline}.get(shade, QTextCharFormat.UnderlineStyle.SingleUnderline)
        ink, ground = {
            "waiting": (theme.notice, theme.notice_surface),
            "settled": (theme.good, theme.good_surface),
            "told": (theme.accent, theme.info_surface),
        }[shade]
        made = QTextCharFormat()
        made.setUnderlineStyle(line)
        made.setUnderlineColor(QColor(ink))
        made.setBackground(QColor(ground))
        return made

    def _drawn(self, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._over(start, end)
        selection.format = form
        return selection

    def _marking(self) -> QTextCursor:
        return self._over(*(self._passage or (0, 0)))

    def _over(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[start])
        cursor.setPosition(self._places[end], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _character_after(self, place: int) -> int:
        """The first character of the text that is shown from a place of the document on, behind marks that are left out."""
        return min(bisect_right(self._places, place) - 1, len(self._text))

    def _character(self, place: int) -> int:
        """The character of the text at a place of the document: the last of those there, since what is left out stands before it."""
        return max(bisect_right(self._places, place) - 1, 0)


def _width(character: str) -> int:
    """How many places a character takes in a document, which counts in UTF-16."""
    return 1 if ord(character) < 0x10000 else 2
