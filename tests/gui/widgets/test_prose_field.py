from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.prose_field import ProseField


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """A window with two texts; the first has the keyboard."""
    form = QWidget()
    layout = QVBoxLayout(form)
    for limit in (0, 20):
        field = ProseField(limit=limit)
        field.show_value("已开工")
        layout.addWidget(field)
    layout.addStretch()
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    fields(form)[0].setFocus()
    fields(form)[0].selectAll()
    return form


def fields(form: QWidget) -> list[ProseField]:
    return form.findChildren(ProseField)


def count_of(field: ProseField) -> QLabel:
    return next(label for label in field.findChildren(QLabel) if label.property("role"))


def test_leaving_hands_the_text_over(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)
    QTest.keyClicks(first, "done")

    with qtbot.waitSignal(first.committed) as told:
        second.setFocus()

    assert told.args == ["done"]


def test_tab_goes_on_to_the_next_field(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)

    QTest.keyClick(first, Qt.Key.Key_Tab)

    assert second.hasFocus()
    assert first.toPlainText() == "已开工"


def test_enter_is_a_new_line(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]

    QTest.keyClicks(first, "one")
    QTest.keyClick(first, Qt.Key.Key_Return)

    assert first.toPlainText() == "one\n"


def test_control_and_enter_hand_over_and_move_on(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)
    QTest.keyClicks(first, "one")

    with qtbot.waitSignal(first.committed):
        QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert second.hasFocus()


def test_filling_a_form_hands_nothing_over(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)

    with qtbot.assertNotEmitted(first.committed):
        first.show_value("别的")
        second.setFocus()

    assert not first.is_dirty


def test_a_value_that_arrives_leaves_what_is_typed(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "mine")

    first.show_value("theirs")

    assert first.toPlainText() == "mine"


def test_escape_takes_the_typed_back(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "mine")

    QTest.keyClick(first, Qt.Key.Key_Escape)

    assert (first.toPlainText(), first.is_dirty) == ("已开工", False)


def test_a_syllable_under_way_is_neither_lost_nor_handed_over_half(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QCoreApplication.sendEvent(first, QInputMethodEvent("jin", []))

    with qtbot.assertNotEmitted(first.committed):
        first.show_value("别的")
        QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert first.is_dirty


def test_it_grows_with_its_text_and_no_further_than_told(form: QWidget) -> None:
    first = fields(form)[0]
    small = first.sizeHint().height()

    first.show_value("一行\n" * 5)
    grown = first.sizeHint().height()
    first.show_value("一行\n" * 50)

    assert small < grown < first.sizeHint().height() < small * 5


def test_what_remains_is_told_when_it_becomes_little(form: QWidget) -> None:
    second = fields(form)[1]

    second.show_value("字" * 17)

    assert count_of(second).text() == "还可写3字"
    assert not count_of(second).isHidden()


def test_nothing_is_told_while_much_remains(form: QWidget) -> None:
    assert count_of(fields(form)[1]).isHidden()


def test_what_is_too_much_is_told_and_kept(form: QWidget) -> None:
    second = fields(form)[1]

    second.show_value("字" * 25)

    assert (count_of(second).text(), second.remaining) == ("超出5字", -5)


def test_trouble_is_told_to_the_screen_reader(form: QWidget) -> None:
    first = fields(form)[0]

    first.show_trouble("请写明进展。")

    assert (first.property("state"), first.accessibleDescription()) == ("trouble", "请写明进展。")


def test_a_refused_text_comes_back_as_refused(form: QWidget) -> None:
    first = fields(form)[0]

    first.show_kept("未开工", "已完工", "磁盘已满。")

    assert (first.toPlainText(), first.property("state"), first.accessibleDescription()) == ("已完工", "trouble", "磁盘已满。")


def test_a_refused_text_that_came_back_stays_when_the_value_is_read_anew(form: QWidget) -> None:
    first = fields(form)[0]
    first.show_kept("未开工", "已完工", "磁盘已满。")

    first.show_value("未开工")

    assert first.toPlainText() == "已完工"


def test_a_refused_text_that_came_back_is_tried_again(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    first.show_kept("未开工", "已完工", "磁盘已满。")

    with qtbot.waitSignal(first.committed) as told:
        QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert told.args == ["已完工"]


def test_a_refused_text_that_came_back_gives_way_to_the_value(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    first.show_kept("未开工", "已完工", "磁盘已满。")

    with qtbot.waitSignal(first.reverted):
        QTest.keyClick(first, Qt.Key.Key_Escape)

    assert first.toPlainText() == "未开工"
