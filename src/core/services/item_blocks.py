"""Items that belong together as one stretch of the report, and how they are numbered. Tested in tests/core/services/test_rereading.py."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from core.ids import SectionId, TaskId
from core.model.outline import Item


class Passage(Struct, frozen=True):
    """Items that stand one behind the other without a gap: a task's paragraph, or headline targets cut out of one."""

    section: SectionId
    task: TaskId | None
    items: tuple[Item, ...]

    @property
    def text(self) -> str:
        """The words of all of them."""
        return "".join(item.text for item in self.items)

    @property
    def cuts(self) -> tuple[int, ...]:
        """Where it is cut, counted from its beginning."""
        return tuple(item.span[0] - self.items[0].span[0] for item in self.items[1:])


def passages_of(items: Sequence[Item]) -> list[Passage]:
    """Items in passages, in their order."""
    found: list[Passage] = []
    for (section, task), run in groupby(items, key=lambda item: (item.section, item.task)):
        held: list[Item] = []
        for item in run:
            if task is None and held and held[-1].span[1] != item.span[0]:
                found.append(Passage(section, task, tuple(held)))
                held = []
            held.append(item)
        found.append(Passage(section, task, tuple(held)))
    return found


def numbered(items: Sequence[Item], fresh: Sequence[Item]) -> list[Item]:
    """The items with their order and codes: those of a task count on within it, as the fresh reading numbers the tasks."""
    stems = {item.span[0]: item.code.rpartition(".")[0] for item in fresh}
    counts: dict[str, int] = {}
    numbered: list[Item] = []
    stem = ""
    for order, item in enumerate(items):
        stem = stems.get(item.span[0], stem)
        counts[stem] = counts.get(stem, 0) + 1
        numbered.append(replace(item, order=order, code=f"{stem}.{counts[stem]}"))
    return numbered
