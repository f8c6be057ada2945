"""A person who is faster than the file, or goes on to another one: nothing is handed up, checked or taken back but what they meant."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from tests.gui.hands import JULY, Person, shown

from core.model.period import Period
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.item_page import ItemPage, item_page
from gui.dialogs.submit import SubmitDialog
from gui.session.place import PageName, Place
from gui.window.main_window import MainWindow

JUNE = Period.parse("2025-06")
OpenWindow = Callable[[Path], MainWindow]
PATIENCE_S = 30


@pytest.fixture
def person(qtbot: QtBot, opened: OpenWindow, district_file: Path) -> Person:
    """Somebody who has opened a figure of July."""
    person = Person(qtbot, opened(district_file))
    person.fills_in()
    return person


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds the writer's lane back until it is set."""
    gate = threading.Event()
    yield gate
    gate.set()
    for dialog in shown(SubmitDialog):
        dialog.reject()


def test_question_about_one_workspace_ends_when_another_is_opened(person: Person, district_file: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(district_file, tmp_path / "又一份.jiannuo"))
    person.window.handing_up.submit(JULY)
    person.wait()
    assert shown(SubmitDialog) != []

    person.opens(other)

    assert shown(QDialog) == []


def test_what_is_handed_up_is_looked_at_only_once_it_is_written(person: Person, gate: threading.Event) -> None:
    write_slowly(person, gate)
    person.writes("12")

    person.window.menus.submit.trigger()
    QApplication.processEvents()

    assert shown(SubmitDialog) == []
    gate.set()
    person.wait()
    assert len(shown(SubmitDialog)) == 1


def test_refused_figure_is_gone_to_instead_of_being_passed_over(person: Person) -> None:
    person.types("13.5x")
    person.goes_to(PageName.BENCH)

    person.window.menus.submit.trigger()
    person.wait()

    assert shown(SubmitDialog) == []
    assert "没有存入" in person.told
    assert person.figure.hasFocus()
    assert person.figure.text() == "13.5x"
    person.figure.revert()


def test_refused_figure_stands_against_the_check_as_well(person: Person) -> None:
    person.writes("13.5x")

    person.window.menus.check.trigger()
    person.wait()

    assert not person.window.frame.findings.isVisible()
    assert "没有存入" in person.told
    person.figure.revert()


def test_refused_figure_of_another_period_stands_against_nothing(person: Person) -> None:
    person.types("13.5x")
    person.window.pages.go(Place(PageName.FILING, JUNE))
    person.wait()

    person.window.menus.check.trigger()
    person.wait()

    assert person.window.frame.findings.isVisible()


def test_undo_takes_back_what_was_typed_last(person: Person, program: Program, district_file: Path) -> None:
    text, problems = person.form.form.texts.fields["text"], person.form.form.texts.fields["problems"]
    QTest.keyClicks(text, "first")
    text.commit()
    person.wait()
    QTest.keyClicks(problems, "second")

    person.window.menus.undo.trigger()
    person.wait()

    texts = page_of(person, program, district_file).texts
    assert (texts.text, texts.problems) == ("first", "")


def test_redo_makes_nothing_again_over_what_was_typed_since(person: Person, program: Program, district_file: Path) -> None:
    text, problems = person.form.form.texts.fields["text"], person.form.form.texts.fields["problems"]
    QTest.keyClicks(text, "first")
    text.commit()
    person.wait()
    person.window.menus.undo.trigger()
    person.wait()
    QTest.keyClicks(problems, "second")

    person.window.menus.redo.trigger()
    person.wait()

    texts = page_of(person, program, district_file).texts
    assert (texts.text, texts.problems) == ("", "second")


def write_slowly(person: Person, gate: threading.Event) -> None:
    def wait(desk: Desk) -> None:
        del desk
        gate.wait(PATIENCE_S)

    person.session.write(wait, owner=person.window)


def page_of(person: Person, program: Program, path: Path) -> ItemPage:
    assert person.form.item is not None
    with open_desk_to_read(program, path) as desk:
        return item_page(desk, JULY, person.form.item)
