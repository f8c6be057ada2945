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
    assert out.splitlines()[0] == "report.jnb（东区）：新增5条，重复0条，等待0条。"
    assert out.splitlines()[-1] == "合计 东区：文件1个，新增5，重复0，等待0，另存0，未采信0，冲突0，缺少0，拒收0"


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


def test_merge_tells_what_was_handed_up_and_a_unit_why_it_came_back(city: City) -> None:
    file = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n")

    merged = city.desk("merge", city.office, file)
    city.desk("review", city.office, "return", "东区", "2025-03", "--reason", "请核减2个")
    city.desk("feedback", city.office, "-d", city.folder / "反馈")
    (feedback,) = (city.folder / "反馈").glob("*东区*")
    returned = city.desk("merge", city.unit("东区"), feedback)

    assert "东区：2025-03第1次上报" in merged.out
    assert "2025年3月第1次上报被退回：请核减2个；请改正后重新上报。" in returned.out


def test_undoing_tells_what_is_taken_back_before_and_after(city: City) -> None:
    report = city.hands_up("东区", PERIOD, ROWS)
    before = content(city.office)
    city.desk.does("merge", city.office, report, "--actor", "王五")

    told = city.desk.does("merge", city.office, "--undo", "--dry-run").splitlines()
    done = city.desk.does("merge", city.office, "--undo", "--actor", "赵六").splitlines()

    assert told[0].startswith("可以撤销王五")
    assert done[0].endswith("的合并：1个文件，变更5条；需要时可以重新合并这些文件。")
    assert told[1:] == done[1:] == ["  report.jnb（东区）：5条", "  东区：2025-03第1次上报"]
    assert content(city.office) != before  # the file remembers
    assert city.desk.does("merge", city.office, report).splitlines()[-1] == "已合并，新增变更5条。"


def test_undoing_is_refused_with_one_sentence_and_its_cure(city: City) -> None:
    nothing = city.desk("merge", city.office, "--undo")
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS))
    city.desk.does("review", city.office, "accept", "东区", PERIOD)
    written = city.desk("merge", city.office, "--undo", "--dry-run")

    assert (nothing.status, len(nothing.complaints)) == (1, 1)
    assert (written.status, len(written.complaints)) == (1, 1)
    assert written.complaints[0].endswith("之后工作簿又有改动，不能撤销；如需更正，请退回、另定核定值或截断。")


def test_files_and_undoing_do_not_go_together(city: City) -> None:
    assert city.desk("merge", city.office).status == 2
    assert city.desk("merge", city.office, city.folder / "x.jnb", "--undo").status == 2


def test_history_of_imports_tells_of_every_file_what_became_of_it(city: City) -> None:
    junk = city.table("junk.jnb", "不是数据包")
    report = city.hands_up("东区", PERIOD, ROWS)
    empty = city.desk.does("imports", city.office)
    city.desk.does("merge", city.office, report, "--actor", "王五")
    city.desk.does("merge", city.office, "--undo", "--actor", "赵六")
    city.desk.does("merge", city.office, report)
    city.desk("merge", city.office, junk)
    city.desk("merge", city.office, junk)

    lines = [line.split("\t") for line in city.desk.does("imports", city.office).splitlines()]
    data = city.desk("imports", city.office, "--json").data

    assert empty == "还没有合并过文件。\n"
    assert [line[2:4] for line in lines] == [["东区", "report.jnb"], ["东区", "report.jnb"], ["-", "junk.jnb"]]
    assert [line[4] for line in lines[:2]] == ["新增5条，重复0条，等待0条，另存0条"] * 2
    assert lines[1][1] == "王五"
    assert lines[1][5].endswith("由赵六撤销")
    assert lines[2][4].startswith("拒收：")
    assert [each["undone"] is None for each in data["imports"]] == [True, False]  # type: ignore[attr-defined]  # JSON
    assert [each["code"] for each in data["refused"]] == ["not-a-bundle"]  # type: ignore[attr-defined]  # JSON


def test_undoing_and_history_speak_english(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS), "--actor", "Wang")

    told = city.desk("merge", city.office, "--undo", "--json", "--lang", "en").data
    lines = city.desk.does("imports", city.office, "--lang", "en").splitlines()

    assert (told["undone"], told["changes"], told["by"]) == (True, 5, "Wang")
    assert "5 new, 0 repeated, 0 waiting, 0 set aside" in lines[0]
    assert "undone on" in lines[0]
