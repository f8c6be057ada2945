"""Text of one size in one or more fonts, measured character by character: what lines are broken from and printed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.briefing.blocks import FontRole, Run, Tone
from core.briefing.fonts import FontSet
from core.briefing.normalise import normalised
from core.briefing.punctuation import is_wide


@dataclass(frozen=True)
class TextStyle:
    """The size of a text in points, and the tracking: what is added after each full-width character to stand on the grid."""

    size_pt: float
    tracking_pt: float = 0.0


@dataclass(frozen=True)
class MeasuredText:
    """A text and, for each of its characters, the font it prints in, what prints, and its advance in points with the tracking.

    `run_of` gives each character the index of its run, whose tone and link it has.
    """

    text: str
    printed: tuple[str, ...]
    font_names: tuple[str, ...]
    advances_pt: tuple[float, ...]
    run_of: tuple[int, ...]
    runs: tuple[Run, ...]
    style: TextStyle


def measured(runs: Sequence[Run], style: TextStyle, fonts: FontSet) -> MeasuredText:
    """Measure runs of text; texts are normalised first, so lengths may differ from what came in."""
    text: list[str] = []
    printed: list[str] = []
    names: list[str] = []
    advances: list[float] = []
    run_of: list[int] = []
    widths = _Widths(style, fonts)
    for index, run in enumerate(runs):
        for char in normalised(run.text):
            name, shown, advance = widths.of(char, run.font)
            text.append(char)
            printed.append(shown)
            names.append(name)
            advances.append(advance)
            run_of.append(index)
    return MeasuredText("".join(text), tuple(printed), tuple(names), tuple(advances), tuple(run_of), tuple(runs), style)


def measured_plain(text: str, font: FontRole, style: TextStyle, fonts: FontSet, *, tone: Tone = Tone.TEXT) -> MeasuredText:
    """Measure a text of one font and tone."""
    return measured((Run(text, font, tone),), style, fonts)


class _Widths:
    """Font, printed text and advance in points of characters already met, by role; a text repeats most of its characters."""

    def __init__(self, style: TextStyle, fonts: FontSet) -> None:
        self._style = style
        self._fonts = fonts
        self._known: dict[tuple[str, FontRole], tuple[str, str, float]] = {}

    def of(self, char: str, role: FontRole) -> tuple[str, str, float]:
        known = self._known.get((char, role))
        if known is None:
            glyph = self._fonts.glyph(char, role)
            tracking = self._style.tracking_pt if is_wide(char) else 0.0
            known = self._known[char, role] = (glyph.font_name, glyph.text, glyph.advance * self._style.size_pt + tracking)
        return known
