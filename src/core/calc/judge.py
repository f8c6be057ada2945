"""Judging one period of a plan: a row for every indicator and unit, a row for every item without figures.

Pure: the plan, the figures and the progress that were handed up go in, judgements come out; nothing depends on the order of the figures of
different reporters, subjects or periods.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from core.calc.attainment import Goal, city_goal, unit_goal
from core.calc.computed_rate import computed_rate
from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.judgement import Figure, Judgement, Source
from core.calc.rollup import RollUp
from core.calc.self_rating import Rating, rate_item
from core.calc.trajectory import rounded
from core.calc.verdict import Case, Verdict, is_judged, judge_figure
from core.ids import ItemId, UnitId
from core.model.indicator import Comparator, Indicator, ValueKind
from core.model.outline import Item
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Progress


def judge_period(plan: Plan, period: Period, figures: Iterable[Figure], progress: Iterable[Progress]) -> tuple[Judgement, ...]:
    """Every row of a period: items in the report's order, their indicators in order, the city first, then units in the order of the tree.

    A unit has a row where it has an allocation or a figure. An item without indicators has one row, with `indicator` None. `figures` and
    `progress` are what was handed up (never drafts) at any period of the year; what belongs to a later one is left out.
    """
    return tuple(_Judge(_rolled_up(plan, period, figures), progress).rows(plan.items))


def judge_items(
    plan: Plan,
    period: Period,
    figures: Iterable[Figure],
    progress: Iterable[Progress],
    *,
    items: Collection[ItemId],
    units: Collection[UnitId] | None = None,
) -> tuple[Judgement, ...]:
    """The rows of these items alone, as `judge_period` has them; with `units` only theirs, the root's being the city's and the items'."""
    wanted = [item for item in plan.items if item.id in items]
    return tuple(_Judge(_rolled_up(plan, period, figures), progress).rows(wanted, units))


def judge_rolled_up(roll_up: RollUp, progress: Iterable[Progress], *, units: Collection[UnitId]) -> tuple[Judgement, ...]:
    """The rows of these units alone (the root's being the city's and the items'), of numbers that are rolled up already or on demand."""
    return tuple(_Judge(roll_up, progress).rows(roll_up.plan.items, units))


def _rolled_up(plan: Plan, period: Period, figures: Iterable[Figure]) -> RollUp:
    return RollUp(plan, FigureBook(plan, figures), period)


class _Judge:
    def __init__(self, roll_up: RollUp, progress: Iterable[Progress]) -> None:
        self._plan = roll_up.plan
        self._period = roll_up.period
        self._roll_up = roll_up
        self._progress: dict[ItemId, list[Progress]] = {}
        for entry in progress:
            self._progress.setdefault(entry.item, []).append(entry)

    def rows(self, items: Iterable[Item], units: Collection[UnitId] | None = None) -> Iterator[Judgement]:
        is_root_wanted = units is None or self._plan.root in units
        for item in items:
            indicators = self._plan.indicators_by_item.get(item.id, ())
            if not indicators and is_root_wanted:
                yield _item_row(item, self._rating(item), self._plan.root)
            for indicator in indicators:
                if is_root_wanted:
                    yield self._city_row(item, indicator)
                subjects = self._roll_up.subjects(indicator)
                yield from (self._unit_row(item, indicator, unit) for unit in subjects if units is None or unit in units)

    def _city_row(self, item: Item, indicator: Indicator) -> Judgement:
        goal = city_goal(indicator)
        if is_judged(indicator):
            counted = self._roll_up.counted(indicator, self._plan.root)
            return _with_figure(_item_row(item, self._rating(item), self._plan.root), indicator, counted)
        return self._figure_row(item, indicator, self._plan.root, goal)

    def _unit_row(self, item: Item, indicator: Indicator, unit: UnitId) -> Judgement:
        allocation = self._plan.allocations_by_key.get((indicator.id, unit))
        return self._figure_row(item, indicator, unit, unit_goal(indicator, allocation.value if allocation else None))

    def _figure_row(self, item: Item, indicator: Indicator, unit: UnitId, goal: Goal) -> Judgement:
        counted = self._roll_up.counted(indicator, unit)
        verdict = judge_figure(self._plan, Case(item, indicator, unit, goal, counted, self._period), self._city_number)
        return figure_row(indicator, unit, counted, verdict, target=goal.target, is_city=unit == self._plan.root)

    def _city_number(self, indicator: Indicator, period: Period) -> Counted:
        return self._roll_up.at(period).counted(indicator, self._plan.root)

    def _rating(self, item: Item) -> Rating:
        return rate_item(item, self._progress.get(item.id, ()), self._period, self._plan.settings)


