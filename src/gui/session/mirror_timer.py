"""Brings the mirror of the open workspace up to date in the background, soon after each write and once when it is opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import UserError
from core.services.desk import Program
from gui.session.job import Reporter
from gui.session.session import Session

if TYPE_CHECKING:
    from core.services.mirroring import MirrorKeeper

WAIT_MS = 20_000  # well within the minute that a write may be without its mirror, and seldom enough for a slow disk


class MirrorTimer(QObject):
    """Waits for writes, and orders the mirror's work where it keeps nobody waiting.

    Signals:
        refused(Trouble): the mirror could not be brought up to date; told once for a cause, until it goes well again.
    """

    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None, *, wait_ms: int = WAIT_MS) -> None:
        super().__init__(parent)
        self._session = session
        self._told = ""
        self._keepers: dict[Path, MirrorKeeper] = {}  # of the open workspace; used by one work at a time, in the lane that runs them
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(wait_ms)
        self._timer.timeout.connect(self._on_timeout)
        session.opened.connect(self._on_opened)
        session.changed.connect(self._wait)
        session.closed.connect(self._timer.stop)  # what was written until then is mirrored as the file is closed

    def _on_opened(self, *_: object) -> None:
        self._told = ""
        self._keepers = {}  # as it was closed, another keeper brought the mirror up to date
        self._wait()

    def _wait(self, *_: object) -> None:
        now = self._session.now
        if now is not None and not now.is_sample and not now.is_read_only and not self._timer.isActive():
            self._timer.start()

    def _on_timeout(self) -> None:
        now = self._session.now
        if now is not None:
            self._session.run(partial(_keep, now.path, self._keepers), owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, *_: object) -> None:
        self._told = ""

    def _on_refused(self, error: UserError) -> None:
        if self._told != error.code:
            self._told = error.code
            self.refused.emit(self._session.trouble(error))


def _keep(path: Path, keepers: dict[Path, MirrorKeeper], program: Program, reporter: Reporter) -> None:
    # Late: the start has no use for it.
    from core.services.mirroring import MirrorKeeper, keep_mirror  # noqa: PLC0415 # see above

    del reporter
    if path not in keepers:
        keepers[path] = MirrorKeeper(program)
    keep_mirror(program, path, keepers[path])
