"""Letting the window work until something is so; a tool, with no test of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

LOOK_AGAIN_MS = 2
LONGEST_MS = 60_000


def until(is_so: Callable[[], bool]) -> None:
    """Let events be handled until something is so."""
    if is_so():
        return
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if is_so() else None)
    timer.start(LOOK_AGAIN_MS)
    _run(loop)


def until_told(signal: Any, act: Callable[[], object]) -> None:  # noqa: ANN401 # PySide's signals have no common type
    """Do something, and let events be handled until a signal tells that it is done."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    act()
    _run(loop)
    signal.disconnect(loop.quit)


def _run(loop: QEventLoop) -> None:
    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(LONGEST_MS)
    if loop.exec() != 0:
        message = "the window is still busy"
        raise TimeoutError(message)
