"""A figure of an earlier period handed up again with the next one: 快报 becomes 实际, and everyone can see what stood before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.driving import Answer
from tests.journeys.conftest import City

HEAD = "事项编号,指标,所属期,数值,数据状态\n"
FEBRUARY = HEAD + "1.1.1,新增总投资超亿元项目,,12,快报\n2.1.1,新增上市企业,,1,\n"
MARCH = HEAD + "1.1.1,新增总投资超亿元项目,,20,\n2.1.1,新增上市企业,,1,\n1.1.1,新增总投资超亿元项目,2025-02,13,实际\n"


def json_of(answer: Answer) -> Any:  # noqa: ANN401 # JSON
    return json.loads(answer.out)


def submitted(city: City, rows: str, period: str, *options: str) -> tuple[Path, str]:
    east, path = city.unit("东区"), city.folder / f"{period}.jnb"
    city.desk.does("record", east, city.table("record.csv", rows), "--period", period)
    return path, city.desk.does("submit", east, "--period", period, "-o", path, *options)


def projects(city: City, period: str) -> dict[str, Any]:
    rows = json_of(city.desk("rollup", city.office, "--period", period, "--json"))["rows"]
    return next(row for row in rows if row["name"] == "新增总投资超亿元项目" and row["source"] in {"accepted", "submitted"})


def test_a_flash_figure_is_made_actual_with_the_next_months_report(city: City) -> None:
    first, _ = submitted(city, FEBRUARY, "2025-02")
    city.desk.does("merge", city.office, first)
    flash = projects(city, "2025-02")
    second, told = submitted(city, MARCH, "2025-03", "--corrections")
    city.desk.does("merge", city.office, second)

    assert (flash["value"], flash["status"], flash["former"]) == ("12", "flash", None)
    assert "快报数" in flash["explanation"]
    assert "2025年2月第2次上报（修订）" in told
    actual = projects(city, "2025-02")
    assert (actual["value"], actual["status"], actual["former"], actual["former_status"]) == ("13", "actual", "12", "flash")
    (revision,) = json_of(city.desk("rollup", city.office, "--period", "2025-03", "--json"))["revisions"]
    assert (revision["period"], revision["former"], revision["value"]) == ("2025-02", "12", "13")
    assert projects(city, "2025-03")["former"] is None


def test_office_and_unit_see_what_was_revised_in_the_status(city: City) -> None:
    files = [submitted(city, FEBRUARY, "2025-02")[0], submitted(city, MARCH, "2025-03", "--corrections")[0]]
    city.desk.does("merge", city.office, *files)

    for words in ((city.office, "--period", "2025-02"), (city.unit("东区"),)):
        assert "2025年2月“新增总投资超亿元项目”修订：12个（快报）→13个（实际）" in city.desk.does("status", *words)


def test_corrections_that_are_left_behind_are_told(city: City) -> None:
    submitted(city, FEBRUARY, "2025-02")
    _, told = submitted(city, MARCH, "2025-03")

    assert "2025年2月" in told
    assert "--corrections" in told
    assert projects_of_unit(city) == "12"


def test_a_correction_of_what_was_accepted_waits_to_be_taken_up(city: City) -> None:
    first, _ = submitted(city, FEBRUARY, "2025-02")
    city.desk.does("merge", city.office, first)
    city.desk.does("review", city.office, "accept", "东区", "2025-02")
    second, _ = submitted(city, MARCH, "2025-03", "--corrections")
    city.desk.does("merge", city.office, second)
    waiting = projects(city, "2025-02")

    city.desk.does("review", city.office, "accept", "东区", "2025-02")

    assert (waiting["value"], waiting["former"]) == ("12", None)
    assert (projects(city, "2025-02")["value"], projects(city, "2025-02")["former"]) == ("13", "12")


def test_a_figure_put_right_after_a_return_is_no_revision(city: City) -> None:
    first, _ = submitted(city, FEBRUARY, "2025-02")
    city.desk.does("merge", city.office, first)
    city.desk.does("review", city.office, "return", "东区", "2025-02", "--reason", "含未入库项目")
    again, _ = submitted(city, FEBRUARY.replace(",12,", ",11,"), "2025-02")
    city.desk.does("merge", city.office, again)

    assert (projects(city, "2025-02")["value"], projects(city, "2025-02")["former"]) == ("11", None)


def projects_of_unit(city: City) -> str:
    rows = json_of(city.desk("rollup", city.unit("东区"), "--period", "2025-02", "--json"))["rows"]
    return str(next(row["value"] for row in rows if row["name"] == "新增总投资超亿元项目" and row["source"] == "submitted"))
