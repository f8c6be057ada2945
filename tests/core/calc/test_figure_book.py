from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, WEST, figure, measure, small_plan

from core.calc.counted import Counted
from core.calc.figure_book import FigureBook
from core.calc.judgement import Source
from core.ids import IndicatorId, UnitId
from core.model.indicator import Indicator, Reporter, RollUpRule, ValueKind
from core.model.org_unit import Opening
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Missing, SubmissionState

JUNE = Period.parse("2025-06")
FLOW = measure(ValueKind.PERIOD)


def test_a_draft_never_counts() -> None:
    book = FigureBook(small_plan(measure()), [figure("12", state=SubmissionState.DRAFT)])

    assert book.counted(measure(), CITY, JUNE) == Counted()


def test_a_total_that_begins_with_a_joined_february_begins_in_january() -> None:
    plan = small_plan(FLOW)
    joined = replace(plan, settings=replace(plan.settings, joins_january=True))
    figures = [figure("5", "2025-02"), figure("4", "2025-03")]

    assert FigureBook(joined, figures).counted(FLOW, CITY, JUNE).first_month is None
    assert FigureBook(plan, figures).counted(FLOW, CITY, JUNE).first_month == 2


def test_each_unit_speaks_for_itself_where_the_indicator_says_so() -> None:
    indicator = measure(roll_up=RollUpRule.SUM)
    book = FigureBook(small_plan(indicator), [figure("3", subject=EAST), figure("4", subject=EAST, reporter=LEAD)])

    assert book.counted(indicator, EAST, JUNE).value == 3


def test_where_both_report_the_lead_owns_the_number_and_the_other_is_shown() -> None:
    indicator = measure(reporter=Reporter.BOTH)
    book = FigureBook(small_plan(indicator), [figure("3", subject=EAST), figure("4", subject=EAST, reporter=LEAD)])

    number = book.counted(indicator, EAST, JUNE)

    assert (number.value, number.other) == (Decimal(4), Decimal(3))


def test_a_unit_that_is_not_asked_counts_only_where_the_lead_is_silent() -> None:
    book = FigureBook(small_plan(measure()), [figure("3", subject=EAST), figure("9", subject=WEST, reporter=EAST)])

    assert book.counted(measure(), EAST, JUNE).value == 3
    assert book.counted(measure(), WEST, JUNE) == Counted()


def test_of_an_undivided_target_the_lead_speaks_for_the_city_even_about_itself() -> None:
    book = FigureBook(small_plan(measure()), [figure("3", subject=LEAD, reporter=LEAD)])

    assert book.counted(measure(), CITY, JUNE).value == 3
    assert book.subjects(measure().id, JUNE) == {CITY}


def test_what_the_plan_does_not_know_is_left_out() -> None:
    strange = [figure("3", indicator=IndicatorId("gone")), figure("3", subject=UnitId("gone")), figure("3", "2024-06")]

    assert FigureBook(small_plan(measure()), strange).counted(measure(), CITY, JUNE) == Counted()


JULY, AUGUST = Period.parse("2025-07"), Period.parse("2025-08")


def successor(kind: ValueKind, rule: RollUpRule | None = None) -> tuple[Indicator, Plan]:
    """East takes 12 over from July on."""
    indicator = replace(measure(kind, roll_up=RollUpRule.SUM), time_roll_up=rule)
    plan = small_plan(indicator, shares={EAST: "20"})
    opening = Opening(JULY, (WEST,), ((indicator.id, Decimal(12)),))
    units = tuple(replace(unit, opening=opening) if unit.id == EAST else unit for unit in plan.units)
    return indicator, replace(plan, units=units)


def test_a_successor_stands_at_its_opening_balance_until_it_reports() -> None:
    indicator, plan = successor(ValueKind.CUMULATIVE)

    number = FigureBook(plan, []).counted(indicator, EAST, JULY)

    assert (number.value, number.source, str(number.as_of), number.opening) == (Decimal(12), Source.OPENING, "2025-06", Decimal(12))
    assert FigureBook(plan, []).counted(indicator, EAST, JUNE) == Counted()


def test_a_successors_own_total_goes_on_from_the_opening_balance() -> None:
    """The total that it reports holds what it took over, as any running total holds the year so far."""
    indicator, plan = successor(ValueKind.CUMULATIVE)
    book = FigureBook(plan, [figure("4", "2025-05", subject=EAST), figure("13.5", "2025-07", subject=EAST)])

    assert [book.counted(indicator, EAST, period).value for period in (JUNE, JULY, AUGUST)] == [
        Decimal(4),
        Decimal("13.5"),
        Decimal("13.5"),
    ]


def test_a_successors_amounts_are_added_to_the_opening_balance() -> None:
    indicator, plan = successor(ValueKind.PERIOD)
    book = FigureBook(
        plan, [figure("4", "2025-05", subject=EAST), figure("1", "2025-07", subject=EAST), figure("2", "2025-08", subject=EAST)]
    )

    number = book.counted(indicator, EAST, AUGUST)

    assert (number.value, number.reported, number.first_month, number.opening) == (Decimal(15), Decimal(15), None, Decimal(12))


def test_a_successors_peak_is_at_least_the_one_it_took_over_and_its_mean_its_own() -> None:
    july = figure("3", "2025-07", subject=EAST)
    peak, with_peak = successor(ValueKind.LEVEL, RollUpRule.MAX)
    mean, with_mean = successor(ValueKind.LEVEL, RollUpRule.MEAN)

    assert FigureBook(with_peak, [july]).counted(peak, EAST, JULY).value == 12
    assert FigureBook(with_mean, [july]).counted(mean, EAST, JULY).value == 3


def test_a_reason_why_there_is_none_goes_before_an_opening_balance() -> None:
    indicator, plan = successor(ValueKind.CUMULATIVE)
    reasons = {reason: FigureBook(plan, [figure(None, "2025-07", subject=EAST, missing=reason)]) for reason in Missing}

    values = {reason: book.counted(indicator, EAST, JULY).value for reason, book in reasons.items()}

    assert {reason for reason, value in values.items() if value is not None} == {Missing.NOT_PUBLISHED}


def test_what_a_successors_first_period_goes_on_from_is_its_opening_balance() -> None:
    indicator, plan = successor(ValueKind.CUMULATIVE)
    book = FigureBook(plan, [figure("15", "2025-07", subject=EAST)])

    assert book.counted_before(indicator, EAST, JULY).value == 12
    assert book.counted_before(indicator, EAST, AUGUST).value == 15
    assert book.counted_before(indicator, EAST, JUNE) == Counted()
    assert book.counted_before(indicator, EAST, Period.parse("2025-01")) == Counted()
