from __future__ import annotations

import json
from decimal import Decimal

from tests.core.calc.building import city_row, figure, measure, small_plan

from core.calc.judgement_json import judgement_as_json, roll_up_as_json
from core.model.indicator import Comparator, Target
from core.model.period import Period

ROW = city_row(small_plan(measure(target=Target(Comparator.AT_LEAST, Decimal(30)), unit="家")), figure("10.50"))


def test_a_row_has_exactly_the_agreed_keys() -> None:
    assert list(judgement_as_json(ROW)) == [
        "unit",
        "indicator",
        "item",
        "name",
        "kind",
        "comparator",
        "target",
        "value",
        "reported",
        "reviewed",
        "source",
        "completion",
        "elapsed",
        "distance",
        "standing",
        "explanation",
    ]


def test_numbers_are_decimal_text_and_what_is_not_there_is_null() -> None:
    row = judgement_as_json(ROW)

    assert (row["target"], row["value"], row["reviewed"]) == ("30", "10.5", None)
    assert (row["completion"], row["elapsed"], row["distance"], row["standing"]) == ("35", "50", "-15", "behind")
    assert (row["comparator"], row["kind"], row["source"]) == (">=", "cumulative", "accepted")


def test_a_row_without_a_number_has_no_source() -> None:
    row = judgement_as_json(city_row(small_plan(measure())))

    assert (row["value"], row["source"], row["standing"]) == (None, None, "unrated")


def test_the_whole_answer_names_its_period_and_is_plain_json() -> None:
    answer = roll_up_as_json(Period.parse("2025-06"), [ROW])

    assert json.loads(json.dumps(answer)) == {"period": "2025-06", "rows": [judgement_as_json(ROW)]}
