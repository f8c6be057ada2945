from __future__ import annotations

from tests.core.calc.building import CITY, EAST, LEAD, WEST, city_row, figure, measure, small_plan

from core.model.indicator import Reporter, RollUpRule, ValueKind


def test_the_second_reporters_figure_is_shown_with_the_difference() -> None:
    plan = small_plan(measure(reporter=Reporter.BOTH))

    judgement = city_row(plan, figure("12", reporter=LEAD), figure("11", reporter=CITY))

    assert judgement.explanation.endswith("；单位自报11亿元，相差1亿元")


def test_the_same_reason_is_said_in_english() -> None:
    plan = small_plan(measure(unit="家", roll_up=RollUpRule.SUM), shares={EAST: "8", WEST: "12"})
    figures = figure("5", "2025-05", subject=EAST), figure("4", "2025-04", subject=WEST)

    said = city_row(plan, *figures).reason.said("en")

    assert said == (
        "as of the end of May 2025: 9家 so far ÷ target 20家 = 45.0%, schedule 41.7%, 3.3 points ahead of schedule: on schedule (≥0); "
        "units added up: 2, of these 1 with figures of April 2025"
    )


def test_amounts_that_cover_several_months_are_named() -> None:
    plan = small_plan(measure(ValueKind.PERIOD))
    figures = [figure("2", "2025-01"), figure("3", "2025-04"), figure("4", "2025-06")]

    judgement = city_row(plan, *figures)

    assert judgement.explanation.endswith("；2—4月，5—6月合为一期")
    assert judgement.reason.said("en").endswith("; one amount for months 2–4, months 5–6")


def test_who_is_missing_is_said_in_english_too() -> None:
    plan = small_plan(measure(unit="家", roll_up=RollUpRule.SUM), shares={EAST: "8", WEST: "12"})

    said = city_row(plan, figure("5", subject=EAST)).reason.said("en")

    assert said == "5家 so far, units silent: 1; not rated; units added up: 1"
