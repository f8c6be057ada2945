"""One indicator of one unit over the year, as a chart shows it: what was planned, what counted, what is needed from here on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from core.briefing.charts.data import TrajectoryData
from core.calc.attainment import Goal, city_goal, unit_goal
from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement, Source
from core.calc.trajectory import trajectory_of
from core.calc.wording import missing_sign, printed_percent, value_text
from core.calc.year_path import NO_PATH, YearPath, needed_path, planned_path
from core.errors import IndicatorUnknown
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, ValueKind
from core.model.period import MONTHS_IN_YEAR, Period
from core.services.desk import Desk
from core.store.indicator_records import figures_of_indicator
from core.store.records import draft_observations

DRAFT_MARK = "（草稿）"


class TrajectoryWanted(Struct, frozen=True):
    """An indicator about a unit, up to a period."""

    indicator: IndicatorId
    unit: UnitId
    period: Period


def trajectory_data(desk: Desk, wanted: TrajectoryWanted) -> TrajectoryData:
    """The year so far: figures in the version that counts, at the period itself what lies in the own draft, marked 草稿.

    A draft goes before what was handed up, but not before a 核定值, which it cannot change.

    Raises:
        IndicatorUnknown: the plan has no such indicator.
        UnitUnknown: it has no such unit.
        PeriodNotInPlan: it does not ask for this period.
    """
    desk.must_be_asked(wanted.period)
    indicator = desk.plan.indicators_by_id.get(wanted.indicator)
    if indicator is None:
        raise IndicatorUnknown(item="?", name=wanted.indicator)
    goal = _goal(desk, indicator, desk.find_unit(wanted.unit).id)
    trajectory = trajectory_of(desk.plan, indicator)
    rows = list(_rows(desk, indicator, wanted))
    values = {(row.as_of or period).last_month: row.value for period, row in rows if row.value is not None and not row.is_incomplete}
    last = rows[-1][1] if rows else None
    draft = _draft_value(desk, indicator, wanted, last)
    if draft is not None:
        values[draft[0]] = draft[1]
    month = max(values, default=0)
    needed = needed_path(goal, trajectory, month=month, value=values[month]) if month else NO_PATH
    text = _last_text(indicator, goal, values.get(month), last) + (DRAFT_MARK if draft is not None else "")
    return TrajectoryData(indicator.name, indicator.unit, planned_path(goal, trajectory), _series(values), needed, text)


def _goal(desk: Desk, indicator: Indicator, unit: UnitId) -> Goal:
    if unit == desk.plan.root:
        return city_goal(indicator)
    allocation = desk.plan.allocations_by_key.get((indicator.id, unit))
    return unit_goal(indicator, allocation.value if allocation else None)


def _rows(desk: Desk, indicator: Indicator, wanted: TrajectoryWanted) -> Iterator[tuple[Period, Judgement]]:
    """The unit's row at each period of the plan up to the one wanted, oldest first."""
    figures: list[Figure] = list(figures_of_indicator(desk.workspace.database, indicator.id, until=wanted.period))
    for period in desk.plan.periods:
        if period.last_month <= wanted.period.last_month:
            for row in judge_items(desk.plan, period, figures, (), items={indicator.item}):
                if row.indicator == indicator.id and row.unit == wanted.unit:
                    yield period, row


def _draft_value(desk: Desk, indicator: Indicator, wanted: TrajectoryWanted, counted: Judgement | None) -> tuple[int, Decimal] | None:
    """The month and value of the own draft at the period, where it says something else than what counts."""
    period = wanted.period.latest(indicator.frequency)
    if period is None or (counted is not None and counted.source is Source.REVIEWED and counted.as_of == period):
        return None
    known = counted.value if counted is not None and counted.as_of == period else None
    for observation in draft_observations(desk.workspace.database, desk.unit, period):
        is_wanted = (observation.indicator, observation.subject) == (indicator.id, wanted.unit)
        if is_wanted and observation.value is not None and observation.value != known:
            return period.last_month, observation.value
    return None


def _series(values: dict[int, Decimal]) -> YearPath:
    return tuple(values.get(month) for month in range(1, MONTHS_IN_YEAR + 1))


def _last_text(indicator: Indicator, goal: Goal, value: Decimal | None, last: Judgement | None) -> str:
    if value is None:
        return missing_sign(last.missing if last is not None else None)
    shown = value_text(value, indicator.unit, indicator.decimals)
    if last is not None and value == last.value:
        return shown if last.completion is None else f"{shown} {printed_percent(last.completion)}"
    if indicator.kind is not ValueKind.CUMULATIVE or not goal.target:
        return shown
    return f"{shown} {printed_percent(value * 100 / goal.target)}"
