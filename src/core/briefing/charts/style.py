"""The one look of all charts: what each colour, pattern and shape means, and how large letters and lines are.

A standing is told four ways: by its word, by the shape of its mark (`core.model.signs`), by the pattern of its bar and by its colour. The
colours keep apart in lightness, so they can be told in grey print and with any colour vision; of areas 欠进度 alone is hatched, 其他 alone
hollow. Sizes are points.
"""

from __future__ import annotations

from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from msgspec import Struct

from core.briefing.blocks import Tone
from core.model.progress import Standing
from core.model.signs import ARROW, DISC_RADIUS, DOT_RADIUS, FALLING, FALLING_TWICE, INKS, TICK, Shape

LABEL_PT = 8.5
SMALL_PT = 7.5

HAIRLINE_PT = 0.35
LINE_PT = 0.6
STRONG_PT = 1.2

TRACK = "#EDEDED"  # the whole of a target
GUIDE = "#BDBDBD"  # guides and axes
QUANTITY = "#7D8894"  # a figure that has no standing
PAPER = "#FFFFFF"

# Of words and lines: each dark enough to be read on paper.
TONE_COLOURS: dict[Tone, str] = {
    Tone.TEXT: "#000000",
    Tone.MUTED: "#595959",
    Tone.RED: "#D7000F",
    Tone.DONE: INKS[Standing.DONE],
    Tone.AHEAD: INKS[Standing.AHEAD],
    Tone.ON: INKS[Standing.ON],
    Tone.BEHIND: INKS[Standing.BEHIND],
    Tone.UNRATED: INKS[Standing.UNRATED],
}

# Of areas, which lie beside each other and must keep apart in lightness.
_AHEAD_FACE = "#4B86B0"
_ON_FACE = "#BBD8E8"
_BEHIND_FACE = "#EFBDA6"


class Ink(Struct, frozen=True):
    """How an area is filled: its colour, the colour and width of its edge (None: no edge), and its hatch (as matplotlib writes it)."""

    face: str
    edge: str | None = None
    edge_pt: float = LINE_PT
    hatch: str | None = None
    hatch_pt: float = 1.0


AREA_INKS: dict[Standing, Ink] = {
    Standing.DONE: Ink(TONE_COLOURS[Tone.DONE]),
    Standing.AHEAD: Ink(_AHEAD_FACE),
    Standing.ON: Ink(_ON_FACE, _AHEAD_FACE, edge_pt=0.45),
    Standing.BEHIND: Ink(_BEHIND_FACE, TONE_COLOURS[Tone.BEHIND], hatch="//////", hatch_pt=0.9),
    Standing.UNRATED: Ink(PAPER, TONE_COLOURS[Tone.UNRATED], edge_pt=0.45),
}

# Four cubic curves make a circle to a quarter of a thousandth of its radius; matplotlib's own has eight.
_K = 0.5523
_CIRCLE = Path(
    [(1, 0), (1, _K), (_K, 1), (0, 1), (-_K, 1), (-1, _K), (-1, 0), (-1, -_K), (-_K, -1), (0, -1), (_K, -1), (1, -_K), (1, 0), (1, 0)],
    [Path.MOVETO, *[Path.CURVE4] * 12, Path.CLOSEPOLY],
)

DISC = _CIRCLE.transformed(Affine2D().scale(0.5))
DIAMOND = Path([(-0.5, 0), (0, -0.5), (0.5, 0), (0, 0.5), (0, 0)], closed=True)
SQUARE = Path([(-0.43, -0.43), (0.43, -0.43), (0.43, 0.43), (-0.43, 0.43), (0, 0)], closed=True)


def mark_of(standing: Standing, shade: int = 0) -> Path:
    """The mark of a standing about the origin, in a square of side 1; `shade` is how deep a 欠进度 lies: 0, 1, 2."""
    return _FALLING_MARKS[max(0, min(shade, 2))] if standing is Standing.BEHIND else _MARKS[standing]


def mark_ink(standing: Standing, shade: int = 0) -> Ink:
    """What the mark is filled with; a mark is too small for a hatch, its shape does that work. Pale ones have an edge to be seen by."""
    return _HOLLOW if standing is Standing.BEHIND and shade <= 0 else _MARK_INKS[standing]


def _halved(*shapes: Shape) -> Path:
    return Path.make_compound_path(*(Path([*shape, shape[0]], closed=True) for shape in shapes)).transformed(Affine2D().scale(0.5))


# The tick runs against the disc, so that it is left blank.
_MARKS: dict[Standing, Path] = {
    Standing.DONE: Path.make_compound_path(_CIRCLE.transformed(Affine2D().scale(DISC_RADIUS / 2)), _halved(TICK[::-1])),
    Standing.AHEAD: _halved(ARROW),
    Standing.ON: _CIRCLE.transformed(Affine2D().scale(DOT_RADIUS / 2)),
    Standing.UNRATED: _CIRCLE.transformed(Affine2D().scale(DOT_RADIUS / 2)),
}
_FALLING_MARKS = (_halved(FALLING), _halved(FALLING), _halved(*FALLING_TWICE))
_MARK_INKS: dict[Standing, Ink] = {
    Standing.DONE: Ink(TONE_COLOURS[Tone.DONE]),
    Standing.AHEAD: Ink(_AHEAD_FACE),
    Standing.ON: Ink(_ON_FACE, TONE_COLOURS[Tone.DONE]),
    Standing.BEHIND: Ink(TONE_COLOURS[Tone.BEHIND]),
    Standing.UNRATED: Ink(PAPER, TONE_COLOURS[Tone.UNRATED]),
}
_HOLLOW = Ink(PAPER, TONE_COLOURS[Tone.BEHIND])
