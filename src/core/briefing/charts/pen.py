"""The graphics state of a canvas while a figure is drawn: each setting is written only where it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

if TYPE_CHECKING:  # takes a while to import
    from numpy.typing import ArrayLike

Colour = tuple[float, float, float]  # red, green, blue; 0 to 1

FILL_NON_ZERO = 1  # ReportLab's name and number for the winding rule that matplotlib draws by

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class Pen:
    """Colours, lines and clips of one canvas; it must be the only one to change them while it is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._settings: dict[str, object] = {}

    def fill_with(self, colour: Colour) -> None:
        """Fill shapes and letters with a colour; greys are printed with black ink only."""
        self._set("fill", colour, lambda: _choose(colour, self._canvas.setFillGray, self._canvas.setFillColorRGB))

    def stroke_with(self, colour: Colour, width_pt: float) -> None:
        """Draw lines in a colour and width."""
        width = round(float(width_pt), 2)
        self._set("stroke", colour, lambda: _choose(colour, self._canvas.setStrokeGray, self._canvas.setStrokeColorRGB))
        self._set("width", width, lambda: self._canvas.setLineWidth(width))

    def dash(self, offset_pt: float, lengths_pt: ArrayLike | None) -> None:
        """Draw lines dashed; None is solid."""
        lengths = [] if lengths_pt is None else [round(float(length), 2) for length in np.asarray(lengths_pt)]
        if not sum(lengths):
            lengths = []
        # A phase must not be negative, and one of whole cycles changes nothing.
        phase = round(float(offset_pt) % sum(lengths), 2) if lengths else 0.0
        phase = int(phase) if phase.is_integer() else phase  # ReportLab writes it as it comes
        self._set("dash", (phase, tuple(lengths)), lambda: self._canvas.setDash(lengths, phase))

    def shape_ends(self, cap: str, join: str) -> None:
        """Choose how lines end (butt, round, projecting) and meet (miter, round, bevel)."""
        self._set("cap", cap, lambda: self._canvas.setLineCap(_CAPS[cap]))
        self._set("join", join, lambda: self._canvas.setLineJoin(_JOINS[join]))

    @contextmanager
    def clipped(self, outlines: Sequence[PDFPathObject]) -> Iterator[None]:
        """Draw only within all the outlines; none of them means everywhere."""
        if not outlines:
            yield
            return
        outside = dict(self._settings)
        self._canvas.saveState()
        for outline in outlines:
            self._canvas.clipPath(outline, stroke=0, fill=0, fillMode=FILL_NON_ZERO)
        yield
        self._canvas.restoreState()
        self._settings = outside

    def _set(self, name: str, value: object, write: Callable[[], None]) -> None:
        if self._settings.get(name) != value:
            self._settings[name] = value
            write()


def _choose(colour: Colour, as_grey: Callable[[float], None], as_mixture: Callable[[float, float, float], None]) -> None:
    red, green, blue = (round(part, 3) for part in colour)
    if red == green == blue:
        as_grey(red)
    else:
        as_mixture(red, green, blue)
