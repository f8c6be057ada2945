from __future__ import annotations

import os
from pathlib import Path

import click
import pytest
from tests.driving import Desk
from tests.journeys.conftest import REPORT, City

from core.cli.frame import DATA_FOLDER_VARIABLE, Frame, jiannuo
from core.services.desk import VERSION

# What the design names and this version has; `demo` and `fonts` stand alone, the rest work on a workspace.
COMMANDS = {
    *("plan", "open", "record", "attach", "check", "submit", "merge", "review", "feedback"),
    *("rollup", "briefing", "ledger", "fingerprint", "fonts", "demo"),
}


def leaves(group: click.Group, before: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    for name, command in group.commands.items():
        words = (*before, name)
        found += leaves(command, words) if isinstance(command, click.Group) else [(words, command)]
    return found


def test_the_commands_of_the_design_are_there() -> None:
    assert set(jiannuo.commands) >= COMMANDS


@pytest.mark.parametrize(("words", "command"), leaves(jiannuo), ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_every_command_takes_actor_and_language_and_says_what_it_does(words: tuple[str, ...], command: click.Command) -> None:
    options = {name for parameter in command.params for name in parameter.opts}

    assert {"--actor", "--lang"} <= options
    assert command.help


def test_the_language_may_stand_anywhere(desk: Desk) -> None:
    answers = [desk(*words).err for words in (("--lang", "en", "fingerprint", "/none"), ("fingerprint", "--lang", "en", "/none"))]

    assert answers[0] == answers[1]
    assert answers[0].startswith("There is no file")


def test_a_refused_option_is_told_in_the_language_asked_for_after_it(desk: Desk) -> None:
    assert "is no period" in desk.refuses("rollup", "w", "--period", "六月", "--lang", "en")


def test_a_date_that_is_none_is_wrong_usage(desk: Desk) -> None:
    assert desk("briefing", "w", "--period", "2025-06", "--date", "明天", "-o", "b.pdf").status == 2


def test_the_version_is_the_programs(desk: Desk) -> None:
    assert VERSION in desk.does("--version")


def test_the_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_FOLDER_VARIABLE, str(tmp_path))
    assert Frame.from_environment().data_folder == tmp_path

    monkeypatch.delenv(DATA_FOLDER_VARIABLE)
    assert Frame.from_environment().data_folder.name == "jiannuo"


def test_the_actor_named_is_the_one_who_works(tmp_path: Path) -> None:
    frame = Frame(tmp_path, "张三")

    assert frame.program.actor == "张三"
    assert frame.program.data_folder == tmp_path


@pytest.mark.parametrize("name", ["张\udcc8", "张\x1b三", "张\n三"], ids=["bytes of another encoding", "escape", "two lines"])
def test_a_name_that_is_no_text_is_refused_and_leaves_no_lock(city: City, name: str) -> None:
    table = city.table("r.csv", "事项编号,进展情况\n1.1.1,已开工。\n")
    words = ("record", city.unit("东区"), table, "--period", "2025-03", "--actor")

    assert "不是可识别的文字" in city.desk.refuses(*words, name)
    city.desk.does(*words, "张三")


# What a shell can pass on that no file can be called, and what it can be called and is no text.
ODD_NAMES = ["长" * 90, "a\x00b", "a\ud800b", "没有\udcff"]


@pytest.mark.parametrize("name", ODD_NAMES, ids=["long", "zero byte", "half a character", "bytes"])
def test_a_file_with_an_odd_name_is_not_found(city: City, name: str) -> None:
    odd, office, period = city.folder / name, city.office, ("--period", "2025-03")

    for words in (
        ("plan", "read", odd),
        ("plan", "new", odd, "-o", city.folder / "n"),
        ("plan", "new", REPORT, "-o", city.folder / "n", "--units", odd),
        ("plan", "assign", office, "--duties", odd),
        ("open", odd, "-o", city.folder / "n"),
        ("record", office, odd, *period),
        ("record", odd, odd, *period),
        ("attach", city.unit("东区"), odd, *period, "--item", "1.1.1"),
        ("merge", office, odd),
        ("check", odd),
        ("rollup", odd, *period),
    ):
        city.desk.refuses(*words)
    assert not (city.folder / "n").exists()


@pytest.mark.parametrize("name", ODD_NAMES[:3], ids=["long", "zero byte", "half a character"])
def test_a_place_with_an_odd_name_cannot_be_written(city: City, name: str) -> None:
    odd, office, period = city.folder / name, city.office, ("--period", "2025-03")
    before = sorted(city.folder.iterdir())

    for words in (
        ("plan", "new", REPORT, "-o", odd),
        ("open", city.task_file("西区"), "-o", odd),
        ("plan", "send", office, "-d", odd),
        ("briefing", office, *period, "-o", odd),
        ("ledger", office, *period, "-o", odd),
        ("demo", odd),
    ):
        assert "无法写入" in city.desk.refuses(*words)
    assert sorted(city.folder.iterdir()) == before


def test_files_whose_names_are_bytes_of_another_encoding_are_used_as_any(city: City) -> None:
    odd = city.folder / "上报\udcb1.jnb"
    report = city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n")

    report.rename(odd)
    assert "已合并" in city.desk.does("merge", city.office, odd)
    city.task_file("西区").rename(city.folder / "任务\udcb1.jnb")
    city.desk.does("open", city.folder / "任务\udcb1.jnb", "-o", city.folder / "西\udcb1.jiannuo")
    city.table("佐证.txt", "同意").rename(city.folder / "佐证\udcb1.txt")
    city.desk.does("attach", city.folder / "西\udcb1.jiannuo", city.folder / "佐证\udcb1.txt", "--period", "2025-03", "--item", "1.1.1")


def test_drawing_finds_its_list_of_fonts_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", "elsewhere")

    Frame(tmp_path, "王芳").prepare_drawing()

    assert os.environ["MPLCONFIGDIR"] == str(tmp_path / "matplotlib")
    assert [path.parent.name for path in tmp_path.rglob("fontlist*")] == ["matplotlib"]
