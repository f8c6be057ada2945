"""Counts per standing: how many items are done, ahead, on schedule, behind or not rated, and the worst mark among them.

A task, group or section shows these counts and the worst mark, never an invented average (docs/decisions/0005).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from core.calc.judgement import Judgement
from core.ids import ItemId, SectionId, TaskId, UnitId
from core.model.outline import Item
from core.model.plan import Plan
from core.model.progress import Standing
from core.model.quantity import shares_of_hundred

# Which of two marks a leader should see first.
_SEVERITY = {Standing.BEHIND: 4, Standing.ON: 3, Standing.AHEAD: 2, Standing.DONE: 1, Standing.UNRATED: 0}


class Mark(Struct, frozen=True):
    """A standing with its depth; `shade` is 0, 1 or 2 and only for 欠进度 above 0."""

    standing: Standing
    shade: int = 0

    @property
    def severity(self) -> tuple[int, int]:
        """Larger is worse; anything rated is worse than 其他."""
        return _SEVERITY[self.standing], self.shade


class StandingCounts(Struct, frozen=True):
    """How many of some items have each standing."""

    done: int = 0
    ahead: int = 0
    on: int = 0
    behind: int = 0
    unrated: int = 0

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> StandingCounts:
        """The counts of these standings."""
        counts = dict.fromkeys(Standing, 0)
        for standing in standings:
            counts[standing] += 1
        return cls(**{standing.value: count for standing, count in counts.items()})

    def __getitem__(self, standing: Standing) -> int:
        count: int = getattr(self, standing.value)
        return count

    def __add__(self, other: StandingCounts) -> StandingCounts:
        return StandingCounts(**{standing.value: self[standing] + other[standing] for standing in Standing})

    @property
    def total(self) -> int:
        """All items, rated or not."""
        return sum(self[standing] for standing in Standing)

    @property
    def rated(self) -> int:
        """The items that have a standing other than 其他."""
        return self.total - self.unrated

    @property
    def pairs(self) -> tuple[tuple[Standing, int], ...]:
        """Every standing with its count, in the order of printing."""
        return tuple((standing, self[standing]) for standing in Standing)

    def shares(self, decimals: int = 1) -> dict[Standing, Decimal]:
        """Percent per standing, adding to exactly 100 (docs/decisions/0002); all zero when nothing is counted."""
        return dict(zip(Standing, shares_of_hundred([self[standing] for standing in Standing], decimals), strict=True))


def worst_mark(marks: Iterable[Mark]) -> Mark:
    """The worst of these marks; 其他 when none is rated."""
    return max(marks, key=lambda mark: mark.severity, default=Mark(Standing.UNRATED))


def item_mark(rows: Iterable[Judgement]) -> Mark:
    """An item's mark from its rows of one subject: the worst of those that are rated.

    An item of which something is still without a standing is never 已完成: it is 达进度 until all of it is judged (docs/decisions/0005).
    """
    marks = [Mark(row.standing, row.shade) for row in rows]
    worst = worst_mark(marks)
    if worst.standing is Standing.DONE and any(mark.standing is Standing.UNRATED for mark in marks):
        return Mark(Standing.ON)
    return worst


def marks_by_item(judgements: Iterable[Judgement], unit: UnitId) -> dict[ItemId, Mark]:
    """Each item's mark from the rows of one unit (the root's id for the city); items without such a row are no keys."""
    rows: dict[ItemId, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.unit == unit:
            rows.setdefault(judgement.item, []).append(judgement)
    return {item: item_mark(members) for item, members in rows.items()}


def supervised_items(plan: Plan) -> tuple[Item, ...]:
    """The items that “列入督查的N项” counts: those of the tasks, each once. Headline targets are counted apart."""
    return tuple(item for item in plan.items if item.task is not None)


def count_items(items: Iterable[Item], marks: Mapping[ItemId, Mark]) -> StandingCounts:
    """The items per standing, each once; an item without a mark is 其他."""
    return StandingCounts.of(marks.get(item.id, Mark(Standing.UNRATED)).standing for item in items)


class Tally(Struct, frozen=True):
    """What a task or section shows: its items per standing, and the worst mark among them."""

    counts: StandingCounts
    worst: Mark


def tally(items: Iterable[Item], marks: Mapping[ItemId, Mark]) -> Tally:
    """Counts and worst mark of some items."""
    members = tuple(items)
    return Tally(count_items(members, marks), worst_mark(marks[item.id] for item in members if item.id in marks))


def tally_by_task(plan: Plan, marks: Mapping[ItemId, Mark]) -> dict[TaskId, Tally]:
    """Every task's tally, in the order of the report."""
    return {task.id: tally(plan.items_by_task[task.id], marks) for task in plan.tasks}


def tally_by_section(plan: Plan, marks: Mapping[ItemId, Mark]) -> dict[SectionId, Tally]:
    """The tally of every section that has items, its sub-sections' included, in the order of the report."""
    members: dict[SectionId, list[Item]] = {}
    for item in plan.items:
        section: SectionId | None = item.section
        while section is not None:
            members.setdefault(section, []).append(item)
            section = plan.sections_by_id[section].parent if section in plan.sections_by_id else None
    return {section.id: tally(members[section.id], marks) for section in plan.sections if section.id in members}
