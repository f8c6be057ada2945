"""Losing a computer's work and getting it back: mirrors, restoring, older copies, going on as a new site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.clock import SystemClock
from core.services.desk import Program, open_desk


def east(projects: int, firms: int) -> str:
    return f"1.1.1,新增总投资超亿元项目,{projects},,,\n2.1.1,新增上市企业,{firms},,,\n"


def mirrors(city: City) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(city.desk.does("mirrors", "--json"))
    return found


def mirror_of(city: City, name: str) -> Path:
    (path,) = (Path(str(mirror["path"])) for mirror in mirrors(city) if str(mirror["name"]).endswith(name))
    return path


def fingerprint(city: City, workspace: Path) -> str:
    return city.desk.does("fingerprint", workspace)


@pytest.fixture
def reported(city: City) -> City:
    """The east has handed up its March, and the office holds it."""
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-03", east(10, 1)))
    return city


def test_every_command_that_writes_brings_the_mirror_up_to_date(reported: City) -> None:
    names = sorted(str(mirror["name"]) for mirror in mirrors(reported))

    assert names == ["海州市2025 海州市东区人民政府", "海州市2025 海州市人民政府"]
    assert fingerprint(reported, reported.office) == fingerprint(reported, reported.unit("东区"))


def test_a_workspace_that_was_lost_is_restored_and_its_next_report_accepted(reported: City, tmp_path: Path) -> None:
    mirror = mirror_of(reported, "东区人民政府")
    reported.unit("东区").unlink()

    reported.desk.does("restore", mirror, "-o", reported.folder / "东区.jiannuo")
    again = reported.hands_up("东区", "2025-04", east(14, 1), report="april.jnb")
    reported.desk.does("merge", reported.office, again)
    reported.desk.does("review", reported.office, "accept", "东区", "2025-04")

    rows = json.loads(reported.desk.does("rollup", reported.office, "--period", "2025-04", "--json"))["rows"]
    assert "14" in {row["value"] for row in rows if row["name"] == "新增总投资超亿元项目"}
    reported.desk.does("check", reported.unit("东区"))
    reported.desk.does("check", reported.office)


def test_a_workspace_is_restored_as_it_was_at_an_earlier_time(reported: City) -> None:
    (east,) = (mirror for mirror in mirrors(reported) if str(mirror["name"]).endswith("东区人民政府"))
    points = east["points"]
    assert isinstance(points, list)
    first = points[0]

    said = reported.desk.does("restore", str(east["path"]), "-o", reported.folder / "earlier.jiannuo", "--at", first["at"])

    assert f"{first['changes']}条变更" in said or len({point["at"] for point in points}) == 1
    reported.desk.does("check", reported.folder / "earlier.jiannuo")


def test_an_older_copy_sends_nothing_until_it_goes_on_as_a_new_site(reported: City, tmp_path: Path) -> None:
    old = Path(shutil.copy(reported.unit("东区"), tmp_path / "old.jiannuo"))
    reported.desk.does("merge", reported.office, reported.hands_up("东区", "2025-04", east(14, 1)))
    shutil.copy(old, reported.unit("东区"))
    table = reported.table("may.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,18\n2.1.1,新增上市企业,2\n")

    refused = reported.desk.refuses("record", reported.unit("东区"), table, "--period", "2025-05")
    assert "较早的副本" in refused
    assert "jiannuo renew" in refused

    reported.desk.does("renew", reported.unit("东区"))
    reported.desk.does("record", reported.unit("东区"), table, "--period", "2025-05")
    reported.desk.does("submit", reported.unit("东区"), "--period", "2025-05", "-o", tmp_path / "may.jnb")
    reported.desk.does("merge", reported.office, tmp_path / "may.jnb")
    reported.desk.does("check", reported.office)
    rows = json.loads(reported.desk.does("rollup", reported.office, "--period", "2025-05", "--json"))["rows"]
    assert "18" in {row["value"] for row in rows if row["name"] == "新增总投资超亿元项目"}


def test_a_copy_of_a_workspace_in_use_is_whole_and_goes_on_as_a_new_site(reported: City, tmp_path: Path) -> None:
    copy = tmp_path / "副本.jiannuo"
    with open_desk(Program(SystemClock(), reported.desk.data_folder, "张三"), reported.unit("东区")):
        said = reported.desk.does("copy", reported.unit("东区"), "-o", copy)
    assert "jiannuo renew" in said
    assert reported.desk.does("fingerprint", copy) == reported.desk.does("fingerprint", reported.unit("东区"))
    assert "已经存在" in reported.desk.refuses("copy", reported.unit("东区"), "-o", copy)

    reported.desk.does("renew", copy)
    reported.desk.does(
        "record",
        copy,
        reported.table("april.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,14\n2.1.1,新增上市企业,1\n"),
        "--period",
        "2025-04",
    )
    reported.desk.does("submit", copy, "--period", "2025-04", "-o", tmp_path / "april.jnb")
    reported.desk.does("merge", reported.office, tmp_path / "april.jnb")

    assert "东区 2025年4月：待审（第1次上报）" in reported.desk.does("status", reported.office, "--period", "2025-04")


def test_a_mirror_that_is_none_is_refused(city: City, tmp_path: Path) -> None:
    (tmp_path / "x.jnm").write_bytes(b"something else")

    refused = city.desk.refuses("restore", tmp_path / "x.jnm", "-o", tmp_path / "w.jiannuo")

    assert "不是践诺的备份" in refused
    assert not (tmp_path / "w.jiannuo").exists()


def test_a_restored_office_goes_on_with_its_units(reported: City, tmp_path: Path) -> None:
    mirror = mirror_of(reported, "海州市人民政府")
    reported.office.unlink()
    reported.desk.does("restore", mirror, "-o", reported.office)

    reported.desk.does("review", reported.office, "accept", "东区", "2025-03")
    reported.desk.does("feedback", reported.office, "-d", tmp_path / "out")
    for file in (tmp_path / "out").glob("*东区*"):
        reported.desk.does("merge", reported.unit("东区"), file)

    assert "已核定" in reported.desk.does("status", reported.unit("东区"), "--period", "2025-03")


def test_a_task_file_of_a_restored_office_opens(reported: City, tmp_path: Path) -> None:
    mirror = mirror_of(reported, "海州市人民政府")
    reported.office.unlink()
    reported.desk.does("restore", mirror, "-o", reported.office)

    reported.desk.does("plan", "send", reported.office, "-d", tmp_path / "tasks")
    (task_file,) = (tmp_path / "tasks").glob("*西区*")
    reported.desk.does("open", task_file, "-o", tmp_path / "west.jiannuo")

    reported.desk.does("check", tmp_path / "west.jiannuo")


def test_a_second_mirror_is_kept_on_another_medium_and_catches_up_when_it_was_away(reported: City, tmp_path: Path) -> None:
    stick, away = tmp_path / "U盘", tmp_path / "away"
    stick.mkdir()
    reported.desk.does("mirrors", "--second", stick)
    reported.hands_up("东区", "2025-04", east(14, 1), report="april.jnb")
    (kept,) = stick.glob("*.jnm")

    stick.rename(away)
    table = reported.table("record.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + east(15, 1))
    answer = reported.desk("record", reported.unit("东区"), table, "--period", "2025-05")
    assert (answer.status, "第二份备份" in answer.err) == (0, True)
    away.rename(stick)
    reported.desk.does("submit", reported.unit("东区"), "--period", "2025-05", "-o", tmp_path / "may.jnb", "--corrections")

    reported.desk.does("restore", kept, "-o", tmp_path / "restored.jiannuo")
    reported.desk.does("check", tmp_path / "restored.jiannuo")
    assert json.loads(reported.desk.does("status", tmp_path / "restored.jiannuo", "--period", "2025-05", "--json"))[0]["number"] == 1
    reported.desk.does("mirrors", "--no-second")
    kept.unlink()
    reported.hands_up("东区", "2025-06", east(20, 2), report="june.jnb")
    assert not list(stick.glob("*.jnm"))


def test_a_second_mirror_beside_the_first_or_nowhere_is_refused(reported: City, tmp_path: Path) -> None:
    assert "一同丢失" in reported.desk.refuses("mirrors", "--second", reported.folder / "data")
    assert "现在不在" in reported.desk.refuses("mirrors", "--second", tmp_path / "nowhere")