def figure_row(
    indicator: Indicator, unit: UnitId, counted: Counted, verdict: Verdict, *, target: Decimal | None, is_city: bool
) -> Judgement:
    """The row of a figure of a unit that was judged against a target."""
    attainment = verdict.attainment
    has_value = counted.value is not None
    return Judgement(
        unit=unit,
        indicator=indicator.id,
        item=indicator.item,
        name=indicator.name,
        kind=indicator.kind,
        comparator=indicator.target.comparator,
        target=target,
        value=counted.value,
        reported=counted.reported,
        reviewed=counted.reviewed,
        source=counted.source,
        completion=_rounded(attainment.completion),
        elapsed=_rounded(attainment.elapsed),
        distance=_rounded(attainment.distance),
        standing=verdict.mark.standing,
        reason=verdict.reason,
        missing=None if has_value else counted.missing,
        as_of=counted.as_of if has_value else None,
        status=counted.status if has_value else DataStatus.ACTUAL,
        former=counted.former if has_value else None,
        is_unreviewed=counted.is_unreviewed and has_value,
        is_city=is_city,
        shade=verdict.mark.shade,
        baseline=attainment.baseline,
        expected=_rounded(attainment.expected),
        children=counted.children,
        missing_children=counted.missing_children,
        reported_children=counted.reported_children,
        missing_reasons=counted.missing_reasons,
        earlier_periods=counted.earlier_periods,
        sum_of_children=counted.sum_of_children,
        computed=computed_rate(counted, indicator.kind, indicator.unit) if counted.numerator is not None else None,
        against=attainment.against,
    )


def _item_row(item: Item, rating: Rating, root: UnitId) -> Judgement:
    """The row of an item without figures."""
    return Judgement(
        unit=root,
        indicator=None,
        item=item.id,
        name=item.text.strip(),
        kind=ValueKind.QUALITATIVE,
        comparator=Comparator.QUALITATIVE,
        target=None,
        value=None,
        reported=None,
        reviewed=None,
        source=rating.source,
        completion=_rounded(rating.completion),
        elapsed=_rounded(rating.elapsed),
        distance=_rounded(rating.distance),
        standing=rating.mark.standing,
        reason=rating.reason,
        as_of=rating.as_of,
        is_city=True,
        shade=rating.mark.shade,
        against=rating.against,
    )


def _with_figure(row: Judgement, indicator: Indicator, counted: Counted) -> Judgement:
    """A judged item's row for one of its indicators: the standing is the item's, a figure beside it is shown as it is."""
    has_value = counted.value is not None
    return replace(
        row,
        indicator=indicator.id,
        name=indicator.name,
        kind=indicator.kind,
        comparator=indicator.target.comparator,
        value=counted.value,
        reported=counted.reported,
        reviewed=counted.reviewed,
        source=row.source if row.source is not Source.NONE else counted.source,
        missing=None if has_value else counted.missing,
        as_of=counted.as_of if has_value else row.as_of,
        status=counted.status if has_value else DataStatus.ACTUAL,
        former=counted.former if has_value else None,
        is_unreviewed=counted.is_unreviewed and has_value,
        children=counted.children,
        missing_children=counted.missing_children,
        reported_children=counted.reported_children,
        missing_reasons=counted.missing_reasons,
        earlier_periods=counted.earlier_periods,
        sum_of_children=counted.sum_of_children,
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else rounded(value)
