from __future__ import annotations

import json

from tests.journeys.conftest import City

FIGURE = ("东区", "2025-03", "1.1.1", "新增总投资超亿元项目")


def test_reviewed_value_counts_and_the_units_own_stays(city: City) -> None:
    file = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n")
    city.desk("merge", city.office, file)

    answer = city.desk("reviewed-value", city.office, *FIGURE, "18", "--reason", "剔除2个未入库项目")

    rows = json.loads(city.desk("rollup", city.office, "--period", "2025-03", "--json").out)["rows"]
    row = next(row for row in rows if row["source"] == "reviewed")
    assert answer.status == 0
    assert (row["value"], row["reported"], row["reviewed"]) == ("18", "20", "18")


def test_text_is_no_reviewed_value(city: City) -> None:
    answer = city.desk("reviewed-value", city.office, *FIGURE, "若干", "--reason", "核减")

    assert answer.status == 1
    assert answer.complaints == ["“新增总投资超亿元项目”应填数字，现为“若干”；请改填数字（可带千分位、万、亿、%），没有数据请填缺报原因。"]
