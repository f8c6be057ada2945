"""Draws a matplotlib figure onto a ReportLab canvas: paths as vectors, text as real text in the fonts of the paper.

Nothing is ever rasterised and nothing is transparent: a colour with alpha is mixed with white paper. Lengths written to the page are points
with two decimals, so the same figure always gives the same bytes. matplotlib's own fonts are never asked for anything.
"""

from __future__ import annotations

import math
from typing import Literal, NoReturn

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Affine2DBase, Transform
from matplotlib.typing import ColorType
from numpy.typing import ArrayLike
from reportlab.pdfgen.canvas import Canvas

from core.briefing.blocks import FontRole
from core.briefing.charts.hatching import Box, hatch_paths
from core.briefing.charts.outline import Outline, boxes_of, outline_of, rectangle_outline
from core.briefing.charts.pen import FILL_NON_ZERO, Colour, Pen
from core.briefing.fonts import FontSet
from core.errors import BugError

# The box of a Chinese character about its baseline, in em; every font of the paper is drawn to it.
ASCENT_EM = 0.88
DESCENT_EM = 0.12

_POINTS_PER_INCH = 72
_FEW_SHAPES = 40
_ROLE_NAMES = {role.value for role in FontRole}


def draw_figure(figure: Figure, canvas: Canvas, left_pt: float, bottom_pt: float, fonts: FontSet) -> None:
    """Draw the figure with its lower left corner at a point of the canvas; the canvas's state is left as it was.

    The figure's size in inches is its size on the page. Texts are printed in 黑体, or in the role that their font family names.
    """
    canvas.saveState()
    canvas.translate(round(left_pt, 2), round(bottom_pt, 2))
    figure.draw(CanvasRenderer(figure, canvas, fonts))
    canvas.restoreState()


class CanvasRenderer(RendererBase):
    """What matplotlib draws with: display units are the figure's pixels, the page is written in points from the figure's lower left."""

    def __init__(self, figure: Figure, canvas: Canvas, fonts: FontSet) -> None:
        super().__init__()
        self._canvas = canvas
        self._fonts = fonts
        self._scale = _POINTS_PER_INCH / figure.dpi
        self._to_points = Affine2D().scale(self._scale)
        self._size_px = (float(figure.bbox.width), float(figure.bbox.height))
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
            line = self._canvas.beginText(left, base)
            if angle:
                cosine, sine = round(math.cos(math.radians(angle)), 4), round(math.sin(math.radians(angle)), 4)
                line.setTextTransform(cosine, sine, -sine, cosine, left, base)
            size = round(prop.get_size_in_points(), 2)
            for font_name, piece in self._fonts.segments(s, _role(prop)):
                line.setFont(font_name, size)
                line.textOut(piece)
            self._canvas.drawText(line)

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


def _role(prop: FontProperties) -> FontRole:
    family = prop.get_family()[0]
    return FontRole(family) if family in _ROLE_NAMES else FontRole.HEITI


def _refuse(what: str) -> NoReturn:
    message = f"a chart cannot hold {what}: it is drawn as vectors in the fonts of the paper"
    raise BugError(message)
