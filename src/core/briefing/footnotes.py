"""Footnotes: numbered on each page from ①, one number for equal words, in small type under a short rule at the foot of the text.

Source: habits of Chinese typesetting (脚注); the standard for official papers has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from core.briefing.blocks import FontRole
from core.briefing.fonts import FontSet
from core.briefing.geometry import SIZE_SMALL_5, PageFormat
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import NOTE_NUMBERS, TextStyle, measured_plain
from core.briefing.pages import Item, PlacedRule, PlacedText, Strip
from core.briefing.paragraphs import centred_baseline
from core.briefing.punctuation import NOTE_MARK
from core.briefing.setting import set_line

_LEADING = 1.4 * SIZE_SMALL_5
_RULE_SHARE = 0.25  # of the text area's width
_RULE_PT = 0.5
_ABOVE = _LEADING / 2  # from the text to the first note; the rule stands in its middle


class Footnotes:
    """The footnotes of a page being filled."""

    def __init__(self, page: PageFormat, fonts: FontSet) -> None:
        self._page = page
        self._fonts = fonts
        self._numbers: dict[str, str] = {}

    def height_pt(self, more: Iterable[str] = ()) -> float:
        """The height of the page's notes, with some more that would come to it."""
        notes = dict.fromkeys((*self._numbers, *more))
        lines = sum(len(self._lines(note, index)) for index, note in enumerate(notes))
        return lines * _LEADING + _ABOVE if lines else 0.0

    def numbered(self, strip: Strip) -> tuple[Item, ...]:
        """The strip's items with its marks as numbers; its notes are the page's from now on."""
        if not strip.notes:
            return strip.items
        numbers = [self._numbers.setdefault(note, _number(len(self._numbers))) for note in strip.notes]
        items: list[Item] = []
        for item in strip.items:
            if isinstance(item, PlacedText) and NOTE_MARK in item.text:
                pieces = []
                for piece in item.pieces:
                    text = piece.text
                    while NOTE_MARK in text:
                        text = text.replace(NOTE_MARK, numbers.pop(0), 1)
                    pieces.append(replace(piece, text=text))
                items.append(replace(item, pieces=tuple(pieces)))
            else:
                items.append(item)
        return tuple(items)

    def taken(self) -> list[Item]:
        """The notes from their own top, and none from now on; nothing where there are none."""
        items: list[Item] = []
        if self._numbers:
            items.append(PlacedRule((0.0, _ABOVE / 2), (self._page.text_width_pt * _RULE_SHARE, _ABOVE / 2), _RULE_PT))
        top = _ABOVE
        for index, note in enumerate(self._numbers):
            for line in self._lines(note, index):
                items += [item.moved(0.0, top + centred_baseline(SIZE_SMALL_5, _LEADING)) for item in line]
                top += _LEADING
        self._numbers = {}
        return items

    def _lines(self, note: str, index: int) -> list[list[Item]]:
        text = measured_plain(f"{_number(index)}{note}", FontRole.SONGTI, TextStyle(SIZE_SMALL_5), self._fonts)
        return [set_line(text, line, 0.0, 0.0) for line in broken_lines(text, self._page.text_width_pt)]


def _number(index: int) -> str:
    return NOTE_NUMBERS[index % len(NOTE_NUMBERS)]
