"""The worst moments: handing up into nowhere, the press killed, a bug, closing in the middle of everything."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.driving import content
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS
from tests.gui.hands import JULY, LISTED, Person, listed_of, must_be_a_sentence, shown
from tests.gui.hardship import full_disk, without_roots_rights
from tests.gui.test_window_journey import fill_in

from core.services.desk import Desk, Program
from core.services.drafting import set_text
from core.settings import Settings
from gui.app import Parts, build
from gui.dialogs.crash_report import CrashReportDialog
from gui.dialogs.submit import SubmitDialog
from gui.session.facts import Pressed, PressRequest
from gui.session.place import PageName
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]


@pytest.fixture(autouse=True)
def modest() -> Iterator[None]:
    """Before the window starts its threads."""
    with without_roots_rights():
        yield


@pytest.fixture
def person(modest: None, qtbot: QtBot, parts: Parts) -> Person:
    del modest
    return Person(qtbot, parts.window)


@pytest.fixture
def july(demo: Demo, program: Program, district_file: Path) -> Path:
    """溧阳市's workspace with July ready to be handed up."""
    fill_in(demo, program, district_file, "溧阳市")
    return district_file


@pytest.fixture
def asked(qtbot: QtBot, person: Person, opened: Open, july: Path) -> SubmitDialog:
    """The last look before July is handed up."""
    opened(july)
    person.fills_in()
    return ask(qtbot, person)


def ask(qtbot: QtBot, person: Person) -> SubmitDialog:
    person.window.menus.submit.trigger()
    qtbot.waitUntil(lambda: bool(shown(SubmitDialog)), timeout=PATIENCE_MS)
    (dialog,) = shown(SubmitDialog)
    return dialog


def hand_up(person: Person, dialog: SubmitDialog, folder: Path) -> None:
    dialog.show_folder(folder)
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    person.wait()


# --- handing up ---------------------------------------------------------------------------------------------------------------------------


def test_what_stands_against_handing_up_is_listed(qtbot: QtBot, person: Person, opened: Open, district_file: Path) -> None:
    opened(district_file)
    before = content(district_file)
    person.fills_in()

    dialog = ask(qtbot, person)
    can_submit = dialog.submit.isEnabled()
    dialog.reject()
    person.closes_file()

    assert not can_submit
    assert content(district_file) == before


def test_asking_twice_quickly_shows_one_dialog(qtbot: QtBot, person: Person, opened: Open, july: Path) -> None:
    opened(july)
    person.fills_in()

    person.window.menus.submit.trigger()
    person.window.menus.submit.trigger()
    person.wait()

    (dialog,) = shown(SubmitDialog)
    dialog.reject()


def test_agreeing_twice_quickly_hands_up_once(person: Person, asked: SubmitDialog, tmp_path: Path) -> None:
    asked.show_folder(tmp_path / "上报")

    QTest.mouseDClick(asked.submit, Qt.MouseButton.LeftButton)
    asked.submit.click()
    person.wait()

    assert len(list((tmp_path / "上报").glob("*.jnb"))) == 1
    assert "第1次" in person.told


