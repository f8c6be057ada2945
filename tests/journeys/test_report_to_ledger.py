"""The whole journey through the real command line, with real keys: from a report's text to a printed briefing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.driving import Desk, run_program
from tests.journeys.conftest import REPORT, City

from core.resources import resource

MARCH = "2025-03"
EAST = "1.1.1,新增总投资超亿元项目,{projects},,已开工{projects}个项目。,\n2.1.1,新增上市企业,1,,,\n"
BUREAU = """0.1,地区生产总值增长,5.4,,一季度增长5.4%。,
1.1.1,,,,全市项目按计划推进。,
1.1.2,,,,推进机制已印发。,达进度
1.2.1,,,,组织企业参展12家。,达进度
2.1.1,,,,上市企业梯队已建立。,
2.1.2,,,,培育库已更新。,达进度
"""


def rows_of(city: City, period: str = MARCH) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = city.desk("rollup", city.office, "--period", period, "--json").data["rows"]  # type: ignore[assignment]  # JSON
    return rows


@pytest.fixture(scope="module")
def example_reading() -> dict[str, list[dict[str, object]]]:
    answer = run_program(Path("unused"), "plan", "read", resource("report", "changzhou_2025.md"), "--json")
    assert answer.status == 0, answer.err
    return answer.data  # type: ignore[return-value]  # JSON


def test_reading_the_example_finds_thirty_tasks_in_ten_groups(example_reading: dict[str, list[dict[str, object]]]) -> None:
    groups = Counter(task["section"] for task in example_reading["tasks"])

    assert len(example_reading["tasks"]) == 30
    assert list(groups.values()) == [3] * 10


def test_reading_the_example_finds_its_items_and_headline_targets(example_reading: dict[str, list[dict[str, object]]]) -> None:
    of_tasks = [item for item in example_reading["items"] if item["task"] is not None]

    assert len(of_tasks) == 77
    assert len(example_reading["items"]) - len(of_tasks) == 7


def test_items_put_together_are_the_paragraph_of_their_task(example_reading: dict[str, list[dict[str, object]]]) -> None:
    for task in example_reading["tasks"]:
        texts = [str(item["text"]) for item in example_reading["items"] if item["task"] == task["id"]]

        assert "".join(texts) == task["text"]


def test_what_is_read_says_where_it_stands_in_the_source(example_reading: dict[str, list[dict[str, object]]]) -> None:
    source = resource("report", "changzhou_2025.md").read_text(encoding="utf-8")

    for item in example_reading["items"]:
        assert source[slice(*item["span"])] == item["text"]  # type: ignore[misc]  # JSON
    for commitment in example_reading["commitments"]:
        assert {"name", "comparator", "value", "unit", "kind", "value_kind", "clause", "span", "section", "item"} <= set(commitment)
        assert commitment["kind"] in {"target", "achievement"}


def test_a_plan_holds_what_was_read(desk: Desk, tmp_path: Path) -> None:
    out = desk.does("plan", "new", REPORT, "-o", tmp_path / "w.jiannuo")

    assert "海州市2025年" in out
    assert "3项重点任务，7个事项，4项指标" in out


def test_every_unit_with_duties_gets_a_task_file_of_its_own(city: City) -> None:
    assert sorted(path.name for path in (city.folder / "tasks").iterdir()) == [
        f"任务包_海州市2025_{name}.jnb" for name in ("东区", "市人社局", "市发改委", "西区")
    ]


def test_opening_a_task_file_says_what_is_asked(city: City) -> None:
    out = city.desk.does("open", city.task_file("市发改委"), "-o", city.folder / "fg.jiannuo")

    assert "“海州市发展和改革委员会”" in out
    assert "承担事项6项，其中牵头6项" in out


def test_a_returned_month_is_corrected_accepted_and_printed(city: City) -> None:
    """The journey in one piece: what each step leaves is what the next one needs."""
    desk, office, east = city.desk, city.office, city.unit("东区")
    bureau_file = city.hands_up("市发改委", MARCH, BUREAU, report="bureau.jnb")
    first = city.hands_up("东区", MARCH, EAST.format(projects=20), report="first.jnb")

    looked = desk("merge", office, first, bureau_file, "--dry-run", "--json").data
    assert looked["entered"] == 0
    assert rows_of(city)[0]["value"] is None
    desk.does("merge", office, first, bureau_file)
    by_name = {(row["name"], row["unit"]): row for row in rows_of(city)}
    (city_row,) = [row for row in rows_of(city) if row["name"] == "新增总投资超亿元项目" and row["source"] == "sum"]
    assert (city_row["target"], city_row["value"]) == ("60", "20")
    assert len(by_name) == len(rows_of(city))

    desk.does("review", office, "return", "东区", MARCH, "--reason", "含2个未入库项目，请核减")
    desk.does("feedback", office, "-d", city.folder / "feedback")
    desk.does("merge", east, city.folder / "feedback" / "反馈包_海州市2025_东区.jnb")
    second = city.hands_up("东区", MARCH, EAST.format(projects=18), report="second.jnb")
    desk.does("merge", office, second)
    assert "第2次" in desk.does("review", office, "accept", "东区", MARCH)
    desk.does("review", office, "accept", "市发改委", MARCH)

    (row,) = [row for row in rows_of(city) if row["name"] == "新增总投资超亿元项目" and row["source"] == "accepted"]
    assert (row["target"], row["value"], row["reported"], row["reviewed"]) == ("36", "18", "18", None)
    assert (row["completion"], row["elapsed"], row["distance"], row["standing"]) == ("50", "25", "25", "ahead")
    desk.does("briefing", office, "--period", MARCH, "-o", city.folder / "briefing.pdf")
    assert (city.folder / "briefing.pdf").read_bytes().startswith(b"%PDF-1.")
    assert f"{len(rows_of(city))}行" in desk.does("ledger", office, "--period", MARCH, "-o", city.folder / "ledger.xlsx")


def test_the_rollup_has_every_field_as_told(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", MARCH, EAST.format(projects=20)))

    manual = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
    told = re.search(r'"rows": \[\{(.*?)\}\]', manual[manual.index("`jiannuo rollup W --period P --json`") :], re.DOTALL)
    assert told is not None

    answer = city.desk("rollup", city.office, "--period", MARCH, "--json").data

    assert answer["period"] == MARCH
    for row in rows_of(city):
        assert list(row) == re.findall(r'"(\w+)"', told[1])
        assert row["standing"] in {"done", "ahead", "on", "behind", "unrated"}


def test_the_rollup_says_what_is_needed_from_here_on(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", MARCH, EAST.format(projects=6)))

    (row,) = [row for row in rows_of(city) if row["name"] == "新增总投资超亿元项目" and row["source"] == "submitted"]

    assert (row["target"], row["remaining"], row["projection"]) == ("36", "9", "24")
    assert row["outlook"] == "后九月需月均完成3.3个，为前三月的1.7倍；按目前进度，全年预计24个，为目标的66.7%"


def test_a_draft_never_counts(city: City) -> None:
    table = city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,20\n")
    city.desk.does("record", city.unit("东区"), table, "--period", MARCH)

    rows = city.desk("rollup", city.unit("东区"), "--period", MARCH, "--json").data["rows"]

    assert {row["value"] for row in rows} == {None}  # type: ignore[attr-defined]  # JSON


def test_the_ledger_holds_the_figures_of_the_rollup(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", MARCH, EAST.format(projects=20)))
    city.desk.does("ledger", city.office, "--period", MARCH, "-o", city.folder / "ledger.xlsx")

    sheet = load_workbook(city.folder / "ledger.xlsx").worksheets[0]
    head, *rows = list(sheet.iter_rows(min_row=2, values_only=True))

    value, standing = head.index("累计完成"), head.index("进度评价")
    expected = [None if row["value"] is None else float(str(row["value"])) for row in rows_of(city)]
    assert [row[value] for row in rows] == expected
    words = {"done": "已完成", "ahead": "超进度", "on": "达进度", "behind": "欠进度", "unrated": "其他"}
    assert [row[standing] for row in rows] == [words[str(row["standing"])] for row in rows_of(city)]


def test_the_same_journey_works_as_a_program_of_its_own(city: City) -> None:
    data = city.folder / "data"
    table = city.table("r.csv", "事项编号,指标,数值,进展情况\n1.1.1,新增总投资超亿元项目,20,\n2.1.1,新增上市企业,1,\n")
    east, report = city.folder / "east.jiannuo", city.folder / "report.jnb"

    for words in (
        ("open", city.task_file("东区"), "-o", east),
        ("record", east, table, "--period", MARCH, "--actor", "张三"),
        ("submit", east, "--period", MARCH, "-o", report),
        ("merge", city.office, report),
        ("review", city.office, "accept", "DQ", MARCH),
    ):
        answer = run_program(data, *words)
        assert (answer.status, answer.err) == (0, ""), words

    assert {row["source"] for row in rows_of(city)} == {"accepted", "sum", None}


def test_english_is_spoken_when_asked_for(city: City) -> None:
    out = city.desk.does("open", city.task_file("西区"), "-o", city.folder / "west.jiannuo", "--lang", "en")

    assert "6 duties, 0 led" in out


def test_the_demos_roll_up_lists_each_unit_once_an_indicator(city: City) -> None:
    keys = Counter((row["unit"], row["indicator"], row["item"]) for row in rows_of(city))

    assert set(keys.values()) == {1}


def test_a_table_saved_by_a_spreadsheet_in_gb18030_is_read(city: City) -> None:
    path = city.folder / "gbk.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["事项编号", "指标", "数值"], ["1.1.1", "新增总投资超亿元项目", "１２"]])

    assert "1行全部录入" in city.desk.does("record", city.unit("东区"), path, "--period", MARCH)
