"""A lane: one background thread that does one thing at a time, in the order asked, and answers on the GUI thread.

What belongs to a thread (an open workspace) is made, used and closed by works of one lane.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import shiboken6
from msgspec import Struct, field
from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from gui.session.job import CancelledError, Job, Reporter

Work = Callable[[Reporter], Any]


class Order(Struct):
    """One work to be done: where its answer goes, and whether the answer still matters.

    Nothing is delivered once `owner` is gone. `is_stale` is asked on the GUI thread, and `unwell` called there when the work was refused or
    crashed.
    """

    work: Work
    owner: QObject
    job: Job
    then: Callable[[Any], object] | None = None
    failed: Callable[[UserError], object] | None = None
    is_stale: Callable[[], bool] | None = None
    unwell: Callable[[], object] | None = None
    result: Any = None
    trouble: UserError | None = None
    crash: str = ""
    was_cancelled: bool = False
    _skipped: threading.Event = field(default_factory=threading.Event)

    def skip(self) -> None:
        """Do not begin it: a newer order asks the same."""
        self._skipped.set()

    @property
    def is_skipped(self) -> bool:
        """Whether it is not to be begun."""
        return self._skipped.is_set() or self.job.is_cancelled


class Lane(QObject):
    """One background thread.

    Signals:
        refused(order): a work ended with a UserError that has no `failed` of its own.
        crashed(text): a work ended with a bug; the text is its traceback.
        stopped(): the last order was done and the thread is over.
    """

    refused = Signal(object)
    crashed = Signal(str)
    stopped = Signal()
    _over = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._orders: SimpleQueue[Order | None] = SimpleQueue()
        self._waiting = 0
        self._over.connect(self._on_over)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, order: Order) -> Job:
        """Put an order at the end of the queue."""
        self._waiting += 1
        self._orders.put(order)
        return order.job

    @property
    def is_idle(self) -> bool:
        """Whether every order was done and its answer delivered."""
        return self._waiting == 0

    def stop(self) -> None:
        """Do what was ordered so far, then end; `stopped` tells when."""
        self._orders.put(None)

    def _run(self) -> None:
        while (order := self._orders.get()) is not None:
            if not order.is_skipped:
                _do(order)
            else:
                order.was_cancelled = True
            self._over.emit(order)
            del order  # its answer may be large, and the next one may be long in coming
        self._over.emit(None)

    def _on_over(self, order: Order | None) -> None:
        if order is None:
            self._thread.join()  # it has nothing left to do but to return
            self.stopped.emit()
            return
        self._waiting -= 1
        try:
            self._deliver(order)
        finally:  # whoever waits for the end is told, whatever a receiver did with the answer
            order.result = None
            if shiboken6.isValid(order.job):
                order.job.ended.emit()
                order.job.deleteLater()

    def _deliver(self, order: Order) -> None:
        if order.unwell is not None and (order.crash or order.trouble is not None):
            order.unwell()
        is_wanted = shiboken6.isValid(order.owner) and not order.was_cancelled and not (order.is_stale and order.is_stale())
        if order.crash:
            self.crashed.emit(order.crash)
        elif order.trouble is not None:
            if is_wanted and order.failed is not None:
                order.failed(order.trouble)
            elif not order.was_cancelled:
                self.refused.emit(order)
        elif is_wanted and order.then is not None:
            order.then(order.result)


def _do(order: Order) -> None:
    try:
        order.result = order.work(Reporter(order.job))
    except UserError as error:
        order.trouble = error
    except CancelledError:
        order.was_cancelled = True
    except Exception:  # noqa: BLE001 # the one catch-all of the background: it ends in the crash report
        order.crash = traceback.format_exc()
