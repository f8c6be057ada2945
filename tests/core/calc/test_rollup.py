from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, LOWER, SOUTH, UNITS, UPPER, WEST, figure, measure, small_plan
from tests.core.calc.trees import Case, cases

from core.calc.figure_book import FigureBook
from core.calc.judgement import Figure
from core.calc.rollup import RollUp
from core.ids import UnitId
from core.model.indicator import AllocationForm, RollUpRule, ValueKind
from core.model.org_unit import Opening, OrgUnit, Place
from core.model.period import Period
from core.model.plan import Plan
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


JULY = Period.parse("2025-07")
FROM_JULY = (Place(Period.parse("2025-01"), EAST), Place(JULY, WEST))


def moving(*changed: OrgUnit) -> Plan:
    plan = small_plan(SUMMED, shares={UPPER: "5", LOWER: "5"})
    by_id = {unit.id: unit for unit in changed}
    return replace(plan, units=tuple(by_id.get(unit.id, unit) for unit in plan.units))


def unit_of(name: UnitId) -> OrgUnit:
    return next(unit for unit in UNITS if unit.id == name)


def test_a_period_is_rolled_up_on_the_tree_of_that_period() -> None:
    plan = moving(replace(unit_of(LOWER), parent=WEST, places=FROM_JULY))
    book = FigureBook(plan, [figure("3", subject=UPPER), figure("4", subject=LOWER)])

    sums = {period: [RollUp(plan, book, period).counted(SUMMED, unit).value for unit in (EAST, WEST, CITY)] for period in (JUNE, JULY)}

    assert sums == {JUNE: [Decimal(7), None, Decimal(7)], JULY: [Decimal(3), Decimal(4), Decimal(7)]}


def test_a_successor_takes_over_and_nothing_counts_twice() -> None:
    """下镇 ends with June at 4 and 上镇 goes on with 3 + 4: the city holds 7 before and after, and grows by what is new."""
    opening = Opening(JULY, (LOWER,), ((SUMMED.id, Decimal(7)),))
    plan = moving(replace(unit_of(LOWER), ended=JULY), replace(unit_of(UPPER), opening=opening))
    figures = [figure("3", subject=UPPER), figure("4", subject=LOWER)]

    def city(period: Period, *more: Figure) -> Decimal | None:
        return RollUp(plan, FigureBook(plan, [*figures, *more]), period).counted(SUMMED, CITY).value

    assert (city(JUNE), city(JULY)) == (Decimal(7), Decimal(7))
    assert city(JULY, figure("8", "2025-07", subject=UPPER), figure("4.5", "2025-07", subject=LOWER)) == 8
    assert RollUp(plan, FigureBook(plan, figures), JULY).subjects(SUMMED) == (UPPER,)


def test_what_is_owed_by_a_unit_that_ended_is_owed_no_more() -> None:
    plan = moving(replace(unit_of(LOWER), ended=JULY))
    book = FigureBook(plan, [figure("3", subject=UPPER)])

    assert [RollUp(plan, book, period).counted(SUMMED, CITY).missing_children for period in (JUNE, JULY)] == [1, 0]


@given(cases(), st.data())
def test_wherever_units_are_moved_the_city_holds_what_its_last_units_report(case: Case, data: st.DataObject) -> None:
    """Only the units with nothing below them report; each may be moved under any of the others from July on."""
    indicator = replace(case.plan.indicators[0], summed=())
    parents = {unit.parent for unit in case.plan.units}
    leaves = [unit for unit in case.plan.units if unit.id not in parents and unit.id != LEAD]
    inner = [unit.id for unit in case.plan.units if unit.id in parents]
    moved = {}
    for leaf in leaves:
        parent = data.draw(st.sampled_from(inner))
        moved[leaf.id] = replace(leaf, parent=parent, places=(Place(Period.parse("2025-01"), leaf.parent), Place(JULY, parent)))
    plan = replace(case.plan, indicators=(indicator,), units=tuple(moved.get(unit.id, unit) for unit in case.plan.units))
    figures = [figure(str(number), subject=leaf.id) for number, leaf in enumerate(leaves, 1)]

    sums = [RollUp(plan, FigureBook(plan, figures), period).counted(indicator, CITY).value for period in (JUNE, JULY)]

    assert sums == [Decimal(sum(range(1, len(leaves) + 1)))] * 2
