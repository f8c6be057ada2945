"""From what was read in a report to the plan's entities: ids, codes, and the defaults that the office may change.

What a default is follows from the kind of value; every one can be overridden by the office's tables or screens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from core.ids import IndicatorId, ItemId, SectionId, TaskId
from core.model.indicator import (
    Achievement,
    Baseline,
    Indicator,
    RollUpRule,
    Target,
    ValueKind,
)
from core.model.outline import Item, Section, Task
from core.model.period import Frequency
from core.model.quantity import unit_scale

if TYPE_CHECKING:  # the reader of reports takes a while to import, which only reading one should cost
    from core.reading.commitments import ProposedCommitment
    from core.reading.proposal import Proposal

NewId = Callable[[str], str]

# Words that say how a figure came about rather than what is measured; without them last year's name and this year's can be compared.
_NAME_NOISE = re.compile(r"全年|全市|国家|新增|新认定|新建|净增|累计|总量|增长|增速|保持|实现|完成|开展|达到|预计|[“”\"（）()、\s]")
_ALIKE = 0.75
# 整车产量 under a heading on new energy is 新能源整车产量: a name that the other ends with is likely the same, elided.
_CONTAINED = 0.76
_SHORTEST_CONTAINED = 4


class PlannedReport(Struct, frozen=True):
    """A proposal as entities with permanent ids, every sequence in the report's order."""

    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    items: tuple[Item, ...]
    indicators: tuple[Indicator, ...]
    achievements: tuple[Achievement, ...]


def planned(proposal: Proposal, new_id: NewId, *, frequency: Frequency = Frequency.MONTH) -> PlannedReport:
    """Give a proposal's parts their permanent ids, and link last year's figures to this year's indicators.

    Every indicator is asked at the one frequency, until the office says otherwise.
    """
    section_ids = {section.id: SectionId(new_id("s")) for section in proposal.sections}
    sections = tuple(
        Section(
            section_ids[section.id],
            section.number,
            section.title,
            section.kind,
            None if section.parent is None else section_ids[section.parent],
            order,
            section.span,
            section.text,
        )
        for order, section in enumerate(proposal.sections)
    )
    task_ids = {task.id: TaskId(new_id("t")) for task in proposal.tasks}
    tasks = tuple(
        Task(task_ids[task.id], section_ids[task.section], task.title, task.text, order, task.span)
        for order, task in enumerate(proposal.tasks)
    )
    item_ids = {item.id: ItemId(new_id("i")) for item in proposal.items}
    items = tuple(
        Item(
            item_ids[item.id],
            section_ids[item.section],
            None if item.task is None else task_ids[item.task],
            item.id[1:],
            item.text,
            order,
            item.span,
        )
        for order, item in enumerate(proposal.items)
    )
    indicators = [replace(each, frequency=frequency) for each in _indicators(proposal, item_ids, new_id)]
    achievements = [
        (_achievement(commitment, section_ids[commitment.section], order, new_id), commitment.value_kind)
        for order, commitment in enumerate(each for each in proposal.commitments if each.kind == "achievement")
    ]
    indicators, linked = _with_baselines(indicators, achievements)
    return PlannedReport(sections, tasks, items, tuple(indicators), tuple(linked))


def _indicators(proposal: Proposal, item_ids: dict[ItemId, ItemId], new_id: NewId) -> list[Indicator]:
    found: list[Indicator] = []
    targets = [each for each in proposal.commitments if each.kind == "target" and each.item is not None]
    for order, commitment in enumerate(targets):
        if commitment.item is None:  # told the type checker what the line above chose
            continue
        kind = commitment.value_kind
        target = Target(
            commitment.comparator,
            commitment.value,
            commitment.high,
            commitment.wording or "",
            commitment.sort,
            commitment.rising,
        )
        found.append(
            Indicator(
                id=IndicatorId(new_id("n")),
                item=item_ids[commitment.item],
                name=commitment.name,
                unit=commitment.unit or ("%" if kind in {ValueKind.GROWTH, ValueKind.SHARE} else ""),
                kind=kind,
                target=target,
                order=order,
                decimals=_decimals(commitment.value_text, commitment.unit, kind),
                unit_roll_up=RollUpRule.SUM if kind in {ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL} else RollUpRule.NONE,
            )
        )
    return [_with_reference(indicator, commitment.reference, found) for indicator, commitment in zip(found, targets, strict=True)]


def _with_reference(indicator: Indicator, name: str | None, indicators: list[Indicator]) -> Indicator:
    """The indicator with the one that its relative target is measured against."""
    if not name:
        return indicator
    reference = next((other.id for other in indicators if other.id != indicator.id and other.name == name), None)
    return replace(indicator, target=replace(indicator.target, reference=reference))


def _achievement(commitment: ProposedCommitment, section: SectionId, order: int, new_id: NewId) -> Achievement:
    return Achievement(
        id=new_id("a"),
        section=section,
        name=commitment.name,
        comparator=commitment.comparator,
        value=commitment.value,
        unit=commitment.unit,
        wording=commitment.wording or "",
        clause=commitment.clause,
        order=order,
        span=commitment.span,
    )


def _with_baselines(
    indicators: list[Indicator], achievements: list[tuple[Achievement, ValueKind]]
) -> tuple[list[Indicator], list[Achievement]]:
    """Link each achievement to the indicator that measures the same; its value there is the 上年基数, still unconfirmed."""
    linked: list[Achievement] = []
    by_id = {indicator.id: indicator for indicator in indicators}
    for achievement, kind in achievements:
        best = max(indicators, key=lambda indicator: _likeness(indicator, achievement, kind), default=None)
        if best is None or _likeness(best, achievement, kind) < _ALIKE:
            linked.append(achievement)
            continue
        linked.append(replace(achievement, indicator=best.id))
        value = _in_unit(achievement, best.unit)
        if value is not None and by_id[best.id].baseline is None:
            by_id[best.id] = replace(by_id[best.id], baseline=Baseline(value, achievement.clause))
    return [by_id[indicator.id] for indicator in indicators], linked


def _likeness(indicator: Indicator, achievement: Achievement, kind: ValueKind) -> float:
    """How alike what two figures measure is, 0 to 1: shared pairs of characters of the names without their noise.

    0 where unit or value kind differ, since last year's stock is no base for this year's additions.
    """
    if achievement.value is None or unit_scale(indicator.unit)[1] != unit_scale(achievement.unit)[1] or indicator.kind is not kind:
        return 0.0
    left, right = _NAME_NOISE.sub("", indicator.name), _NAME_NOISE.sub("", achievement.name)
    if not left or not right:
        return 0.0
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} or {name} for name in (left, right)]
    shared = 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
    shorter, longer = sorted((left, right), key=len)
    return max(shared, _CONTAINED) if len(shorter) >= _SHORTEST_CONTAINED and longer.endswith(shorter) else shared


def _in_unit(achievement: Achievement, unit: str) -> Decimal | None:
    if achievement.value is None:
        return None
    factor, bare = unit_scale(unit)
    own_factor, own_bare = unit_scale(achievement.unit)
    return achievement.value * own_factor / factor if bare == own_bare else None


def _decimals(value: str | None, unit: str, kind: ValueKind) -> int:
    """How many decimals an indicator prints: those of its target, at least two for 万 and 亿, one for rates."""
    written = len((value or "").partition("-")[0].partition(".")[2])
    least = 1 if kind in {ValueKind.GROWTH, ValueKind.SHARE} else 2 if unit_scale(unit)[0] > 1 else 0
    return max(written, least)
