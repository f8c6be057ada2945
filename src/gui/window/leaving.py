"""Lets go of a workspace only once what was typed in it is saved, or the person gives up what cannot be.

Tested with the window on files that refuse (tests/gui/test_bad_machine.py).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.services.desk import Desk
from gui.dialogs.prompts import Prompts, Question
from gui.session.session import Session
from gui.window.page_stack import PageStack


class Leaving(QObject):
    """Commits what is being typed, waits for what the file says of it, and asks where it refuses."""

    def __init__(self, session: Session, pages: PageStack, prompts: Prompts, *, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._pages = pages
        self._prompts = prompts
        self._window = window
        self._then: Callable[[], object] | None = None

    def when_saved(self, then: Callable[[], object]) -> None:
        """Go on with what leaves the workspace; not at all where the person would rather save what is typed elsewhere."""
        self._pages.leave()
        self._then = then
        # Writes are done in their order: when this one is over, what was just committed is saved or refused.
        self._session.write(_nothing, owner=self).ended.connect(self._on_left)

    def _on_left(self) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        if not self._pages.has_unsaved:
            then()
            return
        question = Question(
            self.tr("有填写的内容还没有存入工作簿。"),
            self.tr("原因写在所填的位置旁边。可以先取消，排除原因后在原处按回车再存；现在关闭工作簿就会丢掉这些内容。"),
            self.tr("不存，关闭"),
            is_dangerous=True,
        )

        def give_up() -> None:
            self._pages.give_up()
            then()

        self._prompts.confirm(self._window, question, give_up)


def _nothing(desk: Desk) -> None:
    """Write nothing."""
    del desk
