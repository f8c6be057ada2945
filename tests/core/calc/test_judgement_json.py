from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from tests.core.calc.building import CITY, EAST, WEST, city_row, figure, measure, small_plan
from tests.core.calc.cases import Case, cases

from core.calc.judge import judge_period
from core.calc.judgement_json import finality_as_json, judgement_as_json, made_as_json, outlook_as_json, reason_as_json, roll_up_as_json
from core.calc.outlook import outlook_of
from core.model.indicator import Comparator, RollUpRule, Target
from core.model.period import Period

JUNE = Period.parse("2025-06")
PLAN = small_plan(measure(target=Target(Comparator.AT_LEAST, Decimal(30)), unit="家"))
ROW = city_row(PLAN, figure("10.50"))


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
    answer = roll_up_as_json(PLAN, Period.parse("2025-06"), [ROW])

    rows = [
        {
            **judgement_as_json(ROW),
            **made_as_json(ROW),
            **finality_as_json(ROW),
            **outlook_as_json(outlook_of(PLAN, ROW)),
            **reason_as_json(ROW),
        }
    ]
    assert json.loads(json.dumps(answer)) == {"period": "2025-06", "rows": rows, "own_level": [], "allocations": []}


def test_what_lies_ahead_stands_beside_the_row_under_keys_of_its_own() -> None:
    lies_ahead = outlook_as_json(outlook_of(PLAN, ROW))

    assert not lies_ahead.keys() & judgement_as_json(ROW).keys()
    assert lies_ahead == {
        "remaining": "6",
        "remaining_frequency": "month",
        "needed": "3.25",
        "average": "1.75",
        "multiple": "1.857143",
        "projection": "21",
        "last_year": None,
        "outlook": "后六月需月均完成3.25家，为前六月的1.9倍；按目前进度，全年预计21.0家，为目标的70.0%",
        "outlook_formula": (
            "（目标30家－10.5家）÷剩余6期＝每期3.25家；10.5家÷已过6期＝每期1.75家，前者为后者的1.9倍；10.5家÷序时1/2＝预计21.0家"
        ),
    }


def test_a_row_without_an_outlook_has_the_same_keys_with_nothing_in_them() -> None:
    nothing = outlook_as_json(None)

    assert list(nothing) == list(outlook_as_json(outlook_of(PLAN, ROW)))
    assert set(nothing.values()) == {None}


def test_a_row_says_why_as_data() -> None:
    why = reason_as_json(ROW)

    assert why["formula"] == {
        "completion": "100 * value / target",
        "least": "target",
        "elapsed": "100 * share",
        "tolerance": "0",
        "distance": "completion - elapsed",
    }
    assert why["terms"] == {
        "value": {"number": "10.5", "unit": "家"},
        "target": {"number": "30", "unit": "家"},
        "share": {"number": "0.5", "unit": ""},
        "ahead": {"number": "10", "unit": "个百分点"},
        "shade_1": {"number": "-10", "unit": "个百分点"},
        "shade_2": {"number": "-30", "unit": "个百分点"},
    }
    assert why["rules"] == [
        {"if": "value >= least", "standing": "done", "shade": "0"},
        {"if": "distance < -tolerance and distance < shade_2", "standing": "behind", "shade": "2"},
        {"if": "distance < -tolerance and distance <= shade_1", "standing": "behind", "shade": "1"},
        {"if": "distance < -tolerance", "standing": "behind", "shade": "0"},
        {"if": "distance >= ahead", "standing": "ahead", "shade": "0"},
        {"if": "", "standing": "on", "shade": "0"},
    ]


def test_a_citys_own_figure_is_set_beside_the_sum_with_the_difference() -> None:
    divided = measure(roll_up=RollUpRule.SUM)
    plan = small_plan(divided, shares={EAST: "8", WEST: "4"})
    rows = judge_period(plan, JUNE, [figure("11"), figure("4", subject=EAST), figure("3", subject=WEST)], ())

    answer = roll_up_as_json(plan, JUNE, rows)

    assert made_as_json(rows[0]) == {"units_sum": "7", "units_difference": "4", "computed": None, "computed_difference": None}
    assert answer["allocations"] == [
        {
            "indicator": divided.id,
            "unit": CITY,
            "goal": "20",
            "total": "12",
            "surplus": "-40",
            "rest": "8",
            "sentence": "“指标”分解合计12亿元，低于目标20亿元，其余8亿元为本级",
        }
    ]
    line = answer["own_level"][0]
    assert isinstance(line, dict)
    assert (line["unit"], line["target"], line["value"], line["source"], line["standing"]) == (CITY, "8", "4", "remainder", "on")


@given(cases())
def test_whatever_was_handed_up_comes_out_as_plain_json(case: Case) -> None:
    """No plan, setting or figure raises anything here: not in judging, nor in saying why, nor in what lies ahead."""
    answer = roll_up_as_json(case.plan, case.period, case.rows)

    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer
    assert isinstance(answer["rows"], list)
    assert len(answer["rows"]) == len(case.rows) > 0
