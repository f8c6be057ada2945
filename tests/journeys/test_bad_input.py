"""Bad input: one sentence that says what is wrong and what to do, exit status 1, and nothing lost or half written."""

from __future__ import annotations

import re
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.driving import Answer, Desk, content, content_of, run_program, without_roots_rights
from tests.journeys.conftest import REPORT, UNITS, City

UNIT_HEAD, *UNIT_ROWS = UNITS.splitlines()
PERIOD = "2025-03"
CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")


def must_be_one_sentence(answer: Answer) -> str:
    assert answer.status == 1, answer
    assert len(answer.complaints) == 1, answer.err
    (said,) = answer.complaints
    assert "Traceback" not in said
    assert said.endswith(("。", "."))
    return said


def refused_in_both_languages(desk: Desk, *words: str | Path) -> str:
    """Refused twice with the same status, once in each language; the Chinese sentence is returned."""
    chinese = must_be_one_sentence(desk(*words))
    english = must_be_one_sentence(desk(*words, "--lang", "en"))
    assert CHINESE.search(chinese)
    assert re.search(r"\b[a-z]{2,} [a-z]{2,} ", english)
    assert chinese != english
    return chinese


# --- reports ------------------------------------------------------------------------------------------------------------------------------

REPORTS: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_text(" \n\u3000\n", encoding="utf-8"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "without headings": lambda path: path.write_text("今天天气很好。我们去公园散步。", encoding="utf-8"),
    "folder": lambda path: path.mkdir(),
    "missing": lambda path: path.exists(),
    "docx": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(100)),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_a_report_that_is_none_is_refused(desk: Desk, tmp_path: Path, kind: str) -> None:
    report = tmp_path / "报告.txt"
    REPORTS[kind](report)
    before = content_of(tmp_path)

    refused_in_both_languages(desk, "plan", "read", report, "--json")
    refused_in_both_languages(desk, "plan", "new", report, "-o", tmp_path / "w.jiannuo")

    assert content_of(tmp_path) == before
    assert not list(tmp_path.glob("w.jiannuo*"))


def test_an_empty_report_is_refused_by_the_program_itself(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    said = must_be_one_sentence(run_program(tmp_path / "data", "plan", "read", tmp_path / "empty.txt"))

    assert said == "报告里没有文字；请选择含有报告全文的文件。"


def test_a_refusal_is_readable_in_a_terminal_that_claims_ascii(tmp_path: Path) -> None:
    answer = run_program(tmp_path / "data", "plan", "read", tmp_path / "没有.txt", extra={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})

    assert "找不到文件" in must_be_one_sentence(answer)


# --- tables of units ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([*UNIT_ROWS, "DQ,海州市南区人民政府,南区,辖市区,HZ"], "第7行"),
        ([*UNIT_ROWS, ",海州市南区人民政府,南区,辖市区,HZ"], "第7行"),
        ([*UNIT_ROWS, "NQ,海州市南区人民政府,南区,辖市区,XX"], "XX"),
        ([*UNIT_ROWS, "HZ2,海州新市人民政府,海州新市,市,"], "一棵树"),
        ([*UNIT_ROWS, "A,甲镇人民政府,甲镇,乡镇,B", "B,乙镇人民政府,乙镇,乡镇,A"], "循环"),
        ([*UNIT_ROWS, "NQ,海州市南区人民政府,南区,省,HZ"], "省"),
        ([], "一棵树"),
    ],
    ids=["duplicate code", "no code", "unknown parent", "two roots", "a ring", "unknown kind", "no rows"],
)
def test_units_that_are_no_tree_are_refused(desk: Desk, tmp_path: Path, rows: list[str], told: str) -> None:
    table = tmp_path / "units.csv"
    table.write_text("\n".join([UNIT_HEAD, *rows]) + "\n", encoding="utf-8")
    before = content_of(tmp_path)

    said = refused_in_both_languages(desk, "plan", "new", REPORT, "-o", tmp_path / "w.jiannuo", "--units", table)

    assert told in said
    assert content_of(tmp_path) == before


