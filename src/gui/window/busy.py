"""Shows a piece of background work in the strip, and calls it off when the person wants that. Tested with what uses it (test_opener.py)."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject

from gui.session.job import Job
from gui.widgets.busy_strip import BusyStrip


class Busy(QObject):
    """Connects the strip to the job begun last."""

    def __init__(self, strip: BusyStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self._job: Job | None = None
        strip.cancelled.connect(self._on_cancelled)

    def follow(self, job: Job, sentence: str, *, can_be_cancelled: bool = False) -> None:
        """Show a job until it has ended."""
        self._job = job
        self._strip.start(sentence, can_be_cancelled=can_be_cancelled)
        job.progressed.connect(self._strip.show_progress)
        job.ended.connect(self._on_ended)

    def _on_cancelled(self) -> None:
        if self._job is not None and shiboken6.isValid(self._job):
            self._job.cancel()

    def _on_ended(self) -> None:
        if self.sender() in {self._job, None}:
            self._job = None
            self._strip.end()
