"""Undo and redo in the window, across its closing and a sudden end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.hands import JULY, PATIENCE_MS, Person

from core.services.desk import Program, open_desk
from core.services.drafting import set_text
from gui.app import Parts
from gui.window.main_window import MainWindow

OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def written(program: Program, district_file: Path) -> Path:
    """A workspace in which an earlier sitting wrote two texts."""
    with open_desk(program, district_file) as desk:
        item = desk.find_item("2.2.2").id
        set_text(desk, JULY, item, "text", "第一遍")
        set_text(desk, JULY, item, "text", "第二遍")
    return district_file


def test_what_an_earlier_sitting_wrote_is_taken_back_where_it_stands(qtbot: QtBot, opened: OpenWindow, written: Path) -> None:
    person = Person(qtbot, opened(written))
    offered = person.window.menus.undo.text()

    person.window.menus.undo.trigger()
    person.wait()

    assert offered == "撤销(&U)：2.2.2 进展情况"
    assert person.form.form.texts.fields["text"].read() == "第一遍"
    assert person.window.menus.redo.isEnabled()


def test_the_first_words_typed_can_be_taken_back_before_they_are_entered(qtbot: QtBot, opened: OpenWindow, district_file: Path) -> None:
    person = Person(qtbot, opened(district_file))
    person.fills_in()
    before = person.window.menus.undo.isEnabled()
    field = person.form.form.texts.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "first")

    person.window.menus.editing.emit()
    while_typing = person.window.menus.undo.isEnabled()
    person.window.menus.undo.trigger()
    person.wait()

    assert (before, while_typing, field.read()) == (False, True, "")


def test_nothing_is_offered_in_a_workspace_open_to_be_read(qtbot: QtBot, parts: Parts, written: Path) -> None:
    person = Person(qtbot, parts.window)
    with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
        parts.window.opener.open_read_only(written)
    person.wait()

    assert not person.window.menus.undo.isEnabled()
