from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.crash_report import CrashReportDialog
from gui.window.crash_reports import CrashReports, report_text


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def reports(window: QWidget) -> CrashReports:
    return CrashReports(window)


def shown() -> CrashReportDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashReportDialog)
    return dialog


def test_bug_is_told_with_its_trace_and_the_program_goes_on(qtbot: QtBot, reports: CrashReports, window: QWidget) -> None:
    reports.report("Traceback: ValueError")

    dialog = shown()
    assert "Jiannuo" in dialog.text
    assert "ValueError" in dialog.text
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert window.isVisible()


def test_one_bug_is_told_at_a_time(qtbot: QtBot, reports: CrashReports) -> None:
    reports.report("first")
    reports.report("second")

    dialog = shown()
    assert "first" in dialog.text
    dialog.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert QApplication.activeModalWidget() is None


def test_next_bug_is_told_after_the_last_was_read(qtbot: QtBot, reports: CrashReports) -> None:
    reports.report("first")
    first = shown()
    first.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))

    reports.report("second")

    assert "second" in shown().text
    shown().accept()


def test_exceptions_of_both_kinds_are_caught_while_installed(reports: CrashReports, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.excepthook, threading.excepthook
    for owner, hook in zip((sys, threading), before, strict=True):
        monkeypatch.setattr(owner, "excepthook", hook)  # puts back what the test found

    reports.install()

    assert sys.excepthook != before[0]
    assert threading.excepthook != before[1]
    reports.remove()
    assert sys.excepthook is sys.__excepthook__


def test_text_says_what_qt_said_last() -> None:
    assert report_text("trace", deque(["QPainter: not active"])).endswith("trace\n\nQPainter: not active\n")