@pytest.mark.parametrize("column", UNIT_HEAD.split(","))
def test_a_missing_column_is_named(desk: Desk, tmp_path: Path, column: str) -> None:
    table = tmp_path / "units.csv"
    table.write_text(UNITS.replace(column, "别的", 1), encoding="utf-8")

    said = refused_in_both_languages(desk, "plan", "new", REPORT, "-o", tmp_path / "w.jiannuo", "--units", table)

    assert f"“{column}”" in said


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", "“未闭合\n".encode("utf-16")], ids=["empty", "nul", "zip", "utf-16"]
)
def test_a_table_that_cannot_be_read_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "units.xlsx"
    table.write_bytes(content)

    refused_in_both_languages(desk, "plan", "new", REPORT, "-o", tmp_path / "w.jiannuo", "--units", table)

    assert not list(tmp_path.glob("w.jiannuo*"))


def test_a_spreadsheet_without_cells_is_refused(desk: Desk, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "units.xlsx")

    refused_in_both_languages(desk, "plan", "new", REPORT, "-o", tmp_path / "w.jiannuo", "--units", tmp_path / "units.xlsx")


# --- workspaces ---------------------------------------------------------------------------------------------------------------------------


def newer(path: Path) -> None:
    database = sqlite3.connect(path)
    version = database.execute("PRAGMA user_version").fetchone()[0]
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute(f"PRAGMA user_version = {version + 1000 * 1000}")
    database.close()


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def another_database(path: Path) -> None:
    path.unlink()
    database = sqlite3.connect(path)
    database.executescript("CREATE TABLE a (b); INSERT INTO a VALUES (1);")
    database.close()


WORKSPACES: dict[str, Callable[[Path], object]] = {
    "folder": replaced_by_a_folder,
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("不是工作簿", encoding="utf-8"),
    "another database": another_database,
    "newer": newer,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:5000]),
}


@pytest.mark.parametrize("kind", WORKSPACES)
def test_a_workspace_that_is_none_is_refused_by_every_command(city: City, kind: str) -> None:
    office = city.office
    table = city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,5\n")
    WORKSPACES[kind](office)
    before = content_of(city.folder)

    for words in (
        ("rollup", office, "--period", PERIOD, "--json"),
        ("briefing", office, "--period", PERIOD, "-o", city.folder / "b.pdf"),
        ("ledger", office, "--period", PERIOD, "-o", city.folder / "l.xlsx"),
        ("fingerprint", office),
        ("record", office, table, "--period", PERIOD),
        ("submit", office, "--period", PERIOD, "-o", city.folder / "r.jnb"),
        ("review", office, "accept", "东区", PERIOD),
        ("plan", "issue", office, "-d", city.folder / "again"),
        ("feedback", office, "-d", city.folder / "again"),
        ("merge", office, city.task_file("东区")),
    ):
        refused_in_both_languages(city.desk, *words)

    assert content_of(city.folder) == before


def test_a_newer_version_is_told_by_its_number(city: City) -> None:
    newer(city.office)

    assert "格式" in city.desk.refuses("fingerprint", city.office)


def test_a_new_workspace_never_replaces_a_file(city: City) -> None:
    before = content(city.office)

    refused_in_both_languages(city.desk, "plan", "new", REPORT, "-o", city.office)
    refused_in_both_languages(city.desk, "open", city.task_file("东区"), "-o", city.office)

    assert content(city.office) == before


def test_a_new_workspace_in_a_place_that_takes_no_files_is_refused(city: City) -> None:
    place = Path("/sys/w.jiannuo")  # refuses new files to everyone, root too

    refused_in_both_languages(city.desk, "plan", "new", REPORT, "-o", place)
    refused_in_both_languages(city.desk, "open", city.task_file("东区"), "-o", place)


@pytest.mark.parametrize("target", ["/sys/out", "folder"])
def test_papers_in_a_place_that_takes_no_files_are_refused(city: City, target: str) -> None:
    place = city.folder / target  # an absolute path stays as it is
    if not place.is_absolute() or place.name == "folder":
        place.mkdir()
    before = content_of(city.folder)

    refused_in_both_languages(city.desk, "ledger", city.office, "--period", PERIOD, "-o", place)
    refused_in_both_languages(city.desk, "briefing", city.office, "--period", PERIOD, "-o", place)

    assert content_of(city.folder) == before


