"""The system asks the program to end (SIGTERM, SIGINT): told as a signal on the GUI thread. Tested in tests/gui/test_launch.py.

Python's own handlers run only when Python code runs, which an idle window does not; what wakes it is a byte on a socket.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Termination(QObject):
    """`asked`: the system, or Ctrl+C in a terminal, wants the program to end; to be made on the main thread."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        self._near.setblocking(False)
        self._far.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._fd_before = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _take) for number in _SIGNALS}

    def stop(self) -> None:
        """Leave signals as they were found."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._fd_before)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _on_activated(self) -> None:
        received = self._near.recv(64)
        if any(number in received for number in _SIGNALS):
            self.asked.emit()


def _take(number: int, frame: FrameType | None) -> None:
    """Let the byte on the socket tell it."""
    del number, frame
