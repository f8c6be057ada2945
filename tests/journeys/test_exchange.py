"""What comes in by file: repeated, in any order, with gaps, damaged, foreign; nothing is lost or half entered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pytest
from tests.conftest import Demo
from tests.driving import Desk, content, content_of, copied_folder
from tests.journeys.conftest import City, make_city

JANUARY, FEBRUARY = "2025-01", "2025-02"


def east(projects: int) -> str:
    return f"1.1.1,新增总投资超亿元项目,{projects},,,\n2.1.1,新增上市企业,1,,,\n"


def fingerprint(city: City, workspace: Path) -> str:
    return city.desk.does("fingerprint", workspace)


def copied(path: Path, name: str) -> Path:
    target = path.with_name(name)
    target.write_bytes(path.read_bytes())
    return target


def elsewhere(city: City) -> Desk:
    """Another computer, which knows nothing of what this one holds in its mirrors."""
    return Desk(city.folder / "data of another computer")


def test_merging_a_file_twice_changes_nothing(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))
    first = city.desk("merge", city.office, report, "--json").data
    before = fingerprint(city, city.office)

    again = city.desk("merge", city.office, report, "--json").data

    assert first["entered"] == 5  # the enrolment, two figures, what the checks found, the submission
    assert again["entered"] == 0
    assert again["files"][0]["repeated"] == first["files"][0]["new"]  # type: ignore[index]  # JSON
    assert fingerprint(city, city.office) == before


def test_a_file_named_twice_in_one_merge_enters_once(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))

    merged = city.desk("merge", city.office, report, report, "--json").data

    files = cast("list[dict[str, int]]", merged["files"])
    assert [(file["new"], file["repeated"]) for file in files] == [(5, 0), (0, 5)]
    assert merged["entered"] == 5


def test_a_later_report_may_be_named_before_an_earlier_one(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", JANUARY, east(5), report="1.jnb"))
    other = copied(city.office, "other.jiannuo")
    february = city.hands_up("东区", FEBRUARY, east(9), report="2.jnb")
    march = city.hands_up("东区", "2025-03", east(15), report="3.jnb")

    city.desk.does("merge", city.office, march, february)
    city.desk.does("merge", other, february, march)

    assert fingerprint(city, city.office) == fingerprint(city, other)


def test_a_task_file_opened_on_two_computers_admits_one(city: City) -> None:
    second = Desk(city.folder / "data of another computer")
    second.does("open", city.task_file("东区"), "-o", city.folder / "second.jiannuo")
    table = city.table("second.csv", f"事项编号,指标,数值,缺报原因,进展情况,自评\n{east(6)}")
    second.does("record", city.folder / "second.jiannuo", table, "--period", JANUARY)
    second.does("submit", city.folder / "second.jiannuo", "--period", JANUARY, "-o", city.folder / "2.jnb")
    reports = [city.hands_up("东区", JANUARY, east(5), report="1.jnb"), city.folder / "2.jnb"]
    other = copied(city.office, "other.jiannuo")

    merged = city.desk("merge", city.office, *reports)
    turned = city.desk("merge", other, *reversed(reports))

    assert merged.status == turned.status == 1
    assert merged.err.count("第二台电脑") == turned.err.count("第二台电脑") == 1
    assert fingerprint(city, city.office) == fingerprint(city, other)


def test_a_task_file_sent_anew_ends_the_one_before(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))  # from a workspace that the first task file made
    city.desk.does("plan", "send", city.office, "-d", city.folder / "tasks")

    said = city.desk.refuses("merge", city.office, report)

    assert "最新的任务包" in said


def test_a_dry_run_changes_no_byte(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))
    before = content(city.office)

    city.desk.does("merge", city.office, report, "--dry-run")

    assert content(city.office) == before


def test_a_dry_run_tells_what_the_merge_then_does(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))

    looked = city.desk("merge", city.office, report, "--dry-run", "--json").data
    merged = city.desk("merge", city.office, report, "--json").data

    assert looked["files"] == merged["files"]
    assert merged["entered"] == merged["files"][0]["new"]  # type: ignore[index]  # JSON


def test_the_order_of_files_does_not_matter(city: City) -> None:
    files = [
        city.hands_up("东区", JANUARY, east(5), report="east.jnb"),
        city.hands_up("西区", JANUARY, east(3), report="west.jnb"),
        city.hands_up("东区", FEBRUARY, east(8), report="east2.jnb"),
    ]
    other = copied(city.office, "other.jiannuo")

    city.desk.does("merge", city.office, *files)
    for file in reversed(files):
        elsewhere(city).does("merge", other, file)

    assert fingerprint(city, city.office) == fingerprint(city, other)


def test_office_and_its_only_unit_hold_the_same_after_the_feedback(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", JANUARY, east(5)))
    city.desk.does("review", city.office, "accept", "东区", JANUARY)
    assert fingerprint(city, city.office) != fingerprint(city, city.unit("东区"))

    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    city.desk.does("merge", city.unit("东区"), *(city.folder / "feedback").iterdir())

    assert fingerprint(city, city.office) == fingerprint(city, city.unit("东区"))


def test_a_gap_is_named_and_closes_when_the_missing_file_comes(city: City) -> None:
    """An office restored from January's copy gets March, which builds on the February that it acknowledged and lost."""
    january = city.hands_up("东区", JANUARY, east(5), report="january.jnb")
    city.desk.does("merge", city.office, january)
    restored = copied(city.office, "restored.jiannuo")
    february = city.hands_up("东区", FEBRUARY, east(8), report="february.jnb")
    city.desk.does("merge", city.office, february)
    city.desk.does("review", city.office, "accept", "东区", FEBRUARY)  # the answer says what the office holds
    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    city.desk.does("merge", city.unit("东区"), *(city.folder / "feedback").iterdir())
    march = city.hands_up("东区", "2025-03", east(12), report="march.jnb")

    answer = city.desk("merge", restored, march)
    told = city.desk("merge", restored, march, "--json").data["files"][0]  # type: ignore[index]  # JSON

    assert re.search(r"东区：第\d+至\d+条没有收到", answer.out)
    assert (told["new"], told["refused"]) == (0, None)
    assert told["waiting"] > 0
    assert told["missing"][0]["last"] - told["missing"][0]["first"] >= 1
    elsewhere(city).does("merge", restored, march, february)
    rows = city.desk("rollup", restored, "--period", "2025-03", "--json").data["rows"]
    assert "12" in [row["value"] for row in rows]  # type: ignore[attr-defined]  # JSON


