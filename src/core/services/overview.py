"""The matrix of standings: every item and indicator of a period against the city and its units, with tallies and rankings.

At the office the city's rows tell an item's mark. In a unit's workspace the unit's own do, and of the city's only those that it answers
for, since it does not hold the others' figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from core.calc.judgement import ROLLED_UP, Judgement
from core.calc.ranking import Ranking, rank_units, unit_marks
from core.calc.summary import Mark, StandingCounts, Tally, item_mark, marks_by_item, tally
from core.calc.wording import missing_sign, target_text, value_text
from core.ids import IndicatorId, ItemId, SectionId, TaskId, UnitId
from core.model.asked import asked_figures
from core.model.indicator import Indicator
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Standing, SubmissionState
from core.services.briefings import roll_up
from core.services.desk import Desk
from core.store.records import filings

_GROUPS = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.TOWNSHIP, UnitKind.BUREAU)


class Column(Struct, frozen=True):
    """The city or a unit. `counts` are of the column's items, each once; `state` is None for who owes no report."""

    unit: UnitId
    name: str
    kind: UnitKind
    counts: StandingCounts
    state: SubmissionState | None


class Row(Struct, frozen=True):
    """An indicator, or an item without figures (`indicator` None); `target` as a table prints it, "" without."""

    item: ItemId
    code: str
    indicator: IndicatorId | None
    title: str
    target: str
    section: SectionId
    task: TaskId | None


class TaskRows(Struct, frozen=True):
    """A task's rows: [first, end) of the overview's, with its tally; `task` is None for headline targets."""

    task: TaskId | None
    title: str
    first: int
    end: int
    tally: Tally


class SectionRows(Struct, frozen=True):
    """A section's rows: [first, end) of the overview's, its sub-sections' left out, and its tally."""

    section: SectionId
    number: str
    title: str
    first: int
    end: int
    tally: Tally
    tasks: tuple[TaskRows, ...]


class Cell(Struct, frozen=True):
    """What a unit has of a row; `text` is the value, or the sign of why there is none, "" for an item without figures.

    `is_earlier` says that the value is older than the last period of the indicator's own frequency. `has_goal` is False where a unit
    contributes without an allocation, so that no standing can be.
    """

    standing: Standing
    shade: int
    text: str
    is_earlier: bool
    has_goal: bool
    judgement: Judgement


class Overview(Struct, frozen=True):
    """A period's matrix; `cells` are by the index of row and column, and only those that are something.

    `sections` are those with rows, in the report's order. `totals` tells the items of tasks (列入督查的N项), `headline` the headline
    targets. `rankings` of districts and departments are empty below the office.
    """

    period: Period
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[int, int], Cell]
    sections: tuple[SectionRows, ...]
    totals: Tally
    headline: Tally
    rankings: tuple[Ranking, ...]


def overview(desk: Desk, period: Period) -> Overview:
    """The matrix of a period; it reads all figures and texts of the year up to then, as a briefing does.

    Raises:
        PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    plan = desk.issued_plan
    judgements = roll_up(desk, period) if desk.is_office else _own_rows(desk, roll_up(desk, period), period)
    marks = marks_by_item(judgements, plan.root) if desk.is_office else _own_marks(desk, judgements)
    rows = _rows(plan, judgements)
    units = _units(plan, judgements)
    cells = _cells(plan, judgements, rows, units, period=period)
    states = {unit: filing.latest_state for (unit, _), filing in filings(desk.workspace.database, period=period).items()}
    return Overview(
        period,
        _columns(plan, units, cells, states),
        rows,
        cells,
        _sections(plan, rows, marks),
        _tally(plan, (row for row in rows if row.task is not None), marks),
        _tally(plan, (row for row in rows if row.task is None), marks),
        rank_units(plan, judgements, states, period=period) if desk.is_office else (),
    )


def _own_rows(desk: Desk, judgements: Iterable[Judgement], period: Period) -> list[Judgement]:
    """What a unit's workspace can tell: rows of its subtree and of the city, as far as it gives their numbers itself or holds them."""
    plan = desk.issued_plan
    subtree = {unit.id for unit in plan.subtree(desk.unit)}
    asked = {(figure.indicator.id, figure.subject) for figure in asked_figures(plan, desk.unit, period)}
    return [
        row
        for row in judgements
        if row.unit in subtree or (row.is_city and plan.items_by_id[row.item].lead == desk.unit and row.source not in ROLLED_UP)
        if row.indicator is None or row.value is not None or row.missing is not None or (row.indicator, row.unit) in asked
    ]


def _own_marks(desk: Desk, judgements: Iterable[Judgement]) -> dict[ItemId, Mark]:
    """The own unit's marks on the items of which it has a row."""
    items = {row.item for row in judgements}
    marks = unit_marks(desk.issued_plan, judgements).get(desk.unit, {})
    return {item: mark for item, mark in marks.items() if item in items}


def _tally(plan: Plan, rows: Iterable[Row], marks: Mapping[ItemId, Mark]) -> Tally:
    """The tally of the items that some rows are of, each once."""
    return tally([plan.items_by_id[item] for item in dict.fromkeys(row.item for row in rows)], marks)


