from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.figure_field import FigureField


@pytest.fixture
def form(qtbot: QtBot) -> QWidget:
    """A window with two fields that show 1 and 2; the first has the keyboard."""
    form = QWidget()
    layout = QVBoxLayout(form)
    for value in ("1", "2"):
        field = FigureField()
        field.show_value(value)
        layout.addWidget(field)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(form.isActiveWindow)
    fields(form)[0].setFocus()
    fields(form)[0].selectAll()
    return form


def fields(form: QWidget) -> list[FigureField]:
    return form.findChildren(FigureField)


def compose(field: FigureField, syllables: str, committed: str = "") -> None:
    event = QInputMethodEvent(syllables, [])
    event.setCommitString(committed)
    QCoreApplication.sendEvent(field, event)


def test_a_figure_costs_its_digits_and_one_key(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)

    with qtbot.waitSignal(first.committed) as told:
        QTest.keyClicks(first, "35")
        QTest.keyClick(first, Qt.Key.Key_Return)

    assert told.args == ["35"]
    assert second.hasFocus()


def test_entering_nothing_new_moves_on_and_hands_nothing_over(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)

    with qtbot.assertNotEmitted(first.committed):
        QTest.keyClick(first, Qt.Key.Key_Enter)

    assert second.hasFocus()


def test_leaving_hands_over_once(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)
    told: list[str] = []
    first.committed.connect(told.append)
    QTest.keyClicks(first, "8")

    second.setFocus()
    first.setFocus()
    second.setFocus()

    assert told == ["8"]


def test_filling_a_form_hands_nothing_over(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]

    with qtbot.assertNotEmitted(first.committed):
        first.show_value("9")
        fields(form)[1].setFocus()


def test_a_value_that_arrives_leaves_what_is_typed(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "35")

    first.show_value("7")

    assert (first.text(), first.is_dirty) == ("35", True)


def test_escape_shows_the_value_that_arrived_meanwhile(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "35")
    first.show_value("7")

    QTest.keyClick(first, Qt.Key.Key_Escape)

    assert (first.text(), first.is_dirty) == ("7", False)


def test_escape_takes_the_typed_back_and_hands_nothing_over(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]

    with qtbot.assertNotEmitted(first.committed):
        QTest.keyClicks(first, "35")
        QTest.keyClick(first, Qt.Key.Key_Escape)
        fields(form)[1].setFocus()

    assert first.text() == "1"


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)])
def test_arrows_ask_for_the_field_above_or_below(form: QWidget, qtbot: QtBot, key: Qt.Key, step: int) -> None:
    first = fields(form)[0]

    with qtbot.waitSignal(first.stepped) as told:
        QTest.keyClick(first, key)

    assert told.args == [step]


