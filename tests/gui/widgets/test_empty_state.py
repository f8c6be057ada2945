from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.widgets.empty_state import EmptyState


def test_it_says_why_there_is_nothing_and_what_to_do(qtbot: QtBot) -> None:
    state = EmptyState("filing")
    qtbot.addWidget(state)
    state.show_sentence("本期没有要填的事项。", button="看下一期")

    with qtbot.waitSignal(state.chosen):
        state.findChildren(QPushButton)[0].click()

    assert state.accessibleName() == "本期没有要填的事项。"


def test_where_nothing_can_be_done_there_is_no_button(qtbot: QtBot) -> None:
    state = EmptyState("filing")
    qtbot.addWidget(state)

    state.show_sentence("本期没有要填的事项。")

    assert state.findChildren(QPushButton)[0].isHidden()


def test_it_shows_its_icon(qtbot: QtBot) -> None:
    state = EmptyState("filing")
    qtbot.addWidget(state)

    state.show_sentence("本期没有要填的事项。")

    assert any(not label.pixmap().isNull() for label in state.findChildren(QLabel))
