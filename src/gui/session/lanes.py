"""The session's three lanes, and how they end: the writer last, when the reader is gone. Tested with the session (test_session.py)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.session.job import Job, Reporter
from gui.session.lane import Lane, Order


class Lanes(QObject):
    """`writer` owns writing desks, `reader` read-only ones, `runner` does what needs none.

    Signals:
        refused(Order): as of a lane.
        crashed(text): as of a lane.
        stopped(): all three are over.
    """

    refused = Signal(object)
    crashed = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writer = self._lane("writer")
        self.reader = self._lane("reader")
        self.runner = self._lane("runner")
        self._running = {self.writer, self.reader, self.runner}

    @property
    def is_idle(self) -> bool:
        """Whether everything that was ordered is done and told."""
        return self.writer.is_idle and self.reader.is_idle and self.runner.is_idle

    def order(self, lane: Lane, work: Callable[[Reporter], Any]) -> None:
        """Have something done in a lane of which nobody waits for an answer."""
        lane.submit(Order(work, self, Job(self)))

    def submit_after_reading(self, order: Order) -> None:
        """Have the writer do something once the reader has done what was asked of it so far."""
        self.reader.submit(Order(_nothing, self, Job(self), lambda _: self.writer.submit(order)))

    def stop(self) -> None:
        """Do what was ordered so far, then end; `stopped` tells when."""
        self.runner.stop()
        self.reader.stop()  # the writer follows when its last reader is gone

    def _lane(self, name: str) -> Lane:
        lane = Lane(name, self)
        lane.refused.connect(self.refused)
        lane.crashed.connect(self.crashed)
        lane.stopped.connect(partial(self._on_stopped, lane))
        return lane

    def _on_stopped(self, lane: Lane) -> None:
        if lane is self.reader:
            self.writer.stop()
        self._running.discard(lane)
        if not self._running:
            self.stopped.emit()


def _nothing(reporter: Reporter) -> None:
    """Do nothing; what follows comes after all that was ordered before."""
    del reporter
