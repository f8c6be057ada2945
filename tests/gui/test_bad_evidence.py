"""Files that are attached as evidence and are not what one hopes: attached as they are, or refused with a sentence at the top."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.hands import Person, listed_of
from tests.gui.hardship import full_disk

from core.services.desk import Program
from gui.app import Parts
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]
LARGE = 60 * 1024 * 1024
BEATS = 10
BEAT_MS = 10


@pytest.fixture
def person(qtbot: QtBot, parts: Parts, opened: Open, district_file: Path) -> Person:
    opened(district_file)
    person = Person(qtbot, parts.window)
    person.fills_in()
    return person


def names_held(person: Person, program: Program, path: Path) -> list[tuple[str, int]]:
    person.closes_file()
    return [(file.name, file.size) for file in listed_of(program, path).evidence]


def attach(person: Person, *paths: Path) -> None:
    person.drops(paths, person.form.form.evidence)


def test_a_folder_is_refused(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()

    attach(person, tmp_path / "照片")

    person.must_be_told("文件夹", "照片")
    assert names_held(person, program, district_file) == []


def test_a_missing_file_is_refused(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    attach(person, tmp_path / "没有.pdf")

    person.must_be_told("找不到文件", "没有.pdf")
    assert names_held(person, program, district_file) == []


def test_a_good_file_beside_a_bad_one_is_attached(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    (tmp_path / "好.pdf").write_bytes(b"%PDF-1.7")

    attach(person, tmp_path / "没有.pdf", tmp_path / "好.pdf")

    person.must_be_told("没有.pdf")
    assert names_held(person, program, district_file) == [("好.pdf", 8)]


def test_an_empty_file_is_attached_as_it_is(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()

    attach(person, tmp_path / "空.pdf")

    assert names_held(person, program, district_file) == [("空.pdf", 0)]


def test_the_same_file_twice_is_two_pieces_of_evidence(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    (tmp_path / "同.pdf").write_bytes(b"%PDF-1.7")

    attach(person, tmp_path / "同.pdf", tmp_path / "同.pdf")

    assert names_held(person, program, district_file) == [("同.pdf", 8), ("同.pdf", 8)]


NAMES: dict[str, tuple[bytes, str]] = {
    "without extension": ("说明".encode(), "说明"),
    "newline": ("两\n行.pdf".encode(), "两\n行.pdf"),
    "leading dot": (b".pdf", ".pdf"),
    "looks like a bundle": ("材料.jnb".encode(), "材料.jnb"),
    "percent": (b"50%25.pdf", "50%25.pdf"),
    "long": (("长" * 80 + ".pdf").encode(), "长" * 80 + ".pdf"),
    "markup": (b"<b>x</b>.pdf"[:3] + b"&.pdf", "<b>&.pdf"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_keeps_its_name(person: Person, program: Program, district_file: Path, tmp_path: Path, kind: str) -> None:
    raw, name = NAMES[kind]
    path = tmp_path / os.fsdecode(raw)
    path.write_bytes(b"%PDF-1.7")

    attach(person, path)

    assert person.told == ""
    assert names_held(person, program, district_file) == [(name, 8)]


def test_a_name_with_half_a_character_is_refused_or_attached_with_a_mark(
    person: Person, program: Program, district_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode("半".encode() + b"\xff.pdf")
    path.write_bytes(b"%PDF-1.7")

    person.form.saver.attach([path])
    person.wait()

    assert names_held(person, program, district_file) == [("半?.pdf", 8)]


def test_a_dropped_name_with_half_a_character_ends_in_a_file_or_a_sentence(
    person: Person, program: Program, district_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode("半".encode() + b"\xff.pdf")
    path.write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(b"file://" + os.fsencode(tmp_path) + "/半".encode() + b"%FF.pdf")])

    person.form.form.evidence.take(data)
    person.wait()

    told = person.told
    assert names_held(person, program, district_file) == [("半?.pdf", 8)] or "找不到文件" in told


def test_window_lives_on_while_a_large_file_is_attached(
    person: Person, parts: Parts, program: Program, district_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "录像.mp4").write_bytes(os.urandom(1024) * (LARGE // 1024))
    writing: list[bool] = []  # as it was at each beat and change
    beat = QTimer(interval=BEAT_MS)
    parts.session.writing_changed.connect(writing.append)
    beat.timeout.connect(lambda: writing.append(writing[-1]) if writing else None)
    beat.start()
    attach(person, tmp_path / "录像.mp4")
    beat.stop()

    assert writing.count(True) >= BEATS
    assert names_held(person, program, district_file) == [("录像.mp4", LARGE)]


def test_a_file_for_a_full_disk_is_told_and_leaves_nothing(person: Person, program: Program, district_file: Path, tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(bytes(500_000))

    with full_disk(100_000):
        attach(person, tmp_path / "照片.jpg")

    person.must_be_told("磁盘已满")
    assert names_held(person, program, district_file) == []


def test_a_caption_for_a_workspace_that_was_taken_away_stays_in_its_field(
    person: Person, program: Program, district_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    attach(person, tmp_path / "照片.jpg")
    away = district_file.rename(tmp_path / "改名.jiannuo")
    (line,) = person.form.form.evidence.lines
    line.caption.setFocus()

    QTest.keyClicks(line.caption, "opening")
    QTest.keyClick(line.caption, Qt.Key.Key_Return)
    person.wait()
    refused = line.caption.text(), line.caption.property("state")
    away.rename(district_file)
    QTest.keyClick(line.caption, Qt.Key.Key_Return)
    person.wait()
    person.closes_file()

    assert refused == ("opening", "trouble")
    assert [file.caption for file in listed_of(program, district_file).evidence] == ["opening"]
