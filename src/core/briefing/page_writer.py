"""Texts, rules and shades written as PDF operators, each setting only where it changes.

The library's own text objects measure every piece again and format each number in many steps, which was half of a paper's time. Only here
and in `core.briefing.render` do positions count from the page's bottom, as the format has it.
"""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import Tone
from core.briefing.charts.style import TONE_COLOURS
from core.briefing.embedding import EmbeddedFont
from core.briefing.pages import PlacedRule, PlacedShade, PlacedText

_BAND_GREY = "0.94 g"

# Text in the paler chart colours would not be read in print; words of those standings are black.
_BLACK_TONES = frozenset({Tone.AHEAD, Tone.ON, Tone.DONE})


class PageWriter:
    """Writes to the page that a canvas is at; it must be the only one to do so but for what restores the state it found."""

    def __init__(self, canvas: Canvas, height_pt: float) -> None:
        self._canvas = canvas
        self._height_pt = height_pt
        self._fill = ""
        self._stroke = ""
        self._font = ""
        self._space = "0"

    def write_text(self, text: PlacedText) -> None:
        """One text object a line, so that readers extract the line as one."""
        x, y = _number(text.left_pt), _number(self._height_pt - text.baseline_pt)
        parts = ["BT", f"0 -1 1 0 {x} {y} Tm" if text.is_turned else f"{x} {y} Td"]
        for piece in text.pieces:
            font = pdfmetrics.getFont(piece.font_name)
            assert isinstance(font, EmbeddedFont)
            resource_name, codes = font.printed_on(self._canvas, piece.text)
            parts += self._fill_change(_ink(piece.tone))
            chosen = f"{resource_name} {_number(piece.size_pt)} Tf"
            if chosen != self._font:
                self._font = chosen
                parts.append(chosen)
            space = _number(piece.space_pt)
            if space != self._space:
                self._space = space
                parts.append(f"{space} Tc")
            parts.append(f"<{codes}> Tj")
        parts.append("ET")
        self._canvas.addLiteral(" ".join(parts))

    def write_rule(self, rule: PlacedRule) -> None:
        """A straight line."""
        stroke = f"{_ink(rule.tone).upper()} {_number(rule.thickness_pt)} w"
        parts = []
        if stroke != self._stroke:
            self._stroke = stroke
            parts.append(stroke)
        (x0, y0), (x1, y1) = rule.from_pt, rule.to_pt
        height = self._height_pt
        parts.append(f"{_number(x0)} {_number(height - y0)} m {_number(x1)} {_number(height - y1)} l S")
        self._canvas.addLiteral(" ".join(parts))

    def write_shade(self, shade: PlacedShade) -> None:
        """A grey rectangle."""
        bottom = self._height_pt - shade.top_pt - shade.height_pt
        corners = f"{_number(shade.left_pt)} {_number(bottom)} {_number(shade.width_pt)} {_number(shade.height_pt)}"
        self._canvas.addLiteral(" ".join([*self._fill_change(_BAND_GREY), corners, "re f"]))

    def settle(self) -> None:
        """Take back what would change how others draw: the spacing between characters outlives a line of text."""
        if self._space != "0":
            self._space = "0"
            self._canvas.addLiteral("0 Tc")

    def _fill_change(self, fill: str) -> list[str]:
        if fill == self._fill:
            return []
        self._fill = fill
        return [fill]


def _number(value: float) -> str:
    """A number to a thousandth of a point, as short as it goes.

    >>> _number(16.0), _number(-0.2149), _number(-0.0001)
    ('16', '-0.215', '0')
    """
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@cache
def _ink(tone: Tone) -> str:
    """The operator that fills with a tone's colour; greys are printed with black ink only."""
    colour = TONE_COLOURS[Tone.TEXT if tone in _BLACK_TONES else tone]
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return f"{_number(red)} g" if red == green == blue else f"{_number(red)} {_number(green)} {_number(blue)} rg"