def test_a_folder_that_may_not_be_written_is_told_and_the_file_can_be_written_later(
    qtbot: QtBot, person: Person, asked: SubmitDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "只读"
    folder.mkdir(mode=0o555)
    hand_up(person, asked, folder)
    person.must_be_told("无法写入", "只读")

    hand_up(person, ask(qtbot, person), tmp_path / "可写")

    assert "已重新写出第1次上报的文件" in person.told
    assert len(list((tmp_path / "可写").glob("*.jnb"))) == 1


def test_a_folder_that_is_a_file_is_told(person: Person, asked: SubmitDialog, tmp_path: Path) -> None:
    (tmp_path / "文件").touch()

    hand_up(person, asked, tmp_path / "文件")

    person.must_be_told("无法写入")


def test_a_full_disk_is_told_and_nothing_half_written(person: Person, asked: SubmitDialog, tmp_path: Path) -> None:
    (tmp_path / "上报").mkdir()

    with full_disk(4096):
        hand_up(person, asked, tmp_path / "上报")

    person.must_be_told("磁盘已满")
    assert list((tmp_path / "上报").iterdir()) == []


def test_handing_up_without_news_writes_the_last_file_again_and_says_so(
    qtbot: QtBot, person: Person, asked: SubmitDialog, tmp_path: Path
) -> None:
    hand_up(person, asked, tmp_path / "上报")

    hand_up(person, ask(qtbot, person), tmp_path / "再报")

    assert "没有新的填报内容" in person.told
    assert len(list((tmp_path / "再报").glob("*.jnb"))) == 1


# --- the press ----------------------------------------------------------------------------------------------------------------------------


class Asker(QObject):
    """Asks for pages and takes down what comes of it."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self.pages: list[Pressed] = []
        self.told: list[str] = []

    def ask(self) -> None:
        self._person.session.render(
            PressRequest("paper", {"kind": "work", "period": "2025-06"}),
            then=self.pages.append,
            owner=self,
            key="pages",
            failed=self.told.append,
        )


def kill_the_press() -> int:
    """Kill the child from outside, as the system does when memory runs out."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True).stdout
    children = [int(line.split()[0]) for line in listed.splitlines() if line.endswith(" press")]
    for child in children:
        os.kill(child, signal.SIGKILL)
    return len(children)


def test_a_press_that_is_killed_is_told_and_the_next_page_comes(person: Person, opened: Open, district_file: Path) -> None:
    opened(district_file)
    asker = Asker(person)
    asker.ask()

    assert kill_the_press() == 1
    person.wait()
    (told,) = asker.told
    asker.ask()
    person.wait()

    must_be_a_sentence(told)
    assert [pressed.pdf[:4] for pressed in asker.pages] == [b"%PDF"]


def test_a_workspace_that_is_gone_before_its_pages_are_laid_out_is_told(person: Person, opened: Open, district_file: Path) -> None:
    opened(district_file)
    district_file.unlink()
    asker = Asker(person)

    asker.ask()
    person.wait()

    (told,) = asker.told
    must_be_a_sentence(told)
    assert shown(CrashReportDialog) == []


# --- bugs ---------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def buggy(
    qtbot: QtBot, qapp: QApplication, program: Program, answers: Answers, district_file: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Person]:
    """A window that is not asked to end without a crash, and hears of every bug as the program does."""
    for owner in (sys, threading):
        monkeypatch.setattr(owner, "excepthook", owner.excepthook)  # puts back what the test found
    parts = build(qapp, program, Settings(theme="light", actor=program.actor), answers)
    parts.crashes.install()
    parts.window.show()
    person = Person(qtbot, parts.window)
    person.opens(district_file)
    yield person
    for dialog in shown(CrashReportDialog):
        dialog.accept()
    with qtbot.waitSignal(parts.window.ended, timeout=PATIENCE_MS):
        parts.window.close()
    parts.crashes.remove()
    parts.session.deleteLater()
    parts.window.deleteLater()


def break_down(desk: Desk) -> None:
    message = "a bug of ours"
    raise ZeroDivisionError(message)


def test_a_bug_in_a_lane_is_told_once_and_the_window_goes_on(buggy: Person, program: Program, district_file: Path) -> None:
    buggy.fills_in()
    buggy.session.write(break_down, owner=buggy.session)
    buggy.session.write(break_down, owner=buggy.session)
    buggy.wait()

    (dialog,) = shown(CrashReportDialog)
    assert "a bug of ours" in dialog.text
    dialog.accept()
    buggy.types("7")
    buggy.closes_file()

    assert listed_of(program, district_file).figures[0].value == Decimal(7)


def test_the_text_of_a_crash_can_be_copied(buggy: Person) -> None:
    buggy.session.write(break_down, owner=buggy.session)
    buggy.wait()
    (dialog,) = shown(CrashReportDialog)

    next(button for button in dialog.findChildren(QPushButton) if "复制" in button.text()).click()

    assert QGuiApplication.clipboard().text() == dialog.text


