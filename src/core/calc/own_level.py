"""市本级: what of a divided goal is left to the unit itself, as a line of its own (docs/decisions/0026).

Its goal is what the shares below leave, its value the unit's own figure less what the units below came to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from core.calc.allocation import Division, divisions_of
from core.calc.attainment import unit_goal
from core.calc.counted import Counted
from core.calc.judge import figure_row
from core.calc.judgement import Judgement, Source
from core.calc.verdict import Case, judge_figure
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.model.plan import Plan


def own_level_rows(plan: Plan, period: Period, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The lines of a period's rows, in their order: of the city and of every unit whose share is divided further and not wholly given on.

    A line has no value unless the unit gave a figure of its own and all units below it gave theirs.
    """
    return tuple(_rows(plan, period, judgements))


def with_own_level(plan: Plan, period: Period, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The rows of a period, each followed by the line of what is left to its unit, where there is one."""
    rows = tuple(judgements)
    lines = {(line.indicator, line.unit): line for line in own_level_rows(plan, period, rows)}
    return tuple(each for row in rows for each in (row, lines.get((row.indicator, row.unit))) if each is not None)


def _rows(plan: Plan, period: Period, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    units = plan.units_at(period)
    divisions: dict[IndicatorId, dict[UnitId, Division]] = {}
    for row in judgements:
        if row.indicator is None:
            continue
        if row.indicator not in divisions:
            of_indicator = divisions_of(plan, plan.indicators_by_id[row.indicator], units)
            divisions[row.indicator] = {division.unit: division for division in of_indicator}
        division = divisions[row.indicator].get(row.unit)
        if division is not None and division.rest:
            yield _line(plan, period, row, division)


def _line(plan: Plan, period: Period, row: Judgement, division: Division) -> Judgement:
    indicator = plan.indicators_by_id[division.indicator]
    # Judged as a unit is, whose share it is: the city's own comparisons are not its own.
    case = Case(plan.items_by_id[row.item], indicator, UnitId(""), unit_goal(indicator, division.rest), _own_number(row), period)
    verdict = judge_figure(plan, case, lambda *_: Counted())
    line = figure_row(indicator, row.unit, case.counted, verdict, target=division.rest, is_city=False)
    return replace(line, is_own_level=True)


def _own_number(row: Judgement) -> Counted:
    """The unit's own figure less the sum below it; none while either is not whole."""
    if row.value is None or row.sum_of_children is None or row.missing_children:
        return Counted()
    return Counted(row.value - row.sum_of_children, source=Source.REMAINDER, as_of=row.as_of, is_unreviewed=row.is_unreviewed)
