"""Blocks placed on pages: strips fill the grid from the top, what belongs together stays together, tables are cut between rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from core.briefing.blocks import (
    Block,
    Contents,
    PageBreak,
    Paper,
)
from core.briefing.contents_page import contents_strips, entries_of
from core.briefing.elements import Element, Foot, StripCache
from core.briefing.fonts import FontSet
from core.briefing.footnotes import Footnotes
from core.briefing.furniture import page_furniture, page_mark
from core.briefing.geometry import DENSE, LANDSCAPE, LARGE, PORTRAIT, PageFormat
from core.briefing.pages import Item, Page, Strip
from core.briefing.tables import TablePlan
from core.model.paper_kind import Sheets

_TOLERANCE = 0.05  # points


def lay_out(paper: Paper, fonts: FontSet, cache: StripCache | None = None) -> tuple[Page, ...]:
    """The pages of a paper: the body upright, the annex on landscape pages, the ending upright; an empty paper is an empty page.

    Pages are numbered through; where there is no annex the ending follows the body on its page. A table of contents, of a paper long enough
    to have one, stands on pages of its own, so that what is before and behind it is placed once whatever its numbers are.
    """
    cache = StripCache() if cache is None else cache
    placing = _Placing(paper, fonts, cache)
    contents = next((block for block in paper.blocks if isinstance(block, Contents)), None)
    pages = None if contents is None else placing.with_contents(contents)
    finished = pages if pages is not None else placing.finished(placing.parts((paper.blocks,)))
    cache.forget_unused()
    return finished


Placed = list[tuple[PageFormat, tuple[Item, ...]]]


class _Placing:
    """One paper being placed."""

    def __init__(self, paper: Paper, fonts: FontSet, cache: StripCache) -> None:
        self._paper = paper
        self._fonts = fonts
        self._cache = cache
        self._upright = DENSE if paper.is_dense else PORTRAIT
        self._across = LARGE if paper.sheets is Sheets.A3 else LANDSCAPE

    def with_contents(self, contents: Contents) -> tuple[Page, ...] | None:
        """The pages with a table of contents; None where the paper is too short to have one."""
        place = self._paper.blocks.index(contents)
        before, after = self._paper.blocks[:place], self._paper.blocks[place + 1 :]
        entries = entries_of(self._unplaced(), contents)
        while entries:
            strips = contents_strips(contents, entries, self._upright, self._fonts)
            pages = self.parts((before, after), between=len(strips))
            body_count = len(pages) - len(strips)
            # The break before the contents may have cost a page that the paper would not have without them.
            if body_count <= contents.over_pages or (body_count == contents.over_pages + 1 and not self._is_long(contents)):
                return None
            first = len(self.parts((before,), is_whole=False)) if before else 0
            finished = self.finished(pages)
            found = entries_of(finished, contents)
            strips = contents_strips(contents, found, self._upright, self._fonts)
            if len(strips) == len(pages) - body_count:
                pages[first : first + len(strips)] = [(self._upright, self._items_of(strip)) for strip in strips]
                return self.finished(pages)
            entries = found
        return None

    def parts(self, bodies: tuple[Sequence[Block], ...], *, between: int = 0, is_whole: bool = True) -> Placed:
        """The pages of the body's parts, with so many blank ones between two, then of annex and ending (not unless `is_whole`)."""
        paper = self._paper
        *others, last = bodies
        parts: list[tuple[Sequence[Block], PageFormat]] = [(body, self._upright) for body in others]
        if paper.annex or not is_whole:
            parts.append((last, self._upright))
        if is_whole:
            parts += (
                [(paper.annex, self._across), (paper.ending, self._upright)] if paper.annex else [((*last, *paper.ending), self._upright)]
            )
        pages: Placed = []
        for number, (blocks, page) in enumerate(parts):
            if number == 1 and between:
                pages += [(self._upright, ())] * between
            if blocks or not (paper.annex or paper.ending or len(parts) > 1):
                press = _Press(page, self._fonts, first_number=len(pages) + 1)
                press.place_all([element for block in blocks for element in self._elements(block, page)])
                pages += [(page, items) for items in press.finished()]
        return pages

    def finished(self, pages: Placed) -> tuple[Page, ...]:
        """The pages with what stands outside their text."""
        mark = self._paper.sample_mark
        return tuple(_finished_page(number, pages, mark, self._fonts) for number in range(1, len(pages) + 1))

    def _is_long(self, contents: Contents) -> bool:
        return len(self.parts((self._paper.blocks,))) > contents.over_pages

    def _unplaced(self) -> tuple[Page, ...]:
        """All strips of the paper as if they stood on one page: enough to know the headings."""
        paper = self._paper
        parts = ((paper.blocks, self._upright), (paper.annex, self._across), (paper.ending, self._upright))
        elements = [element for blocks, page in parts for block in blocks for element in self._elements(block, page)]
        items = [item for element in elements if isinstance(element, Strip) for item in element.items]
        return (Page(0, self._upright, tuple(items)),)

    def _items_of(self, strip: Strip) -> tuple[Item, ...]:
        page = self._upright
        return tuple(item.moved(page.left_pt, page.top_pt) for item in strip.items)

    def _elements(self, block: Block, page: PageFormat) -> Iterable[Element]:
        return () if isinstance(block, Contents) else self._cache.elements(block, page, self._fonts)