@pytest.mark.parametrize("offset", [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_flipped_byte_is_refused(city: City, offset: float) -> None:
    report = city.hands_up("东区", JANUARY, east(5))
    data = bytearray(report.read_bytes())
    data[int(offset * (len(data) - 1))] ^= 0x20
    report.write_bytes(data)
    before = content(city.office)

    city.desk.refuses("merge", city.office, report)

    assert content(city.office) == before


@pytest.mark.parametrize("kept", [0, 3, 40, 200, -200, -1])
def test_a_cut_file_is_refused(city: City, kept: int) -> None:
    report = city.hands_up("东区", JANUARY, east(5))
    report.write_bytes(report.read_bytes()[:kept])
    before = content(city.office)

    city.desk.refuses("merge", city.office, report)

    assert content(city.office) == before


def test_a_refused_file_does_not_keep_the_others_out(city: City) -> None:
    good = city.hands_up("东区", JANUARY, east(5))
    bad = city.table("bad.jnb", "这不是数据包")

    answer = city.desk("merge", city.office, good, bad, "--json")

    assert answer.status == 1
    assert answer.data["entered"] != 0
    codes = [file["refused"] and file["refused"]["code"] for file in answer.data["files"]]  # type: ignore[attr-defined]  # JSON
    assert codes == [None, "not-a-bundle"]


def test_a_file_of_another_plan_is_refused(city: City, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_city(tmp_path / "other")
    report = other.hands_up("东区", JANUARY, east(5))
    before = content(city.office)

    complaint = city.desk.refuses("merge", city.office, report)

    assert "另一个方案" in complaint
    assert content(city.office) == before


def test_a_file_for_another_unit_is_refused(city: City) -> None:
    city.unit("西区")
    city.desk.does("merge", city.office, city.hands_up("东区", JANUARY, east(5)))
    city.desk.does("review", city.office, "accept", "东区", JANUARY)
    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    (feedback,) = (city.folder / "feedback").iterdir()

    complaint = city.desk.refuses("merge", city.unit("西区"), feedback)

    assert "海州市东区人民政府" in complaint


def test_a_report_is_no_task_file(city: City) -> None:
    report = city.hands_up("东区", JANUARY, east(5))

    city.desk.refuses("open", report, "-o", city.folder / "x.jiannuo")

    assert not (city.folder / "x.jiannuo").exists()


def test_a_unit_cannot_hand_up_from_a_computer_without_its_key(city: City) -> None:
    workspace = city.unit("东区")
    table = city.table("r.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,5\n2.1.1,新增上市企业,1\n")
    city.desk.does("record", workspace, table, "--period", JANUARY)
    for key in (city.folder / "data" / "keys").iterdir():
        key.unlink()

    complaint = city.desk.refuses("submit", workspace, "--period", JANUARY, "-o", city.folder / "r.jnb")

    assert "密钥" in complaint
    assert not (city.folder / "r.jnb").exists()


def test_no_real_workspace_takes_a_demo_file(city: City, demo: Demo) -> None:
    before = content(city.office)

    complaint = city.desk.refuses("merge", city.office, demo.files("report")[0])

    assert "示例" in complaint
    assert content(city.office) == before


def test_no_demo_workspace_takes_a_real_file(city: City, demo: Demo, tmp_path: Path) -> None:
    office = tmp_path / "demo.jiannuo"
    office.write_bytes(demo.file("office").read_bytes())
    report = city.hands_up("东区", JANUARY, east(5))
    before = content(office)

    complaint = city.desk.refuses("merge", office, report)

    assert "示例" in complaint
    assert content(office) == before


def test_every_command_works_on_a_copied_demo(demo: Demo, tmp_path: Path) -> None:
    folder = copied_folder(demo.folder, tmp_path / "demo")
    city = City(tmp_path)
    unit = folder / demo.file("district", unit="武进区").relative_to(demo.folder)
    table = city.table("r.csv", "事项编号,指标,数值\n1.2.1,新增总投资超亿元项目,70\n")

    assert "1行全部录入" in city.desk.does("record", unit, table, "--period", "2025-07")
    assert len(fingerprint(city, unit).strip()) == 64
    assert content_of(demo.folder) == content_of(demo.folder)
