from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.style.dress import theme_of
from gui.widgets.progress_row import ProgressRow


@pytest.fixture
def row(qtbot: QtBot) -> ProgressRow:
    row = ProgressRow()
    qtbot.addWidget(row)
    row.resize(300, row.sizeHint().height())
    return row


def test_a_screen_reader_hears_name_and_counts(row: ProgressRow) -> None:
    row.show_progress("一、扩大内需", 2, 5)

    assert row.accessibleName() == "一、扩大内需 2/5"


def test_the_bar_is_as_long_as_what_is_done(row: ProgressRow) -> None:
    row.show_progress("一", 1, 2)

    picture = row.grab().toImage()
    y = row.height() - theme_of(row).gap // 2 - 4
    accent = theme_of(row).accent
    assert picture.pixelColor(100, y).name() == accent
    assert picture.pixelColor(200, y).name() != accent


def test_it_is_pressed_by_the_space_bar(row: ProgressRow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, Qt.Key.Key_Space)
