"""Files that cannot be opened: one sentence with the cure, and the window is as usable as before."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.driving import content
from tests.faults.fixture_files import DISTRICT, STORES
from tests.gui.answers import Answers
from tests.gui.hands import Person, another_program, listed_of

from core.services.desk import Program
from core.store.schema import SCHEMA_MAJOR, VERSION_STEP
from gui.app import Parts
from gui.pages.exchange.page import ExchangePage
from gui.session.place import PageName
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
HOLDS = """
import signal
import sys
from pathlib import Path
from core.clock import SystemClock
from core.services.desk import Program, open_desk, open_desk_to_read
opener = open_desk if sys.argv[2] == "write" else open_desk_to_read
with opener(Program(SystemClock(), Path(sys.argv[1]).parent / "data", "李四"), Path(sys.argv[1])) as desk:
    print("ready", flush=True)
    signal.pause()
"""


@pytest.fixture
def person(qtbot: QtBot, parts: Parts) -> Person:
    return Person(qtbot, parts.window)


def change_header(path: Path, pragma: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute(f"PRAGMA {pragma}")
        connection.commit()
    finally:
        connection.close()


def overwrite_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(8192, len(data) - 4096, 4096):
        data[start : start + 512] = b"\xa5" * 512
    path.write_bytes(data)


def make_database_of_others(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE song (name TEXT)")
    connection.commit()
    connection.close()


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


# What happens to a good workspace, and what the sentence says of it.
SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("今天天气很好。", encoding="utf-8"), "不是践诺工作簿"),
    "empty": (lambda path: path.write_bytes(b""), "不是践诺工作簿"),
    "folder": (replace_by_folder, "文件夹"),
    "missing": (lambda path: path.unlink(), "找不到文件"),
    "damaged": (overwrite_middle, "已损坏"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:9000]), "已损坏"),
    "newer": (lambda path: change_header(path, f"user_version = {(SCHEMA_MAJOR + 1) * VERSION_STEP}"), "更新版本"),
    "of another program": (make_database_of_others, "不是践诺工作簿"),
    "of another program by its mark": (lambda path: change_header(path, "application_id = 7"), "不是践诺工作簿"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_file_that_is_no_workspace_is_told(person: Person, district_file: Path, kind: str) -> None:
    spoil, words = SPOILT[kind]
    spoil(district_file)

    person.opens(district_file)

    person.must_be_told(words, district_file.name)
    assert person.session.now is None


@pytest.mark.parametrize("kind", SPOILT)
def test_the_workspace_that_was_open_stays_open(opened: Open, person: Person, program: Program, district_file: Path, kind: str) -> None:
    bad = Path(shutil.copy(district_file, district_file.with_name("坏.jiannuo")))
    SPOILT[kind][0](bad)
    opened(district_file)
    person.fills_in()
    person.writes("7")

    person.opens(bad)
    person.closes_file()

    assert listed_of(program, district_file).figures[0].value == 7


def test_a_spoilt_file_is_not_touched(person: Person, district_file: Path) -> None:
    overwrite_middle(district_file)
    before = content(district_file)

    person.opens(district_file)

    assert content(district_file) == before
    assert sorted(path.name for path in district_file.parent.glob("*溧阳市*")) == [district_file.name]


def test_a_task_file_with_a_workspaces_name_is_told(person: Person, demo: Demo, tmp_path: Path) -> None:
    task = next((demo.folder / "任务包").glob("*.jnb"))
    path = Path(shutil.copy(task, tmp_path / "溧阳市.jiannuo"))

    person.opens(path)

    person.must_be_told("不是践诺工作簿", "打开任务包")


def test_a_workspace_with_a_task_files_name_is_told(person: Person, district_file: Path, answers: Answers, tmp_path: Path) -> None:
    answers.files.append([tmp_path / "新.jiannuo"])

    person.drops([district_file.rename(tmp_path / "任务包.jnb")])

    person.must_be_told("任务包.jnb")
    assert not (tmp_path / "新.jiannuo").exists()


def test_a_task_file_that_is_dropped_opens_its_workspace(person: Person, demo: Demo, answers: Answers, tmp_path: Path) -> None:
    task = next(path for path in (demo.folder / "任务包").glob("*.jnb") if "溧阳市" in path.name)
    answers.files.append([tmp_path / "新.jiannuo"])

    person.drops([task])

    assert person.session.now is not None, person.told
    assert person.session.now.path == tmp_path / "新.jiannuo"


def test_a_report_that_is_dropped_with_nothing_open_is_told(person: Person, demo: Demo, answers: Answers, tmp_path: Path) -> None:
    report = next((demo.folder / "上报包").rglob("*.jnb"))
    answers.files.append([tmp_path / "新.jiannuo"])

    person.drops([report])

    person.must_be_told(report.name)
    assert not (tmp_path / "新.jiannuo").exists()


def test_a_task_file_does_not_replace_a_workspace(person: Person, demo: Demo, answers: Answers, district_file: Path) -> None:
    task = next(path for path in (demo.folder / "任务包").glob("*.jnb") if "溧阳市" in path.name)
    before = content(district_file)
    answers.files.append([district_file])

    person.drops([task])

    person.must_be_told(district_file.name)
    assert content(district_file) == before


def test_a_recent_workspace_that_is_gone_can_be_taken_off_the_list(opened: Open, person: Person, district_file: Path) -> None:
    opened(district_file)
    person.closes_file()
    district_file.unlink()

    person.window.frame.doors.recent_chosen.emit(district_file)
    person.wait()
    person.must_be_told("找不到文件")
    person.chooses("从最近打开中去掉")

    assert person.window.settings.value.recents == ()


def test_a_workspace_that_another_writes_is_told_with_who_it_is(person: Person, district_file: Path) -> None:
    with another_program(HOLDS, district_file, "write"):
        person.opens(district_file)

    person.must_be_told("李四@", "只读打开")


def test_a_workspace_that_another_writes_can_be_looked_at(person: Person, district_file: Path) -> None:
    before = content(district_file)
    with another_program(HOLDS, district_file, "write"):
        person.opens(district_file)
        person.chooses("以只读方式打开")
        person.fills_in()
        person.writes("99")
        QTest.keyClick(person.form.form.texts.fields["text"], Qt.Key.Key_A)
        person.closes_file()

    assert content(district_file) == before


def test_a_workspace_opened_to_be_read_refuses_typing(person: Person, district_file: Path) -> None:
    person.window.opener.open_read_only(district_file)
    person.wait()
    person.fills_in()
    form = person.form.form

    assert all(field.isReadOnly() for field in form.cards[0].fields.values())
    assert all(field.isReadOnly() for field in form.texts.fields.values())
    assert not form.cards[0].status.isEnabled()
    assert not form.repeat.isVisible()
    assert "只读" in form.state_sentence


def test_what_writes_is_switched_off_in_a_workspace_opened_to_be_read(person: Person, district_file: Path) -> None:
    person.window.opener.open_read_only(district_file)
    person.wait()
    menus = person.window.menus

    writing: list[QAction] = [menus.submit, menus.undo]
    assert [action.text() for action in writing if action.isEnabled()] == []


@pytest.mark.parametrize("page", list(PageName))
def test_every_page_can_be_looked_at_in_a_workspace_opened_to_be_read(person: Person, office_file: Path, page: PageName) -> None:
    before = content(office_file)
    person.window.opener.open_read_only(office_file)
    person.wait()

    if page in person.window.frame.rail.names:
        person.goes_to(page)
    person.closes_file()

    assert person.told == ""
    assert content(office_file) == before


def test_files_dropped_on_a_workspace_opened_to_be_read_cannot_be_merged(person: Person, demo: Demo, office_file: Path) -> None:
    person.window.opener.open_read_only(office_file)
    person.wait()

    person.drops([next((demo.folder / "上报包").rglob("*.jnb"))])

    page = person.window.pages.current
    assert isinstance(page, ExchangePage)
    assert not page.inbox.merge_button.isEnabled()


def test_another_may_read_while_we_write(opened: Open, person: Person, program: Program, district_file: Path) -> None:
    opened(district_file)
    with another_program(HOLDS, district_file, "read"):
        person.fills_in()
        person.types("7")
        person.closes_file()

    assert listed_of(program, district_file).figures[0].value == 7


def test_a_damaged_workspace_is_rescued_and_gone_on_with(person: Person, answers: Answers, district_file: Path) -> None:
    connection = sqlite3.connect(district_file)
    connection.execute("DROP TABLE head")
    connection.close()
    before = content(district_file)
    rescued = district_file.with_name("抢救出来的.jiannuo")
    person.opens(district_file)
    person.must_be_told("已损坏", "抢救")
    answers.files = [[rescued]]

    person.chooses("抢救…")

    assert answers.suggested[-1] == district_file.with_name(f"{district_file.stem}（抢救）.jiannuo")
    person.must_be_told("已抢救", "没有缺失", rescued.name)
    person.chooses("打开")
    assert person.session.now is not None
    assert person.session.now.path == rescued
    assert content(district_file) == before


def test_what_a_rescue_could_not_give_back_is_told_with_whose_it_is(person: Person, answers: Answers, district_file: Path) -> None:
    connection = sqlite3.connect(district_file, isolation_level=None)
    connection.execute("DROP TABLE head")
    connection.execute(
        "DELETE FROM change WHERE id = (SELECT max(c.id) FROM change c JOIN stream s ON s.id = c.stream WHERE s.scope = 'plan')"
    )
    connection.close()
    person.opens(district_file)
    answers.files = [[district_file.with_name("抢救出来的.jiannuo")]]

    person.chooses("抢救…")

    person.must_be_told("常州市人民政府", "重新导出")


def test_a_workspace_of_an_older_version_tells_where_the_copy_of_it_is(person: Person, tmp_path: Path) -> None:
    path = Path(shutil.copy(STORES / "1.0" / DISTRICT, tmp_path / "旧.jiannuo"))

    person.opens(path)

    assert "旧（升级前1.0）.jiannuo" in person.told
    assert person.session.now is not None
