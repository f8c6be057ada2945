"""A whole window as the program makes it, on a data folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.services.desk import Program
from core.settings import Settings
from gui.app import Parts, build
from gui.session.arguments import Arguments


@pytest.fixture
def parts(qtbot: QtBot, qapp: QApplication, program: Program, answers: Answers) -> Iterator[Parts]:
    """The window with nothing open; all that ends in a crash report fails the test."""
    parts = build(qapp, program, Settings(theme="light"), answers)
    crashes: list[str] = []
    parts.session.crashed.connect(crashes.append)
    parts.window.show()
    yield parts
    close(qtbot, parts)
    parts.window.deleteLater()
    parts.session.deleteLater()
    answers.deleteLater()
    assert crashes == []


@pytest.fixture
def open_window(qtbot: QtBot, parts: Parts) -> Callable[[Path], Parts]:
    """Opens a workspace in the window and waits until it is usable."""

    def open_file(path: Path) -> Parts:
        with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
            parts.window.take(Arguments(path))
        qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)
        return parts

    return open_file


def close(qtbot: QtBot, parts: Parts) -> None:
    """Close the window as a person does, and wait until it is gone."""
    if parts.window.isVisible():
        with qtbot.waitSignal(parts.window.ended, timeout=PATIENCE_MS):
            parts.window.close()
