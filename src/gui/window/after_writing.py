"""What has to wait until the words just typed are in the file or refused. Tested with what waits (test_handing_up_haste.py)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from core.services.desk import Desk
from gui.session.session import Session
from gui.window.page_stack import PageStack


class AfterWriting(QObject):
    """Commits what is being typed, and goes on once every write that was ordered before is over."""

    def __init__(self, session: Session, pages: PageStack, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._waiting: dict[QObject, Callable[[], object]] = {}

    def do(self, then: Callable[[], object]) -> None:
        """Call `then` when what was typed is in the file or refused."""
        self._pages.leave()
        # Writes are done and told in their order: when this one is over, so are those before it.
        job = self._session.write(_nothing, owner=self)
        self._waiting[job] = then
        job.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._waiting.pop(self.sender())()


def _nothing(desk: Desk) -> None:
    """Write nothing."""
    del desk
