"""Draws matplotlib's artists onto a ReportLab canvas: paths as vectors, text as real text in the fonts of the paper.

Nothing is ever rasterised and nothing is transparent: a colour with alpha is mixed with white paper. Lengths written to the page are points
with two decimals, so the same figure always gives the same bytes. matplotlib's own fonts are never asked for anything.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Literal, NoReturn

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Affine2DBase, Transform
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import FontRole
from core.briefing.charts.hatching import Box, hatch_paths
from core.briefing.charts.outline import Outline, boxes_of, outline_of, rectangle_outline
from core.briefing.charts.pen import FILL_NON_ZERO, Colour, Pen
from core.briefing.charts.sheet import Sheet
from core.briefing.embedding import EmbeddedFont
from core.briefing.fonts import FontSet
from core.errors import BugError

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.typing import ColorType
    from numpy.typing import ArrayLike

# The box of a Chinese character about its baseline, in em; every font of the paper is drawn to it.
ASCENT_EM = 0.88
DESCENT_EM = 0.12

_POINTS_PER_INCH = 72
_FEW_SHAPES = 40
_ROLE_NAMES = {role.value for role in FontRole}


def draw_sheet(sheet: Sheet, canvas: Canvas, left_pt: float, bottom_pt: float, fonts: FontSet) -> None:
    """Draw a chart with its lower left corner at a point of the canvas; the canvas's state is left as it was."""
    renderer = CanvasRenderer(canvas, fonts, (sheet.width, sheet.height))
    _draw(sheet.artists, renderer, canvas, (left_pt, bottom_pt))


def draw_figure(figure: Figure, canvas: Canvas, left_pt: float, bottom_pt: float, fonts: FontSet) -> None:
    """Draw any matplotlib figure in the same way; its size in inches is its size on the page.

    Texts are printed in 黑体, or in the role that their font family names.
    """
    size = (float(figure.bbox.width), float(figure.bbox.height))
    _draw([figure], CanvasRenderer(canvas, fonts, size, dpi=figure.dpi), canvas, (left_pt, bottom_pt))