def _finished_page(number: int, pages: Sequence[tuple[PageFormat, tuple[Item, ...]]], sample_mark: str, fonts: FontSet) -> Page:
    """A page with what stands outside its text; a blank page has nothing, the imprint's after a blank one has no number.

    Source: GB/T 9704-2012, 7.5.
    """
    page, items = pages[number - 1]
    if not items and len(pages) > 1:
        return Page(number, page, ())
    follows_blank = number > 1 and not pages[number - 2][1]
    outside = page_mark(page, sample_mark, fonts) if follows_blank else page_furniture(number, page, sample_mark, fonts)
    return Page(number, page, (*items, *outside))


class _Press:
    """Pages being filled, and how far the current one is."""

    def __init__(self, page: PageFormat, fonts: FontSet, *, first_number: int) -> None:
        self._page = page
        self._first_number = first_number
        self._fonts = fonts
        self._done: list[tuple[Item, ...]] = []
        self._items: list[Item] = []
        self._used_pt = 0.0
        self._foot_pt = 0.0
        self._notes = Footnotes(page, fonts)

    def place_all(self, elements: list[Element]) -> None:
        """Place elements one after another."""
        for index, element in enumerate(elements):
            match element:
                case PageBreak():
                    self._turn()
                case Strip():
                    self._place_strip(element, elements, index)
                case TablePlan():
                    self._place_table(element)
                case Foot():
                    self._place_foot(element)

    def finished(self) -> list[tuple[Item, ...]]:
        """The items of all pages; at least one page."""
        if self._items or not self._done:
            self._end_page()
        return self._done

    @property
    def _room_pt(self) -> float:
        return self._page.text_height_pt - self._used_pt - self._notes.height_pt()

    def _place_strip(self, strip: Strip, elements: list[Element], index: int) -> None:
        if strip.is_blank and not self._items:
            return
        needed, notes = _held_together(elements, index)
        if needed > self._page.text_height_pt:
            needed, notes = strip.height_pt, strip.notes
        if notes:
            needed += self._notes.height_pt(notes) - self._notes.height_pt()
        if needed > self._room_pt + _TOLERANCE:
            self._turn()
            if strip.is_blank:
                return
        self._put(strip)

    def _place_table(self, plan: TablePlan) -> None:
        if min(plan.opening_height_pt, self._page.text_height_pt) > self._room_pt + _TOLERANCE:
            self._turn()
        row = 0
        while True:
            strip, row = plan.cut(row, self._room_pt, self._fonts)
            self._put(strip)
            if row >= len(plan.rows):
                return
            self._turn()

    def _place_foot(self, foot: Foot) -> None:
        strip = foot.strip
        if strip.height_pt > self._room_pt + _TOLERANCE:
            self._turn()
        if foot.on_even_page and (self._first_number + len(self._done)) % 2:
            self._end_page()
        self._used_pt = self._page.text_height_pt - strip.height_pt
        self._foot_pt = strip.height_pt
        self._put(strip)

    def _put(self, strip: Strip) -> None:
        top = self._page.top_pt + self._used_pt
        self._items += [item.moved(self._page.left_pt, top) for item in self._notes.numbered(strip)]
        # Sums of lines drift by rounding; the next line's top is a whole number of lines again.
        pitch = self._page.line_pitch_pt
        self._used_pt = ceil((self._used_pt + strip.height_pt) / pitch - 1e-6) * pitch

    def _turn(self) -> None:
        if self._items:
            self._end_page()

    def _end_page(self) -> None:
        """End the page, even a blank one, with its footnotes on the lower edge of the text, or above what stands there."""
        top = self._page.bottom_pt - self._foot_pt - self._notes.height_pt()
        self._items += [item.moved(self._page.left_pt, top) for item in self._notes.taken()]
        self._done.append(tuple(self._items))
        self._items = []
        self._used_pt = self._foot_pt = 0.0


def _held_together(elements: list[Element], index: int) -> tuple[float, tuple[str, ...]]:
    """The height and footnotes of a strip with all that it holds on its page: what follows one that keeps with next, and so on."""
    height = 0.0
    notes: tuple[str, ...] = ()
    for element in elements[index:]:
        if isinstance(element, TablePlan):
            return height + element.opening_height_pt, notes
        if not isinstance(element, Strip):
            return height, notes
        height += element.height_pt
        notes += element.notes
        if not element.keeps_with_next:
            return height, notes
    return height, notes
