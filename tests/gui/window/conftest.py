"""A workspace opened in the window as a start opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.conftest import PATIENCE_MS

from gui.app import Parts
from gui.session.arguments import Arguments


@pytest.fixture
def open_window(qtbot: QtBot, parts: Parts) -> Callable[[Path], Parts]:
    """Opens a workspace in the window and waits until it is usable."""

    def open_file(path: Path) -> Parts:
        with qtbot.waitSignal(parts.window.usable, timeout=PATIENCE_MS):
            parts.window.take(Arguments(path))
        qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)
        return parts

    return open_file