def test_a_read_only_workspace_is_refused_for_writing_and_read_all_the_same(city: City) -> None:
    city.office.chmod(0o444)
    city.folder.chmod(0o555)

    try:
        refused = run_program(city.desk.data_folder, "plan", "confirm", city.office, "--all", before=without_roots_rights)
        read = run_program(city.desk.data_folder, "fingerprint", city.office, before=without_roots_rights)
    finally:
        city.folder.chmod(0o755)

    assert (refused.status, len(refused.complaints)) == (1, 1)
    assert "无法写入" in refused.err
    assert (read.status, read.out) == (0, city.desk.does("fingerprint", city.office))


# --- a full disk --------------------------------------------------------------------------------------------------------------------------


def no_file_above(size: int) -> Callable[[], None]:
    """A limit on the size of files: to the program it is as if the disk ended there."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def full(city: City, size: int, *words: str | Path) -> str:
    answer = run_program(city.folder / "data", *words, before=no_file_above(size))
    return must_be_one_sentence(answer)


def test_a_briefing_on_a_full_disk_leaves_the_old_one(city: City) -> None:
    paper = city.table("briefing.pdf", "上一期")
    before = content_of(city.folder)

    said = full(city, 60_000, "briefing", city.office, "--period", PERIOD, "-o", paper)

    assert "磁盘已满" in said
    assert content_of(city.folder) == before


def test_a_plan_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    answer = run_program(tmp_path / "data", "plan", "new", REPORT, "-o", tmp_path / "w.jiannuo", before=no_file_above(40_000))

    must_be_one_sentence(answer)
    assert not list(tmp_path.glob("w.jiannuo*"))


def test_a_merge_on_a_full_disk_enters_nothing(city: City) -> None:
    report = city.hands_up("东区", PERIOD, "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n")
    before = city.desk.does("fingerprint", city.office)

    full(city, 8_192, "merge", city.office, report)

    assert city.desk.does("fingerprint", city.office) == before
    assert city.desk.does("merge", city.office, report)


# --- entering and reviewing ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1.1.1,新增总投资超亿元项目,三十,,,", "三十"),
        ("1.1.1,新增总投资超亿元项目,约30个,,,", "约30个"),
        ("1.1.1,新增总投资超亿元项目,1e5,,,", "1e5"),
        ("1.1.1,新增总投资超亿元项目,99999999999999,,,", "过大"),
        ("9.9.9,新增总投资超亿元项目,3,,,", "9.9.9"),
        ("1.1.1,没有的指标,3,,,", "没有的指标"),
        ("1.2.1,,,,进展,", "1.2.1"),
        ("0.1,地区生产总值增长,5,,,", "0.1"),
        ("1.1.1,新增总投资超亿元项目,,忘了,,", "忘了"),
        ("1.1.1,,,,进展,很好", "很好"),
    ],
)
def test_a_row_that_cannot_be_kept_is_refused_and_so_is_its_table(city: City, row: str, told: str) -> None:
    workspace = city.unit("东区")
    good = "2.1.1,新增上市企业,1,,,"
    table = city.table("r.csv", f"事项编号,指标,数值,缺报原因,进展情况,自评\n{good}\n{row}\n")
    before = content_of(city.folder)

    said = refused_in_both_languages(city.desk, "record", workspace, table, "--period", PERIOD)

    assert told in said
    assert "第3行" in said
    assert content_of(city.folder) == before


@pytest.mark.parametrize("period", ["2024-03", "2025-13", "六月", "2025-Q1", ""])
def test_a_period_that_the_plan_does_not_have_is_refused(city: City, period: str) -> None:
    table = city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,5\n")
    workspace = city.unit("东区")
    before = content_of(city.folder)

    refused_in_both_languages(city.desk, "record", workspace, table, "--period", period)
    refused_in_both_languages(city.desk, "rollup", city.office, "--period", period, "--json")
    refused_in_both_languages(city.desk, "submit", workspace, "--period", period, "-o", city.folder / "r.jnb")

    assert content_of(city.folder) == before


def test_an_unknown_unit_is_refused(city: City) -> None:
    said = refused_in_both_languages(city.desk, "review", city.office, "accept", "南区", PERIOD)

    assert "南区" in said


def test_reviewing_what_nobody_handed_up_is_refused(city: City) -> None:
    refused_in_both_languages(city.desk, "review", city.office, "accept", "东区", PERIOD)


@pytest.fixture
def handed_up(city: City) -> City:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n"))
    return city


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_without_a_reason_is_refused(handed_up: City, reason: str) -> None:
    before = content(handed_up.office)

    said = refused_in_both_languages(handed_up.desk, "review", handed_up.office, "return", "东区", PERIOD, "--reason", reason)

    assert "理由" in said
    assert content(handed_up.office) == before


def test_accepting_twice_is_refused(handed_up: City) -> None:
    handed_up.desk.does("review", handed_up.office, "accept", "东区", PERIOD)

    said = refused_in_both_languages(handed_up.desk, "review", handed_up.office, "accept", "东区", PERIOD)

    assert "已经核定" in said


def test_a_unit_cannot_do_what_is_the_offices(handed_up: City) -> None:
    unit = handed_up.unit("东区")
    before = content_of(handed_up.folder)

    for words in (
        ("review", unit, "accept", "东区", PERIOD),
        ("review", unit, "return", "东区", PERIOD, "--reason", "试试"),
        ("plan", "confirm", unit, "--all"),
        ("plan", "issue", unit, "-d", handed_up.folder / "x"),
        ("feedback", unit, "-d", handed_up.folder / "x"),
    ):
        refused_in_both_languages(handed_up.desk, *words)

    assert content_of(handed_up.folder) == before


def test_a_plan_with_open_proposals_is_not_issued(desk: Desk, tmp_path: Path) -> None:
    desk.does("plan", "new", REPORT, "-o", tmp_path / "w.jiannuo")

    said = refused_in_both_languages(desk, "plan", "issue", tmp_path / "w.jiannuo", "-d", tmp_path / "t")

    assert "没有确认" in said
    assert not (tmp_path / "t").exists()


def test_a_plan_with_items_of_nobody_is_not_issued(desk: Desk, tmp_path: Path) -> None:
    desk.does("plan", "new", REPORT, "-o", tmp_path / "w.jiannuo")
    desk.does("plan", "confirm", tmp_path / "w.jiannuo", "--all")

    said = refused_in_both_languages(desk, "plan", "issue", tmp_path / "w.jiannuo", "-d", tmp_path / "t")

    assert "没有牵头单位" in said


def test_issuing_twice_without_a_change_is_refused(city: City) -> None:
    refused_in_both_languages(city.desk, "plan", "issue", city.office, "-d", city.folder / "again")


def test_a_folder_with_other_files_is_never_made_a_demo(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "重要.txt").write_text("别删", encoding="utf-8")

    refused_in_both_languages(desk, "demo", folder)

    assert [path.name for path in folder.iterdir()] == ["重要.txt"]


def test_evidence_that_is_not_there_is_refused(city: City) -> None:
    workspace = city.unit("东区")
    before = content_of(city.folder)

    for path in (city.folder / "没有.pdf", city.folder):
        refused_in_both_languages(city.desk, "attach", workspace, path, "--period", PERIOD, "--item", "1.1.1")

    assert content_of(city.folder) == before


def test_a_report_file_that_cannot_be_written_can_be_written_again(city: City) -> None:
    workspace = city.unit("东区")
    table = city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,20\n2.1.1,新增上市企业,1\n")
    city.desk.does("record", workspace, table, "--period", PERIOD)
    folder = city.folder / "folder"
    folder.mkdir()

    refused_in_both_languages(city.desk, "submit", workspace, "--period", PERIOD, "-o", folder)
    report = folder / "r.jnb"
    city.desk.does("submit", workspace, "--period", PERIOD, "-o", report)

    city.desk.does("merge", city.office, report)
    assert "核定" in city.desk.does("review", city.office, "accept", "东区", PERIOD)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("frobnicate",),
        ("rollup",),
        ("briefing", "w", "--kind", "novel"),
        ("review", "w", "praise", "U", PERIOD),
        ("plan", "confirm", "w"),
    ],
)
def test_wrong_usage_is_told_apart_from_a_refusal(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk(*words).status == 2
