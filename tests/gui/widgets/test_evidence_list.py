from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.evidence_list import EvidenceList, EvidenceRow

ROWS = (EvidenceRow("e1", "批复.pdf", 2048, "立项批复"), EvidenceRow("e2", "照片.jpg", 900))


@pytest.fixture
def files(qtbot: QtBot) -> EvidenceList:
    files = EvidenceList()
    qtbot.addWidget(files)
    files.show_rows(ROWS, may_edit=True)
    return files


def test_every_file_has_a_line_with_its_caption(files: EvidenceList) -> None:
    assert [(line.row.name, line.caption.text()) for line in files.lines] == [("批复.pdf", "立项批复"), ("照片.jpg", "")]


def test_a_caption_being_typed_survives_another_file(files: EvidenceList) -> None:
    QTest.keyClicks(files.lines[1].caption, "site")

    files.show_rows((*ROWS, EvidenceRow("e3", "纪要.docx", 1)), may_edit=True)

    assert files.lines[1].caption.text() == "site"


def test_a_file_taken_off_has_no_line(files: EvidenceList) -> None:
    files.show_rows(ROWS[1:], may_edit=True)

    assert [line.row.id for line in files.lines] == ["e2"]


def test_a_caption_is_told_with_its_file(files: EvidenceList, qtbot: QtBot) -> None:
    QTest.keyClicks(files.lines[1].caption, "site")

    with qtbot.waitSignal(files.captioned) as told:
        files.commit()

    assert told.args == ["e2", "site"]


def test_files_are_taken(files: EvidenceList, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://example.org/b.pdf")])

    with qtbot.waitSignal(files.files_given) as told:
        files.take(data)

    assert told.args == [[tmp_path / "a.pdf"]]


def test_a_picture_is_taken(files: EvidenceList, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))

    with qtbot.waitSignal(files.picture_given) as told:
        files.take(data)

    assert told.args[0].width() == 4


def test_words_are_no_file(files: EvidenceList) -> None:
    data = QMimeData()
    data.setText("批复")

    assert not files.take(data)


def test_nothing_is_taken_where_nothing_may_be_changed(files: EvidenceList, qtbot: QtBot, tmp_path: Path) -> None:
    files.show_rows(ROWS, may_edit=False)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])

    with qtbot.assertNotEmitted(files.files_given):
        files.take(data)

    assert not files.acceptDrops()
    assert all(line.caption.isReadOnly() for line in files.lines)
