from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.resources import resource
from core.services.check_report import check_everything
from core.services.desk import open_desk_to_read
from core.services.example import example_files
from gui.app import Parts
from gui.session.arguments import Arguments
from gui.session.place import PageName

OpenWindow = Callable[[Path], Parts]


def settle(qtbot: QtBot, parts: Parts) -> None:
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)


def usable(qtbot: QtBot, parts: Parts, act: Callable[[], object]) -> None:
    """Do something and wait until a workspace is usable."""
    with qtbot.waitSignal(parts.window.usable, timeout=2 * PATIENCE_MS):
        act()
    settle(qtbot, parts)


@pytest.fixture
def task_file(demo: Demo, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo.file("task_file", unit="溧阳市"), tmp_path / "任务包_常州市2025_溧阳市.jnb"))


def test_task_file_becomes_a_workspace_where_the_person_wants_it(
    qtbot: QtBot, parts: Parts, answers: Answers, task_file: Path, tmp_path: Path
) -> None:
    place = tmp_path / "我的工作簿.jiannuo"
    answers.files.extend([[task_file], [place]])

    usable(qtbot, parts, parts.window.frame.doors.task_file_wanted.emit)

    assert parts.session.now is not None
    assert (parts.session.now.path, parts.session.now.unit.short_name) == (place, "溧阳市")
    assert answers.asked == ["打开收到的任务包", "工作簿保存在哪里"]


def test_task_file_given_to_the_window_asks_only_where(
    qtbot: QtBot, parts: Parts, answers: Answers, task_file: Path, tmp_path: Path
) -> None:
    answers.files.append([tmp_path / "某处.jiannuo"])

    usable(qtbot, parts, lambda: parts.window.take(Arguments(task_file)))

    assert answers.asked == ["工作簿保存在哪里"]


def test_file_that_is_no_task_file_is_refused_in_a_sentence(
    qtbot: QtBot, parts: Parts, answers: Answers, demo: Demo, tmp_path: Path
) -> None:
    report = demo.files("report", unit="溧阳市")[0]
    answers.files.append([tmp_path / "某处.jiannuo"])

    parts.window.take(Arguments(report))
    qtbot.waitUntil(lambda: parts.window.frame.banner.sentence != "", timeout=PATIENCE_MS)

    assert parts.session.now is None
    assert not (tmp_path / "某处.jiannuo").exists()


def test_report_becomes_a_plan_to_be_confirmed(qtbot: QtBot, parts: Parts, answers: Answers, tmp_path: Path) -> None:
    answers.files.extend([[resource("report", "changzhou_2025.md")], [tmp_path / "常州.jiannuo"]])

    usable(qtbot, parts, parts.window.frame.doors.report_wanted.emit)

    assert parts.session.now is not None
    assert parts.session.now.is_office
    assert not parts.session.now.is_issued
    assert parts.window.pages.current_name is PageName.PLAN


def test_declined_question_changes_nothing(parts: Parts, answers: Answers) -> None:
    parts.window.frame.doors.report_wanted.emit()

    assert answers.asked == ["选择政府工作报告"]
    assert parts.session.is_idle


def test_example_is_made_and_opened_as_the_unit(qtbot: QtBot, parts: Parts) -> None:
    usable(qtbot, parts, parts.window.frame.doors.unit_example_wanted.emit)

    assert parts.session.now is not None
    assert (parts.session.now.unit.short_name, parts.session.now.is_sample) == ("溧阳市", True)
    assert parts.session.now.path.is_relative_to(parts.session.program.data_folder)


def test_example_in_the_making_can_be_stopped(qtbot: QtBot, parts: Parts) -> None:
    parts.window.frame.doors.unit_example_wanted.emit()
    qtbot.waitUntil(parts.window.frame.busy_strip.isVisible, timeout=PATIENCE_MS)

    parts.window.frame.busy_strip.cancelled.emit()
    settle(qtbot, parts)

    assert parts.session.now is None
    assert not parts.window.frame.busy_strip.isVisible()
    assert list(parts.session.program.data_folder.rglob("*.jiannuo")) == []


