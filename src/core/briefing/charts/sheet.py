"""A blank sheet measured in points from its lower left corner, and the matplotlib artists that charts put on it.

There are no axes: building one costs more than the rest of a chart, and every chart here lays out its own few lines. The paper draws the
artists themselves, in the order in which they were put; a `Figure` is made of them only where one is asked for, since importing it brings
in axes, widgets and three dimensions, which take longer than all charts of a paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from core.briefing.blocks import Tone
from core.briefing.charts.outline import vertices_of
from core.briefing.charts.style import LINE_PT, SMALL_PT, TONE_COLOURS, Ink
from core.briefing.charts.word import Align, Lettering, Word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, bottom, width, height

_POINTS_PER_INCH = 72
_MIDDLE_EM = 0.37  # the middle of digits and Chinese characters above their baseline
_DISPLAY = IdentityTransform()


class Sheet:
    """A chart being drawn, or drawn: its size in points and its artists, whose display units are points."""

    def __init__(self, width_pt: float, height_pt: float) -> None:
        self.width = width_pt
        self.height = height_pt
        self.artists: list[Artist] = []

    @property
    def words(self) -> tuple[Word, ...]:
        """The texts, in the order in which they were put."""
        return tuple(artist for artist in self.artists if isinstance(artist, Word))

    @cached_property
    def figure(self) -> Figure:
        """The sheet as a matplotlib figure, to be saved or shown by matplotlib's own means; its artists are these."""
        from matplotlib.figure import Figure  # noqa: PLC0415 # late: see above

        size = (self.width / _POINTS_PER_INCH, self.height / _POINTS_PER_INCH)
        figure = Figure(figsize=size, dpi=_POINTS_PER_INCH, frameon=False)
        points = Affine2D().scale(1 / _POINTS_PER_INCH) + figure.dpi_scale_trans
        for place, artist in enumerate(self.artists):
            artist.set(zorder=place, transform=points)
            figure.add_artist(artist)
        return figure

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
        if not lines:
            return
        # matplotlib multiplies the lengths of dashes by the width of the line.
        style = "solid" if dashes_pt is None else (0, tuple(length / width_pt for length in dashes_pt))
        path = Path.make_compound_path(*map(Path, lines))
        self._put(PathPatch(path, fill=False, edgecolor=colour, linewidth=width_pt, linestyle=style, capstyle="butt", joinstyle="round"))

    def put_text(
        self, text: str, x: float, middle: float, *, size_pt: float = SMALL_PT, align: Align = "left", tone: Tone = Tone.TEXT
    ) -> None:
        """Print one line of text with its visual middle at a height."""
        self._put_word(text, (x, middle - _MIDDLE_EM * size_pt), Lettering(size_pt, TONE_COLOURS[tone], align))

    def put_turned_text(self, text: str, middle: float, start: float, *, size_pt: float = SMALL_PT, tone: Tone = Tone.TEXT) -> None:
        """Print one line of text that runs upwards from `start`, its visual middle at the abscissa `middle`."""
        self._put_word(text, (middle + _MIDDLE_EM * size_pt, start), Lettering(size_pt, TONE_COLOURS[tone], is_turned=True))

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

    def _put_word(self, text: str, at: Point, lettering: Lettering) -> None:
        line = " ".join(text.split())  # a line feed would start a second line
        if line:
            self._put(Word(line, at, lettering))

    def _put(self, artist: Artist) -> None:
        artist.set_transform(_DISPLAY)
        self.artists.append(artist)
