"""What a block becomes before it is on a page: strips, planned tables, breaks, the foot of the last page; kept from paper to paper.

Tested with the layout that places them (tests/core/briefing/test_layout.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.briefing.annexes import annex_head_strips, annex_list_strips
from core.briefing.blocks import (
    AnnexHead,
    AnnexList,
    Block,
    FigureBlock,
    Heading,
    Imprint,
    Masthead,
    PageBreak,
    Paragraph,
    RedHead,
    Signature,
    Table,
    Title,
)
from core.briefing.fonts import FontSet
from core.briefing.geometry import PageFormat
from core.briefing.masthead import imprint_strip, masthead_strip
from core.briefing.official import red_head_strip, signature_strips
from core.briefing.pages import Strip
from core.briefing.paragraphs import figure_strip, heading_strips, paragraph_strips, title_strips
from core.briefing.tables import TablePlan, planned_table


class Foot(Struct, frozen=True):
    """A strip that belongs at the foot of the last page, which may have to be an even one."""

    strip: Strip
    on_even_page: bool = False


Element = Strip | TablePlan | Foot | PageBreak


class StripCache:
    """What the blocks of the last paper became, so that a paper with one block changed is laid out without the others' work.

    One cache serves one font set. It forgets what the last paper did not have.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Block, PageFormat], tuple[Element, ...]] = {}
        self._used: set[tuple[Block, PageFormat]] = set()

    def __len__(self) -> int:
        return len(self._known)

    def elements(self, block: Block, page: PageFormat, fonts: FontSet) -> tuple[Element, ...]:
        """A block's strips on a page format, made now or kept from before."""
        key = (block, page)
        self._used.add(key)
        if key not in self._known:
            self._known[key] = tuple(_elements(block, page, fonts))
        return self._known[key]

    def forget_unused(self) -> None:
        """Keep only what was asked for since the last time."""
        self._known = {key: value for key, value in self._known.items() if key in self._used}
        self._used = set()


def _elements(block: Block, page: PageFormat, fonts: FontSet) -> Iterable[Element]:
    match block:
        case Masthead() | RedHead():
            yield masthead_strip(block, page, fonts) if isinstance(block, Masthead) else red_head_strip(block, page, fonts)
        case Signature():
            yield from signature_strips(block, page, fonts)
        case Title():
            yield from title_strips(block, page, fonts)
        case Heading():
            yield from heading_strips(block, page, fonts)
        case Paragraph():
            yield from paragraph_strips(block, page, fonts)
        case FigureBlock():
            yield figure_strip(block, page, fonts)
        case Table():
            yield planned_table(block, page, fonts)
        case AnnexList():
            yield from annex_list_strips(block, page, fonts)
        case AnnexHead():
            yield PageBreak()
            yield from annex_head_strips(block, page, fonts)
        case Imprint():
            yield Foot(imprint_strip(block, page, fonts), block.on_even_page)
        case PageBreak():
            yield block
