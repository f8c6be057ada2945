"""The bookmarks of a PDF and the anchors its links lead to, checked before anything is drawn."""

from __future__ import annotations

from msgspec import Struct

from core.briefing.pages import Anchor, LinkArea, Page
from core.errors import BugError


class Entry(Struct, frozen=True):
    """An anchor's name in the file, and its depth in the bookmarks from 0 (None: not among them)."""

    key: str
    level: int | None


class Outline:
    """The anchors of some pages and what each is in the file."""

    def __init__(self, entries: dict[int, Entry]) -> None:
        self._entries = entries

    @classmethod
    def of(cls, pages: tuple[Page, ...], level_count: int) -> Outline:
        """The outline of pages, with headings down to a level.

        Raises:
            BugError: a link leads to no anchor, or two anchors have one name.
        """
        anchors = [item for page in pages for item in page.items if isinstance(item, Anchor)]
        targets = {item.target for page in pages for item in page.items if isinstance(item, LinkArea)}
        names = [anchor.name for anchor in anchors if anchor.name is not None]
        doubled = sorted({name for name in names if names.count(name) > 1})
        dangling = sorted(targets - set(names))
        if doubled or dangling:
            problem = f"anchors named twice: {doubled}; links that lead nowhere: {dangling}"
            raise BugError(problem)
        entries = {}
        deepest = -1
        for number, anchor in enumerate(anchors):
            level = None
            if 0 < anchor.level <= level_count:
                # The format wants no level left out on the way down, while a paper may open with a second-level heading.
                level = deepest = min(anchor.level - 1, deepest + 1)
            entries[id(anchor)] = Entry(anchor.name or f"heading-{number}", level)
        return cls(entries)

    def entry_of(self, anchor: Anchor) -> Entry | None:
        """What an anchor of the pages is in the file."""
        return self._entries.get(id(anchor))
