"""Shows a piece of background work in the strip, and calls it off when the person wants that. Tested with what uses it (test_opener.py).

Work that is over at once is not shown: a strip that comes and goes would only disquiet.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QTimer

from gui.session.job import Job
from gui.widgets.busy_strip import BusyStrip

_PATIENCE_MS = 300


class Busy(QObject):
    """Connects the strip to the job begun last."""

    def __init__(self, strip: BusyStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._job: Job | None = None
        self._sentence = ""
        self._can_be_cancelled = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_timeout)
        strip.cancelled.connect(self._on_cancelled)

    def follow(self, job: Job, sentence: str, *, can_be_cancelled: bool = False) -> None:
        """Show a job until it has ended."""
        self._job, self._sentence, self._can_be_cancelled = job, sentence, can_be_cancelled
        self._patience.start()
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)

    def wait(self, sentence: str) -> None:
        """Say what is being waited for, until `stop`."""
        self._job, self._sentence, self._can_be_cancelled = None, sentence, False
        self._patience.start()

    def stop(self) -> None:
        """Nothing is waited for any more."""
        self._job = None
        self._patience.stop()
        self._strip.end()

    def _on_timeout(self) -> None:
        self._strip.start(self._sentence, can_be_cancelled=self._can_be_cancelled)

    def _on_progressed(self, done: int, total: int, sentence: str) -> None:
        if self.sender() is self._job and not self._patience.isActive():
            self._strip.show_progress(done, total, sentence)

    def _on_cancelled(self) -> None:
        if self._job is not None and shiboken6.isValid(self._job):
            self._job.cancel()

    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self.stop()
