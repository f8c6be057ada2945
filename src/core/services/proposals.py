"""From what was read in a report to the plan's entities: ids, codes, and the defaults that the office may change.

What a default is follows from the kind of value; every one can be overridden by the office's tables or screens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from core.ids import IndicatorId, ItemId, SectionId, TaskId
from core.model.indicator import (
    Achievement,
    Baseline,
    Indicator,
    Target,
    ValueKind,
)
from core.model.outline import Item, Section, Task
from core.model.period import Frequency
from core.model.quantity import unit_scale
from core.reading.matching import Measured, best_match, in_unit
from core.reading.next_year import continued
from core.reading.suggestions import suggested_frequency, suggested_roll_up

if TYPE_CHECKING:  # the reader of reports takes a while to import, which only reading one should cost
    from core.reading.commitments import ProposedCommitment
    from core.reading.proposal import Proposal
    from core.services.last_year import LastPlan

NewId = Callable[[str], str]


class PlannedReport(Struct, frozen=True):
    """A proposal as entities with permanent ids, every sequence in the report's order."""

    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    items: tuple[Item, ...]
    indicators: tuple[Indicator, ...]
    achievements: tuple[Achievement, ...]


def planned(
    proposal: Proposal, new_id: NewId, *, frequency: Frequency = Frequency.MONTH, last_year: LastPlan | None = None
) -> PlannedReport:
    """Give a proposal's parts their permanent ids, and link last year's figures to this year's indicators.

    With last year's plan what is measured again keeps its id and gets last year's result as its base.
    Every indicator is asked at the one frequency, or as seldom as its figure is published, until the office says otherwise.
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
    indicators = _indicators(proposal, item_ids, new_id, usual=frequency)
    if last_year is not None:
        indicators = _continuing(indicators, last_year)
    achievements = [
        (achievement_from_reading(commitment, section_ids[commitment.section], order, new_id), commitment.value_kind)
        for order, commitment in enumerate(each for each in proposal.commitments if each.kind == "achievement")
    ]
    indicators, linked = _with_baselines(indicators, achievements)
    return PlannedReport(sections, tasks, items, tuple(indicators), tuple(linked))


def _indicators(proposal: Proposal, item_ids: dict[ItemId, ItemId], new_id: NewId, *, usual: Frequency) -> list[Indicator]:
    targets = [each for each in proposal.commitments if each.kind == "target" and each.item is not None]
    found = indicators_from_reading(targets, new_id, usual=usual)
    return [replace(indicator, item=item_ids[indicator.item]) for indicator in found]


def indicators_from_reading(
    targets: Sequence[ProposedCommitment], new_id: NewId, *, usual: Frequency, first_order: int = 0
) -> list[Indicator]:
    """The targets that were read as indicators of the items they name, in their order."""
    found = [
        _indicator(commitment, commitment.item, new_id, usual=usual, order=order)
        for order, commitment in enumerate(targets, start=first_order)
        if commitment.item is not None
    ]
    return [_with_reference(indicator, commitment.reference, found) for indicator, commitment in zip(found, targets, strict=True)]


def _indicator(commitment: ProposedCommitment, item: ItemId, new_id: NewId, *, usual: Frequency, order: int) -> Indicator:
    kind = commitment.value_kind
    target = Target(
        commitment.comparator,
        commitment.value,
        commitment.high,
        commitment.wording or "",
        commitment.sort,
        commitment.rising,
    )
    return Indicator(
        id=IndicatorId(new_id("n")),
        item=item,
        name=commitment.name,
        unit=commitment.unit or ("%" if kind in {ValueKind.GROWTH, ValueKind.SHARE} else ""),
        kind=kind,
        target=target,
        order=order,
        decimals=_decimals(commitment.value_text, commitment.unit, kind),
        frequency=suggested_frequency(commitment.name, usual)[0],
        unit_roll_up=suggested_roll_up(commitment.name, commitment.unit, kind)[0],
        span=commitment.span,
    )


def _continuing(indicators: list[Indicator], last_year: LastPlan) -> list[Indicator]:
    """The indicators with the ids of those of last year that they are, and last year's results as bases (docs/decisions/0047)."""
    found = continued([Measured(each.name, each.unit, each.kind) for each in indicators], last_year.indicators)
    kept = {indicators[place].id: it.last.id for place, it in found.items() if it.is_same}
    result = []
    for place, indicator in enumerate(indicators):
        reference = indicator.target.reference
        target = replace(indicator.target, reference=kept.get(reference, reference)) if reference else indicator.target
        indicator = replace(indicator, id=kept.get(indicator.id, indicator.id), target=target)  # noqa: PLW2901 # the same, of this year
        match = found.get(place)
        if match is not None and match.base is not None:
            indicator = replace(indicator, baseline=Baseline(match.base, last_year.words[match.last.id]))  # noqa: PLW2901 # as above
        result.append(indicator)
    return result


def _with_reference(indicator: Indicator, name: str | None, indicators: list[Indicator]) -> Indicator:
    """The indicator with the one that its relative target is measured against."""
    if not name:
        return indicator
    reference = next((other.id for other in indicators if other.id != indicator.id and other.name == name), None)
    return replace(indicator, target=replace(indicator.target, reference=reference))


def achievement_from_reading(commitment: ProposedCommitment, section: SectionId, order: int, new_id: NewId) -> Achievement:
    """What was read as a result of last year; not linked to any indicator yet."""
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
    measured = [Measured(indicator.name, indicator.unit, indicator.kind) for indicator in indicators]
    for achievement, kind in achievements:
        place = None if achievement.value is None else best_match(Measured(achievement.name, achievement.unit, kind), measured)
        if place is None or achievement.value is None:
            linked.append(achievement)
            continue
        best = indicators[place]
        linked.append(replace(achievement, indicator=best.id))
        value = in_unit(achievement.value, achievement.unit, best.unit)
        if value is not None and by_id[best.id].baseline is None:
            by_id[best.id] = replace(by_id[best.id], baseline=Baseline(value, achievement.clause))
    return [by_id[indicator.id] for indicator in indicators], linked


def _decimals(value: str | None, unit: str, kind: ValueKind) -> int:
    """How many decimals an indicator prints: those of its target, at least two for 万 and 亿, one for rates."""
    written = len((value or "").partition("-")[0].partition(".")[2])
    least = 1 if kind in {ValueKind.GROWTH, ValueKind.SHARE} else 2 if unit_scale(unit)[0] > 1 else 0
    return max(written, least)
