from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.widgets.choice_box import ChoiceBox


@pytest.fixture
def box(qtbot: QtBot) -> ChoiceBox:
    box = ChoiceBox((("", "（无）"), ("late", "未到发布期")))
    qtbot.addWidget(box)
    return box


def test_a_choice_of_the_person_is_told(box: ChoiceBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.chosen) as told:
        QTest.keyClick(box, Qt.Key.Key_Down)

    assert (told.args, box.choice) == (["late"], "late")


def test_a_choice_that_is_shown_is_not_told(box: ChoiceBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.chosen):
        box.show_choice("late")

    assert box.currentText() == "未到发布期"


def test_what_is_no_choice_shows_the_first(box: ChoiceBox) -> None:
    box.show_choice("late")

    box.show_choice("conflict")

    assert box.choice == ""


def test_the_wheel_scrolls_the_form_and_changes_nothing(box: ChoiceBox) -> None:
    nowhere = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        QPointF(2, 2), QPointF(2, 2), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, nowhere, Qt.ScrollPhase.NoScrollPhase, False
    )

    QApplication.sendEvent(box, event)

    assert (box.choice, event.isAccepted()) == ("", False)
