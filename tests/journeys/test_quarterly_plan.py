"""A plan by quarters on the command line, from its settings to its briefing; one of its indicators stays monthly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.driving import Answer, copied_folder
from tests.journeys.conftest import City, make_city

SETTINGS = """填报频次 = "季"
截止日 = 5
次月截止 = true
截止日逢休息日 = "顺延"

[节假日表]
放假 = ["2025-10-01..2025-10-08"]
"""
SHARES = """事项编号,指标,分解方式,汇总方式,填报方式,频次,东区,西区
1.1.1,新增总投资超亿元项目,分解,求和,各单位,,36,24
2.1.1,新增上市企业,分解,求和,各单位,月,4,2
"""
SECOND = "2025-Q2"
HEAD = "事项编号,指标,所属期,数值,进展情况,自评\n"
EAST = """1.1.1,新增总投资超亿元项目,,20,,
2.1.1,新增上市企业,2025-04,1,,
2.1.1,新增上市企业,2025-05,2,,
2.1.1,新增上市企业,2025-06,2,,
"""
BUREAU = """0.1,地区生产总值增长,,5.4,上半年增长5.4%。,
1.1.1,,,,全市项目按计划推进。,
1.1.2,,,,推进机制已印发。,达进度
1.2.1,,,,组织企业参展12家。,达进度
2.1.1,,,,上市企业梯队已建立。,
2.1.2,,,,培育库已更新。,达进度
"""


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("quarters"), shares_table=SHARES, settings=SETTINGS)


@pytest.fixture
def city(issued: City, tmp_path: Path) -> City:
    return City(copied_folder(issued.folder, tmp_path / "city"))


def json_of(answer: Answer) -> Any:  # noqa: ANN401 # JSON
    return json.loads(answer.out)


def hands_up(city: City, unit: str, rows: str, report: str) -> Path:
    table = city.table(f"{report}.csv", HEAD + rows)
    city.desk.does("record", city.unit(unit), table, "--period", SECOND)
    city.desk.does("submit", city.unit(unit), "--period", SECOND, "-o", city.folder / report)
    return city.folder / report


def test_the_settings_show_back_with_the_periods_that_follow(city: City) -> None:
    told = city.desk("plan", "settings", city.office, "--json").data

    assert (told["frequency"], told["due_day"], told["due_in_next_month"], told["due_moves"]) == ("quarter", 5, True, "next")
    assert told["periods"] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert "填报频次（frequency）：季 *" in city.desk.does("plan", "settings", city.office)


def test_a_quarter_is_reported_reviewed_judged_and_printed(city: City) -> None:
    desk, office = city.desk, city.office
    reports = [hands_up(city, "东区", EAST, "east.jnb"), hands_up(city, "市发改委", BUREAU, "bureau.jnb")]
    desk.does("merge", office, *reports)
    desk.does("review", office, "accept", "东区", SECOND)

    rows = {(row["name"], row["source"]): row for row in json_of(desk("rollup", office, "--period", SECOND, "--json"))["rows"]}
    projects, listed = rows["新增总投资超亿元项目", "accepted"], rows["新增上市企业", "accepted"]
    assert (projects["value"], projects["elapsed"]) == ("20", "50")
    assert (listed["value"], listed["completion"]) == ("2", "50")
    states = {row["unit"]: row["state"] for row in json_of(desk("status", office, "--period", SECOND, "--json"))}
    assert sorted(states.values()) == ["accepted", "missing", "missing", "submitted"]
    desk.does("briefing", office, "--period", SECOND, "-o", city.folder / "briefing.pdf")
    desk.does("ledger", office, "--period", SECOND, "-o", city.folder / "ledger.xlsx")
    assert (city.folder / "briefing.pdf").stat().st_size > 10_000


def test_of_a_months_figure_the_row_must_say_which_month(city: City) -> None:
    table = city.table("record.csv", HEAD + "2.1.1,新增上市企业,,1,,\n2.1.1,新增上市企业,2025-07,1,,\n2.1.1,新增上市企业,五月,1,,\n")

    answer = city.desk("record", city.unit("东区"), table, "--period", SECOND)

    assert answer.status == 1
    assert "2025-04、2025-05、2025-06" in answer.err + answer.out


def test_the_status_counts_the_months_figures_among_the_quarters(city: City) -> None:
    hands_up(city, "东区", EAST, "east.jnb")
    (first, second, *_) = json_of(city.desk("status", city.unit("东区"), "--json"))

    assert (first["period"], first["asked"], first["filled"]) == ("2025-Q1", 4, 0)
    assert (second["period"], second["asked"], second["filled"], second["state"]) == (SECOND, 4, 4, "submitted")


def test_a_month_is_no_period_of_a_plan_by_quarters(city: City) -> None:
    assert "没有“2025年6月”这个填报期" in city.desk.refuses("rollup", city.office, "--period", "2025-06", "--json")


def test_a_quarters_falling_total_is_asked_about_within_the_quarter(city: City) -> None:
    falling = EAST.replace("2025-06,2", "2025-06,1")
    city.desk.does("record", city.unit("东区"), city.table("record.csv", HEAD + falling), "--period", SECOND)

    found = json_of(city.desk("check", city.unit("东区"), "--period", SECOND, "--json"))["findings"]

    assert "total-falls" in {finding["code"] for finding in found}
