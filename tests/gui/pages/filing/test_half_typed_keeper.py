from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.hands import LISTED, Person
from tests.gui.pages.filing.conftest import Filing, Settle, open_filing

from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.half_typing import HalfTyped, keep_half_typed, words_half_typed
from gui.session.session import Session
from gui.window.main_window import MainWindow


def kept(filing: Filing, program: Program) -> dict[str, str]:
    """The words kept, by field."""
    with open_desk_to_read(program, filing.path) as desk:
        return {each.field: each.text for each in words_half_typed(desk)}


def test_what_is_being_typed_is_kept_and_forgotten_once_it_is_entered(filing: Filing, program: Program) -> None:
    field = filing.page.form.texts.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "half a sen")
    filing.page.half_typed.keep()
    filing.settle()
    while_typing = kept(filing, program)

    field.commit()
    filing.settle()

    assert (while_typing, kept(filing, program)) == ({"text": "half a sen"}, {})


def test_keeping_it_enters_nothing(filing: Filing, program: Program) -> None:
    field = filing.page.form.texts.fields["text"]
    QTest.keyClicks(field, "half")

    filing.page.half_typed.keep()
    filing.settle()

    assert filing.in_file(program, "2.2.2").texts.text == ""
    assert field.is_dirty


def test_what_was_refused_is_kept_as_well_until_it_is_let_go_of(filing: Filing, program: Program) -> None:
    field = filing.page.form.cards[0].value_field
    field.setFocus()
    QTest.keyClicks(field, "many")
    field.commit()
    filing.settle()
    filing.page.half_typed.keep()
    filing.settle()
    refused = kept(filing, program)

    field.revert()
    filing.page.half_typed.keep()
    filing.settle()

    assert (refused, kept(filing, program)) == ({"value": "many"}, {})


@pytest.fixture
def cut_short(program: Program, district_file: Path) -> Path:
    """溧阳市's workspace whose last sitting ended in the middle of a word, on another item than the first."""
    with open_desk(program, district_file) as desk:
        period, item = desk.plan.periods[6], desk.find_item(LISTED).id
        keep_half_typed(desk, [HalfTyped(period, item, "", "problems", "用地还没有批下来，要")])
    return district_file


def test_the_window_opens_at_the_field_and_its_words_are_there(qtbot: QtBot, opened: Callable[[Path], MainWindow], cut_short: Path) -> None:
    person = Person(qtbot, opened(cut_short))
    person.wait()

    field = person.form.form.texts.fields["problems"]
    assert field.read() == "用地还没有批下来，要"
    assert QApplication.focusWidget() is field
    assert "上次" in field.accessibleDescription()


def test_words_that_came_back_are_entered_by_enter_or_let_go_of_by_escape(
    qtbot: QtBot,
    session: Session,
    open_session: Callable[[Path], Session],
    cut_short: Path,
    answers: Answers,
    settled: Settle,
    program: Program,
) -> None:
    del session
    filing = open_filing(qtbot, open_session(cut_short), cut_short, answers, settled)
    field = filing.page.form.texts.fields["problems"]
    came_back = field.read()

    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    filing.page.half_typed.keep()
    filing.settle()

    assert (came_back, field.read(), kept(filing, program)) == ("用地还没有批下来，要", "", {})
