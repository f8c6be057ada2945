from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LOWER, SOUTH, UPPER, WEST, figure, measure, small_plan

from core.calc.counted import Counted, FigureBook
from core.calc.judgement import Figure, Source
from core.calc.rollup import RollUp, ratio_of, sum_of, unit_roll_up
from core.model.indicator import UnitRollUp, ValueKind
from core.model.period import Period
from core.model.progress import Missing, SubmissionState

JUNE = Period.parse("2025-06")
SUMMED = measure(roll_up=UnitRollUp.SUM)
SHARE = measure(ValueKind.SHARE, unit="%", roll_up=UnitRollUp.RATIO)


def part(value: str | None, numerator: str | None = None, denominator: str | None = None, period: str = "2025-06") -> Counted:
    number = Decimal(value) if value is not None else None
    parts = [Decimal(text) if text is not None else None for text in (numerator, denominator)]
    return Counted(number, reported=number, as_of=Period.parse(period), numerator=parts[0], denominator=parts[1])


def rolled(*figures: Figure) -> RollUp:
    plan = small_plan(SUMMED, shares={EAST: "5", WEST: "5"})
    return RollUp(plan, FigureBook(plan, figures), JUNE)


def test_missing_parts_are_counted_and_not_taken_as_nought() -> None:
    number = sum_of([part("3"), part(None), part("4")])

    assert (number.value, number.children, number.missing_children, number.source) == (Decimal(7), 3, 1, Source.SUM)


def test_nothing_given_is_no_number_and_not_nought() -> None:
    assert sum_of([part(None), part(None)]) == Counted(children=2, missing_children=2)


def test_a_sum_belongs_to_its_latest_period_and_counts_those_that_lag() -> None:
    number = sum_of([part("3", period="2025-05"), part("4", period="2025-06")])

    assert (number.as_of, number.earlier_periods) == (JUNE, (Period.parse("2025-05"),))


def test_what_a_part_still_lacks_the_whole_lacks_too() -> None:
    district = sum_of([part("1"), part("2", period="2025-05"), part(None), Counted(missing=Missing.NOT_STARTED)])

    city = sum_of([district, part("4"), part(None)])

    assert (city.value, city.children, city.reported_children, city.missing_children) == (Decimal(7), 3, 2, 3)
    assert (city.missing_reasons, city.earlier_periods) == ((Missing.NOT_STARTED,), (Period.parse("2025-05"),))


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


def test_a_ratio_is_of_sums_and_never_a_mean_of_percentages() -> None:
    number = ratio_of([part("90", "9", "10"), part("10", "10", "100")], SHARE)

    assert number.value == rounded_percent(19, 110)


def rounded_percent(numerator: int, denominator: int) -> Decimal:
    return (Decimal(100 * numerator) / denominator).quantize(Decimal("0.000001"))


def test_a_percentage_without_its_parts_is_missing_from_a_ratio() -> None:
    number = ratio_of([part("90", "9", "10"), part("50")], SHARE)

    assert (number.value, number.missing_children) == (Decimal("90.000000"), 1)


def test_a_denominator_of_nought_gives_no_ratio() -> None:
    assert ratio_of([part("0", "0", "0")], SHARE).value is None


def test_a_growth_rate_rolls_up_from_this_and_last_years_amounts() -> None:
    growth = replace(SHARE, kind=ValueKind.GROWTH)

    assert ratio_of([part("10", "110", "100"), part("0", "100", "100")], growth).value == Decimal(5)


def test_a_ratio_in_another_unit_is_plain() -> None:
    assert ratio_of([part("33", "330", "10")], replace(SHARE, unit="件")).value == Decimal(33)


def test_sums_of_rates_shares_and_ranks_are_refused() -> None:
    for kind in (ValueKind.GROWTH, ValueKind.SHARE, ValueKind.RANK):
        assert unit_roll_up(measure(kind, roll_up=UnitRollUp.SUM)) is UnitRollUp.NONE
    assert unit_roll_up(SUMMED) is UnitRollUp.SUM


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


@given(st.lists(st.none() | st.decimals(-1000, 1000, places=6), min_size=1, max_size=6))
def test_a_sum_conserves_its_parts_in_any_order(values: list[Decimal | None]) -> None:
    parts = [part(str(value) if value is not None else None) for value in values]

    assert sum_of(parts).value == sum_of(parts[::-1]).value
    assert sum_of(parts).missing_children == values.count(None)
