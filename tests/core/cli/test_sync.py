"""同步 with a folder: repeated, renamed, half-copied files, two writers, a stick pulled out (design §6)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from tests.driving import content, content_of
from tests.journeys.conftest import City

import core.cli.sync

MARCH = "2025-03"
ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"
QUIET = {"merged": [], "entered": 0, "left": [], "written": []}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (folder := tmp_path / "stick").mkdir()
    return folder


def _sync(city: City, workspace: Path, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(city.desk.does("sync", workspace, folder, "--json"))
    return found


def _rounds(city: City, folder: Path) -> None:
    """Both ends sync until neither has anything to say."""
    for _ in range(4):
        said = [_sync(city, workspace, folder) for workspace in (city.unit("东区"), city.office)]
        if said == [QUIET, QUIET]:
            return
    pytest.fail("they go on writing and merging")


def test_what_is_put_into_the_folder_reaches_the_other_end_and_both_come_to_rest(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))

    sent, received = _sync(city, city.unit("东区"), stick), _sync(city, city.office, stick)

    assert len(sent["written"]) == 1
    assert (received["entered"], [each["file"] for each in received["merged"]]) == (5, sent["written"])
    city.desk.does("review", city.office, "return", "东区", MARCH, "--reason", "请核实")
    _rounds(city, stick)
    assert "请核实" in city.desk.does("status", city.unit("东区"))


def test_a_file_that_comes_again_under_any_name_is_known(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    (name,) = _sync(city, city.unit("东区"), stick)["written"]
    (stick / name).rename(stick / "新建.JNB")
    shutil.copy(stick / "新建.JNB", stick / "副本.jnb")

    first, again = _sync(city, city.office, stick), _sync(city, city.office, stick)

    assert len(first["merged"]) == 1
    assert (again["merged"], again["entered"]) == ([], 0)


def test_a_file_whose_merge_was_undone_is_passed_over_until_it_is_picked(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    (name,) = _sync(city, city.unit("东区"), stick)["written"]
    city.desk.does("merge", city.office, stick / name)
    city.desk.does("merge", city.office, "--undo")

    passed = _sync(city, city.office, stick)
    picked = city.desk("merge", city.office, stick / name, "--json").data

    assert (passed["merged"], passed["entered"]) == ([], 0)
    assert picked["entered"] == 5


def test_a_half_copied_file_is_left_and_taken_once_it_is_whole(city: City, stick: Path) -> None:
    report = city.hands_up("东区", MARCH, ROWS.format(18)).read_bytes()
    before = content(city.office)
    (stick / "report.jnb").write_bytes(report[: len(report) // 2])

    half = _sync(city, city.office, stick)

    assert [(each["file"], each["code"]) for each in half["left"]] == [("report.jnb", "bundle-damaged")]
    assert content(city.office) == before
    (stick / "report.jnb").write_bytes(report)
    assert _sync(city, city.office, stick)["entered"] == 5


def test_files_for_others_and_other_files_are_passed_over_in_silence(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    _sync(city, city.unit("东区"), stick)
    _sync(city, city.office, stick)
    (stick / "说明.txt").write_text("无关", encoding="utf-8")
    (stick / ".上报包.0123").write_bytes(b"half written")

    west = _sync(city, city.unit("西区"), stick)

    assert (west["merged"], west["left"]) == ([], [])


def test_two_writers_put_their_files_side_by_side(city: City, stick: Path) -> None:
    second = Path(shutil.copy(city.unit("东区"), city.folder / "second.jiannuo"))
    city.desk.does("renew", second)
    city.hands_up("东区", MARCH, ROWS.format(18))

    written = [_sync(city, workspace, stick)["written"] for workspace in (city.unit("东区"), second)]

    assert len({name for names in written for name in names}) == 2
    assert len(_sync(city, city.office, stick)["merged"]) == 2


def test_a_stick_pulled_out_changes_nothing_and_is_not_made_anew(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    before = content(city.unit("东区"))
    stick.rmdir()

    said = city.desk.refuses("sync", city.unit("东区"), stick)

    assert str(stick) in said
    assert not stick.exists()
    assert content(city.unit("东区")) == before


def test_what_is_written_stays_the_same_as_long_as_there_is_nothing_new(city: City, stick: Path) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    _sync(city, city.unit("东区"), stick)
    before = content_of(stick)

    assert _sync(city, city.unit("东区"), stick) == QUIET
    assert content_of(stick) == before

    city.hands_up("东区", MARCH, ROWS.format(19), report="again.jnb")
    assert len(_sync(city, city.unit("东区"), stick)["written"]) == 1
    assert len(content_of(stick)) == 1


def test_on_a_timer_a_pulled_stick_is_told_and_waited_for(city: City, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city.hands_up("东区", MARCH, ROWS.format(18))
    away = stick.with_name("away")
    stick.rename(away)
    waited: list[int] = []

    def pause(minutes: int) -> None:
        waited.append(minutes)
        if len(waited) == 1:
            away.rename(stick)
        else:
            raise click.Abort

    monkeypatch.setattr(core.cli.sync, "pause", pause)

    answer = city.desk("sync", city.unit("东区"), stick, "--every", "5")

    assert waited == [5, 5]
    assert str(stick) in answer.err
    assert len([*stick.glob("*.jnb")]) == 1
