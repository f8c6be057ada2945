"""The rows of the city and of the units that have others below them, from sums made in the database: quick however many units report."""

from __future__ import annotations

from itertools import chain

from core.calc.figure_book import FigureBook
from core.calc.judge import judge_rolled_up
from core.calc.judgement import Judgement
from core.calc.roll_up_rules import time_roll_up, unit_roll_up
from core.calc.rollup import RollUp
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, Reporter, RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.services.desk import Desk
from core.store.item_records import figures_on
from core.store.records import progress_of
from core.store.sums import Key, Summing, figures_apart, lots_until


def group_rows(desk: Desk, period: Period) -> tuple[Judgement, ...]:
    """What `core.services.briefings.roll_up` has for the city and for units with others below them, in its order.

    Raises:
        PeriodNotInPlan: the plan does not ask for this period.
    """
    desk.must_be_asked(period)
    plan, database = desk.issued_plan, desk.workspace.database
    groups = {plan.root} | {unit.parent for unit in plan.units_at(period) if unit.parent is not None}
    lots = lots_until(database, summing_of(plan, period, groups))
    apart: list[Key] = [(indicator, unit) for indicator, units in lots.apart.items() for unit in units]
    whole: list[IndicatorId] = []
    for indicator in plan.indicators:
        if indicator.id in lots.apart:
            continue
        if unit_roll_up(indicator) is RollUpRule.NONE:
            lead = plan.items_by_id[indicator.item].lead
            apart += [(indicator.id, unit) for unit in groups | ({lead} if lead is not None else set())]
        else:
            whole.append(indicator.id)
    figures = chain(figures_apart(database, apart, until=period), figures_on(database, whole, until=period))
    leads = sorted({item.lead for item in plan.items if item.lead is not None})
    earlier = [each for each in plan.periods if each.last_month <= period.last_month]
    progress = [entry for each in earlier for lead in leads for entry in progress_of(database, each, unit=lead)]
    return judge_rolled_up(RollUp(plan, FigureBook(plan, figures), period, lots), progress, units=groups)


def summing_of(plan: Plan, period: Period, groups: set[UnitId]) -> Summing:
    """What can be added up in the database: sums of numbers that come in every period, all from one reporter or each from its own unit."""
    references = {indicator.target.reference for indicator in plan.indicators}
    summed = [each for each in plan.indicators if each.id not in references and _can_be_added(plan, each, period)]
    opened = frozenset(unit.id for unit in plan.units if unit.opening is not None)  # their numbers go on from a balance
    shares = {each.id: opened | {share.unit for share in plan.allocations_by_indicator.get(each.id, ())} for each in summed}
    leaves = [unit for unit in plan.units_at(period) if unit.id not in groups | opened]
    return Summing(
        until=period,
        parents={unit.id: unit.parent for unit in leaves if unit.parent is not None},
        reporters={each.id: plan.items_by_id[each.item].lead if each.reporter is Reporter.LEAD else None for each in summed},
        over_year=frozenset(each.id for each in summed if time_roll_up(each) is RollUpRule.SUM),
        shared=shares,
    )


def _can_be_added(plan: Plan, indicator: Indicator, period: Period) -> bool:
    has_reporter = indicator.reporter is Reporter.EACH_UNIT or (
        indicator.reporter is Reporter.LEAD and plan.items_by_id[indicator.item].lead is not None
    )
    return (
        has_reporter
        and not indicator.summed
        and indicator.frequency is period.frequency
        and unit_roll_up(indicator) is RollUpRule.SUM
        and time_roll_up(indicator) in {RollUpRule.SUM, RollUpRule.LAST}
    )