def _draw(artists: Iterable[Artist], renderer: CanvasRenderer, canvas: Canvas, corner_pt: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(*(round(place, 2) for place in corner_pt))
    for artist in artists:
        artist.draw(renderer)
    canvas.restoreState()


class CanvasRenderer(RendererBase):
    """What matplotlib draws with: display units are pixels, `dpi` an inch; the page is written in points from the chart's lower left."""

    def __init__(self, canvas: Canvas, fonts: FontSet, size_px: tuple[float, float], *, dpi: float = _POINTS_PER_INCH) -> None:
        # Not the base's constructor, which would load matplotlib's own layout of text and its formulas; this is the rest of what it does.
        self._raster_depth = 0
        self._rasterizing = False
        self._canvas = canvas
        self._fonts = fonts
        self._scale = _POINTS_PER_INCH / dpi
        self._to_points = Affine2D().scale(self._scale)
        self._size_px = size_px
        self._pen = Pen(canvas)

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: ColorType | None = None) -> None:  # noqa: N803
        """Fill, hatch and stroke a path within the clip of the graphics context."""
        face = _paper_colour(gc, rgbFace)
        edge = _paper_colour(gc, gc.get_rgb()) if gc.get_linewidth() > 0 else None
        hatch = gc.get_hatch_path()
        if face is None and edge is None and hatch is None:
            return
        cleaned = path.cleaned(transform=transform + self._to_points, remove_nans=True, curves=True)
        with self._pen.clipped(self._clip_outlines(gc)):
            if hatch is None:
                self._paint(gc, cleaned, face, edge)
                return
            if face is not None:
                self._paint(gc, cleaned, face, None)
            self._hatch(gc, cleaned, hatch)
            if edge is not None:
                self._paint(gc, cleaned, None, edge)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,  # noqa: FBT001, FBT002  # matplotlib's signature
        mtext: Text | None = None,
    ) -> None:
        """Print one line with its baseline's start at (x, y), turned by `angle` degrees anticlockwise."""
        del mtext
        if ismath:
            _refuse("formulas")
        colour = _paper_colour(gc, gc.get_rgb())
        if colour is None:
            return
        left, base = round(float(x) * self._scale, 2), round(float(y) * self._scale, 2)
        with self._pen.clipped(self._clip_outlines(gc)):
            self._pen.fill_with(colour)
            # Written here: the library's text object measures each piece again and formats each number in many steps.
            turn = f"{_turned(angle)} {left:.10g} {base:.10g} Tm" if angle else f"{left:.10g} {base:.10g} Td"
            parts = ["BT", turn]
            size = f"{round(prop.get_size_in_points(), 2):.10g}"
            for font_name, piece in self._fonts.segments(s, _role(prop)):
                font = pdfmetrics.getFont(font_name)
                assert isinstance(font, EmbeddedFont)
                resource_name, codes = font.printed_on(self._canvas, piece)
                parts.append(f"{resource_name} {size} Tf <{codes}> Tj")
            self._canvas.addLiteral(" ".join([*parts, "ET"]))

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]) -> tuple[float, float, float]:  # noqa: FBT001
        """Width, height and descent of one line in display units, measured with the fonts of the paper."""
        del ismath
        size = prop.get_size_in_points()
        width = self._fonts.width(s, _role(prop), size)
        return width / self._scale, size * (ASCENT_EM + DESCENT_EM) / self._scale, size * DESCENT_EM / self._scale

    # WORKAROUND matplotlib 3.11: without this its text layout opens one of its own fonts for the height of a line; ends with a public hook.
    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        size_px = prop.get_size_in_points() / self._scale
        return size_px * ASCENT_EM, size_px * DESCENT_EM, 0.0

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the figure in display units."""
        return self._size_px

    def points_to_pixels(self, points: ArrayLike) -> ArrayLike:
        """Points in display units."""
        return np.asarray(points) / self._scale

    def flipy(self) -> bool:
        """False: y grows upwards, as on the page."""
        return False

    def option_image_nocomposite(self) -> bool:
        """True, so that artists are drawn one by one."""
        return True

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: ArrayLike, transform: Affine2DBase | None = None) -> NoReturn:
        """Refuse: a paper holds vectors only.

        Raises:
            BugError: always.
        """
        del gc, x, y, im, transform
        _refuse("images")

    def draw_gouraud_triangles(
        self, gc: GraphicsContextBase, triangles_array: ArrayLike, colors_array: ArrayLike, transform: Transform
    ) -> NoReturn:
        """Refuse: shadings would need transparency.

        Raises:
            BugError: always.
        """
        del gc, triangles_array, colors_array, transform
        _refuse("shadings")

    def draw_tex(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        *,
        mtext: Text | None = None,
    ) -> NoReturn:
        """Refuse: text is set in the fonts of the paper.

        Raises:
            BugError: always.
        """
        del gc, x, y, s, prop, angle, mtext
        _refuse("TeX")

    def _paint(self, gc: GraphicsContextBase, path: Path, face: Colour | None, edge: Colour | None) -> None:
        outline = outline_of(path)
        if outline is None:
            return
        if face is not None:
            self._pen.fill_with(face)
        if edge is not None:
            self._pen.stroke_with(edge, gc.get_linewidth())
            self._pen.dash(*gc.get_dashes())
            self._pen.shape_ends(gc.get_capstyle(), gc.get_joinstyle())
        self._canvas.drawPath(outline, stroke=int(edge is not None), fill=int(face is not None), fillMode=FILL_NON_ZERO)

    def _hatch(self, gc: GraphicsContextBase, path: Path, hatch: Path) -> None:
        outline = outline_of(path)
        colour = _paper_colour(gc, gc.get_hatch_color())
        if outline is None or colour is None:
            return
        boxes = boxes_of(path)
        # Lines for each of many shapes would be more than lines for all of them, which the clip cuts.
        lines, marks = hatch_paths(hatch, boxes if len(boxes) <= _FEW_SHAPES else [_around(boxes)])
        with self._pen.clipped([outline]):
            self._pen.stroke_with(colour, gc.get_hatch_linewidth())
            self._pen.dash(0, None)
            self._pen.shape_ends("butt", "miter")
            for pattern, is_filled in ((lines, 0), (marks, 1)):
                drawn = outline_of(pattern)
                if drawn is not None:
                    if is_filled:
                        self._pen.fill_with(colour)
                    self._canvas.drawPath(drawn, stroke=1, fill=is_filled, fillMode=FILL_NON_ZERO)

    def _clip_outlines(self, gc: GraphicsContextBase) -> list[Outline]:
        outlines = []
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            left, bottom, width, height = (float(edge) * self._scale for edge in rectangle.bounds)
            outlines.append(rectangle_outline(left, bottom, width, height))
        path, transform = gc.get_clip_path()
        if path is not None and transform is not None:
            whole = Path.cleaned(
                path,  # type: ignore[arg-type]  # the stub says TransformedPath, which matplotlib has resolved to a Path by now
                transform=transform + self._to_points,
                remove_nans=True,
                curves=True,
            )
            clip = outline_of(whole)
            if clip is not None:
                outlines.append(clip)
        return outlines


def _paper_colour(gc: GraphicsContextBase, colour: ColorType | None) -> Colour | None:
    """The colour as it looks on white paper; None where it cannot be seen."""
    if colour is None:
        return None
    red, green, blue, alpha = to_rgba(colour)
    if gc.get_forced_alpha():
        alpha = gc.get_alpha()
    if alpha == 0:
        return None
    return 1 - alpha * (1 - red), 1 - alpha * (1 - green), 1 - alpha * (1 - blue)


def _around(boxes: list[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@cache
def _turned(angle: float) -> str:
    """The matrix of a turn by degrees anticlockwise, without its place."""
    cosine, sine = round(math.cos(math.radians(angle)), 4), round(math.sin(math.radians(angle)), 4)
    return " ".join(f"{number + 0.0:.10g}" for number in (cosine, sine, -sine, cosine))


def _role(prop: FontProperties) -> FontRole:
    family = prop.get_family()[0]
    return FontRole(family) if family in _ROLE_NAMES else FontRole.HEITI


def _refuse(what: str) -> NoReturn:
    message = f"a chart cannot hold {what}: it is drawn as vectors in the fonts of the paper"
    raise BugError(message)
