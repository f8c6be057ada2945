"""The one look of all charts: what each colour, pattern and shape means, and how large letters and lines are.

A standing is told four ways: by its word, by the shape of its mark, by the pattern of its bar and by its colour. The colours keep apart in
lightness, so they can be told in grey print and with any colour vision; 欠进度 alone is hatched, 其他 alone is hollow. Sizes are points.
"""

from __future__ import annotations

from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from msgspec import Struct

from core.briefing.blocks import Tone
from core.model.progress import Standing

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
    Tone.DONE: "#12355B",
    Tone.AHEAD: "#1F5F8C",
    Tone.ON: "#33707F",
    Tone.BEHIND: "#931F05",
    Tone.UNRATED: "#6E6E6E",
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

# A mark is too small for a hatch; its shape does that work. Pale marks have an edge to be seen by.
MARK_INKS: dict[Standing, Ink] = {
    Standing.DONE: Ink(TONE_COLOURS[Tone.DONE]),
    Standing.AHEAD: Ink(_AHEAD_FACE),
    Standing.ON: Ink(_ON_FACE, TONE_COLOURS[Tone.DONE]),
    Standing.BEHIND: Ink(TONE_COLOURS[Tone.BEHIND]),
    Standing.UNRATED: Ink(PAPER, TONE_COLOURS[Tone.UNRATED]),
}

# Four cubic curves make a circle to a quarter of a thousandth of its radius; matplotlib's own has eight.
_K = 0.5523
_CIRCLE = Path(
    [(1, 0), (1, _K), (_K, 1), (0, 1), (-_K, 1), (-1, _K), (-1, 0), (-1, -_K), (-_K, -1), (0, -1), (_K, -1), (1, -_K), (1, 0), (1, 0)],
    [Path.MOVETO, *[Path.CURVE4] * 12, Path.CLOSEPOLY],
)

# Each mark lies about the origin in a square of side 1 or a little more: marks look equally large when their areas are about equal.
DISC = _CIRCLE.transformed(Affine2D().scale(0.5))
DIAMOND = Path([(-0.5, 0), (0, -0.5), (0.5, 0), (0, 0.5), (0, 0)], closed=True)
SQUARE = Path([(-0.43, -0.43), (0.43, -0.43), (0.43, 0.43), (-0.43, 0.43), (0, 0)], closed=True)
MARKS: dict[Standing, Path] = {
    Standing.DONE: SQUARE,
    Standing.AHEAD: Path([(-0.54, -0.42), (0.54, -0.42), (0, 0.52), (0, 0)], closed=True),
    Standing.ON: _CIRCLE.transformed(Affine2D().scale(0.48)),
    Standing.BEHIND: Path([(-0.54, 0.42), (0.54, 0.42), (0, -0.52), (0, 0)], closed=True),
    Standing.UNRATED: _CIRCLE.transformed(Affine2D().scale(0.44)),
}
