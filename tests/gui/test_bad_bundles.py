"""Bundles the office does not wait for: refused in their lines with a sentence, good ones beside them taken, nothing by halves."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.driving import content
from tests.gui.hands import JULY, Person, must_be_a_sentence
from tests.gui.test_window_journey import handed_up

from core.services.desk import Desk, Program
from core.services.drafting import set_text
from gui.app import Parts
from gui.pages.exchange.inbox import Inbox
from gui.pages.exchange.page import ExchangePage
from gui.session.place import PageName
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
_CONCLUSION = 6


@pytest.fixture
def person(qtbot: QtBot, parts: Parts) -> Person:
    return Person(qtbot, parts.window)


@pytest.fixture
def report(demo: Demo, program: Program, tmp_path: Path) -> Path:
    """溧阳市's report on July, which the office does not have."""
    folder = tmp_path / "报来"
    folder.mkdir()
    return handed_up(demo, program, "溧阳市", folder)


@pytest.fixture
def office(opened: Open, office_file: Path, person: Person) -> Inbox:
    opened(office_file)
    person.goes_to(PageName.EXCHANGE)
    return inbox_of(person)


def inbox_of(person: Person) -> Inbox:
    page = person.window.pages.current
    assert isinstance(page, ExchangePage)
    return page.inbox


def conclusions(inbox: Inbox) -> list[str]:
    return [line.cells[_CONCLUSION] for line in inbox.lines.lines]


def merge(person: Person) -> None:
    QTest.mouseClick(inbox_of(person).merge_button, Qt.MouseButton.LeftButton)
    person.wait()


def turn_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def make_a_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("manifest.json", "changes/1.jsonl", "signature.json"):
            archive.writestr(name, bytes(300_000_000 if name.startswith("changes") else 1000))


SPOILT: dict[str, Callable[[Path], object]] = {
    "byte turned": turn_a_byte,
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-200]),
    "begun": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("今天天气很好。", encoding="utf-8"),
    "bomb": make_a_bomb,
    "missing": lambda path: path.unlink(),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_spoilt_bundle_is_refused_beside_a_good_one(person: Person, office: Inbox, report: Path, kind: str) -> None:
    bad = Path(shutil.copy(report, report.with_name("坏.jnb")))
    SPOILT[kind](bad)

    person.drops([bad, report])
    refused, good = conclusions(office)
    merge(person)

    assert refused.startswith("拒收：")
    must_be_a_sentence(refused)
    assert good == "可以合并"
    assert conclusions(office)[1] == "已合并"
    assert person.told == ""


def test_a_spoilt_bundle_alone_cannot_be_merged(person: Person, office: Inbox, office_file: Path, report: Path) -> None:
    turn_a_byte(report)

    person.drops([report])

    assert not office.merge_button.isEnabled()


def test_a_bundle_of_another_plan_is_refused(person: Person, office: Inbox, demo: Demo, second_demo: Demo) -> None:
    foreign = next((second_demo.folder / "上报包").rglob("*.jnb"))

    person.drops([foreign])

    (said,) = conclusions(office)
    assert said


def test_the_same_file_twice_in_one_drop_counts_once(person: Person, office: Inbox, report: Path) -> None:
    copy = Path(shutil.copy(report, report.with_name("又一份.jnb")))

    person.drops([report, copy])
    merge(person)

    assert sorted(conclusions(office)) == ["已合并", "都已收到过，没有新内容"]


def test_a_file_that_was_merged_before_brings_nothing(person: Person, office: Inbox, report: Path) -> None:
    person.drops([report])
    merge(person)

    person.drops([report])

    assert conclusions(office) == ["都已收到过，没有新内容"]
    assert not office.merge_button.isEnabled()


def test_the_own_report_dropped_at_the_unit_is_told(person: Person, opened: Open, district_file: Path, demo: Demo) -> None:
    opened(district_file)
    before = content(district_file)

    person.drops([next(path for path in (demo.folder / "上报包").rglob("*.jnb") if "溧阳市" in path.name)])
    (said,) = conclusions(inbox_of(person))
    person.closes_file()

    assert said
    assert content(district_file) == before


def test_of_a_folder_only_bundles_are_looked_at(person: Person, office: Inbox, report: Path) -> None:
    (report.parent / "说明.docx").write_bytes(b"PK")
    (report.parent / "照片").mkdir()

    person.drops([report.parent], person.window.pages.current)

    assert conclusions(office) == ["可以合并"]


def test_a_folder_without_bundles_is_told(person: Person, office: Inbox, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()

    person.drops([tmp_path / "空的"], person.window.pages.current)

    must_be_a_sentence(office.banner.sentence)
    assert not office.is_showing_files


def test_a_file_that_is_gone_before_the_merge_is_told(person: Person, office: Inbox, report: Path) -> None:
    person.drops([report])
    report.unlink()

    merge(person)

    must_be_a_sentence(office.banner.sentence)
    assert conclusions(office)[0].startswith("拒收：")


def test_hundreds_of_files_can_be_called_off(qtbot: QtBot, person: Person, office: Inbox, report: Path) -> None:
    files = [Path(shutil.copy(report, report.with_name(f"{number}.jnb"))) for number in range(300)]

    office.look_at_files(files)
    qtbot.waitUntil(lambda: not person.session.is_idle)
    office.busy.cancelled.emit()
    person.wait()

    assert not office.is_showing_files
    assert office.busy.isHidden()


def test_the_files_after_those_that_were_called_off_are_looked_at(qtbot: QtBot, person: Person, office: Inbox, report: Path) -> None:
    office.look_at_files([report] * 5)
    office.busy.cancelled.emit()
    person.wait()

    person.drops([report])

    assert conclusions(office) == ["可以合并"]


def test_a_figure_that_is_being_typed_survives_a_merge(person: Person, opened: Open, district_file: Path, demo: Demo) -> None:
    opened(district_file)
    person.fills_in()
    person.writes("12")

    person.session.write(note_elsewhere, owner=person.session)
    person.wait()

    assert (person.figure.text(), person.figure.is_dirty) == ("12", True)


def note_elsewhere(desk: Desk) -> None:
    set_text(desk, JULY, desk.find_item("2.2.2").id, "problems", "别处写下的问题")
