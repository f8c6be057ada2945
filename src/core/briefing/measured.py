"""Text of one size in one or more fonts, measured character by character: what lines are broken from and printed from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from core.briefing.blocks import FontRole, Run, Tone
from core.briefing.fonts import FontSet, SizedGlyph
from core.briefing.normalise import normalised
from core.briefing.punctuation import NOTE_MARK, adjoining_marks

_ADJOINED = 0.5  # em that the first of two adjoining marks gives up: together they take one and a half characters
_FULL = 0.9  # em: only a mark as wide as a character has white to give


NOTE_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class TextStyle(Struct, frozen=True):
    """The size of a text in points, and the tracking: what is added after each full-width character to stand on the grid."""

    size_pt: float
    tracking_pt: float = 0.0


class MeasuredText(Struct, frozen=True):
    """A text and, for each of its characters, the font it prints in, what prints, and its advance in points with the tracking.

    `trackings_pt` is the part of the advances that is tracking, less what a mark gives up before another; `run_of` gives each character
    the index of its run, whose tone and link it has.
    """

    text: str
    printed: tuple[str, ...]
    font_names: tuple[str, ...]
    advances_pt: tuple[float, ...]
    trackings_pt: tuple[float, ...]
    run_of: tuple[int, ...]
    runs: tuple[Run, ...]
    style: TextStyle


def measured(runs: Sequence[Run], style: TextStyle, fonts: FontSet) -> MeasuredText:
    """Measure runs of text; texts are normalised first, so lengths may differ from what came in."""
    texts = [normalised(run.text) + (NOTE_MARK if run.note else "") for run in runs]
    characters: list[SizedGlyph] = []
    for run, text in zip(runs, texts, strict=True):
        words = text.removesuffix(NOTE_MARK)
        characters += map(fonts.sized(run.font, style.size_pt, style.tracking_pt).__getitem__, words)
        if run.note:
            first = fonts.sized(FontRole.SONGTI, style.size_pt, style.tracking_pt)[NOTE_NUMBERS[0]]
            characters.append(first._replace(text=NOTE_MARK))
    joined = "".join(texts)
    advances = [character.advance_pt for character in characters]
    trackings = [character.tracking_pt for character in characters]
    for index in adjoining_marks(joined):
        if advances[index] - trackings[index] > _FULL * style.size_pt:
            advances[index] -= _ADJOINED * style.size_pt
            trackings[index] -= _ADJOINED * style.size_pt
    return MeasuredText(
        text=joined,
        printed=tuple([character.text for character in characters]),
        font_names=tuple([character.font_name for character in characters]),
        advances_pt=tuple(advances),
        trackings_pt=tuple(trackings),
        run_of=tuple([index for index, text in enumerate(texts) for _ in text]),
        runs=tuple(runs),
        style=style,
    )


def notes_between(text: MeasuredText, start: int, end: int) -> tuple[str, ...]:
    """The footnotes whose marks stand between two places of a text, in order."""
    if all(not run.note for run in text.runs):
        return ()
    return tuple(text.runs[text.run_of[index]].note for index in range(start, end) if text.text[index] == NOTE_MARK)


def measured_plain(text: str, font: FontRole, style: TextStyle, fonts: FontSet, *, tone: Tone = Tone.TEXT) -> MeasuredText:
    """Measure a text of one font and tone."""
    return measured((Run(text, font, tone),), style, fonts)
