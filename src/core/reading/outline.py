"""The outline of a report: its sections in order with what each is for, the tasks under them, and the prose between.

Spans refer to the source as it came. The text of a task or item is exactly the source of its span, inner marks included; noise (white
space, asterisks) is left out at its ends only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, field

from core.ids import SectionId, TaskId
from core.model.outline import SectionKind, Span
from core.reading.items import sentence_spans
from core.reading.lines import BARE_RANK, Line, LineKind, first_words, has_words, run_in_title
from core.reading.plain import plain_of
from core.reading.tense import Evidence, evidence_of

STATES_TARGETS = re.compile(r"(?:预期|主要|发展)目标(?:任务)?(?:建议)?(?:是|为|：|——)")
_REVIEW = re.compile(r"回顾|成绩单")
_LOOKS_BACK = re.compile(r"成绩|成就|过去|上年|去年")
_TARGETS = re.compile(r"(?:预期|主要|发展|奋斗)目标|目标任务")
_TASKS = re.compile(r"重点|任务|工作(?!报告)|安排|部署|举措|实事")
_GLOSSARY = re.compile(r"名词解释|名词注释|注释|名词说明")
_LAST_YEAR = re.compile(r"过去一年|一年来|过去的一年|去年")
_HAS_TARGET = re.compile(r"(?<!\d)\d[\d.]{0,15}%|增长|下降|目标")


class ProposedSection(Struct, frozen=True):
    """A heading of the report; `number` as printed, `span` from the heading to the end of all that stands under it.

    `text` holds the section's own paragraphs, a line each, except those that became tasks or headline items.
    """

    id: SectionId
    number: str
    title: str
    kind: SectionKind
    parent: SectionId | None
    span: Span
    text: str


class ProposedTask(Struct, frozen=True):
    """A titled paragraph; `text` is the paragraph after its title, `span` holds both.

    A paragraph without a title of its own is called by its first words, which stay in its text too. `text_span` is the text's place.
    """

    id: TaskId
    section: SectionId
    title: str
    text: str
    span: Span
    text_span: Span


class Block(Struct, frozen=True):
    """A paragraph that is no task; `is_bullet` where it is one of a list."""

    section: SectionId
    span: Span
    is_bullet: bool


class Outline(Struct, frozen=True):
    """Sections, tasks and the paragraphs that are no tasks, each in the order of the report."""

    sections: tuple[ProposedSection, ...]
    tasks: tuple[ProposedTask, ...]
    blocks: tuple[Block, ...]


class _Node(Struct):
    """A section while it is put together."""

    rank: int
    number: str
    title: str
    start: int
    parent: _Node | None
    end: int = 0
    lines: list[Line] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    kind: SectionKind = SectionKind.OTHER
    own: Evidence = field(default_factory=Evidence)
    whole: Evidence = field(default_factory=Evidence)

    def walk(self) -> Iterator[_Node]:
        for child in self.children:
            yield child
            yield from child.walk()


def outline_of(source: str, lines: Iterable[Line], year: int | None) -> Outline:
    """The outline of a report whose title lines are already taken away; `year` is the year it plans for."""
    root = _Node(0, "", "", 0, None)
    kept = list(lines)
    _build(root, kept)
    _weigh(source, root)
    for child in root.children:
        _decide(source, child, None, year)
    _follow_neighbours(root.children)
    return _numbered(source, root)


def _build(root: _Node, lines: list[Line]) -> None:
    """Hang each heading under the last one of a smaller rank, each paragraph under the last heading."""
    node = root
    for line, following in pairwise([*lines, None]):
        assert line is not None
        if line.kind is LineKind.HEADING:
            while node.rank >= line.rank and node.parent is not None:
                node = node.parent
            child = _Node(line.rank, line.number, line.title, line.span[0], node)
            node.children.append(child)
            node = child
            if line.body[0] < line.body[1]:
                child.lines.append(Line(LineKind.PARAGRAPH, 0, "", line.title, line.body, line.body))
        else:
            node = _after_address(node, line, following)
            node.lines.append(line)
        holder: _Node | None = node
        while holder is not None:
            holder.end = line.span[1]
            holder = holder.parent


def _after_address(node: _Node, line: Line, following: Line | None) -> _Node:
    """The section that a paragraph belongs to: an address to the house (各位代表！) closes groups, unless numbered points follow."""
    if line.is_address:
        if following is not None and following.kind is LineKind.POINT:
            return node
        while node.rank > BARE_RANK and node.parent is not None and node.parent.rank > 0:
            node = node.parent
    return node


def _weigh(source: str, node: _Node) -> None:
    sentences = [plain_of(source, span).text for line in node.lines for span in sentence_spans(source, line.body)]
    node.own = node.whole = evidence_of(sentences)
    for child in node.children:
        _weigh(source, child)
        node.whole += child.whole


def _decide(source: str, node: _Node, inherited: SectionKind | None, year: int | None) -> None:
    """What a section is for: by its title where that looks back or names targets, else by its parent, else by how its sentences speak."""
    last_year = year is not None and f"{year - 1}年" in node.title
    if _GLOSSARY.search(node.title):
        node.kind = SectionKind.OTHER
        for child in node.walk():
            child.kind = SectionKind.OTHER
        return
    if _REVIEW.search(node.title) or ((_LOOKS_BACK.search(node.title) or last_year) and not node.whole.is_future):
        node.kind = SectionKind.REVIEW
    elif inherited is not None:
        node.kind = inherited
    elif _TARGETS.search(node.title) and _names_targets(source, node):
        node.kind = SectionKind.TARGETS
    elif _is_mixed(node):
        node.kind = SectionKind.OTHER
    elif node.whole.is_past:
        opening = "".join(plain_of(source, line.body).text[:60] for line in node.lines[:2])
        looks_back = bool(_LAST_YEAR.search(opening)) or (year is not None and f"{year - 1}年" in opening)
        node.kind = SectionKind.REVIEW if looks_back else SectionKind.ACHIEVEMENTS
    elif node.whole.is_future or _TASKS.search(node.title):
        node.kind = SectionKind.TASKS
    decided = node.kind if node.kind in {SectionKind.REVIEW, SectionKind.ACHIEVEMENTS, SectionKind.TASKS} else None
    for child in node.children:
        _decide(source, child, decided, year)


def _follow_neighbours(nodes: list[_Node]) -> None:
    """A section too short to speak for itself is for tasks where those before and after it are: 六 of ten 民生实事."""
    for before, node, after in zip(nodes, nodes[1:], nodes[2:], strict=False):
        between_tasks = before.kind is after.kind is SectionKind.TASKS and before.rank == node.rank == after.rank
        if between_tasks and node.kind is SectionKind.OTHER and not node.whole.is_past and not _GLOSSARY.search(node.title):
            node.kind = SectionKind.TASKS
            for child in node.walk():
                child.kind = SectionKind.TASKS


def _is_mixed(node: _Node) -> bool:
    """Whether a heading that says nothing itself only holds parts of both tenses together."""
    if node.lines or _TASKS.search(node.title):
        return False
    below = list(node.walk())
    return any(child.whole.is_past for child in below) and any(child.whole.is_future for child in below)


def _names_targets(source: str, node: _Node) -> bool:
    """Whether the section's own lines state targets and nothing in its title says that the work itself follows (目标任务和重点工作)."""
    stated = any(_HAS_TARGET.search(plain_of(source, line.body).text) for line in node.lines)
    return stated and not (re.search(r"重点工作|重点任务|工作任务", node.title) and node.children)


