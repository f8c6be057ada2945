"""Figures to judge of every sort: any kind, comparator, wordy sort, unit, baseline, trajectory and settings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, MEASURE, figure, measure, small_plan
from tests.core.changes.trajectories import DRAWN

from core.calc.judge import judge_period
from core.calc.judgement import Judgement
from core.ids import IndicatorId, UnitId
from core.model.indicator import Allocation, Comparator, Indicator, RollUpRule, Target, ValueKind, WordySort
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.model.progress import DataStatus, Missing

REFERENCE = IndicatorId("reference")
UNITS_OF_MEASURE = ("家", "亿元", "%", "位")
# Numbers near each other, so that thresholds are met exactly now and then.
NUMBERS = st.one_of(st.integers(-3, 14).map(Decimal), st.decimals(-20, 40, places=1), st.decimals(-200, 4000, places=3))


@st.composite
def settings(draw: st.DrawFn) -> PlanSettings:
    """The defaults, or thresholds of another office."""
    points = st.decimals(0, 20, places=1)
    amounts, rates = sorted(draw(st.tuples(points, points))), sorted(draw(st.tuples(points, points)))
    other = PlanSettings(
        amount_ahead=draw(points),
        amount_shades=(-amounts[0], -amounts[1]),
        rate_ahead=draw(points),
        rate_shades=(-rates[0], -rates[1]),
        rank_ahead=Decimal(draw(st.integers(0, 3))),
        small_count=draw(st.sampled_from([0, 5, 12, 20])),
        about_tolerance_points=draw(points),
        about_tolerance_percent=draw(points),
        relative_tolerance=draw(points),
    )
    return draw(st.sampled_from([PlanSettings(), other]))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    """A target with a number, or a wordy one of any sort."""
    comparator = draw(st.sampled_from(list(Comparator)))
    if comparator is Comparator.RANGE:
        low = draw(NUMBERS)
        return Target(comparator, low, low + 5)
    if comparator is not Comparator.QUALITATIVE:
        return Target(comparator, draw(st.one_of(NUMBERS, st.none())))
    sort = draw(st.sampled_from(list(WordySort)))
    value = draw(st.one_of(NUMBERS, st.none())) if sort is WordySort.ASSIGNED else None
    reference = REFERENCE if sort is WordySort.RELATIVE else None
    return Target(comparator, value, wording="要求", sort=sort, rising=draw(st.booleans()), reference=reference)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """The small plan's indicator."""
    indicator = measure(
        draw(st.sampled_from(list(ValueKind))),
        draw(targets()),
        unit=draw(st.sampled_from(UNITS_OF_MEASURE)),
        roll_up=draw(st.sampled_from([RollUpRule.NONE, RollUpRule.SUM])),
        baseline=draw(st.one_of(st.none(), NUMBERS.map(str))),
    )
    frequency = draw(st.sampled_from([Frequency.MONTH, Frequency.MONTH, Frequency.YEAR]))
    return replace(indicator, trajectory=draw(st.one_of(st.none(), DRAWN)), frequency=frequency)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of that indicator and one that it may be compared with; some unit has an allocation."""
    other = replace(measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%"), id=REFERENCE, name="参照", order=2)
    plan = replace(small_plan(draw(indicators()), other), settings=draw(settings()))
    shares = draw(st.lists(st.tuples(st.sampled_from([EAST, UnitId("west")]), NUMBERS), unique_by=lambda share: share[0]))
    return replace(plan, allocations=tuple(Allocation(MEASURE, unit, value) for unit, value in shares))


class Case(NamedTuple):
    """A plan, and every row of its indicator at a period."""

    plan: Plan
    period: Period
    rows: tuple[Judgement, ...]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A plan with the rows of its indicator after the city and some units reported any number, or why there is none."""
    plan = draw(plans())
    months = st.integers(1, 12)
    reported = [
        figure(
            str(value) if missing is None else None,
            f"2025-{month:02}",
            subject=subject,
            parts=None if parts is None else (str(parts[0]), str(parts[1])),
            missing=missing,
            status=status,
        )
        for subject, month, value, missing, parts, status in draw(
            st.lists(
                st.tuples(
                    st.sampled_from([CITY, CITY, EAST, UnitId("west"), UnitId("upper")]),
                    months,
                    NUMBERS,
                    st.sampled_from([None, None, None, *Missing]),
                    st.one_of(st.none(), st.tuples(NUMBERS, NUMBERS)),
                    st.sampled_from(list(DataStatus)),
                ),
                min_size=1,
                max_size=4,
            )
        )
    ]
    reference = [figure(str(draw(NUMBERS)), "2025-01", indicator=REFERENCE)] if draw(st.booleans()) else []
    period = Period.of_month(2025, draw(months))
    return Case(plan, period, tuple(_rows(judge_period(plan, period, [*reported, *reference], ()))))


def _rows(judgements: Iterable[Judgement]) -> Iterable[Judgement]:
    return (row for row in judgements if row.indicator == MEASURE)
