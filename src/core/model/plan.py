"""The plan (任务分解方案): everything the office made of a report, as one value."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, field

from core.ids import IndicatorId, ItemId, PlanId, SectionId, TaskId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.formula import Formula
from core.model.indicator import Achievement, Allocation, Indicator
from core.model.org_unit import OrgUnit, in_tree_order
from core.model.outline import Item, Section, Task
from core.model.period import Frequency, Period
from core.model.plan_settings import PlanSettings

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)


class Duty(Struct, frozen=True):
    """Unit × item: what is asked of a unit (填报要求)."""

    unit: UnitId
    item: ItemId
    is_lead: bool
    gives_figures: bool
    text: TextRule = TextRule.WHEN_CHANGED
    evidence: EvidenceRule = EvidenceRule.WHEN_DONE


class Plan(Struct, frozen=True, dict=True):
    """A plan at one revision; every sequence is in the report's own order, units in the order of their tree."""

    id: PlanId
    place: str
    year: int
    title: str
    revision: int
    root: UnitId
    units: tuple[OrgUnit, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    items: tuple[Item, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    duties: tuple[Duty, ...] = ()
    achievements: tuple[Achievement, ...] = ()
    settings: PlanSettings = field(default_factory=PlanSettings)
    is_sample: bool = False
    formulas: tuple[Formula, ...] = ()

    @cached_property
    def units_by_id(self) -> dict[UnitId, OrgUnit]:
        """Every unit."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def sections_by_id(self) -> dict[SectionId, Section]:
        """Every section."""
        return {section.id: section for section in self.sections}

    @cached_property
    def tasks_by_id(self) -> dict[TaskId, Task]:
        """Every task."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def items_by_id(self) -> dict[ItemId, Item]:
        """Every item."""
        return {item.id: item for item in self.items}

    @cached_property
    def item_places(self) -> dict[ItemId, int]:
        """Where each item stands in the report's order, counted from 0."""
        return {item.id: place for place, item in enumerate(self.items)}

    @cached_property
    def indicators_by_id(self) -> dict[IndicatorId, Indicator]:
        """Every indicator."""
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def indicators_by_item(self) -> dict[ItemId, tuple[Indicator, ...]]:
        """Only items with indicators are keys."""
        return _grouped(self.indicators, lambda indicator: indicator.item)

    @cached_property
    def items_by_task(self) -> dict[TaskId, tuple[Item, ...]]:
        """Every task is a key; headline items are in `headline_items`."""
        return {task.id: tuple(item for item in self.items if item.task == task.id) for task in self.tasks}

    @cached_property
    def tasks_by_section(self) -> dict[SectionId, tuple[Task, ...]]:
        """Only sections with tasks are keys."""
        return _grouped(self.tasks, lambda task: task.section)

    @cached_property
    def headline_items(self) -> tuple[Item, ...]:
        """The items of the headline targets."""
        return tuple(item for item in self.items if item.task is None)

    @cached_property
    def allocations_by_key(self) -> dict[tuple[IndicatorId, UnitId], Allocation]:
        """Allocations by indicator and unit."""
        return {(allocation.indicator, allocation.unit): allocation for allocation in self.allocations}

    @cached_property
    def allocations_by_indicator(self) -> dict[IndicatorId, tuple[Allocation, ...]]:
        """Only allocated indicators are keys."""
        return _grouped(self.allocations, lambda allocation: allocation.indicator)

    @cached_property
    def duties_by_unit(self) -> dict[UnitId, tuple[Duty, ...]]:
        """Only units with duties are keys."""
        return _grouped(self.duties, lambda duty: duty.unit)

    @cached_property
    def duties_by_item(self) -> dict[ItemId, tuple[Duty, ...]]:
        """Only items with duties are keys; the lead's comes first."""
        ordered = sorted(self.duties, key=lambda duty: not duty.is_lead)
        return _grouped(ordered, lambda duty: duty.item)

    @cached_property
    def reporting_units(self) -> tuple[OrgUnit, ...]:
        """Units that have duties, in the order of the tree."""
        return tuple(unit for unit in self.units if unit.id in self.duties_by_unit)

    @cached_property
    def periods_by_frequency(self) -> dict[Frequency, tuple[Period, ...]]:
        """The periods for which the plan asks figures of each frequency: from the one with the plan's first month in it to the year's end.

        Of months January is left out where February's figures cover both (docs/decisions/0020).
        """
        first_month = self.settings.first_month
        first_months = dict.fromkeys(Frequency, first_month)
        if self.settings.joins_january:
            first_months[Frequency.MONTH] = max(first_month, 2)
        return {
            frequency: tuple(period for period in Period.of_year(self.year, frequency) if period.last_month >= first)
            for frequency, first in first_months.items()
        }

    @property
    def periods(self) -> tuple[Period, ...]:
        """The plan's reporting periods: those of its own frequency."""
        return self.periods_by_frequency[self.settings.frequency]

    @cached_property
    def is_steady(self) -> bool:
        """Whether the unit tree is the same all year, and no unit took another's numbers over."""
        return all(unit.is_steady for unit in self.units)

    def units_at(self, period: Period) -> tuple[OrgUnit, ...]:
        """The unit tree when a period ends, in its order: without units that had not begun, or had ended, and all below them."""
        if self.is_steady:
            return self.units
        return in_tree_order(unit.at(period) for unit in self.units if unit.exists_at(period))

    def reporting_units_at(self, period: Period) -> tuple[OrgUnit, ...]:
        """The units with duties that exist when a period ends."""
        return self.reporting_units if self.is_steady else tuple(unit for unit in self.reporting_units if unit.exists_at(period))

    def subtree(self, root: UnitId) -> tuple[OrgUnit, ...]:
        """The unit and all below it, in the order of the tree."""
        inside = {root}
        for unit in self.units:  # parents come before their children
            if unit.parent in inside:
                inside.add(unit.id)
        return tuple(unit for unit in self.units if unit.id in inside)


def _grouped(values: Iterable[Value], key: Callable[[Value], Key]) -> dict[Key, tuple[Value, ...]]:
    groups: dict[Key, list[Value]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return {group: tuple(members) for group, members in groups.items()}
