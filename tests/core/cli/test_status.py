from __future__ import annotations

import json

from tests.journeys.conftest import City


def test_status_tells_states_in_both_languages_and_as_data(city: City) -> None:
    chinese = city.desk("status", city.office, "--period", "2025-03")
    english = city.desk("status", city.office, "--period", "2025-03", "--lang", "en")
    data = json.loads(city.desk("status", city.office, "--period", "2025-03", "--json").out)

    assert chinese.status == english.status == 0
    assert "东区 2025年3月：未报" in chinese.out
    assert "东区 2025-03: missing" in english.out
    assert {row["state"] for row in data} == {"missing"}
    assert len(data) == len(chinese.out.splitlines())


def test_status_of_a_unit_counts_what_is_asked(city: City) -> None:
    answer = city.desk("status", city.unit("东区"))

    assert "东区 2025年1月：未报，逾期" in answer.out
    assert "填报要求2项、完成0项（应填2个数、已填0个）" in answer.out
    assert "overdue by" in city.desk("status", city.unit("东区"), "--lang", "en").out


def test_the_office_is_told_what_the_checks_find_in_what_waits(city: City) -> None:
    report = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,9,,,\n2.1.1,新增上市企业,1,,,\n")
    city.desk.does("merge", city.office, report)

    data = json.loads(city.desk("status", city.office, "--period", "2025-03", "--json").out)

    found = {row["state"]: row["checks"] for row in data}
    none = {"blocking": 0, "explain": 0, "verify": 0, "hint": 0}
    assert found["submitted"] == {"heap": "clean", "findings": none, "unanswered": 0, "differences": 0, "promised": 0}
    assert found["missing"] is None
