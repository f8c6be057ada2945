"""The proposal: what was read from a report, before anyone confirmed it.

Ids are positional: sections `s1`, `s2` … in the report's order, tasks `t<group>.<number>`, items `i<group>.<task>.<number>`, headline items
`i0.<number>`. Spans are half-open ranges of characters in the source as it came, and the text of a task or item is the source's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from core.errors import ReportHasNoHeadings, ReportIsEmpty
from core.ids import ItemId, SectionId, TaskId
from core.model.indicator import WordySort
from core.model.outline import SectionKind, Span
from core.reading.commitments import Place, ProposedCommitment
from core.reading.identity import place_of, year_of
from core.reading.items import sentence_spans
from core.reading.lines import BARE_RANK, Line, LineKind, lines_of
from core.reading.outline import STATES_TARGETS, Block, Outline, ProposedSection, ProposedTask, outline_of
from core.reading.plain import with_closing_marks
from core.reading.sentence import commitments_of

_LONGEST_ROW = 60
_LONGEST_DOCUMENT_TITLE = 45
_NAMES_TARGETS = re.compile(r"(?:预期|主要|发展)目标")
_REPORT_TITLE = re.compile(r"[^。，；]{2,30}?政府工作报告")
_NAMES_PART = re.compile(r"回顾|目标|任务|安排|部署|工作(?!报告)")
_ECONOMY = re.compile(r"^(?:地区|国内|全[国省市县区])*(?:生产总值|GDP|经济)(?:增长|增速)?$")


class ProposedItem(Struct, frozen=True):
    """One sentence of a task, or one headline target (`task` None)."""

    id: ItemId
    task: TaskId | None
    section: SectionId
    text: str
    span: Span


class Proposal(Struct, frozen=True):
    """What was read; every sequence is in the report's own order. `place` is "" and `year` None where the report does not say."""

    title: str
    place: str
    year: int | None
    sections: tuple[ProposedSection, ...]
    tasks: tuple[ProposedTask, ...]
    items: tuple[ProposedItem, ...]
    commitments: tuple[ProposedCommitment, ...]


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
    items, commitments = _Reader(text, outline, year).read()
    return Proposal(title, place_of(text, title), year, outline.sections, outline.tasks, items, commitments)


def proposal_as_json(proposal: Proposal) -> dict[str, object]:
    """The proposal as `jiannuo plan read REPORT --json` prints it; spans are pairs, absent things null, numbers decimal text as printed."""
    return {
        "title": proposal.title,
        "place": proposal.place,
        "year": proposal.year,
        "sections": [
            {"id": it.id, "number": it.number, "title": it.title, "kind": it.kind.value, "parent": it.parent, "span": list(it.span)}
            for it in proposal.sections
        ],
        "tasks": [{"id": it.id, "section": it.section, "title": it.title, "text": it.text, "span": list(it.span)} for it in proposal.tasks],
        "items": [{"id": it.id, "task": it.task, "text": it.text, "span": list(it.span)} for it in proposal.items],
        "commitments": [_commitment_as_json(it) for it in proposal.commitments],
    }


def _commitment_as_json(commitment: ProposedCommitment) -> dict[str, object]:
    return {
        "name": commitment.name,
        "comparator": commitment.comparator.value,
        "value": commitment.value_text,
        "unit": commitment.unit,
        "wording": commitment.wording,
        "kind": commitment.kind,
        "measure": commitment.measure,
        "value_kind": commitment.value_kind.value,
        "clause": commitment.clause,
        "span": list(commitment.span),
        "section": commitment.section,
        "task": commitment.task,
        "item": commitment.item,
    }


