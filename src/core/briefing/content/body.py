"""The report's own sections in their order, each with what belongs under its heading."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Paragraph, Run
from core.briefing.content.group import group_blocks
from core.briefing.content.headline import headline_blocks
from core.briefing.content.outline import Place
from core.briefing.content.review import review_blocks
from core.briefing.content.view import View
from core.ids import SectionId
from core.model.outline import SectionKind

NO_ITEMS = "本部分没有列入督查的事项。"
REVIEWS = frozenset({SectionKind.REVIEW, SectionKind.ACHIEVEMENTS})


def body_blocks(view: View, outline: tuple[Place, ...]) -> Iterator[Block]:
    """Every section for the office; for a district those that hold its items, with the others named in one line where they stood."""
    shown = {place.section.id for place in outline} if view.is_office else _with_items(view, outline)
    passed: list[Place] = []
    for place in outline:
        if place.section.id not in shown:
            if place.parent is None or place.parent in shown:
                passed.append(place)
            continue
        yield from _passed_over(view, passed)
        passed = []
        yield place.heading
        yield from _section(view, place, outline)
    yield from _passed_over(view, passed)


def _section(view: View, place: Place, outline: tuple[Place, ...]) -> Iterator[Block]:
    if place.section.kind in REVIEWS and view.is_office:
        yield from review_blocks(view, place)
    blocks = (*headline_blocks(view, place), *group_blocks(view, place))
    yield from blocks
    has_more = any(other.parent == place.section.id for other in outline)
    if not blocks and not has_more and place.section.kind not in REVIEWS:
        yield Paragraph((Run(NO_ITEMS),))


def _with_items(view: View, outline: tuple[Place, ...]) -> set[SectionId]:
    """The sections that hold items of the paper, and those they are printed under."""
    parents = {place.section.id: place.parent for place in outline}
    shown: set[SectionId] = set()
    for item in view.items:
        section: SectionId | None = item.section
        while section is not None and section not in shown:
            shown.add(section)
            section = parents.get(section)
    return shown


def _passed_over(view: View, passed: list[Place]) -> Iterator[Block]:
    if passed:
        names = "、".join(f"“{place.title}”" for place in passed)
        yield Paragraph((Run(f"{names}部分，{view.own_word}未承担事项。"),))
