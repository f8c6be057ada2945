from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.choice_box import ChoiceBox
from gui.widgets.figure_field import FigureField
from gui.widgets.paper_walk import PaperWalk


class Form(QWidget):
    """Two figures with a seldom used field between them, and a button at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.seldom, self.second, self.button = FigureField(), FigureField(), FigureField(), QPushButton()
        self.column = [FigureField(), FigureField()]
        self.choice = ChoiceBox((("", "（无）"),))
        self.walk = PaperWalk(self)
        layout = QHBoxLayout(self)
        for widget in (self.first, self.seldom, self.second, self.button, *self.column, self.choice):
            layout.addWidget(widget)
        self.walk.lay(
            [self.first, self.second],
            self.button,
            asides=dict(zip(self.column, (self.first, self.second), strict=True)),
            beside={self.choice: self.first},
        )

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return (forwards and self.walk.move_on(QApplication.focusWidget())) or super().focusNextPrevChild(forwards)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.first.setFocus()
    return form


def test_enter_passes_over_what_is_seldom_filled_in(form: Form) -> None:
    QTest.keyClick(form.first, Qt.Key.Key_Return)

    assert form.second.hasFocus()


def test_tab_stops_everywhere(form: Form) -> None:
    QTest.keyClick(form.first, Qt.Key.Key_Tab)

    assert form.seldom.hasFocus()


def test_tab_after_enter_is_tab_again(form: Form) -> None:
    QTest.keyClick(form.first, Qt.Key.Key_Return)
    form.first.setFocus()

    QTest.keyClick(form.first, Qt.Key.Key_Tab)

    assert form.seldom.hasFocus()


def test_enter_at_the_last_stop_passes_the_end(form: Form, qtbot: QtBot) -> None:
    form.second.setFocus()

    with qtbot.waitSignal(form.walk.passed_end):
        QTest.keyClick(form.second, Qt.Key.Key_Return)


def test_tab_at_the_last_control_passes_the_end(form: Form, qtbot: QtBot) -> None:
    form.button.setFocus()

    with qtbot.waitSignal(form.walk.passed_end):
        QTest.keyClick(form.button, Qt.Key.Key_Tab)


def test_backwards_goes_back(form: Form, qtbot: QtBot) -> None:
    form.second.setFocus()

    QTest.keyClick(form.second, Qt.Key.Key_Backtab)

    assert form.seldom.hasFocus()


def test_a_column_beside_the_stops_is_walked_by_itself(form: Form, qtbot: QtBot) -> None:
    form.column[0].setFocus()
    QTest.keyClick(form.column[0], Qt.Key.Key_Return)
    is_in_column = form.column[1].hasFocus()

    with qtbot.waitSignal(form.walk.passed_end):
        QTest.keyClick(form.column[1], Qt.Key.Key_Return)

    assert is_in_column


def test_where_the_column_ends_the_next_stop_follows(form: Form) -> None:
    form.column[1].hide()
    form.column[0].setFocus()

    QTest.keyClick(form.column[0], Qt.Key.Key_Return)

    assert form.second.hasFocus()


def test_enter_on_a_choice_goes_on_to_the_next_stop(form: Form) -> None:
    form.choice.setFocus()

    QTest.keyClick(form.choice, Qt.Key.Key_Return)

    assert form.second.hasFocus()
