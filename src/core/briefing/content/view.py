"""A picture, indexed as content reads it: the viewpoint's own rows, its items, their standings, texts and units.

For the office's papers the viewpoint is the city and every item is its own; for a district's the items are those it has duties for, and its
own row takes the place of the city's.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from core.briefing.picture import Picture, UnitReport
from core.calc.judgement import Judgement
from core.calc.summary import Mark, item_mark
from core.ids import IndicatorId, ItemId, SectionId, TaskId, UnitId
from core.model.asked import asks_text
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item
from core.model.plan import Duty, Plan
from core.model.progress import Progress, Standing, SubmissionState

# The last character of a unit's short name and how the unit speaks of itself.
_OWN_WORDS = {
    "市": "我市",
    "区": "我区",
    "县": "我县",
    "旗": "我旗",
    "镇": "我镇",
    "乡": "我乡",
    "道": "我街道",
    "局": "我局",
    "委": "我委",
    "办": "我办",
    "院": "我院",
}


class View(Struct, frozen=True, dict=True):
    """One picture and the look-ups that content needs; every collection keeps the plan's order."""

    picture: Picture

    @property
    def plan(self) -> Plan:
        """The plan of the picture."""
        return self.picture.plan

    @property
    def is_office(self) -> bool:
        """Whether the paper is the city's own."""
        return self.picture.viewpoint == self.plan.root

    @cached_property
    def unit(self) -> OrgUnit:
        """The unit whose paper it is."""
        return self.plan.units_by_id[self.picture.viewpoint]

    @property
    def own_word(self) -> str:
        """How the paper's unit speaks of itself: 我市, 我区, 我局, else 我单位."""
        return _OWN_WORDS.get(self.short_name(self.unit.id)[-1:], "我单位")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items the paper is about."""
        return tuple(item for item in self.plan.items if self.is_office or item.id in self.own_duties)

    @property
    def is_bureau(self) -> bool:
        """Whether the paper is a department's, which has no territory and no supervision office."""
        return self.unit.kind is UnitKind.BUREAU

    @cached_property
    def own_items(self) -> tuple[Item, ...]:
        """The items that are rated for the viewpoint: all at the office; below it those of which it has a share or that it leads."""
        return tuple(item for item in self.items if self.is_own(item))

    def is_own(self, item: Item) -> bool:
        """Whether an item is rated for the viewpoint, and not by others alone."""
        return self.is_office or bool(self.rows(item))

    @cached_property
    def own_duties(self) -> dict[ItemId, Duty]:
        """The viewpoint's duties by item; empty for the office."""
        return {duty.item: duty for duty in self.plan.duties_by_unit.get(self.picture.viewpoint, ())}

    @cached_property
    def items_by_task(self) -> dict[TaskId, tuple[Item, ...]]:
        """The paper's items under each task that has any."""
        groups: dict[TaskId, list[Item]] = {}
        for item in self.items:
            if item.task is not None:
                groups.setdefault(item.task, []).append(item)
        return {task: tuple(items) for task, items in groups.items()}

    @cached_property
    def headline_items_by_section(self) -> dict[SectionId, tuple[Item, ...]]:
        """The paper's items that stand under no task."""
        groups: dict[SectionId, list[Item]] = {}
        for item in self.items:
            if item.task is None:
                groups.setdefault(item.section, []).append(item)
        return {section: tuple(items) for section, items in groups.items()}

    def section_items(self, section: SectionId) -> tuple[Item, ...]:
        """The paper's items of a section, its sub-sections' left out."""
        return tuple(item for item in self.items if item.section == section)

    def holds_duties(self, section: SectionId) -> bool:
        """Whether anyone (for a district's paper: the district) has something to report in the section itself."""
        return any(item.id in self.plan.duties_by_item for item in self.section_items(section))

    @cached_property
    def _own_rows(self) -> dict[tuple[ItemId, IndicatorId | None], Judgement]:
        rows: dict[tuple[ItemId, IndicatorId | None], Judgement] = {}
        for row in self.picture.judgements:
            speaker = self.plan.root if self._speaks_for_city(row) else self.picture.viewpoint
            if row.unit == speaker:
                rows[row.item, row.indicator] = row
        return rows

    def _speaks_for_city(self, row: Judgement) -> bool:
        """A lead owns the number: it answers for the city's row where no share of the target is its own."""
        duty = self.own_duties.get(row.item)
        is_own = row.indicator is not None and (row.indicator, self.picture.viewpoint) in self.plan.allocations_by_key
        return duty is not None and duty.is_lead and not is_own

    def rows(self, item: Item) -> tuple[Judgement, ...]:
        """The viewpoint's rows of an item: one an indicator, or the item's own where it has none."""
        indicators = self.plan.indicators_by_item.get(item.id, ())
        keys: list[IndicatorId | None] = [indicator.id for indicator in indicators] if indicators else [None]
        return tuple(self._own_rows[item.id, key] for key in keys if (item.id, key) in self._own_rows)

    def row_of(self, indicator: IndicatorId) -> Judgement | None:
        """The viewpoint's row of an indicator; None where it has none, or the plan no longer has the indicator."""
        known = self.plan.indicators_by_id.get(indicator)
        return self._own_rows.get((known.item, indicator)) if known is not None else None

    @cached_property
    def below(self) -> frozenset[UnitId]:
        """The units of the viewpoint's subtree, without itself; what others gave is not the paper's to tell."""
        return frozenset(unit.id for unit in self.plan.subtree(self.picture.viewpoint)) - {self.picture.viewpoint}

    def rows_of_unit(self, item: ItemId, unit: UnitId) -> tuple[Judgement, ...]:
        """The rows that a unit has of an item itself."""
        return self._rows_by_item_and_unit.get((item, unit), ())

    @cached_property
    def _rows_by_item_and_unit(self) -> dict[tuple[ItemId, UnitId], tuple[Judgement, ...]]:
        rows: dict[tuple[ItemId, UnitId], tuple[Judgement, ...]] = {}
        for row in self.picture.judgements:
            rows[row.item, row.unit] = (*rows.get((row.item, row.unit), ()), row)
        return rows

    @cached_property
    def rows_by_unit(self) -> dict[tuple[IndicatorId, UnitId], Judgement]:
        """Every row of an indicator by indicator and unit."""
        return {(row.indicator, row.unit): row for row in self.picture.judgements if row.indicator is not None}

    @cached_property
    def unit_rows(self) -> dict[tuple[IndicatorId, UnitId], Judgement]:
        """The rows of the units below by indicator and unit."""
        return {key: row for key, row in self.rows_by_unit.items() if row.unit in self.below}

    @cached_property
    def marks(self) -> dict[ItemId, Mark]:
        """The mark of each of the paper's items that has rows."""
        return {item.id: item_mark(rows) for item in self.items if (rows := self.rows(item))}

    def mark(self, item: Item) -> Mark:
        """An item's mark; 其他 without rows."""
        return self.marks.get(item.id, Mark(Standing.UNRATED))

    def worst_row(self, item: Item) -> Judgement | None:
        """The row that needs attention most, of equal marks the one furthest behind; None without rows."""
        return min(self.rows(item), key=_calm, default=None)

    def narrator(self, item: Item) -> UnitId | None:
        """The unit whose text prints under an item: the lead at the office (None: there is none yet), the unit itself in its paper."""
        return item.lead if self.is_office else self.picture.viewpoint

    def progress(self, item: Item) -> Progress | None:
        """The narrator's text on an item, None where it gave none."""
        narrator = self.narrator(item)
        return self.picture.progress.get((item.id, narrator)) if narrator is not None else None

    def asks_for_text(self, item: Item) -> bool:
        """Whether the narrator owes a text on the item in the period; with no duty on record it does."""
        narrator = self.narrator(item)
        duties = [duty for duty in self.plan.duties_by_item.get(item.id, ()) if duty.unit == narrator]
        return all(asks_text(duty, self.picture.period) for duty in duties)

    @cached_property
    def reports_by_unit(self) -> dict[UnitId, UnitReport]:
        """What each unit handed up for the period."""
        return {report.unit: report for report in self.picture.reports}

    @cached_property
    def states_below(self) -> dict[UnitId, SubmissionState]:
        """Where each unit below that has duties stands, in the order of the tree; 未报 where nothing is known of it."""
        return {
            unit.id: report.state if (report := self.reports_by_unit.get(unit.id)) is not None else SubmissionState.MISSING
            for unit in self.plan.reporting_units_at(self.picture.period)
            if unit.id in self.below
        }

    def short_name(self, unit: UnitId) -> str:
        """A unit as texts name it."""
        return self.plan.units_by_id[unit].short_name or self.plan.units_by_id[unit].name

    def names_of(self, units: Iterable[UnitId]) -> str:
        """Units by short name with 、 between them; all of the city's districts together as 各辖市（区）.

        Source: distribution lists of official notices end so (practice of 任务分解表).
        """
        districts = {unit.id for unit in self.plan.units if unit.kind is UnitKind.DISTRICT and unit.parent == self.plan.root}
        named = tuple(units)
        if len(districts) < 3 or not districts <= set(named):
            return "、".join(self.short_name(unit) for unit in named)
        return "、".join([*(self.short_name(unit) for unit in named if unit not in districts), self._all_districts(districts)])

    def _all_districts(self, districts: set[UnitId]) -> str:
        ends = {self.short_name(unit)[-1:] for unit in districts}
        if "县" in ends:
            return "各县（市、区）"
        return "各辖市（区）" if "市" in ends else "各区"

    @cached_property
    def compared_units(self) -> tuple[OrgUnit, ...]:
        """The territories right below the viewpoint, as a matrix compares them."""
        territories = {UnitKind.DISTRICT, UnitKind.TOWNSHIP}
        return tuple(unit for unit in self.plan.units if unit.parent == self.picture.viewpoint and unit.kind in territories)


def _calm(row: Judgement) -> tuple[int, int, Decimal]:
    standing, shade = Mark(row.standing, row.shade).severity
    return -standing, -shade, row.distance if row.distance is not None else Decimal("Infinity")
