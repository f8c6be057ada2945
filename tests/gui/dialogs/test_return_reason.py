from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.return_reason import ReturnReasonDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ReturnReasonDialog]:
    owner = QWidget()
    yield ReturnReasonDialog("溧阳市", "2025年6月", owner)
    owner.deleteLater()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_nothing_is_returned_without_a_reason(dialog: ReturnReasonDialog, reason: str) -> None:
    dialog.reason.setPlainText(reason)

    assert not dialog.give_back.isEnabled()


def test_reason_is_told_without_spaces_around_it(qtbot: QtBot, dialog: ReturnReasonDialog) -> None:
    dialog.reason.setPlainText("  请核对。 \n")

    with qtbot.waitSignal(dialog.agreed) as told:
        dialog.give_back.click()

    assert told.args == ["请核对。"]


def test_frequent_reasons_are_put_one_under_the_other(dialog: ReturnReasonDialog) -> None:
    frequent = dialog.frequent_reasons()

    for button in dialog.findChildren(QPushButton):
        if button.text() in frequent[:2]:
            button.click()

    assert dialog.reason.toPlainText() == "\n".join(frequent[:2])
