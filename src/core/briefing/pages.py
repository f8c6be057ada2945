"""Pages as plain values: what stands where, before anything is drawn.

Positions are points from the page's top left corner, downwards. A `Strip` is content that is not yet on a page: its items' positions are
from the strip's own top left corner, whose left edge is that of the text area.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from core.briefing.blocks import Tone
from core.briefing.geometry import PageFormat

if TYPE_CHECKING:  # see core.briefing.blocks
    from core.briefing.charts.sheet import Sheet


class Piece(Struct, frozen=True):
    """Text in one font; `space_pt` is added after each of its characters, the last one too."""

    text: str
    font_name: str
    size_pt: float
    space_pt: float
    tone: Tone


class PlacedText(Struct, frozen=True):
    """A line of text that starts at a point of its baseline; one turned clockwise runs downwards from there."""

    left_pt: float
    baseline_pt: float
    pieces: tuple[Piece, ...]
    is_turned: bool = False

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(piece.text for piece in self.pieces)

    def moved(self, right_pt: float, down_pt: float) -> PlacedText:
        """The same line elsewhere."""
        return replace(self, left_pt=self.left_pt + right_pt, baseline_pt=self.baseline_pt + down_pt)


class PlacedRule(Struct, frozen=True):
    """A straight rule between two points; its thickness lies evenly on both sides."""

    from_pt: tuple[float, float]
    to_pt: tuple[float, float]
    thickness_pt: float
    tone: Tone = Tone.TEXT

    def moved(self, right_pt: float, down_pt: float) -> PlacedRule:
        """The same rule elsewhere."""
        (x0, y0), (x1, y1) = self.from_pt, self.to_pt
        return replace(self, from_pt=(x0 + right_pt, y0 + down_pt), to_pt=(x1 + right_pt, y1 + down_pt))


class PlacedShade(Struct, frozen=True):
    """A rectangle filled with the light grey of band rows."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float

    def moved(self, right_pt: float, down_pt: float) -> PlacedShade:
        """The same rectangle elsewhere."""
        return replace(self, left_pt=self.left_pt + right_pt, top_pt=self.top_pt + down_pt)


class PlacedFigure(Struct, frozen=True):
    """A chart in its rectangle; `draw` makes it for a width and height in points."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    draw: Callable[[float, float], Sheet]

    def moved(self, right_pt: float, down_pt: float) -> PlacedFigure:
        """The same chart elsewhere."""
        return replace(self, left_pt=self.left_pt + right_pt, top_pt=self.top_pt + down_pt)


class LinkArea(Struct, frozen=True):
    """A rectangle that leads to the anchor named."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    target: str

    def moved(self, right_pt: float, down_pt: float) -> LinkArea:
        """The same area elsewhere."""
        return replace(self, left_pt=self.left_pt + right_pt, top_pt=self.top_pt + down_pt)


class Anchor(Struct, frozen=True):
    """What links lead to (`name`, None for none) and what the outline lists (`title` at `level` from 1; level 0 is not listed)."""

    top_pt: float
    name: str | None
    title: str = ""
    level: Literal[0, 1, 2, 3, 4] = 0

    def moved(self, right_pt: float, down_pt: float) -> Anchor:  # noqa: ARG002  # one signature for all items
        """The same anchor elsewhere."""
        return replace(self, top_pt=self.top_pt + down_pt)


Item = PlacedText | PlacedRule | PlacedShade | PlacedFigure | LinkArea | Anchor


class Strip(Struct, frozen=True):
    """Content as wide as the text area that is never cut; `keeps_with_next` holds it to what follows, blank ones vanish at a page's top.

    `notes` are the footnotes to its texts, in the order of the marks that stand for their numbers.
    """

    height_pt: float
    items: tuple[Item, ...] = ()
    keeps_with_next: bool = False
    is_blank: bool = False
    notes: tuple[str, ...] = ()


class Page(Struct, frozen=True):
    """A page: its number from 1, its format, and its items in the order in which they are drawn and read."""

    number: int
    format: PageFormat
    items: tuple[Item, ...]

    def emptied(self) -> Page:
        """The page without what is seen on it; links from elsewhere still find their places."""
        return replace(self, items=tuple(item for item in self.items if isinstance(item, Anchor)))

    def texts(self) -> tuple[PlacedText, ...]:
        """The lines of text on the page, in reading order."""
        return tuple(item for item in self.items if isinstance(item, PlacedText))
