from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.crash_report import CrashReportDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[CrashReportDialog]:
    owner = QWidget()
    yield CrashReportDialog("Traceback: 出错", owner)
    owner.deleteLater()


def test_text_can_be_copied(dialog: CrashReportDialog) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "复制出错信息").click()

    assert QGuiApplication.clipboard().text() == "Traceback: 出错"
