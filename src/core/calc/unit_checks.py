"""Checks across units: the city's own number against the sum of its units', and what formulas say of the city at the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from core.calc.figure_book import FigureBook
from core.calc.figure_checks import value_of
from core.calc.finding import Finding
from core.calc.finding_maker import FindingMaker, Raised
from core.calc.formula_checks import FormulaRun
from core.calc.judgement import Figure
from core.calc.rollup import RollUp
from core.model.indicator import Indicator, RollUpRule
from core.model.period import Period
from core.model.plan import Plan
from core.model.quantity import decimal_text


def districts_differ(plan: Plan, roll_up: RollUp, indicator: Indicator, period: Period) -> Raised | None:
    """The city's own number of a period against the sum below it, where both are whole; None where they agree or either is not.

    Units whose shares do not make up the target leave a rest to the city (市本级): their sum may then be below its number, never above.
    """
    own = period.latest(indicator.frequency)
    if own is None or own.last_month != period.last_month or indicator.unit_roll_up is not RollUpRule.SUM:
        return None
    counted = roll_up.at(own).counted(indicator, plan.root)
    city, total = counted.value, counted.sum_of_children
    if city is None or total is None or counted.as_of != own or counted.missing_children or counted.earlier_periods:
        return None
    gap = city - total
    allowance = max(abs(Fraction(city)), abs(Fraction(total))) * Fraction(plan.settings.checks.district_gap) / 100
    if abs(Fraction(gap)) <= allowance or (gap > 0 and _leaves_a_rest(plan, indicator)):
        return None
    about = f"{own}:{decimal_text(city)}/{decimal_text(total)}"
    value, whole, apart = (value_of(indicator, number) for number in (city, total, abs(gap)))
    return Raised.of("districts-differ", about, value=value, sum=whole, gap=apart)


def check_city(plan: Plan, period: Period, figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """What the checks across units find in everything that the office holds of a period, in the order of the report."""
    book = FigureBook(plan, figures)
    maker = FindingMaker(plan, plan.root, {})
    found = [*_differences(plan, RollUp(plan, book, period), maker, period)]
    found += [maker.of_figure(each.raised, each.indicator, each.subject) for each in FormulaRun(plan, book, period).at_office()]
    places = {item.id: place for place, item in enumerate(plan.items)}
    return tuple(sorted(found, key=lambda finding: (places[finding.item], finding.code, finding.formula or "")))


def _differences(plan: Plan, roll_up: RollUp, maker: FindingMaker, period: Period) -> Iterator[Finding]:
    for indicator in plan.indicators:
        raised = districts_differ(plan, roll_up, indicator, period)
        if raised is not None:
            yield maker.of_figure(raised, indicator, plan.root)


def _leaves_a_rest(plan: Plan, indicator: Indicator) -> bool:
    shares = [allocation.value for allocation in plan.allocations_by_indicator.get(indicator.id, ())]
    target = indicator.target.value
    return target is None or sum(shares, Decimal(0)) < target
