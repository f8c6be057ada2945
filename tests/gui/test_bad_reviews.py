"""Decisions that the file refuses: what the reviewer wrote is before them again, and is kept once the file takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.hands import JULY, Person, shown
from tests.gui.test_window_journey import handed_up

from core.model.progress import SubmissionState
from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.merging import dry_run, merge
from core.services.status import status_of_units
from gui.app import Parts
from gui.pages.review.page import ReviewPage
from gui.pages.review.return_dialog import ReturnDialog
from gui.pages.review.value_dialog import ReviewedValueDialog
from gui.session.place import PageName, Place
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]


@pytest.fixture
def person(qtbot: QtBot, parts: Parts) -> Person:
    return Person(qtbot, parts.window)


@pytest.fixture
def page(person: Person, opened: Open, program: Program, demo: Demo, office_file: Path, tmp_path: Path) -> ReviewPage:
    """The office before 溧阳市's July."""
    with open_desk(program, office_file) as desk:
        merge(desk, dry_run(desk, [handed_up(demo, program, "溧阳市", tmp_path)]))
        unit = desk.find_unit("溧阳市").id
    opened(office_file)
    person.window.pages.go(Place(PageName.REVIEW, JULY, unit=unit))
    person.wait()
    page = person.window.pages.current
    assert isinstance(page, ReviewPage)
    return page


def dialog_of(page: ReviewPage) -> QDialog:
    (dialog,) = shown(QDialog)
    assert dialog.parent() is page
    return dialog


def test_a_return_that_the_file_refuses_is_before_the_person_again(
    person: Person, page: ReviewPage, program: Program, office_file: Path
) -> None:
    away = office_file.with_name("改名.jiannuo")
    QTest.mouseClick(page.pane.return_button, Qt.MouseButton.LeftButton)
    first = dialog_of(page)
    assert isinstance(first, ReturnDialog)
    first.reason.setPlainText("请补充佐证材料")
    office_file.rename(away)
    first.give_back.click()
    person.wait()

    person.must_be_told("另存副本")
    away.rename(office_file)
    again = dialog_of(page)
    assert isinstance(again, ReturnDialog)
    assert again.reason.toPlainText() == "请补充佐证材料"
    again.give_back.click()
    person.wait()
    person.closes_file()

    with open_desk_to_read(program, office_file) as desk:
        unit = desk.find_unit("溧阳市").id
        (state,) = [row.state for row in status_of_units(desk, JULY) if row.unit == unit]
    assert state is SubmissionState.RETURNED


def test_a_reviewed_value_that_the_file_refuses_is_before_the_person_again(person: Person, page: ReviewPage, office_file: Path) -> None:
    away = office_file.with_name("改名.jiannuo")
    page.pane.value_wanted.emit()
    first = dialog_of(page)
    assert isinstance(first, ReviewedValueDialog)
    first.value.setText("12")
    first.reason.setPlainText("以统计公报为准")
    office_file.rename(away)
    first.keep.click()
    person.wait()
    away.rename(office_file)

    again = dialog_of(page)
    assert isinstance(again, ReviewedValueDialog)
    assert (again.value.text(), again.reason.toPlainText()) == ("12", "以统计公报为准")
    again.reject()
