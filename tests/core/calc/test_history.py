from __future__ import annotations

from decimal import Decimal

from tests.core.calc.building import CITY, EAST, WEST, figure, measure, small_plan

from core.calc.history import history_of
from core.model.indicator import RollUpRule
from core.model.period import Period

SUMMED = measure(roll_up=RollUpRule.SUM)
PLAN = small_plan(SUMMED, shares={EAST: "5", WEST: "5"})
MARCH, MAY, JUNE = (Period.parse(f"2025-{month}") for month in ("03", "05", "06"))


def test_values_stand_at_the_periods_they_are_of_oldest_first() -> None:
    figures = [figure("7", "2025-06", subject=EAST), figure("3", "2025-03", subject=EAST)]

    history = history_of(PLAN, JUNE, figures, units={EAST})

    assert history == {(SUMMED.id, EAST): ((MARCH, Decimal(3)), (JUNE, Decimal(7)))}


def test_what_is_of_a_later_period_is_left_out() -> None:
    figures = [figure("7", "2025-06", subject=EAST), figure("3", "2025-03", subject=EAST)]

    assert history_of(PLAN, MAY, figures, units={EAST}) == {(SUMMED.id, EAST): ((MARCH, Decimal(3)),)}


def test_a_sum_that_lacks_a_unit_is_no_value() -> None:
    figures = [figure("3", "2025-03", subject=EAST), figure("7", "2025-06", subject=EAST), figure("2", "2025-06", subject=WEST)]

    assert history_of(PLAN, JUNE, figures, units={CITY}) == {(SUMMED.id, CITY): ((JUNE, Decimal(9)),)}
