"""The report's own words: a paragraph with the sentence that is asked about marked in it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.style.dress import theme_of


class QuotePanel(QLabel):
    """A quotation that can be selected and copied; the marked part is bold on the theme's ground for selections."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paragraph = ""
        self._marked = (0, 0)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("role", "quote")

    def show_quote(self, paragraph: str, marked: tuple[int, int]) -> None:
        """Show a paragraph with a half-open range of its characters marked."""
        self._paragraph, self._marked = paragraph, marked
        self.setAccessibleName(paragraph)
        self._render()

    @property
    def marked(self) -> str:
        """What is marked."""
        start, end = self._marked
        return self._paragraph[start:end]

    def changeEvent(self, event: QEvent) -> None:
        """Mark in the colours of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._paragraph:
            self._render()

    def _render(self) -> None:
        start, end = self._marked
        theme = theme_of(self)
        before, inside, after = (_shown(part) for part in (self._paragraph[:start], self._paragraph[start:end], self._paragraph[end:]))
        mark = f'<span style="background-color:{theme.selection};font-weight:600">{inside}</span>' if inside else ""
        self.setText(f'<p style="line-height:135%">{before}{mark}{after}</p>')


def _shown(text: str) -> str:
    """The report's words without the marks of its markup."""
    return escape(text.replace("**", "")).replace("\n", "<br/>")