def _numbered(source: str, root: _Node) -> Outline:
    """Give each section and task its id by position, and take tasks out of the sections' own lines."""
    nodes = list(root.walk())
    ids = {id(node): SectionId(f"s{number}") for number, node in enumerate(nodes, start=1)}
    sections: list[ProposedSection] = []
    tasks: list[ProposedTask] = []
    blocks: list[Block] = []
    groups = 0
    for node in nodes:
        section = ids[id(node)]
        task_lines = [line for line in node.lines if _is_task(source, node, line)]
        groups += bool(task_lines)
        for number, line in enumerate(task_lines, start=1):
            tasks.append(_task(source, line, section, TaskId(f"t{groups}.{number}")))
        rest = [line for line in node.lines if not _is_task(source, node, line)]
        blocks.extend(Block(section, line.body, line.kind is LineKind.BULLET) for line in rest)
        texts = [
            source[line.body[0] : line.body[1]] for line in rest if node.kind is not SectionKind.TARGETS or line.kind is not LineKind.BULLET
        ]
        parent = ids.get(id(node.parent))
        span = (node.start, max(node.end, node.start))
        sections.append(ProposedSection(section, node.number, node.title, node.kind, parent, span, "\n".join(texts)))
    return Outline(tuple(sections), tuple(tasks), tuple(blocks))


def _is_task(source: str, node: _Node, line: Line) -> bool:
    """In a section of tasks a numbered point, or any paragraph where no sub-section follows.

    An address to the house is none, nor is a statement of targets.
    """
    if node.kind is not SectionKind.TASKS or line.is_address or STATES_TARGETS.search(plain_of(source, line.body).text):
        return False
    return has_words(source, line.body) and (line.kind is LineKind.POINT or not node.children)


def _task(source: str, line: Line, section: SectionId, task: TaskId) -> ProposedTask:
    title, body = (line.title, line.body) if line.title else run_in_title(source, line.body)
    if not title:
        title = first_words(source, line.body)
    return ProposedTask(task, section, title, source[body[0] : body[1]], (line.span[0], body[1]), body)
