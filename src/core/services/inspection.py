"""What an inspector may want to look at before a spot check (抽查), and the list to draw: for the office alone, never in a briefing.

Both read what was handed up in the year up to a period, as the overview does, and write nothing.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from core.calc.inspection import (
    Remark,
    item_of,
    series_of,
)
from core.calc.inspection_aids import (
    exactly_on_schedule,
    late_jumps,
    revised_down,
    round_numbers,
    same_texts,
    texts_against_numbers,
)
from core.calc.judge import judge_period
from core.calc.judgement import Figure, Judgement
from core.calc.ranking import unit_marks
from core.calc.sampling import SampleList, candidates, draw
from core.ids import ItemId, UnitId
from core.model.check_settings import InspectionLimits, SamplingWeights
from core.model.indicator import Indicator
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Progress
from core.services.desk import Desk
from core.store.records import figures, progress_of
from core.store.versions import revised_figures


class Inspection(Struct, frozen=True):
    """What was remarked at a period: units in the order of the tree, what is on all of a unit before its items in the report's order."""

    period: Period
    remarks: tuple[Remark, ...]


class _HandedUp(Struct, frozen=True):
    """What units handed up in the year up to a period, and how it was judged."""

    figures: tuple[Figure, ...]
    progress: tuple[Progress, ...]
    judgements: tuple[Judgement, ...]


def inspect(desk: Desk, period: Period, limits: InspectionLimits | None = None) -> Inspection:
    """Everything the aids remark on what was handed up until a period; texts are set against numbers in that period alone.

    The limits are the plan's where none are given.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
    """
    handed_up = _handed_up(desk, period)
    return Inspection(period, _remarks(desk, period, handed_up, limits or desk.issued_plan.settings.inspection))


def sample(  # what a list is drawn by
    desk: Desk, period: Period, *, seed: str, count: int, least_per_unit: int = 0, weights: SamplingWeights | None = None
) -> SampleList:
    """Draw so many of the units' items on which something was handed up until a period; the same seed and data give the same list.

    The weights are the plan's where none are given, and so are the limits of what is remarked.

    Raises:
        NotTheOffice, PeriodNotInPlan, PlanNotIssued: as their names say.
        ValueError: the count or the least is below nought.
    """
    handed_up = _handed_up(desk, period)
    plan = desk.issued_plan
    remarks = _remarks(desk, period, handed_up, plan.settings.inspection)
    among = candidates(_parts(plan, handed_up), unit_marks(plan, handed_up.judgements), remarks, weights or plan.settings.sampling)
    return draw(among, seed=seed, count=count, least_per_unit=least_per_unit)


def _handed_up(desk: Desk, period: Period) -> _HandedUp:
    desk.must_be_office()
    desk.must_be_asked(period)
    plan, database = desk.issued_plan, desk.workspace.database
    known = tuple(figures(database, until=period))
    periods = [earlier for earlier in plan.periods if earlier.last_month <= period.last_month]
    texts = tuple(entry for earlier in periods for entry in progress_of(database, earlier))
    return _HandedUp(known, texts, judge_period(plan, period, known, texts))


def _remarks(desk: Desk, period: Period, handed_up: _HandedUp, limits: InspectionLimits) -> tuple[Remark, ...]:
    plan = desk.issued_plan
    series = series_of(plan, handed_up.figures)
    texts = [entry for entry in handed_up.progress if entry.item in plan.items_by_id]
    found: list[Remark] = [
        *round_numbers(series, limits),
        *late_jumps(series, small_count=plan.settings.small_count, limits=limits),
        *exactly_on_schedule(series, limits),
        *revised_down(revised_figures(desk.workspace.database, until=period), series, plan.indicators_by_id, limits),
        *same_texts(texts, limits),
        *texts_against_numbers([entry for entry in texts if entry.period == period], _rows_beside_texts(plan, period, handed_up)),
    ]
    units = {unit.id: place for place, unit in enumerate(plan.units)}
    items: dict[ItemId | None, int] = {item.id: place for place, item in enumerate(plan.items)}
    return tuple(sorted(found, key=lambda one: (units.get(one.unit, len(units)), items.get(item_of(one), -1))))


def _rows_beside_texts(plan: Plan, period: Period, handed_up: _HandedUp) -> dict[tuple[UnitId, ItemId], list[tuple[Judgement, Indicator]]]:
    """What a unit's text on an item may speak of: its own rows, and the city's where it leads.

    A text is set against the unit's own figures: it knew of no 核定值 that the office put beside them.
    """
    judgements = handed_up.judgements
    if any(figure.reviewed is not None for figure in handed_up.figures):
        judgements = judge_period(plan, period, [replace(figure, reviewed=None) for figure in handed_up.figures], handed_up.progress)
    rows: dict[tuple[UnitId, ItemId], list[tuple[Judgement, Indicator]]] = {}
    for row in judgements:
        if row.indicator is None:
            continue
        speaker = plan.items_by_id[row.item].lead if row.is_city else row.unit
        if speaker is not None:
            rows.setdefault((speaker, row.item), []).append((row, plan.indicators_by_id[row.indicator]))
    return rows


def _parts(plan: Plan, handed_up: _HandedUp) -> set[tuple[UnitId, ItemId]]:
    """The units' parts of items on which anything was handed up, as the plan has them now."""
    observations = [figure.observation for figure in handed_up.figures]
    known = plan.indicators_by_id
    parts = {(entry.reporter, known[entry.indicator].item) for entry in observations if entry.indicator in known}
    parts |= {(entry.unit, entry.item) for entry in handed_up.progress if entry.item in plan.items_by_id}
    return {(unit, item) for unit, item in parts if unit in plan.units_by_id}
