"""What is behind one cell of the overview: who reported what, whom a sum is of, the year so far, texts and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Evidence, Progress
from core.services.desk import Desk
from core.store.records import evidence_of, figures, progress_of


class Trace(Struct, frozen=True):
    """What a cell was made of.

    `figures` are what was handed up about the cell's subject, each with the 核定值 beside it, the latest period first; for a city's sum
    they are empty and `parts` tell the units that were put together, in the order of the tree. `history` has the cell's judgement at each
    period of the plan up to this one, oldest first. `texts` and `evidence` are this period's, of the unit; for the city the lead's texts
    come first, then the others'.
    """

    judgement: Judgement
    figures: tuple[Figure, ...]
    parts: tuple[Judgement, ...]
    history: tuple[tuple[Period, Judgement], ...]
    texts: tuple[Progress, ...]
    evidence: tuple[Evidence, ...]


def trace(desk: Desk, judgement: Judgement, period: Period) -> Trace:
    """What is behind a cell of a period's overview; it judges the one item again at each period of the year.

    Raises:
        PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    desk.must_be_asked(period)
    plan = desk.issued_plan
    database = desk.workspace.database
    given = list(figures(database, until=period))
    earlier = [each for each in plan.periods if each.last_month <= period.last_month]
    texts = {each: [entry for entry in progress_of(database, each) if entry.item == judgement.item] for each in earlier}
    told = [entry for entries in texts.values() for entry in entries]
    rows = {each: judge_items(plan, each, given, told, items={judgement.item}) for each in earlier}
    units = _narrators(plan, judgement)
    return Trace(
        judgement,
        tuple(_about(plan, judgement, given)),
        tuple(_parts(plan, judgement, rows[period])) if judgement.children else (),
        tuple((each, row) for each, found in rows.items() for row in found if _key(row) == _key(judgement)),
        tuple(_in_order(units, texts[period])),
        tuple(file for file in evidence_of(database, period) if file.item == judgement.item and file.unit in units),
    )


def _key(row: Judgement) -> tuple[ItemId, str | None, UnitId]:
    return row.item, row.indicator, row.unit


def _about(plan: Plan, judgement: Judgement, given: Iterable[Figure]) -> list[Figure]:
    """The figures of the cell's indicator and subject; of the city also what the lead gave in its own name."""
    lead = plan.items_by_id[judgement.item].lead
    found = [
        figure
        for figure in given
        if figure.observation.indicator == judgement.indicator
        and (figure.observation.subject == judgement.unit or _speaks_for_city(judgement, figure, lead))
    ]
    return sorted(found, key=lambda figure: figure.observation.period.last_month, reverse=True)


def _speaks_for_city(judgement: Judgement, figure: Figure, lead: UnitId | None) -> bool:
    observation = figure.observation
    return judgement.is_city and not judgement.children and observation.reporter == observation.subject == lead


def _parts(plan: Plan, judgement: Judgement, rows: Iterable[Judgement]) -> Iterator[Judgement]:
    """The rows right below the cell's unit: those that have no other row's unit between."""
    of_indicator = {row.unit: row for row in rows if row.indicator == judgement.indicator}
    for unit, row in of_indicator.items():
        above = plan.units_by_id[unit].parent
        while above is not None and above not in of_indicator:
            above = plan.units_by_id[above].parent
        if above == judgement.unit:
            yield row


def _narrators(plan: Plan, judgement: Judgement) -> tuple[UnitId, ...]:
    """Whose texts belong to the cell, the lead's first."""
    if not judgement.is_city:
        return (judgement.unit,)
    return tuple(duty.unit for duty in plan.duties_by_item.get(judgement.item, ()))


def _in_order(units: tuple[UnitId, ...], entries: Iterable[Progress]) -> Iterator[Progress]:
    by_unit = {entry.unit: entry for entry in entries if entry.text or entry.problems or entry.next_steps or entry.self_rating}
    return (by_unit[unit] for unit in units if unit in by_unit)
