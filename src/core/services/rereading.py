"""A corrected report read again into the plan on the office's desk: what was decided stays, what changed waits to be confirmed once more.

Passages that stayed keep their ids, units, indicators and confirmations, and stay cut as the office cut them. A changed passage keeps its
id and what hangs on it, and is to be confirmed; what is new is proposed; what is gone is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from core.changes.change import Register
from core.changes.plan_values import (
    ASKED,
    CONFIRMED,
    OUTLINE,
    READING,
    REPORT,
    TARGET,
    achievement_values,
    indicator_values,
    item_values,
    section_values,
    task_values,
)
from core.changes.registers import ACHIEVEMENT, DUTY, INDICATOR, ITEM, PLAN_ENTITY, SECTION, TASK, duty_id
from core.errors import ReportIssued
from core.ids import IndicatorId, ItemId
from core.model.indicator import Achievement, Indicator, Target
from core.model.outline import Item, Span
from core.model.plan import Plan
from core.reading.matching import Measured, best_match
from core.services.desk import Desk
from core.services.item_blocks import Passage, numbered, passages_of
from core.services.plan_edits import PlanEdit, PlanPen, editing_plan
from core.services.proposals import PlannedReport, planned


class Reread(Struct, frozen=True):
    """What reading again came to: items that stayed as they were, changed, are new, are gone; and the edit that undoes it."""

    edit: PlanEdit
    stayed: int
    changed: int
    added: int
    gone: int


def reread(desk: Desk, path: Path) -> Reread:
    """Read a corrected report into a plan that was not issued yet.

    Raises:
        NotTheOffice: this is a unit's workspace.
        ReportIssued: units have the plan; its text changes by revision.
        UserError: the report cannot be read; nothing was changed.
    """
    # Late: the reader of reports takes a while to import, which only reading one should cost.
    from core.reading.proposal import read_report  # noqa: PLC0415 # see above
    from core.reading.source import read_source  # noqa: PLC0415 # see above

    desk.must_be_office()
    if desk.is_issued:
        raise ReportIssued
    text = read_source(path)
    proposal = read_report(text)
    with editing_plan(desk) as pen:
        fresh = planned(proposal, pen.work.new_id, frequency=desk.plan.settings.frequency)
        carried = _Carrying(desk.plan, fresh, text, pen)
        carried.write()
        pen.set(Register(PLAN_ENTITY, PLAN_ENTITY, REPORT), text)
        return Reread(pen.edit, *carried.counts)


class _Carrying:
    """Carries the decisions of one plan over to a fresh reading, and writes the registers that differ."""

    def __init__(self, plan: Plan, fresh: PlannedReport, text: str, pen: PlanPen) -> None:
        from core.reading.carrying import paired  # noqa: PLC0415 # late, as the reader of reports

        self._plan = plan
        self._fresh = fresh
        self._text = text
        self._pen = pen
        self._paired = paired
        self._stayed = self._changed = self._added = 0
        self._kept: dict[IndicatorId, IndicatorId] = {}  # by the id of a fresh reading
        old, new = [each.title for each in plan.sections], [each.title for each in fresh.sections]
        self._sections = {fresh.sections[new].id: plan.sections[old].id for new, old in paired(old, new).items()}
        old, new = [each.title for each in plan.tasks], [each.title for each in fresh.tasks]
        self._tasks = {fresh.tasks[new].id: plan.tasks[old].id for new, old in paired(old, new).items()}

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Items that stayed, changed, were added, are gone."""
        return self._stayed, self._changed, self._added, len(self._plan.items) - self._stayed - self._changed

    def write(self) -> None:
        self._write_outline()
        items, olds = self._items()
        kept = {old.id for old in olds.values()}
        for item in items:
            self._write_item(item, olds.get(item.id))
        for item in self._plan.items:
            if item.id not in kept:
                self._drop_item(item)
        self._write_indicators(items, olds)
        self._write_achievements()

    def _write_outline(self) -> None:
        pen, sections, tasks = self._pen, self._sections, self._tasks
        for section in self._fresh.sections:
            parent = None if section.parent is None else sections.get(section.parent, section.parent)
            own = replace(section, id=sections.get(section.id, section.id), parent=parent)
            pen.set_all(SECTION, own.id, section_values(own))
        for task in self._fresh.tasks:
            own_task = replace(task, id=tasks.get(task.id, task.id), section=sections.get(task.section, task.section))
            pen.set_all(TASK, own_task.id, task_values(own_task))
        for gone in {each.id for each in self._plan.sections} - set(sections.values()):
            pen.set(Register(SECTION, gone, OUTLINE), None)
        for lost in {each.id for each in self._plan.tasks} - set(tasks.values()):
            pen.set(Register(TASK, lost, OUTLINE), None)

    def _items(self) -> tuple[list[Item], dict[ItemId, Item]]:
        """The items as they shall be, in the report's order, and by id the earlier ones that they go on from."""
        before = passages_of(self._plan.items)
        after = [self._placed(each) for each in passages_of(self._fresh.items)]
        pairs = self._passage_pairs(before, after)
        items: list[Item] = []
        olds: dict[ItemId, Item] = {}
        for place, passage in enumerate(after):
            old = before[pairs[place]] if place in pairs else None
            for item, own in self._cut(passage, old):
                named = item if own is None else replace(own, text=item.text, span=item.span, section=item.section, task=item.task)
                items.append(named)
                if own is not None:
                    olds[named.id] = own
        return numbered(items, self._fresh.items), olds

    def _placed(self, passage: Passage) -> Passage:
        section = self._sections.get(passage.section, passage.section)
        task = None if passage.task is None else self._tasks.get(passage.task, passage.task)
        return Passage(section, task, tuple(replace(item, section=section, task=task) for item in passage.items))

    def _passage_pairs(self, before: Sequence[Passage], after: Sequence[Passage]) -> dict[int, int]:
        """A task's passages by their task, headline targets by their words."""
        by_task = {each.task: place for place, each in enumerate(before) if each.task is not None}
        pairs = {place: by_task[each.task] for place, each in enumerate(after) if each.task in by_task and each.task is not None}
        old = [place for place, each in enumerate(before) if place not in set(pairs.values())]
        new = [place for place in range(len(after)) if place not in pairs]
        found = self._paired([before[place].text for place in old], [after[place].text for place in new])
        return pairs | {new[own]: old[other] for own, other in found.items()}

    def _cut(self, passage: Passage, old: Passage | None) -> list[tuple[Item, Item | None]]:
        """A passage's items cut as the earlier one was, each with the earlier item that it goes on from."""
        if old is None:
            return [(item, None) for item in passage.items]
        from core.reading.carrying import carried_cuts  # noqa: PLC0415 # late, as the reader of reports

        text = passage.text
        cuts = [0, *carried_cuts(old.text, old.cuts, text, passage.cuts), len(text)]
        start = passage.items[0].span[0]
        pieces = [
            replace(passage.items[0], id=ItemId(self._pen.work.new_id("i")), text=text[one:other], span=(start + one, start + other))
            for one, other in pairwise(cuts)
        ]
        found = self._paired([item.text for item in old.items], [piece.text for piece in pieces])
        return [(piece, old.items[found[place]] if place in found else None) for place, piece in enumerate(pieces)]

    def _write_item(self, item: Item, old: Item | None) -> None:
        values = item_values(item)
        if old is None:
            self._added += 1
            self._pen.set_all(ITEM, item.id, values)
            return
        self._pen.set(Register(ITEM, item.id, OUTLINE), values[OUTLINE])
        if item.text == old.text:
            self._stayed += 1
        else:
            self._changed += 1
            self._pen.set(Register(ITEM, item.id, CONFIRMED), False)  # noqa: FBT003 # the register's value

    def _drop_item(self, item: Item) -> None:
        self._pen.set(Register(ITEM, item.id, OUTLINE), None)
        for duty in self._plan.duties_by_item.get(item.id, ()):
            self._pen.set(Register(DUTY, duty_id(duty.unit, item.id), ASKED), None)

    def _write_indicators(self, items: Sequence[Item], olds: dict[ItemId, Item]) -> None:
        """Of items that stayed the indicators stay; of changed ones each is set against what is read there now; of new ones all are new."""
        places = {indicator.id: self._item_at(items, indicator.span) for indicator in self._fresh.indicators}
        compared = [
            (item, olds.get(item.id), _Compared.of(held, [each for each in self._fresh.indicators if places[each.id] == item.id]))
            for item in items
            for held in [self._plan.indicators_by_item.get(item.id, ()) if item.id in olds else ()]
        ]
        # What a target is measured against, and what a result is about, may be an indicator that stayed under its own id.
        self._kept = {fresh.id: own.id for _, _, each in compared for fresh, own in each.pairs}
        for item, old, each in compared:
            is_same = old is not None and old.text == item.text
            # In words that stayed what is read and not held was dropped.
            self._kept |= {} if is_same else {fresh.id: fresh.id for fresh in each.added}
        for item, old, each in compared:
            if old is not None and old.text == item.text:
                for indicator in (*(own for _, own in each.pairs), *each.gone):
                    self._move(indicator, item.span[0] - old.span[0])
                continue
            for fresh in each.added:
                self._add_indicator(replace(fresh, item=item.id))
            for fresh, own in each.pairs:
                self._compare(fresh, own)
            for own in each.gone:  # the words it was read from are gone: the office says whether it stays
                self._pen.set(Register(INDICATOR, own.id, READING), None)
                self._pen.set(Register(INDICATOR, own.id, CONFIRMED), False)  # noqa: FBT003 # the register's value

    def _item_at(self, items: Sequence[Item], span: Span | None) -> ItemId | None:
        return next((item.id for item in items if span is not None and item.span[0] <= span[0] < item.span[1]), None)

    def _move(self, indicator: Indicator, by: int) -> None:
        if indicator.span is not None:
            moved = replace(indicator, span=(indicator.span[0] + by, indicator.span[1] + by))
            self._pen.set(Register(INDICATOR, indicator.id, READING), indicator_values(moved)[READING])

    def _compare(self, fresh: Indicator, own: Indicator) -> None:
        changed = replace(own, target=self._target(fresh), span=fresh.span)
        values = indicator_values(changed)
        self._pen.set(Register(INDICATOR, own.id, READING), values[READING])
        if own.target != changed.target:
            self._pen.set(Register(INDICATOR, own.id, TARGET), values[TARGET])
            self._pen.set(Register(INDICATOR, own.id, CONFIRMED), False)  # noqa: FBT003 # the register's value

    def _add_indicator(self, indicator: Indicator) -> None:
        order = 1 + max((each.order for each in self._plan.indicators), default=-1) + indicator.order
        self._pen.set_all(INDICATOR, indicator.id, indicator_values(replace(indicator, order=order, target=self._target(indicator))))

    def _target(self, fresh: Indicator) -> Target:
        """The target that was read, measured against what is in the plan."""
        reference = fresh.target.reference
        return fresh.target if reference is None else replace(fresh.target, reference=self._kept.get(reference, reference))

    def _write_achievements(self) -> None:
        old, new = self._plan.achievements, self._fresh.achievements
        pairs = self._paired([_told(each) for each in old], [_told(each) for each in new])
        for place, fresh in enumerate(new):
            section = self._sections.get(fresh.section, fresh.section)
            if place not in pairs:
                self._pen.set_all(ACHIEVEMENT, fresh.id, achievement_values(replace(fresh, section=section, indicator=self._linked(fresh))))
                continue
            own = old[pairs[place]]
            is_same = _told(own) == _told(fresh)
            told = own if is_same else replace(fresh, indicator=own.indicator)  # what the office corrected in words that stayed is kept
            values = achievement_values(replace(told, id=own.id, section=section, order=fresh.order, span=fresh.span))
            self._pen.set(Register(ACHIEVEMENT, own.id, READING), values[READING])
            if not is_same:
                self._pen.set(Register(ACHIEVEMENT, own.id, CONFIRMED), False)  # noqa: FBT003 # the register's value
        for place, gone in enumerate(old):
            if place not in pairs.values():
                self._pen.set(Register(ACHIEVEMENT, gone.id, READING), None)

    def _linked(self, fresh: Achievement) -> IndicatorId | None:
        """The indicator in the plan that a new result is about: one that stayed, or one that was added; none that was dropped."""
        return None if fresh.indicator is None else self._kept.get(fresh.indicator)


class _Compared(Struct, frozen=True):
    """An item's indicators as they are read now against those it had: pairs of the same, what is new, what is gone."""

    pairs: tuple[tuple[Indicator, Indicator], ...]
    added: tuple[Indicator, ...]
    gone: tuple[Indicator, ...]

    @classmethod
    def of(cls, held: Iterable[Indicator], read: Iterable[Indicator]) -> _Compared:
        """Pair each that is read with the one that measures the same."""
        left, pairs, added = list(held), [], []
        for fresh in read:
            place = best_match(Measured(fresh.name, fresh.unit, fresh.kind), [Measured(each.name, each.unit, each.kind) for each in left])
            if place is None:
                added.append(fresh)
            else:
                pairs.append((fresh, left.pop(place)))
        return cls(tuple(pairs), tuple(added), tuple(left))


def _told(achievement: Achievement) -> str:
    return achievement.clause or achievement.name
