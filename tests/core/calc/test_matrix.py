from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, LOWER, MEASURE, SOUTH, UNITS, UPPER, WEST, figure, measure, small_plan
from tests.core.calc.cases import NUMBERS, indicators, settings

from core.calc.judge import judge_period
from core.calc.matrix import Column, Matrix
from core.calc.summary import Mark
from core.ids import UnitId
from core.model.indicator import Allocation, Reporter, RollUpRule
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.progress import Standing
from core.model.quantity import from_micros, to_micros

JUNE = Period.parse("2025-06")
ORDER = [unit.id for unit in UNITS]
VALUES = st.dictionaries(st.sampled_from([CITY, EAST, WEST, SOUTH, UPPER, LOWER]), NUMBERS)


def column(values: dict[UnitId, Decimal], period: Period = JUNE) -> Column:
    return Column(MEASURE, period, [to_micros(values[unit]) if unit in values else None for unit in ORDER])


@st.composite
def divided_plans(draw: st.DrawFn) -> Plan:
    """A plan of one indicator that takes only a number to judge, divided among any units."""
    indicator = draw(indicators().filter(lambda indicator: indicator.target.value is not None))
    rule = draw(st.sampled_from([RollUpRule.NONE, RollUpRule.SUM]))
    indicator = replace(indicator, reporter=Reporter.EACH_UNIT, frequency=Frequency.MONTH, unit_roll_up=rule)
    indicator = replace(indicator, summed=tuple(draw(st.lists(st.sampled_from([EAST, WEST, UPPER]), max_size=2, unique=True))))
    shares = draw(st.dictionaries(st.sampled_from([EAST, WEST, SOUTH, UPPER, LOWER]), NUMBERS))
    allocations = tuple(Allocation(MEASURE, unit, value) for unit, value in shares.items())
    return replace(small_plan(indicator), settings=draw(settings()), allocations=allocations)


@given(divided_plans(), VALUES, st.integers(1, 12))
def test_a_column_is_marked_and_added_up_as_the_full_judgement_does(plan: Plan, values: dict[UnitId, Decimal], month: int) -> None:
    period = Period.of_month(2025, month)
    figures = [figure(str(value), str(period), subject=unit) for unit, value in values.items()]
    matrix = Matrix(plan)

    (marked,) = matrix.mark([column(values, period)])

    assert matrix.judges(plan.indicators[0])
    for row in judge_period(plan, period, figures, ()):
        place = ORDER.index(row.unit)
        value = marked.values[place]
        assert (row.value, Mark(row.standing, row.shade)) == (None if value is None else from_micros(value), marked.marks[place])
        assert row.missing_children == marked.owed[place]
    assert marked.city.mark == marked.marks[ORDER.index(CITY)]


@given(VALUES, st.permutations([EAST, WEST, SOUTH]))
def test_the_order_of_units_never_matters(values: dict[UnitId, Decimal], order: list[UnitId]) -> None:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "5", WEST: "10", SOUTH: "5"})
    by_id = {unit.id: unit for unit in UNITS}
    units = (by_id[CITY], by_id[LEAD], *(by_id[unit] for unit in order), by_id[UPPER], by_id[LOWER])
    shuffled = Column(MEASURE, JUNE, [to_micros(values[unit.id]) if unit.id in values else None for unit in units])

    (plain,), (other,) = Matrix(plan).mark([column(values)]), Matrix(replace(plan, units=units)).mark([shuffled])

    assert dict(zip(ORDER, plain.marks, strict=True)) == {unit.id: mark for unit, mark in zip(units, other.marks, strict=True)}
    assert plain.values[0] == other.values[0]


def test_a_sum_that_lacks_a_unit_is_not_rated_unless_it_is_done_already() -> None:
    plan = small_plan(measure(unit="家", roll_up=RollUpRule.SUM), shares={EAST: "5", WEST: "15"})

    lacking, done = Matrix(plan).mark([column({WEST: Decimal(9)}), column({WEST: Decimal(20)})])

    assert (lacking.values[0], lacking.owed[0], lacking.marks[0]) == (9_000_000, 1, Mark(Standing.UNRATED))
    assert done.marks[0] == Mark(Standing.DONE)


def test_the_citys_verdict_explains_itself() -> None:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "5", WEST: "15"})

    (marked,) = Matrix(plan).mark([column({EAST: Decimal(3), WEST: Decimal(9)})])

    assert marked.city.explanation.startswith("累计12亿元÷目标20亿元＝60.0%")


def test_a_column_of_another_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values for 7 units"):
        Matrix(small_plan(measure())).mark([Column(MEASURE, JUNE, [1])])