def test_a_bug_leaves_what_is_being_typed(buggy: Person, program: Program, district_file: Path) -> None:
    buggy.fills_in()
    buggy.writes("12")

    buggy.session.write(break_down, owner=buggy.session)
    buggy.wait()
    (dialog,) = shown(CrashReportDialog)
    dialog.accept()
    typed = buggy.figure.text()
    buggy.closes_file()

    assert typed == "12"
    assert listed_of(program, district_file).figures[0].value == Decimal(12)


def test_a_bug_in_saving_leaves_the_figure_in_its_field(
    buggy: Person, program: Program, district_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buggy.fills_in()
    with monkeypatch.context() as patch:
        patch.setattr("core.services.drafting.figure_change", break_down_with_anything)
        buggy.types("12")
    for dialog in shown(CrashReportDialog):
        dialog.accept()
    refused = buggy.figure.text(), buggy.figure.property("state")
    must_be_a_sentence(buggy.form.form.cards[0].trouble)

    buggy.presses_enter()
    buggy.closes_file()

    assert refused == ("12", "trouble")
    assert listed_of(program, district_file).figures[0].value == Decimal(12)


def break_down_with_anything(*words: object) -> None:
    del words
    message = "a bug of ours"
    raise ZeroDivisionError(message)


class Stumbler(QObject):
    """Has a slot with a bug."""

    def stumble(self) -> None:
        message = "a bug in a slot"
        raise ZeroDivisionError(message)


def test_a_bug_in_a_slot_is_told_once_and_the_window_goes_on(qtbot: QtBot, buggy: Person, program: Program, district_file: Path) -> None:
    stumbler = Stumbler()
    QTimer.singleShot(0, stumbler, stumbler.stumble)
    QTimer.singleShot(0, stumbler, stumbler.stumble)
    qtbot.waitUntil(lambda: bool(shown(CrashReportDialog)), timeout=PATIENCE_MS)
    (dialog,) = shown(CrashReportDialog)
    text = dialog.text
    dialog.accept()

    buggy.fills_in()
    buggy.types("7")
    buggy.closes_file()

    assert "a bug in a slot" in text

    assert listed_of(program, district_file).figures[0].value == Decimal(7)


# --- closing ------------------------------------------------------------------------------------------------------------------------------


def test_closing_in_the_middle_of_everything_loses_nothing(
    qtbot: QtBot, qapp: QApplication, program: Program, answers: Answers, district_file: Path
) -> None:
    parts = build(qapp, program, Settings(theme="light", actor=program.actor), answers)
    crashes: list[str] = []
    parts.session.crashed.connect(crashes.append)
    parts.window.show()
    person = Person(qtbot, parts.window)
    person.opens(district_file)
    person.fills_in()
    person.writes("12")
    asker = Asker(person)
    asker.ask()
    parts.session.write(write_much, owner=parts.session)
    parts.session.read(read_much, then=asker.told.append, owner=asker, key="much")

    with qtbot.waitSignal(parts.window.ended, timeout=PATIENCE_MS):
        parts.window.close()
    parts.session.deleteLater()
    parts.window.deleteLater()

    assert crashes == []
    assert listed_of(program, district_file).figures[0].value == Decimal(12)
    assert sorted(path.name for path in district_file.parent.glob("*溧阳*")) == [district_file.name]


def write_much(desk: Desk) -> None:
    for number in range(20):
        set_text(desk, JULY, desk.find_item(LISTED).id, "problems", f"第{number}次")


def read_much(desk: Desk) -> str:
    return str([desk.find_item(LISTED) for _ in range(100)])


def test_closing_while_files_are_merged_leaves_a_whole_workspace(
    person: Person, opened: Open, office_file: Path, demo: Demo, tmp_path: Path
) -> None:
    opened(office_file)
    person.goes_to(PageName.EXCHANGE)
    files = [Path(shutil.copy(path, tmp_path / path.name)) for path in list((demo.folder / "上报包").rglob("*.jnb"))[:6]]

    person.window.take_files(files)
    person.window.menus.close_file.trigger()
    person.wait()

    assert person.session.now is None
    assert person.told == ""
