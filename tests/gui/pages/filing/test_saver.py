from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from tests.gui.answers import Answers
from tests.gui.pages.filing.conftest import Filing

from core.model.progress import Standing
from core.services.desk import Program, open_desk_to_read
from core.services.submission_page import evidence_bytes
from gui.session.edits import EditHistory
from gui.widgets.evidence_list import EvidenceLine


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场照片.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(path))
    return path


def drop(filing: Filing, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    filing.page.form.evidence.dropEvent(event)
    filing.settle()


def line(filing: Filing) -> EvidenceLine:
    (only,) = filing.page.form.evidence.lines
    return only


def test_a_file_that_is_dropped_is_attached(filing: Filing, program: Program, photo: Path) -> None:
    drop(filing, photo)

    (evidence,) = filing.in_file(program, "2.2.2").evidence
    assert (evidence.name, evidence.size) == (photo.name, photo.stat().st_size)
    assert line(filing).row.name == photo.name


def test_a_picture_that_is_pasted_is_attached(filing: Filing, program: Program) -> None:
    data = QMimeData()
    data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))

    filing.page.form.evidence.take(data)
    filing.settle()

    (evidence,) = filing.in_file(program, "2.2.2").evidence
    assert evidence.name == "粘贴的图片.png"


def test_files_that_are_chosen_are_attached(filing: Filing, program: Program, photo: Path, answers: Answers) -> None:
    answers.files.append([photo])

    filing.page.form.evidence.add.click()
    filing.settle()

    assert [each.name for each in filing.in_file(program, "2.2.2").evidence] == [photo.name]


def test_a_file_that_cannot_be_read_is_told_at_the_top(filing: Filing, tmp_path: Path, answers: Answers) -> None:
    told: list[object] = []
    filing.page.session.troubled.connect(told.append)
    answers.files.append([tmp_path / "没有.pdf"])

    filing.page.form.evidence.add.click()
    filing.settle()

    assert len(told) == 1


def test_a_caption_is_written(filing: Filing, program: Program, photo: Path) -> None:
    drop(filing, photo)

    line(filing).caption.setFocus()
    QTest.keyClicks(line(filing).caption, "site")
    QTest.keyClick(line(filing).caption, Qt.Key.Key_Tab)
    filing.settle()

    assert filing.in_file(program, "2.2.2").evidence[0].caption == "site"


def test_a_file_that_was_taken_off_comes_back_by_undo(filing: Filing, program: Program, photo: Path) -> None:
    history = EditHistory(filing.page.session, filing.page)
    drop(filing, photo)

    line(filing).removed.emit(line(filing).row.id)
    filing.settle()
    without = len(filing.page.form.evidence.lines)
    history.undo()
    filing.settle()

    assert (without, line(filing).row.name) == (0, photo.name)


def test_a_rating_is_written_and_taken_back(filing: Filing, program: Program) -> None:
    rating = filing.page.form.texts.rating
    rating.setFocus()

    QTest.keyClick(rating, Qt.Key.Key_Down)
    filing.settle()
    rated = filing.in_file(program, "2.2.2").texts.self_rating
    QTest.keyClick(rating, Qt.Key.Key_Up)
    filing.settle()

    assert (rated, filing.in_file(program, "2.2.2").texts.self_rating) == (Standing.DONE, None)


@pytest.mark.parametrize("name", ["problems", "next_steps", "note"])
def test_every_text_is_written(filing: Filing, program: Program, name: str) -> None:
    field = filing.page.form.texts.fields[name]
    field.setFocus()
    QTest.keyClicks(field, "words")

    filing.page.leave()
    filing.settle()

    assert getattr(filing.in_file(program, "2.2.2").texts, name) == "words"


def test_a_copied_file_is_pasted_by_keys(filing: Filing, program: Program, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    QGuiApplication.clipboard().setMimeData(data)

    filing.page.form.evidence.add.setFocus()
    QTest.keyClick(filing.page.form.evidence.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    filing.settle()

    assert [each.name for each in filing.in_file(program, "2.2.2").evidence] == [photo.name]


def test_a_large_picture_is_made_smaller_on_request(filing: Filing, program: Program, tmp_path: Path) -> None:
    large = tmp_path / "会场.png"
    QImage(4000, 2000, QImage.Format.Format_RGB32).save(str(large))
    filing.page.form.evidence.shrinks.setChecked(True)

    drop(filing, large)

    with open_desk_to_read(program, filing.path) as desk:
        (evidence,) = filing.in_file(program, "2.2.2").evidence
        data = evidence_bytes(desk, evidence.sha256)
    assert data is not None
    image = QImage.fromData(data)
    assert (evidence.name, image.width(), image.height()) == ("会场.jpg", 1920, 960)


def test_what_is_no_large_picture_stays_as_it_is(filing: Filing, program: Program, photo: Path) -> None:
    filing.page.form.evidence.shrinks.setChecked(True)

    drop(filing, photo)

    assert filing.in_file(program, "2.2.2").evidence[0].size == photo.stat().st_size
