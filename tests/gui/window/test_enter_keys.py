from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.window.enter_keys import EnterKeys


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_button_with_the_keyboard_is_pressed(qtbot: QtBot, qapp: QApplication, key: Qt.Key) -> None:
    window, owner = QWidget(), QObject()
    qtbot.addWidget(window)
    first, second = QPushButton("甲"), QPushButton("乙")
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    EnterKeys(qapp, owner)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    second.setFocus()

    with qtbot.waitSignal(second.clicked), qtbot.assertNotEmitted(first.clicked):
        QTest.keyClick(second, key)
