"""How long the GUI thread does not come round to its events; a tool, with no test of its own."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

_BEAT_MS = 1


class Heartbeat(QObject):
    """Beats every millisecond that the thread lets it, and keeps the longest pause: on the clock, and of it what the thread computed."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = self.longest_busy_ms = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._last = self._now()

    def start(self) -> None:
        """Begin to beat; what was before does not count."""
        self.longest_ms = self.longest_busy_ms = 0.0
        self._last = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._on_timeout()
        self._timer.stop()

    def _on_timeout(self) -> None:
        now = self._now()
        self.longest_ms = max(self.longest_ms, (now[0] - self._last[0]) * 1000)
        self.longest_busy_ms = max(self.longest_busy_ms, (now[1] - self._last[1]) * 1000)
        self._last = now

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), time.thread_time()