class _Reader:
    """Walks the outline and reads items and commitments from it, both in the order of the report."""

    def __init__(self, text: str, outline: Outline, year: int | None) -> None:
        self._text = text
        self._outline = outline
        self._year = year
        self._kinds = {section.id: section.kind for section in outline.sections}
        self._headline_count = 0
        self._items: list[ProposedItem] = []
        self._commitments: list[ProposedCommitment] = []

    def read(self) -> tuple[tuple[ProposedItem, ...], tuple[ProposedCommitment, ...]]:
        for block in self._outline.blocks:
            self._read_block(block)
        for task in self._outline.tasks:
            for number, span in enumerate(sentence_spans(self._text, task.text_span), start=1):
                item = ProposedItem(ItemId(f"i{task.id[1:]}.{number}"), task.id, task.section, self._text[span[0] : span[1]], span)
                self._items.append(item)
                self._commitments.extend(
                    commitments_of(self._text, span, Place(task.section, task.id, item.id, year=self._year, title=task.title))
                )
        self._items.sort(key=lambda item: item.span)
        self._commitments.sort(key=lambda commitment: commitment.span[0])
        return tuple(self._items), tuple(_with_references(self._commitments))

    def _read_block(self, block: Block) -> None:
        kind = self._kinds[block.section]
        if kind in {SectionKind.REVIEW, SectionKind.ACHIEVEMENTS}:
            for span in sentence_spans(self._text, block.span):
                self._commitments.extend(commitments_of(self._text, span, Place(block.section, kind="achievement", year=self._year)))
        elif kind is SectionKind.TARGETS and (block.is_bullet or self._is_row(block)):
            end = block.span[0] + len(self._text[block.span[0] : block.span[1]].rstrip("；;，,。*　 "))
            self._read_bullet(block.section, with_closing_marks(self._text, (block.span[0], end)))
        elif kind is not SectionKind.OTHER:
            for span in sentence_spans(self._text, block.span):
                stated = STATES_TARGETS.search(self._text, *span)
                if stated:
                    self._read_statement(block.section, (stated.end(), span[1]))

    def _is_row(self, block: Block) -> bool:
        """Whether a short line without bullet in a section of targets is one of its rows: 社会消费品零售总额增长5%左右；."""
        words = self._text[block.span[0] : block.span[1]]
        if len(words) > _LONGEST_ROW or STATES_TARGETS.search(words):
            return False
        return bool(commitments_of(self._text, block.span, Place(block.section, is_headline=True, year=self._year)))

    def _add_headline(self, section: SectionId, span: Span) -> ItemId:
        self._headline_count += 1
        item = ProposedItem(ItemId(f"i0.{self._headline_count}"), None, section, self._text[span[0] : span[1]], span)
        self._items.append(item)
        return item.id

    def _read_bullet(self, section: SectionId, span: Span) -> None:
        item = self._add_headline(section, span)
        place = Place(section, None, item, is_headline=True, year=self._year)
        self._commitments.extend(commitments_of(self._text, span, place))

    def _read_statement(self, section: SectionId, span: Span) -> None:
        """A paragraph that states the targets one after the other: an item for each clause between commas that states some."""
        commitments = commitments_of(self._text, span, Place(section, is_headline=True, year=self._year))
        clauses: list[list[ProposedCommitment]] = []
        end = span[0]
        for commitment in commitments:
            if not clauses or re.search("[,，;；。]", self._text[end : commitment.span[0]]):
                clauses.append([])
            clauses[-1].append(commitment)
            end = max(end, commitment.span[1])
        for clause in clauses:
            item = self._add_headline(section, (clause[0].span[0], max(commitment.span[1] for commitment in clause)))
            self._commitments.extend(replace(commitment, item=item) for commitment in clause)


def _with_references(commitments: list[ProposedCommitment]) -> Iterator[ProposedCommitment]:
    """Relative targets with the name of what they are measured against, where the report names it: 经济增长 is the row of the GDP."""
    growths = [it.name for it in commitments if it.kind == "target" and it.sort is not WordySort.RELATIVE]
    economy = next((name for name in growths if _ECONOMY.search(name)), None)
    for commitment in commitments:
        reference = commitment.reference
        if reference is not None:
            subject = re.sub(r"(?:增长|增速|增幅)$", "", reference)
            same = next((name for name in growths if name.startswith(subject)), reference)
            reference = economy if economy is not None and _ECONOMY.fullmatch(reference) else same
        yield replace(commitment, reference=reference)


def _without_title(lines: list[Line], text: str) -> tuple[str, list[Line]]:
    """The document's title, and the lines without it and without subtitles.

    A Markdown heading is the title when it is alone at its level and stands over other headings; so is a subtitle after it, where it
    has no text of its own and does not name a part (工作回顾, 预期目标, 重点工作). In a text without such headings the first line is the
    title where it is short and no sentence.
    """
    title = ""
    while len(lines) > 1 and lines[0].kind is LineKind.HEADING and lines[0].rank < BARE_RANK:
        head, ranks = lines[0], [line.rank for line in lines[1:] if line.kind is LineKind.HEADING]
        stands_alone = all(rank > head.rank for rank in ranks)
        is_subtitle = lines[1].kind is LineKind.HEADING and not _NAMES_PART.search(head.title)
        if not (ranks and stands_alone and (is_subtitle or not title)):
            break
        title = title or head.title
        lines = lines[1:]
    if not title and len(lines) > 1 and lines[0].kind is LineKind.PARAGRAPH:
        first = text[lines[0].span[0] : lines[0].span[1]]
        if len(first) <= _LONGEST_DOCUMENT_TITLE and not re.search(r"[。；：:，]$|[。；]", first):
            return first, lines[1:]
        if match := _REPORT_TITLE.match(first):
            return match.group(), lines
    return title, lines


def _implied_heading(lines: list[Line], text: str) -> Line:
    """The heading that an excerpt lacks: a text that states targets is a section of targets.

    Raises:
        ReportHasNoHeadings: it states none.
    """
    if not _NAMES_TARGETS.search(text):
        raise ReportHasNoHeadings
    start = lines[0].span[0]
    return Line(LineKind.HEADING, BARE_RANK, "", "主要预期目标", (start, start), (start, start))
