"""Where each section of the report stands on paper: its level, its number in official form, its title and its anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from core.briefing.blocks import Heading
from core.briefing.content.normalise import printed_title
from core.briefing.content.numbering import DEEPEST, Level, level_below, numbered
from core.ids import ItemId, SectionId, TaskId
from core.model.outline import Section, SectionKind

OVERVIEW_ANCHOR = "overview"
RANKING_ANCHOR = "ranking"
MATRIX_ANCHOR = "matrix"
LEDGER_ANCHOR = "ledger"
ITEM_ANCHORS = "item-"  # what every item's anchor begins with


class Place(Struct, frozen=True):
    """A section as it is printed; `parent` is the section it is printed under, None at level 1."""

    section: Section
    level: Level
    mark: str
    title: str
    parent: SectionId | None

    @property
    def short_title(self) -> str:
        """The first half of a title of two halves, for tables and captions where a line must do."""
        return self.title.partition("\u3000")[0].partition("，")[0]

    @property
    def heading(self) -> Heading:
        """The section's heading."""
        return Heading(self.level, self.mark + self.title, section_anchor(self.section.id))


def places(sections: Iterable[Section]) -> tuple[Place, ...]:
    """Every section in the report's order, numbered among those that stand beside it.

    What stands under the headline targets but is no target (工作回顾, 重点工作) is printed beside them and not below: reports often set
    the year's whole plan under that heading, and four levels must hold groups, tasks and items.
    """
    placed: dict[SectionId, Place] = {}
    counts: Counter[SectionId | None] = Counter()
    for section in sections:
        above = placed.get(section.parent) if section.parent is not None else None
        if above is not None and above.section.kind is SectionKind.TARGETS and section.kind is not SectionKind.TARGETS:
            above = placed.get(above.parent) if above.parent is not None else None
        level: Level = 1 if above is None else level_below(above.level) or DEEPEST
        parent = above.section.id if above is not None else None
        counts[parent] += 1
        placed[section.id] = Place(section, level, numbered(level, counts[parent]), printed_title(section.title), parent)
    return tuple(placed.values())


def section_anchor(section: SectionId) -> str:
    """The anchor of a section's heading."""
    return f"section-{section}"


def task_anchor(task: TaskId) -> str:
    """The anchor of a task's heading."""
    return f"task-{task}"


def item_anchor(item: ItemId) -> str:
    """The anchor of an item's heading."""
    return f"{ITEM_ANCHORS}{item}"
