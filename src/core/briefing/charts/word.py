"""One line of text on a chart, as an artist: matplotlib's own lays out several lines, turns and boxes, at ten times the cost."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.transforms import Bbox
from msgspec import Struct

from core.briefing.blocks import FontRole

Align = Literal["left", "center", "right"]

_UPWARDS = 90.0  # degrees


class Lettering(Struct, frozen=True):
    """How a line of text is set; a turned one runs upwards from its point."""

    size_pt: float
    colour: str
    align: Align = "left"
    is_turned: bool = False


class Word(Artist):
    """A text that starts, is centred or ends at a point of its baseline, in the coordinates of the artist's transform."""

    def __init__(self, text: str, at: tuple[float, float], lettering: Lettering) -> None:
        super().__init__()
        self.text = text
        self.at = at
        self.lettering = lettering

    def draw(self, renderer: RendererBase) -> None:
        """Print the text, in the renderer's own fonts."""
        x, y = self.get_transform().transform(self.at)
        width, _, _ = self._extent(renderer)
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        context = renderer.new_gc()
        context.set_foreground(self.lettering.colour)
        renderer.draw_text(
            context, float(x) - self._before(width), float(y), self.text, _font(self.lettering.size_pt), _UPWARDS * self.lettering.is_turned
        )
        context.restore()

    def get_window_extent(self, renderer: RendererBase | None = None) -> Bbox:
        """The box of the letters in display units."""
        assert renderer is not None
        x, y = map(float, self.get_transform().transform(self.at))
        width, height, descent = self._extent(renderer)
        if self.lettering.is_turned:
            return Bbox.from_extents(x - height + descent, y, x + descent, y + width)
        left = x - self._before(width)
        return Bbox.from_extents(left, y - descent, left + width, y - descent + height)

    def _extent(self, renderer: RendererBase) -> tuple[float, float, float]:
        return renderer.get_text_width_height_descent(self.text, _font(self.lettering.size_pt), ismath=False)

    def _before(self, width: float) -> float:
        return {"left": 0.0, "center": width / 2, "right": width}[self.lettering.align]


@lru_cache(maxsize=256)
def _font(size_pt: float) -> FontProperties:
    return FontProperties(family=FontRole.HEITI.value, size=size_pt)
