"""A piece of work in the background as the window sees it. Tested through its lanes (tests/gui/session/test_lane.py)."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal


class CancelledError(Exception):
    """The person cancelled the work; nobody is told, since they know."""


class Job(QObject):
    """One piece of work; lives on the GUI thread.

    Signals:
        progressed(done, total, sentence): total 0 means that nobody knows how much there is.
        ended(): after the answer, the refusal or the cancelling was delivered.
    """

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was called off; what it answers is then dropped."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Call the work off: it ends at its next `check`, or is not begun."""
        self._is_cancelled.set()


class Reporter:
    """What a long work reports to, from its own thread."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def report(self, done: int, total: int, sentence: str) -> None:
        """Tell how far the work is.

        Raises:
            CancelledError: as `check`.
        """
        self.check()
        self._job.progressed.emit(done, total, sentence)

    def check(self) -> None:
        """End the work here if it was called off.

        Raises:
            CancelledError: it was.
        """
        if self._job.is_cancelled:
            raise CancelledError
