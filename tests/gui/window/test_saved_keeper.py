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


@pytest.fixture
def parts(qtbot: QtBot, open_window: Callable[[Path], Parts], district_file: Path) -> Parts:
    """The window with the keyboard in a figure of which nothing is filled in."""
    parts = open_window(district_file)
    now = parts.session.now
    assert now is not None
    item = next(item for item in now.plan.items if item.code == "1.1.3")
    parts.window.pages.wanted.emit(Place(PageName.FILING, JULY, item.id))
    qtbot.waitUntil(lambda: parts.session.is_idle and bool(fields(parts)), timeout=PATIENCE_MS)
    qtbot.waitUntil(parts.window.isActiveWindow, timeout=PATIENCE_MS)
    fields(parts)[0].setFocus()
    return parts


def fields(parts: Parts) -> list[FigureField]:
    page = parts.window.pages.current
    return [] if page is None else [field for field in page.findChildren(FigureField) if field.isVisible()]


def wait_for(qtbot: QtBot, parts: Parts, words: str) -> None:
    qtbot.waitUntil(lambda: parts.window.frame.title_line.saved.text() == words, timeout=PATIENCE_MS)


def test_what_is_being_typed_is_not_called_saved(qtbot: QtBot, parts: Parts) -> None:
    QTest.keyClicks(fields(parts)[0], "12")
    wait_for(qtbot, parts, "未保存")

    QTest.keyClick(fields(parts)[0], Qt.Key.Key_Return)

    wait_for(qtbot, parts, "全部已保存")


def test_what_was_refused_is_not_called_saved_until_it_is_let_go_of(qtbot: QtBot, parts: Parts) -> None:
    field = fields(parts)[0]
    QTest.keyClicks(field, "12x")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_for(qtbot, parts, "有未存的内容")

    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)

    wait_for(qtbot, parts, "全部已保存")