def test_an_arrow_hands_over_first(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    told: list[str] = []
    first.committed.connect(told.append)
    QTest.keyClicks(first, "35")

    QTest.keyClick(first, Qt.Key.Key_Down)

    assert told == ["35"]


def test_trouble_is_told_to_the_eye_and_to_the_screen_reader(form: QWidget) -> None:
    first = fields(form)[0]

    first.show_trouble("请填数字。")

    assert (first.property("state"), first.accessibleDescription()) == ("trouble", "请填数字。")


def test_typing_ends_trouble(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    first.show_trouble("请填数字。")

    QTest.keyClicks(first, "3")

    assert (first.property("state"), first.accessibleDescription()) == ("dirty", "")


def test_a_refused_text_stays_until_it_is_mended(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "abc")
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.show_trouble("请填数字。")

    first.show_value("1")

    assert (first.text(), first.property("state")) == ("abc", "trouble")


def test_enter_tries_a_refused_text_again(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "35")
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.show_trouble("磁盘已满。")

    with qtbot.waitSignal(first.committed) as told:
        QTest.keyClick(first, Qt.Key.Key_Return)

    assert told.args == ["35"]


def test_leaving_a_refused_text_hands_nothing_over(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)[:2]
    QTest.keyClicks(first, "abc")
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.show_trouble("请填数字。")
    first.setFocus()

    with qtbot.assertNotEmitted(first.committed):
        second.setFocus()


def test_syllables_that_the_input_method_keeps_give_back_what_they_replaced(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)[:2]
    first.selectAll()
    compose(first, "liu")

    second.setFocus()

    assert (first.text(), first.is_dirty) == ("1", False)


def test_another_subject_shows_its_own_value_over_a_refused_text(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "abc")
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.show_trouble("请填数字。")

    first.show_fresh("4")

    assert (first.text(), first.property("state")) == ("4", "")


def test_saving_and_saved_are_told(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    states: list[str] = []
    first.state_changed.connect(states.append)

    QTest.keyClicks(first, "35")
    QTest.keyClick(first, Qt.Key.Key_Return)
    first.show_saved()

    assert states == ["dirty", "saving", "saved"]


def test_the_value_as_it_was_understood_is_shown_after_saving(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "1,000")
    QTest.keyClick(first, Qt.Key.Key_Return)

    first.show_value("1000")
    first.show_saved()

    assert (first.text(), first.property("state")) == ("1000", "saved")


def test_a_value_that_arrives_leaves_syllables_of_an_input_method(form: QWidget) -> None:
    first = fields(form)[0]
    compose(first, "san")

    first.show_value("7")
    compose(first, "", committed="三")

    assert first.text() == "三"


def test_syllables_given_up_leave_the_field_as_the_person_sees_it(form: QWidget) -> None:
    first = fields(form)[0]

    compose(first, "san")
    compose(first, "")

    assert (first.text(), first.is_dirty) == ("", True)


def test_enter_belongs_to_an_input_method_that_is_at_work(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    compose(first, "san")

    with qtbot.assertNotEmitted(first.committed):
        QTest.keyClick(first, Qt.Key.Key_Return)

    assert first.hasFocus()


def test_what_an_input_method_hands_in_is_typed(form: QWidget) -> None:
    first = fields(form)[0]
    compose(first, "san")
    compose(first, "", committed="三")

    assert (first.text(), first.is_dirty) == ("三", True)


def test_the_field_reached_by_keyboard_is_ready_to_be_overwritten(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)

    QTest.keyClick(first, Qt.Key.Key_Tab)

    assert second.selectedText() == "2"


def test_refused_words_come_back_as_refused(form: QWidget) -> None:
    first = fields(form)[0]

    first.show_kept("4", "abc", "请填数字。")

    assert (first.text(), first.property("state"), first.accessibleDescription()) == ("abc", "trouble", "请填数字。")


def test_refused_words_that_came_back_are_tried_again(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    first.show_kept("4", "35", "磁盘已满。")

    with qtbot.waitSignal(first.committed) as told:
        first.commit()

    assert told.args == ["35"]


def test_refused_words_that_came_back_give_way_to_the_value(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    first.show_kept("4", "abc", "请填数字。")

    with qtbot.waitSignal(first.reverted):
        QTest.keyClick(first, Qt.Key.Key_Escape)

    assert (first.text(), first.property("state")) == ("4", "")


def test_words_saved_at_the_second_try_are_in_no_trouble(form: QWidget) -> None:
    first = fields(form)[0]
    first.show_kept("4", "35", "磁盘已满。")

    first.commit()
    first.show_saved()

    assert (first.property("state"), first.accessibleDescription()) == ("saved", "")


def test_typing_the_value_again_lets_go(form: QWidget, qtbot: QtBot) -> None:
    first = fields(form)[0]
    QTest.keyClicks(first, "3")
    first.selectAll()

    with qtbot.waitSignal(first.reverted):
        QTest.keyClicks(first, "1")


def test_only_what_is_being_typed_is_handed_over_in_passing(form: QWidget, qtbot: QtBot) -> None:
    first, second = fields(form)[:2]
    first.show_kept("4", "abc", "请填数字。")
    QTest.keyClicks(second, "7")

    with qtbot.assertNotEmitted(first.committed), qtbot.waitSignal(second.committed):
        first.commit_typing()
        second.commit_typing()
