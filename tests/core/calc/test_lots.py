from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.core.calc.building import CITY, EAST, MEASURE, SOUTH, WEST, figure, measure, small_plan

from core.calc.figure_book import FigureBook
from core.calc.lots import Lot, Lots
from core.calc.rollup import RollUp
from core.model.indicator import RollUpRule
from core.model.period import Period
from core.model.progress import SubmissionState

JUNE = Period.parse("2025-06")
PLAN = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "5", WEST: "10", SOUTH: "5"})


@given(st.decimals(0, 99, places=2), st.decimals(0, 99, places=2), st.sampled_from([SubmissionState.ACCEPTED, SubmissionState.SUBMITTED]))
def test_a_lot_counts_as_the_units_in_it_do(west: Decimal, south: Decimal, state: SubmissionState) -> None:
    figures = [figure("3", "2025-05", subject=EAST), figure(str(west), subject=WEST), figure(str(south), subject=SOUTH, state=state)]
    whole = RollUp(PLAN, FigureBook(PLAN, figures), JUNE)
    lots = Lots({(MEASURE, CITY): Lot(2, west + south, int(state is SubmissionState.SUBMITTED))}, {MEASURE: frozenset({EAST})})

    added = RollUp(PLAN, FigureBook(PLAN, figures[:1]), JUNE, lots)

    assert added.counted(PLAN.indicators[0], CITY) == whole.counted(PLAN.indicators[0], CITY)
    assert added.subjects(PLAN.indicators[0]) == (EAST,)


def test_a_unit_apart_that_says_nothing_is_missing_from_the_whole() -> None:
    lots = Lots({(MEASURE, CITY): Lot(2, Decimal(9))}, {MEASURE: frozenset({SOUTH})})

    counted = RollUp(PLAN, FigureBook(PLAN, ()), JUNE, lots).counted(PLAN.indicators[0], CITY)

    assert (counted.value, counted.children, counted.reported_children, counted.missing_children) == (Decimal(9), 3, 2, 1)
