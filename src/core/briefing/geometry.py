"""The page of GB/T 9704-2012 in points: paper, text area, grid, sizes by their Chinese numbers.

Lengths are points (1/72 inch) and positions are from the page's top left corner, downwards, everywhere but in `core.briefing.render`.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

MM = 72 / 25.4

SIZE_2 = 22.0  # 二号: titles
SIZE_3 = 16.0  # 三号: body and headings
SIZE_4 = 14.0  # 四号: page numbers, imprint
SIZE_SMALL_4 = 12.0  # 小四: captions
SIZE_5 = 10.5  # 五号: table text
SIZE_SMALL_5 = 9.0  # 小五: notes, unit notes, wide tables

ASCENT = 0.88  # em from a hanzi's top edge to its baseline, in every font used here

RED_RULE_PT = 1.5
THICK_RULE_PT = 0.35 * MM  # first and last rule of the imprint (GB/T 9704-2012, 7.4.1)
THIN_RULE_PT = 0.25 * MM  # its inner rules


class PageFormat(Struct, frozen=True):
    """A page's paper and grid: `line_count` lines of `column_count` characters fill the text area.

    Text is set in `body_pt`; a table's row has `row_padding_em` above and below its text together, in em of the table's text.
    """

    width_pt: float
    height_pt: float
    left_pt: float
    top_pt: float
    text_width_pt: float
    text_height_pt: float
    line_count: int
    column_count: int
    is_landscape: bool = False
    body_pt: float = SIZE_3
    row_padding_em: float = 0.7

    @property
    def line_pitch_pt(self) -> float:
        """From one line's top to the next one's."""
        return self.text_height_pt / self.line_count

    @property
    def character_pitch_pt(self) -> float:
        """From one character's left edge to the next one's."""
        return self.text_width_pt / self.column_count

    @property
    def right_pt(self) -> float:
        """The right edge of the text area."""
        return self.left_pt + self.text_width_pt

    @property
    def bottom_pt(self) -> float:
        """The lower edge of the text area."""
        return self.top_pt + self.text_height_pt


# Source: GB/T 9704-2012, 5.1 and 5.2. A first line's characters stand with their top edge on the text area's upper edge.
PORTRAIT = PageFormat(
    width_pt=210 * MM,
    height_pt=297 * MM,
    left_pt=28 * MM,
    top_pt=37 * MM,
    text_width_pt=156 * MM,
    text_height_pt=225 * MM,
    line_count=22,
    column_count=28,
)

# The same text area turned (GB/T 9704-2012, 8): the table's head lies on the portrait page's left, so left there is top here.
LANDSCAPE = PageFormat(
    width_pt=297 * MM,
    height_pt=210 * MM,
    left_pt=35 * MM,
    top_pt=28 * MM,
    text_width_pt=225 * MM,
    text_height_pt=156 * MM,
    line_count=15,
    column_count=40,
    is_landscape=True,
)

# What lies across on a sheet folded once: the same margins, the same grid, as many more characters a line as there is room for.
LARGE = PageFormat(
    width_pt=420 * MM,
    height_pt=297 * MM,
    left_pt=28 * MM,
    top_pt=37 * MM,
    text_width_pt=366 * MM,
    text_height_pt=225 * MM,
    line_count=22,
    column_count=65,
)

# A page that must hold all of a paper: 四号 on a closer grid (the standard's 特定情况可以作适当调整, 5.2.3), the same text area.
DENSE = replace(PORTRAIT, line_count=32, column_count=32, body_pt=SIZE_4, row_padding_em=0.2)

# From the portrait text area's lower edge down to the top of the page number's dashes (GB/T 9704-2012, 7.5).
PAGE_NUMBER_DROP_PT = 7 * MM


def floored_size(size_pt: float) -> float:
    """A size that text is shrunk to, down to a quarter of a point: what is measured is kept by size, and sizes must not be endless.

    >>> floored_size(8.9), floored_size(10.5)
    (8.75, 10.5)
    """
    return int(size_pt * 4) / 4
