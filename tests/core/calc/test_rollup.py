from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, LOWER, SOUTH, UPPER, WEST, figure, measure, small_plan

from core.calc.counted import FigureBook
from core.calc.judgement import Figure
from core.calc.rollup import RollUp
from core.model.indicator import AllocationForm, RollUpRule, ValueKind
from core.model.period import Period
from core.model.progress import Missing, SubmissionState

JUNE = Period.parse("2025-06")
SUMMED = measure(roll_up=RollUpRule.SUM)
SHARE = measure(ValueKind.SHARE, unit="%", roll_up=RollUpRule.RATIO)


def rolled(*figures: Figure) -> RollUp:
    plan = small_plan(SUMMED, shares={EAST: "5", WEST: "5"})
    return RollUp(plan, FigureBook(plan, figures), JUNE)


def test_a_districts_own_figure_is_whole_whatever_its_townships_lack() -> None:
    plan = small_plan(SUMMED, shares={EAST: "5", UPPER: "2", LOWER: "3"})
    roll_up = RollUp(plan, FigureBook(plan, [figure("5", subject=EAST), figure("2", subject=UPPER)]), JUNE)

    assert roll_up.counted(SUMMED, EAST).missing_children == 1
    assert not roll_up.counted(SUMMED, EAST).is_incomplete
    assert not roll_up.counted(SUMMED, CITY).is_incomplete


def test_a_unit_without_allocation_owes_nothing() -> None:
    later = figure("1", "2025-09", subject=SOUTH)
    exempt = figure(None, subject=LOWER, missing=Missing.NOT_APPLICABLE)

    roll_up = rolled(figure("5", subject=EAST), figure("1", subject=WEST), later)

    assert (roll_up.counted(SUMMED, CITY).children, roll_up.counted(SUMMED, CITY).missing_children) == (2, 0)
    assert rolled(figure("1", subject=UPPER), exempt).counted(SUMMED, EAST).missing_children == 0


def test_a_unit_with_an_allocation_owes_a_number_whatever_reason_it_gives() -> None:
    roll_up = rolled(figure("5", subject=EAST), figure(None, subject=WEST, missing=Missing.NOT_APPLICABLE))

    assert roll_up.counted(SUMMED, CITY).missing_reasons == (Missing.NOT_APPLICABLE,)


def test_the_same_figures_at_another_period_are_rolled_up_once() -> None:
    roll_up = rolled(figure("5", "2025-03", subject=EAST), figure("7", subject=EAST))

    march = roll_up.at(Period.parse("2025-03"))

    assert (march.counted(SUMMED, EAST).value, roll_up.counted(SUMMED, EAST).value) == (Decimal(5), Decimal(7))
    assert roll_up.at(Period.parse("2025-03")) is march
    assert roll_up.at(JUNE) is roll_up


def test_what_lies_within_a_district_that_reports_is_not_added_again() -> None:
    roll_up = rolled(figure("5", subject=EAST), figure("2", subject=UPPER), figure("1", subject=WEST))

    assert roll_up.counted(SUMMED, CITY).value == 6
    assert roll_up.counted(SUMMED, EAST).sum_of_children == 2


def test_a_conflict_of_the_city_gives_way_to_the_units_sum() -> None:
    roll_up = rolled(figure(None, missing=Missing.CONFLICT), figure("1", subject=WEST))

    assert roll_up.counted(SUMMED, CITY).value == 1


def test_subjects_are_those_with_an_allocation_or_a_figure() -> None:
    assert rolled(figure("1", subject=SOUTH), figure("1", subject=LOWER)).subjects(SUMMED) == (EAST, LOWER, WEST, SOUTH)


def test_one_unreviewed_figure_makes_the_sum_unreviewed() -> None:
    roll_up = rolled(figure("1", subject=EAST), figure("1", subject=WEST, state=SubmissionState.SUBMITTED))

    assert roll_up.counted(SUMMED, CITY).is_unreviewed
    assert not roll_up.counted(SUMMED, EAST).is_unreviewed


def test_a_joint_items_number_has_one_owner_and_counts_once() -> None:
    """Two bureaus lead together: the first listed reports for the city, and what the other says of the city is not added."""
    joint = replace(SUMMED, form=AllocationForm.LEAD_ONLY)
    plan = small_plan(joint)
    book = FigureBook(plan, [figure("5", reporter=LEAD), figure("5", reporter=SOUTH)])

    assert RollUp(plan, book, JUNE).counted(joint, CITY).value == 5
