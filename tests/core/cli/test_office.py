from __future__ import annotations

from tests.driving import content
from tests.journeys.conftest import City

PERIOD = "2025-03"
ROWS = "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n"


def test_merging_tells_each_file_and_the_sum(city: City) -> None:
    report = city.hands_up("东区", PERIOD, ROWS)

    out = city.desk.does("merge", city.office, report)

    assert out.splitlines() == [
        "report.jnb（东区）：新增5条，重复0条，等待0条。",
        "  东区：2025-03第1次上报",
        "已合并，新增变更5条。",
    ]


def test_a_dry_run_says_nothing_of_having_merged(city: City) -> None:
    report = city.hands_up("东区", PERIOD, ROWS)

    out = city.desk.does("merge", city.office, report, "--dry-run")

    assert "已合并" not in out
    assert "新增5条" in out


def test_a_refused_file_is_told_by_its_name_and_nothing_is_said_to_be_merged(city: City) -> None:
    junk = city.table("junk.jnb", "不是数据包")
    before = content(city.office)

    answer = city.desk("merge", city.office, junk)

    assert (answer.status, answer.out) == (1, "")
    assert answer.complaints[0].startswith("junk.jnb：拒收。")
    assert content(city.office) == before


def test_the_json_tells_why_a_file_is_refused(city: City) -> None:
    junk = city.table("junk.jnb", "不是数据包")

    data = city.desk("merge", city.office, junk, "--json", "--lang", "en").data

    assert data["entered"] == 0
    assert data["files"][0]["refused"]["code"] == "not-a-bundle"  # type: ignore[index]  # JSON
    assert "is not a Jiannuo bundle" in data["files"][0]["refused"]["sentence"]  # type: ignore[index]  # JSON


def test_a_review_names_unit_period_and_number(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS))

    returned = city.desk.does("review", city.office, "return", "DQ", PERIOD, "--reason", "请核对")

    assert returned == "已退回东区2025年3月第1次上报：请核对\n"


def test_feedback_names_its_files(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS))
    city.desk.does("review", city.office, "accept", "东区", PERIOD)

    out = city.desk.does("feedback", city.office, "-d", city.folder / "f").splitlines()

    assert out == ["写出1个反馈包。", f"  {city.folder / 'f' / '反馈包_海州市2025_东区.jnb'}"]


def test_merge_tells_what_was_handed_up_and_a_unit_why_it_came_back(city: City) -> None:
    file = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n")

    merged = city.desk("merge", city.office, file)
    city.desk("review", city.office, "return", "东区", "2025-03", "--reason", "请核减2个")
    city.desk("feedback", city.office, "-d", city.folder / "反馈")
    (feedback,) = (city.folder / "反馈").glob("*东区*")
    returned = city.desk("merge", city.unit("东区"), feedback)

    assert "东区：2025-03第1次上报" in merged.out
    assert "2025年3月第1次上报被退回：请核减2个；请改正后重新上报。" in returned.out
