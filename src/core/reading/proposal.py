"""The proposal: what was read from a report, before anyone confirmed it.

Ids are positional: sections `s1`, `s2` … in the report's order, tasks `t<group>.<number>`, items `i<group>.<task>.<number>`, headline items
`i0.<number>`. Spans are half-open ranges of characters in the source as it came, and the text of a task or item is the source's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.errors import ReportHasNoHeadings, ReportIsEmpty
from core.ids import ItemId, SectionId, TaskId
from core.model.outline import SectionKind, Span
from core.reading.identity import place_of, year_of
from core.reading.items import sentence_spans
from core.reading.lines import BARE_RANK, Line, LineKind, lines_of
from core.reading.outline import Outline, ProposedSection, ProposedTask, outline_of

_LONGEST_DOCUMENT_TITLE = 45
_STATES_TARGETS = re.compile(r"(?:预期|主要|发展)目标")


@dataclass(frozen=True)
class ProposedItem:
    """One sentence of a task, or one headline target (`task` None)."""

    id: ItemId
    task: TaskId | None
    section: SectionId
    text: str
    span: Span


@dataclass(frozen=True)
class Proposal:
    """What was read; every sequence is in the report's own order. `place` is "" and `year` None where the report does not say."""

    title: str
    place: str
    year: int | None
    sections: tuple[ProposedSection, ...]
    tasks: tuple[ProposedTask, ...]
    items: tuple[ProposedItem, ...]


def read_report(text: str) -> Proposal:
    """Read a report's text into a proposal.

    Raises:
        ReportIsEmpty: no words in it.
        ReportHasNoHeadings: neither a heading nor a sentence of targets in it.
    """
    lines = list(lines_of(text))
    if not lines:
        raise ReportIsEmpty
    title, lines = _without_title(lines, text)
    headings = [line.title for line in lines if line.kind is LineKind.HEADING]
    if not headings:
        lines = [_implied_heading(lines, text), *lines]
    year = year_of(text, [title, *headings])
    outline = outline_of(text, lines, year)
    items = _items(text, outline)
    return Proposal(title, place_of(text, title), year, outline.sections, outline.tasks, items)


def _without_title(lines: list[Line], text: str) -> tuple[str, list[Line]]:
    """The document's title, and the lines without it and without subtitles.

    A Markdown heading is title, or subtitle, when it is alone at its level, stands over all that follows and has no text of its own. In a
    text without such headings the first line is the title where it is short and no sentence.
    """
    title = ""
    while (
        len(lines) > 1
        and lines[0].kind is LineKind.HEADING
        and lines[0].rank < BARE_RANK
        and not any(line.kind is LineKind.HEADING and line.rank <= lines[0].rank for line in lines[1:])
        and (lines[1].kind is LineKind.HEADING or not title)
    ):
        title = title or lines[0].title
        lines = lines[1:]
    if not title and len(lines) > 1 and lines[0].kind is LineKind.PARAGRAPH:
        first = text[lines[0].span[0] : lines[0].span[1]]
        if len(first) <= _LONGEST_DOCUMENT_TITLE and not re.search(r"[。；：:，]$|[。；]", first):
            return first, lines[1:]
    return title, lines


def _implied_heading(lines: list[Line], text: str) -> Line:
    """The heading that an excerpt lacks: a text that states targets is a section of targets.

    Raises:
        ReportHasNoHeadings: it states none.
    """
    if not _STATES_TARGETS.search(text):
        raise ReportHasNoHeadings
    start = lines[0].span[0]
    return Line(LineKind.HEADING, BARE_RANK, "", "主要预期目标", (start, start), (start, start))


def _items(text: str, outline: Outline) -> tuple[ProposedItem, ...]:
    """The headline bullets and the sentences of the tasks, in the order of the report."""
    kinds = {section.id: section.kind for section in outline.sections}
    headline = [block for block in outline.blocks if block.is_bullet and kinds[block.section] is SectionKind.TARGETS]
    items = []
    for number, block in enumerate(headline, start=1):
        start = block.span[0]
        end = start + len(text[start : block.span[1]].rstrip("；;，,。*　 "))
        items.append(ProposedItem(ItemId(f"i0.{number}"), None, block.section, text[start:end], (start, end)))
    for task in outline.tasks:
        for number, (start, end) in enumerate(sentence_spans(text, task.text_span), start=1):
            items.append(ProposedItem(ItemId(f"i{task.id[1:]}.{number}"), task.id, task.section, text[start:end], (start, end)))
    return tuple(sorted(items, key=lambda item: item.span))
