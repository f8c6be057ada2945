from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.text_question import TextQuestion


@pytest.fixture
def question(qtbot: QtBot) -> Iterator[TextQuestion]:
    owner = QWidget()
    question = TextQuestion("填报人", "姓名", owner)
    question.open()
    yield question
    owner.deleteLater()


def test_enter_answers_with_the_text_alone(qtbot: QtBot, question: TextQuestion) -> None:
    question.field.setText(" 李四 ")

    with qtbot.waitSignal(question.answered) as told:
        QTest.keyClick(question.field, Qt.Key.Key_Return)

    assert told.args == ["李四"]


def test_empty_text_is_no_answer(question: TextQuestion) -> None:
    question.field.setText("   ")

    box = question.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    assert not box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
