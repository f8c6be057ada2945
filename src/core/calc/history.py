"""The number that counted of an indicator at each period of the year so far, as it is known now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from core.calc.figure_book import FigureBook
from core.calc.judgement import Figure
from core.calc.rollup import RollUp
from core.ids import IndicatorId, UnitId
from core.model.period import Period
from core.model.plan import Plan

History = dict[tuple[IndicatorId, UnitId], tuple[tuple[Period, Decimal], ...]]
"""Values by the period that they are of, oldest first; a sum that still lacks units is left out."""


def history_of(plan: Plan, until: Period, figures: Iterable[Figure], *, units: Collection[UnitId]) -> History:
    """The numbers of these units (the root's are the city's) at each period of the plan up to one; figures as `judge_period` takes them."""
    known = tuple(figures)
    book = FigureBook(plan, known)
    values: dict[tuple[IndicatorId, UnitId], dict[Period, Decimal]] = {}
    for period in plan.periods:
        if period.last_month > until.last_month:
            continue
        roll_up = RollUp(plan, book, period)
        for indicator in plan.indicators:
            for unit in units:
                counted = roll_up.counted(indicator, unit)
                if counted.value is not None and not counted.is_incomplete:
                    values.setdefault((indicator.id, unit), {})[counted.as_of or period] = counted.value
    return {key: tuple(of_key.items()) for key, of_key in values.items()}
