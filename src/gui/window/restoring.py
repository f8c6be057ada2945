"""A workspace got back from a mirror: which one, as of when, where to. Tested in tests/gui/window/test_restoring.py."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.services.desk import Program
from gui.dialogs.prompts import FileKind, Prompts
from gui.session.job import Reporter
from gui.session.session import Session
from gui.window.busy import Busy
from gui.window.opener import WORKSPACE_SUFFIX

if TYPE_CHECKING:  # what restores is hardly ever needed, and the start waits for none of it
    from core.services.restoring import KnownMirror, MirrorPoint, Restored


class Restoring(QObject):
    """Asks, and restores off the window's thread.

    Signals:
        restored(Restored): a workspace stands at its place, to be opened.
        nothing_there(): this computer has no mirror.
    """

    restored = Signal(object)
    nothing_there = Signal()

    def __init__(self, session: Session, prompts: Prompts, *, busy: Busy, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._prompts = prompts
        self._busy = busy
        self._window = window

    def ask(self) -> None:
        """Look for mirrors, on the second medium too, and ask which one is meant."""

        def look(program: Program, reporter: Reporter) -> tuple[KnownMirror, ...]:
            # Late: hardly ever needed.
            from core.services.restoring import known_mirrors  # noqa: PLC0415 # see above

            del reporter
            return known_mirrors(program)

        self._busy.follow(self._session.run(look, owner=self, then=self._on_found), self.tr("正在查看备份…"))

    def _on_found(self, mirrors: tuple[KnownMirror, ...]) -> None:
        if not mirrors:
            self.nothing_there.emit()
            return
        from gui.dialogs.restore_points import RestorePointsDialog  # noqa: PLC0415 # late, as above

        dialog = RestorePointsDialog(mirrors, self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, mirror: KnownMirror, point: MirrorPoint) -> None:
        name = mirror.contents.owner.name.replace("/", "")
        suggested = Path.home() / f"{name}{self.tr('（恢复）')}{WORKSPACE_SUFFIX}"
        kind = FileKind(self.tr("践诺工作簿"), (f"*{WORKSPACE_SUFFIX}",))
        self._prompts.save_file(self._window, self.tr("恢复成的工作簿保存在哪里"), kind, suggested, partial(self._restore, mirror, point))

    def _restore(self, mirror: KnownMirror, point: MirrorPoint, place: Path) -> None:
        def work(program: Program, reporter: Reporter) -> Restored:
            # Late: as above.
            from core.services.restoring import restore  # noqa: PLC0415 # see above

            del reporter
            return restore(program, mirror.path, place, at=point.at)

        self._busy.follow(self._session.run(work, owner=self, then=self.restored.emit), self.tr("正在恢复…"))
