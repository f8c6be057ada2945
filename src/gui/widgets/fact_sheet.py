"""A page of facts to be read, selected and copied: headings, sentences, labelled facts, tables and things that can be opened.

It takes plain values and dresses them with the theme; nothing on it can be edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal, TypeAlias

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from gui.style.dress import theme_of
from gui.style.theme import Theme

Mood = Literal["text", "muted", "trouble", "notice", "good"]
_MOODS: frozenset[str] = frozenset({"trouble", "notice", "good"})


class Heading(Struct, frozen=True):
    """A heading over what follows; the size of a section's, or smaller."""

    text: str
    is_small: bool = False


class Words(Struct, frozen=True):
    """A paragraph; line ends in it are kept."""

    text: str
    mood: Mood = "text"


class Quote(Struct, frozen=True):
    """Words of somebody else, set off."""

    text: str


class Facts(Struct, frozen=True):
    """Labels with their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


class Grid(Struct, frozen=True):
    """A small table; `figures` are the columns that hold numbers and stand to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


class Opener(Struct, frozen=True):
    """Something that can be opened: what it says, the name it is told by, and a remark behind it; without a name it only says so."""

    text: str
    name: str
    remark: str = ""


Block: TypeAlias = Heading | Words | Quote | Facts | Grid | Opener


class FactSheet(QTextBrowser):
    """Shows blocks from top to bottom; `wanted(name)`: the person wants to open something."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._is_written = True
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(False)
        self.document().setDocumentMargin(theme_of(self).gap * 1.5)
        self.anchorClicked.connect(self._on_anchor_clicked)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is shown."""
        return self._blocks

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these; what is the same as before keeps its place on the screen."""
        if tuple(blocks) == self._blocks:
            return
        self._blocks = tuple(blocks)
        self._write_when_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Write what was not worth writing while nobody saw it."""
        super().showEvent(event)
        if not self._is_written:
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        """Write everything anew in the colours of another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._write_when_seen()

    def _write_when_seen(self) -> None:
        self._is_written = False
        if self.isVisible():
            self._write()

    def _write(self) -> None:
        self._is_written = True
        theme = theme_of(self)
        self.setHtml("".join(_html(block, theme) for block in self._blocks))

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.wanted.emit(url.path())


def _html(block: Block, theme: Theme) -> str:
    match block:
        case Heading():
            size = theme.text_pt if block.is_small else theme.heading_pt
            above = theme.gap if block.is_small else theme.gap * 2
            return f'<p style="font-size:{size}pt; font-weight:600; margin:{above}px 0 {theme.gap // 2}px 0">{_text(block.text)}</p>'
        case Words():
            colour = theme.muted if block.mood == "muted" else getattr(theme, block.mood) if block.mood in _MOODS else theme.text
            return f'<p style="color:{colour}; margin:{theme.gap // 2}px 0">{_text(block.text)}</p>'
        case Quote():
            return (
                f'<table width="98%" cellspacing="0" cellpadding="{theme.gap}" style="margin:{theme.gap // 2}px 0">'
                f'<tr><td style="background:{theme.window}; color:{theme.text}">{_text(block.text)}</td></tr></table>'
            )
        case Facts():
            return _facts(block, theme)
        case Grid():
            return _grid(block, theme)
        case Opener():
            return _opener(block, theme)


def _facts(block: Facts, theme: Theme) -> str:
    pad = f"padding:{theme.gap // 4}px {theme.gap * 2}px {theme.gap // 4}px 0"
    rows = "".join(
        f'<tr><td style="color:{theme.muted}; {pad}; white-space:nowrap">{_text(label)}</td><td style="{pad}">{_text(value)}</td></tr>'
        for label, value in block.pairs
    )
    return f'<table cellspacing="0" style="margin:{theme.gap // 2}px 0">{rows}</table>'


def _grid(block: Grid, theme: Theme) -> str:
    pad = f"padding:{theme.gap // 2}px {theme.gap}px"

    def row(cells: Sequence[str], style: str) -> str:
        drawn = (
            f'<td align="{"right" if index in block.figures else "left"}" style="{pad}; {style}">{_text(cell)}</td>'
            for index, cell in enumerate(cells)
        )
        return f"<tr>{''.join(drawn)}</tr>"

    rows = row(block.head, f"color:{theme.muted}; background:{theme.raised}; white-space:nowrap") + "".join(
        row(cells, f"border-bottom:1px solid {theme.line}") for cells in block.rows
    )
    return f'<table width="98%" cellspacing="0" style="margin:{theme.gap // 2}px 0; border-collapse:collapse">{rows}</table>'


def _opener(block: Opener, theme: Theme) -> str:
    words = _text(block.text)
    if block.name:
        words = f'<a href="open:{escape(block.name)}" style="color:{theme.accent}">{words}</a>'
    remark = f' <span style="color:{theme.muted}">{_text(block.remark)}</span>' if block.remark else ""
    return f'<p style="margin:{theme.gap // 2}px 0">{words}{remark}</p>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
