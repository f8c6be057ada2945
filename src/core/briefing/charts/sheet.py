"""A blank figure measured in points from its lower left corner, and what charts put on it.

There are no matplotlib axes: building one costs more than the rest of a chart, and every chart here lays out its own few lines. Things are
drawn in the order in which they are put.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from core.briefing.blocks import FontRole, Tone
from core.briefing.charts.outline import vertices_of
from core.briefing.charts.style import LINE_PT, SMALL_PT, TONE_COLOURS, Ink

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, bottom, width, height
Align = Literal["left", "center", "right"]

_POINTS_PER_INCH = 72
_MIDDLE_EM = 0.37  # the middle of digits and Chinese characters above their baseline


class Sheet:
    """A figure being drawn on."""

    def __init__(self, width_pt: float, height_pt: float) -> None:
        size = (width_pt / _POINTS_PER_INCH, height_pt / _POINTS_PER_INCH)
        self.figure = Figure(figsize=size, dpi=_POINTS_PER_INCH, frameon=False)
        self.width = width_pt
        self.height = height_pt
        self._points = Affine2D().scale(1 / _POINTS_PER_INCH) + self.figure.dpi_scale_trans
        self._count = 0

    def put_rectangles(self, rectangles: Iterable[Rectangle], ink: Ink) -> None:
        """Fill rectangles, an edge within them; those without width or height are left out."""
        corners = []
        for left, bottom, width, height in rectangles:
            if width <= 0 or height <= 0:
                continue
            inset = 0.0 if ink.edge is None else min(ink.edge_pt, width, height) / 2
            x0, y0, x1, y1 = left + inset, bottom + inset, left + width - inset, bottom + height - inset
            corners.append([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        self.put_polygons(corners, ink)

    def put_polygons(self, polygons: Sequence[Sequence[Point]], ink: Ink) -> None:
        """Fill closed shapes, each given by its corners."""
        self._put_shapes([Path([*corners, corners[0]], closed=True) for corners in polygons], ink)

    def put_marks(self, mark: Path, centres: Sequence[Point], size_pt: float, ink: Ink) -> None:
        """Draw a mark (in a square of side 1 about the origin) at each centre."""
        shape = vertices_of(mark) * size_pt
        self._put_shapes([Path(shape + centre, mark.codes) for centre in centres], ink)

    def put_lines(
        self, lines: Sequence[Sequence[Point]], colour: str, *, width_pt: float = LINE_PT, dashes_pt: tuple[float, float] | None = None
    ) -> None:
        """Draw lines, each through all its points; `dashes_pt` are the lengths of stroke and gap."""
        if lines:
            # matplotlib multiplies the lengths of dashes by the width of the line.
            style = "solid" if dashes_pt is None else (0, tuple(length / width_pt for length in dashes_pt))
            self._put(LineCollection(lines, colors=colour, linewidths=width_pt, linestyles=[style]))

    def put_text(
        self, text: str, x: float, middle: float, *, size_pt: float = SMALL_PT, align: Align = "left", tone: Tone = Tone.TEXT
    ) -> None:
        """Print one line of text with its visual middle at a height."""
        self._put_letters(Text(x, middle - _MIDDLE_EM * size_pt, text, horizontalalignment=align), size_pt, tone)

    def put_turned_text(self, text: str, middle: float, start: float, *, size_pt: float = SMALL_PT, tone: Tone = Tone.TEXT) -> None:
        """Print one line of text that runs upwards from `start`, its visual middle at the abscissa `middle`."""
        self._put_letters(Text(middle + _MIDDLE_EM * size_pt, start, text, rotation=90, rotation_mode="anchor"), size_pt, tone)

    def _put_shapes(self, shapes: Sequence[Path], ink: Ink) -> None:
        if not shapes:
            return
        # One path for all costs a fraction of one path each, and one clip for all their hatches.
        areas = PathPatch(
            Path.make_compound_path(*shapes),
            facecolor=ink.face,
            edgecolor="none" if ink.edge is None else ink.edge,
            linewidth=0 if ink.edge is None else ink.edge_pt,
            hatch=ink.hatch,
        )
        areas.set_hatch_linewidth(ink.hatch_pt)
        self._put(areas)

    def _put_letters(self, letters: Text, size_pt: float, tone: Tone) -> None:
        letters.set_text(" ".join(letters.get_text().split()))  # a line feed would start a second line
        if letters.get_text():
            letters.set(color=TONE_COLOURS[tone], fontsize=size_pt, fontfamily=FontRole.HEITI.value, parse_math=False)
            self._put(letters)

    def _put(self, artist: LineCollection | PathPatch | Text) -> None:
        self._count += 1
        artist.set(zorder=self._count, transform=self._points)
        self.figure.add_artist(artist)