def test_example_is_restored_as_it_was_at_first(qtbot: QtBot, parts: Parts, answers: Answers) -> None:
    usable(qtbot, parts, parts.window.frame.doors.office_example_wanted.emit)
    example = example_files(parts.session.program)
    example.unit.write_bytes(b"typed into")

    usable(qtbot, parts, parts.window.menus.fresh_example.trigger)

    assert answers.asked == ["要恢复示例吗？"]
    assert parts.session.now is not None
    assert parts.session.now.path == example.office
    with open_desk_to_read(parts.session.program, example.unit) as desk:
        assert check_everything(desk).is_clean


def test_example_stays_where_restoring_it_is_declined(qtbot: QtBot, parts: Parts, answers: Answers) -> None:
    usable(qtbot, parts, parts.window.frame.doors.unit_example_wanted.emit)
    example = example_files(parts.session.program)
    example.office.write_bytes(b"typed into")
    answers.yes = False

    parts.window.menus.fresh_example.trigger()
    settle(qtbot, parts)

    assert example.office.read_bytes() == b"typed into"
    assert parts.session.now is not None


def test_copy_is_written_whole(qtbot: QtBot, open_window: OpenWindow, answers: Answers, district_file: Path, tmp_path: Path) -> None:
    parts = open_window(district_file)
    answers.files.append([tmp_path / "副本.jiannuo"])

    parts.window.menus.copy_file.trigger()
    settle(qtbot, parts)

    assert "副本已写好" in parts.window.frame.banner.sentence
    with open_desk_to_read(parts.session.program, tmp_path / "副本.jiannuo") as desk:
        assert desk.plan.place == "常州市"


def test_file_taken_away_can_be_saved_as_a_copy(
    qtbot: QtBot, open_window: OpenWindow, answers: Answers, district_file: Path, tmp_path: Path
) -> None:
    parts = open_window(district_file)
    district_file.unlink()
    parts.session.write(touch, owner=parts.session)
    qtbot.waitUntil(lambda: parts.window.frame.banner.sentence != "", timeout=PATIENCE_MS)
    answers.files.append([tmp_path / "救回.jiannuo"])

    parts.window.frame.banner.chosen.emit("copy")
    settle(qtbot, parts)

    assert (tmp_path / "救回.jiannuo").is_file()


def touch(desk: object) -> None:
    """Any unit of work notices that the file is gone."""
    with desk.writing():  # type: ignore[attr-defined]  # a Desk
        pass


def test_workspace_named_from_where_the_program_was_started_is_remembered_whole(
    qtbot: QtBot, parts: Parts, district_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(district_file.parent)

    usable(qtbot, parts, lambda: parts.window.take(Arguments(Path(district_file.name))))

    assert parts.settings.value.recents[0].path == district_file


def test_workspace_that_is_open_stays_as_it_is_when_asked_for_again(qtbot: QtBot, open_window: OpenWindow, district_file: Path) -> None:
    parts = open_window(district_file)
    opened: list[object] = []
    parts.session.opened.connect(opened.append)

    parts.window.take(Arguments(district_file))
    settle(qtbot, parts)

    assert opened == []
    assert parts.window.frame.banner.sentence == ""


def test_workspace_asked_for_twice_is_opened_once(qtbot: QtBot, parts: Parts, district_file: Path) -> None:
    opened: list[object] = []
    parts.session.opened.connect(opened.append)

    parts.window.take(Arguments(district_file))
    qtbot.waitUntil(lambda: parts.window.opener.is_opening, timeout=PATIENCE_MS)
    usable(qtbot, parts, lambda: parts.window.take(Arguments(district_file)))

    assert len(opened) == 1
    assert parts.window.frame.banner.sentence == ""


def test_workspace_open_to_be_read_can_be_opened_to_work_in_it(qtbot: QtBot, parts: Parts, district_file: Path) -> None:
    usable(qtbot, parts, lambda: parts.window.opener.open_read_only(district_file))

    usable(qtbot, parts, lambda: parts.window.take(Arguments(district_file)))

    assert parts.session.now is not None
    assert not parts.session.now.is_read_only


def test_workspace_that_was_refused_can_be_asked_for_again(qtbot: QtBot, parts: Parts, district_file: Path, tmp_path: Path) -> None:
    missing = tmp_path / "后来才有.jiannuo"
    parts.window.take(Arguments(missing))
    settle(qtbot, parts)
    shutil.copy(district_file, missing)

    usable(qtbot, parts, lambda: parts.window.take(Arguments(missing)))

    assert parts.session.now is not None
    assert parts.session.now.path == missing
