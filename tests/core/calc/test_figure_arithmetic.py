from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from tests.core.calc.building import city_row, figure, measure, small_plan
from tests.core.calc.cases import Case, cases

from core.calc.arithmetic import reckon
from core.calc.trajectory import rounded
from core.model.indicator import Comparator, Target, ValueKind


@given(cases())
def test_every_explanation_evaluates_to_the_result_it_explains(case: Case) -> None:
    for row in case.rows:
        result = reckon(row.reason.arithmetic())

        reckoned = {name: rounded(number) for name, number in result.numbers.items()}
        assert (result.standing, result.shade) == (row.standing, row.shade)
        assert reckoned.get("completion") == row.completion
        assert reckoned.get("elapsed") == row.elapsed
        assert reckoned.get("distance") == row.distance
        assert reckoned.get("expected") == row.expected
        assert reckoned.get("value", row.value) == row.value


@given(cases())
def test_the_words_of_any_explanation_can_be_said_in_both_languages(case: Case) -> None:
    for row in case.rows:
        assert row.reason.said("zh") == row.explanation != ""
        assert row.reason.said("en")


def test_a_small_count_shows_the_pieces_it_is_judged_by() -> None:
    row = city_row(small_plan(measure(target=Target(Comparator.AT_LEAST, Decimal(5)), unit="家")), figure("2"))

    arithmetic = row.reason.arithmetic()

    assert {name: term.text + term.unit for name, term in arithmetic.terms.items() if not name.startswith(("ahead", "shade"))} == {
        "value": "2家",
        "target": "5家",
        "share": "0.5",
    }
    assert arithmetic.formulas == {
        "completion": "100 * value / target",
        "least": "target",
        "elapsed": "100 * share",
        "expected": "floor(target * share)",
        "tolerance": "abs(elapsed - 100 * expected / target)",
        "distance": "completion - elapsed",
    }


def test_a_stock_is_shown_on_its_way_from_last_year() -> None:
    row = city_row(small_plan(measure(ValueKind.LEVEL, Target(Comparator.AT_LEAST, Decimal(7000)), baseline="6600")), figure("6900"))

    assert row.reason.arithmetic().formulas["completion"] == "100 * (value - base) / (target - base)"
