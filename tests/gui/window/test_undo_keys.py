from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from core.model.period import Period
from gui.app import Parts
from gui.session.place import PageName, Place
from gui.widgets.figure_field import FigureField

JULY = Period.of_month(2025, 7)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def parts(qtbot: QtBot, open_window: Callable[[Path], Parts], district_file: Path) -> Parts:
    """The window at an item with figures of which nothing is filled in."""
    parts = open_window(district_file)
    now = parts.session.now
    assert now is not None
    item = next(item for item in now.plan.items if item.code == "1.1.3")
    parts.window.pages.wanted.emit(Place(PageName.FILING, JULY, item.id))
    settle(qtbot, parts)
    qtbot.waitUntil(lambda: len(fields(parts)) > 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(parts.window.isActiveWindow, timeout=PATIENCE_MS)
    return parts


def settle(qtbot: QtBot, parts: Parts) -> None:
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)


def fields(parts: Parts) -> list[FigureField]:
    page = parts.window.pages.current
    assert page is not None
    return [field for field in page.findChildren(FigureField) if field.isVisible()]


def test_saved_figure_is_taken_back_by_key_and_made_again(qtbot: QtBot, parts: Parts) -> None:
    field = fields(parts)[0]
    field.setFocus()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, parts)

    QTest.keyClick(parts.window.focusWidget(), Qt.Key.Key_Z, CONTROL)
    settle(qtbot, parts)
    assert field.text() == ""
    QTest.keyClick(parts.window.focusWidget(), Qt.Key.Key_Y, CONTROL)
    settle(qtbot, parts)

    assert field.text() == "12"


def test_digits_being_typed_are_the_fields_own(qtbot: QtBot, parts: Parts) -> None:
    field = fields(parts)[0]
    field.setFocus()
    QTest.keyClicks(field, "12")

    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    settle(qtbot, parts)

    assert field.text() == ""
    assert parts.window.stepping.history.next_undo is None
