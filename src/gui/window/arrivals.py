"""Files that come to the window: dropped, from the command line, from another start. Each goes where it can be used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from core.errors import UserError
from core.ids import PlanId
from core.services.desk import Program
from gui.session.job import Reporter
from gui.session.session import Session
from gui.window.opener import BUNDLE_SUFFIX, WORKSPACE_SUFFIX, Opener


class Arrivals(QObject):
    """Takes files in.

    Signals:
        to_be_exchanged(list[Path]): bundles for the open workspace.
    """

    to_be_exchanged = Signal(object)

    def __init__(self, session: Session, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._opener = opener

    def take(self, paths: Sequence[Path]) -> None:
        """Open a workspace; make one of a task file; give other bundles to the open workspace."""
        bundles = [path for path in paths if path.suffix.lower() == BUNDLE_SUFFIX]
        others = [path for path in paths if path not in bundles]
        if others:
            self._opener.open(others[0])
        elif bundles and self._session.now is None:
            self._opener.open_task(bundles[0])
        elif bundles:
            self._look_at(bundles)

    def _look_at(self, bundles: list[Path]) -> None:
        """A task file of another plan is a new workspace's; all else is exchanged with the open one, which says what is wrong with it."""
        now = self._session.now
        plan = now.plan.id if now is not None else None
        path = bundles[0]

        def is_foreign(program: Program, reporter: Reporter) -> bool:
            del program, reporter
            return is_task_file_of_another(path, plan)

        self._session.run(is_foreign, owner=self, then=partial(self._go_on, bundles), failed=partial(self._on_not_understood, bundles))

    def _go_on(self, bundles: list[Path], is_foreign: bool) -> None:  # noqa: FBT001 # a lane's answer
        if is_foreign:
            self._opener.open_task(bundles[0])
        else:
            self.to_be_exchanged.emit(bundles)

    def _on_not_understood(self, bundles: list[Path], error: UserError) -> None:
        del error
        self.to_be_exchanged.emit(bundles)


def is_task_file_of_another(path: Path, plan: PlanId | None) -> bool:
    """Whether a bundle is a task file of another plan; runs in a lane.

    Raises:
        UserError: it is no whole bundle.
    """
    # Late: what reads bundles is not needed for a start.
    from core.services.bundle_facts import bundle_facts  # noqa: PLC0415 # see above

    facts = bundle_facts(path)
    return facts.is_task_file and facts.plan != plan


def usable_files(data: QMimeData) -> list[Path]:
    """The workspaces and bundles among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in {WORKSPACE_SUFFIX, BUNDLE_SUFFIX}]