def _units(plan: Plan, judgements: Iterable[Judgement]) -> tuple[OrgUnit, ...]:
    """The city and the units that have any row: territories, then departments, each in the order of the tree."""
    present = {row.unit for row in judgements}
    return tuple(sorted((unit for unit in plan.units if unit.id in present), key=lambda unit: _GROUPS.index(unit.kind)))


def _rows(plan: Plan, judgements: Iterable[Judgement]) -> tuple[Row, ...]:
    """What any judgement is of: items in the report's order by section and task, their indicators in order."""
    section_places = {section.id: place for place, section in enumerate(plan.sections)}
    keys = dict.fromkeys((row.item, row.indicator) for row in judgements)
    items = [(plan.items_by_id[item], indicator) for item, indicator in keys]
    items.sort(key=lambda pair: section_places[pair[0].section])  # stable: the rest is in order already
    return tuple(_row(item, None if indicator is None else plan.indicators_by_id[indicator]) for item, indicator in items)


def _row(item: Item, indicator: Indicator | None) -> Row:
    title = item.text.strip() if indicator is None else indicator.name
    target = "" if indicator is None else target_text(indicator.target, indicator.unit, indicator.decimals)
    return Row(item.id, item.code, indicator.id if indicator is not None else None, title, target, item.section, item.task)


def _cells(
    plan: Plan, judgements: Iterable[Judgement], rows: Sequence[Row], units: Sequence[OrgUnit], *, period: Period
) -> dict[tuple[int, int], Cell]:
    row_places = {(row.item, row.indicator): place for place, row in enumerate(rows)}
    column_places = {unit.id: place for place, unit in enumerate(units)}
    return {
        (row_places[row.item, row.indicator], column_places[row.unit]): _cell(plan, row, period)
        for row in judgements
        if (row.item, row.indicator) in row_places
    }


def _cell(plan: Plan, row: Judgement, period: Period) -> Cell:
    has_goal = row.is_city or row.target is not None
    return Cell(row.standing, row.shade, cell_text(plan, row), _is_earlier(plan, row, period), has_goal, row)


def _is_earlier(plan: Plan, row: Judgement, period: Period) -> bool:
    """Whether a figure is older than the last period of its own frequency."""
    if row.indicator is None or row.as_of is None:
        return False
    last = period.latest(plan.indicators_by_id[row.indicator].frequency)
    return last is not None and row.as_of.last_month < last.last_month


def cell_text(plan: Plan, row: Judgement) -> str:
    """A row's value with its unit, or the sign of why there is none; "" for an item without figures."""
    if row.indicator is None:
        return ""
    indicator = plan.indicators_by_id[row.indicator]
    if row.value is None:
        return missing_sign(row.missing)
    return value_text(row.value, indicator.unit, indicator.decimals)


def _columns(
    plan: Plan, units: tuple[OrgUnit, ...], cells: Mapping[tuple[int, int], Cell], states: Mapping[UnitId, SubmissionState]
) -> tuple[Column, ...]:
    counts = _counts(plan, units, cells.values())
    return tuple(
        Column(
            unit.id,
            unit.short_name or unit.name,
            unit.kind,
            counts[unit.id],
            states.get(unit.id, SubmissionState.MISSING) if unit.id in plan.duties_by_unit else None,
        )
        for unit in units
    )


def _counts(plan: Plan, units: Iterable[OrgUnit], cells: Iterable[Cell]) -> dict[UnitId, StandingCounts]:
    """The items of each unit's column by standing, each item once; the city's are those of tasks, as 列入督查的N项 counts them."""
    rows: dict[UnitId, dict[ItemId, list[Cell]]] = {unit.id: {} for unit in units}
    for cell in cells:
        if cell.judgement.unit != plan.root or plan.items_by_id[cell.judgement.item].task is not None:
            rows[cell.judgement.unit].setdefault(cell.judgement.item, []).append(cell)
    return {
        unit: StandingCounts.of(
            item_mark(cell.judgement for cell in members).standing for members in items.values() if any(cell.has_goal for cell in members)
        )
        for unit, items in rows.items()
    }


def _sections(plan: Plan, rows: tuple[Row, ...], marks: Mapping[ItemId, Mark]) -> tuple[SectionRows, ...]:
    found = []
    for first, end in _stretches([row.section for row in rows]):
        section = plan.sections_by_id[rows[first].section]
        tasks = tuple(
            _task(plan, rows, (first + start, first + stop), marks) for start, stop in _stretches([row.task for row in rows[first:end]])
        )
        found.append(SectionRows(section.id, section.number, section.title, first, end, _tally(plan, rows[first:end], marks), tasks))
    return tuple(found)


def _task(plan: Plan, rows: tuple[Row, ...], span: tuple[int, int], marks: Mapping[ItemId, Mark]) -> TaskRows:
    first, end = span
    task = rows[first].task
    title = plan.tasks_by_id[task].title if task is not None else ""
    return TaskRows(task, title, first, end, _tally(plan, rows[first:end], marks))


def _stretches(keys: Sequence[str | None]) -> list[tuple[int, int]]:
    """The stretches [start, stop) of equal keys."""
    starts = [place for place, key in enumerate(keys) if place == 0 or key != keys[place - 1]]
    return list(pairwise([*starts, len(keys)]))
