from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.figure_field import FigureField
from gui.widgets.key_keeper import KeyKeeper


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = FigureField(), FigureField()
        layout = QHBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        self.keeper = KeyKeeper(self)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def test_keys_pressed_meanwhile_go_to_the_field(form: Form) -> None:
    form.keeper.hold()
    QTest.keyClicks(form.keeper, "12")

    form.keeper.release(form.first)

    assert (form.first.text(), form.first.hasFocus()) == ("12", True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_each_key_goes_where_the_focus_is_by_then(form: Form, key: Qt.Key) -> None:
    form.keeper.hold()
    QTest.keyClicks(form.keeper, "1")
    QTest.keyClick(form.keeper, key)
    QTest.keyClicks(form.keeper, "2")

    form.keeper.release(form.first)

    assert (form.first.text(), form.second.text()) == ("1", "2")


def test_keys_of_a_hold_before_are_forgotten(form: Form) -> None:
    form.keeper.hold()
    QTest.keyClicks(form.keeper, "9")

    form.keeper.hold()
    form.keeper.release(form.first)

    assert form.first.text() == ""


def test_keys_are_forgotten_once_the_person_goes_elsewhere(form: Form) -> None:
    form.keeper.hold()
    QTest.keyClicks(form.keeper, "9")
    QTest.mouseClick(form.second, Qt.MouseButton.LeftButton)

    form.keeper.release(form.first)

    assert (form.first.text(), form.second.text()) == ("", "")


def test_it_holds_until_the_person_goes_elsewhere(form: Form) -> None:
    form.keeper.hold()
    before = form.keeper.is_holding

    QTest.mouseClick(form.second, Qt.MouseButton.LeftButton)

    assert (before, form.keeper.is_holding) == (True, False)


def test_an_open_menu_is_not_elsewhere(form: Form) -> None:
    form.keeper.hold()
    QTest.keyClicks(form.keeper, "9")
    QApplication.sendEvent(form.keeper, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.MenuBarFocusReason))

    form.keeper.release(form.first)

    assert form.first.text() == "9"
