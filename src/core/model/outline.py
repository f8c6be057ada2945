"""The report's own outline: sections, tasks, and the items that are assigned, reported, judged and counted.

Spans are half-open ranges [start, end) of characters in the source text. Values only, tested where they are read and used.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from core.ids import ItemId, SectionId, TaskId, UnitId

Span = tuple[int, int]


class SectionKind(StrEnum):
    """What a section of the report is for."""

    REVIEW = "review"  # last year in review: achievements
    TARGETS = "targets"  # headline targets of this year
    ACHIEVEMENTS = "achievements"  # a review again, wherever it stands (主要工作)
    TASKS = "tasks"  # task groups of this year
    OTHER = "other"


class Section(Struct, frozen=True):
    """A heading of the report, in its own numbering and order; `number` is as printed ("一)", "1", "")."""

    id: SectionId
    number: str
    title: str
    kind: SectionKind
    parent: SectionId | None
    order: int
    span: Span
    text: str = ""  # the section's own paragraphs, without its sub-sections'


class Task(Struct, frozen=True):
    """A titled paragraph under a section (重点任务); a heading over its items. `text` is the paragraph after its title."""

    id: TaskId
    section: SectionId
    title: str
    text: str
    order: int
    span: Span


class Node(Struct, frozen=True):
    """A dated step of an item (时间节点)."""

    name: str
    due: date


class Item(Struct, frozen=True):
    """What is assigned, reported, judged and counted (事项): by default one sentence of a task, or one headline bullet (`task` None).

    The texts of a task's items, put together, are the task's text character for character. `code` is what people read ("1.2.3").
    """

    id: ItemId
    section: SectionId
    task: TaskId | None
    code: str
    text: str
    order: int
    span: Span
    lead: UnitId | None = None
    supporters: tuple[UnitId, ...] = ()
    due: date | None = None
    nodes: tuple[Node, ...] = ()
