"""Looking at attached files: documents and pictures as a copy in another program, anything else saved where the person says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.model.progress import Evidence
from core.services.desk import Desk
from core.services.evidence_copies import copy_to_show, legal_name, may_be_shown, save_evidence
from gui.dialogs.prompts import FileKind, Prompts
from gui.session.session import Session


class EvidenceOpener(QObject):
    """Opens or saves a file that is held.

    Signals:
        saved(Path): a copy was written where the person wanted it.
        missing(name): the file itself is not in the workspace.
    """

    saved = Signal(object)
    missing = Signal(str)

    def __init__(self, session: Session, prompts: Prompts, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._prompts = prompts
        self._page = page

    def open(self, evidence: Evidence) -> None:
        """Show a file with the program that the system has for it, or ask where it is to be saved."""
        if may_be_shown(evidence.name):
            question = partial(_copy, evidence)
            self._session.read(question, then=partial(self._on_copied, evidence), owner=self, key="evidence")
            return
        name = legal_name(evidence.name)
        kind = FileKind(self.tr("佐证材料"), (f"*{Path(name).suffix}",))
        suggested = (self._session.now.path.parent if self._session.now is not None else Path()) / name
        self._prompts.save_file(self._page, self.tr("佐证材料另存到哪里"), kind, suggested, partial(self._save, evidence))

    def _save(self, evidence: Evidence, path: Path) -> None:
        def question(desk: Desk) -> Path | None:
            return save_evidence(desk, evidence, path)

        self._session.read(question, then=partial(self._on_saved, evidence), owner=self, key="evidence")

    def _on_copied(self, evidence: Evidence, path: Path | None) -> None:
        if path is None:
            self.missing.emit(evidence.name)
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _on_saved(self, evidence: Evidence, path: Path | None) -> None:
        if path is None:
            self.missing.emit(evidence.name)
        else:
            self.saved.emit(path)


def _copy(evidence: Evidence, desk: Desk) -> Path | None:
    return copy_to_show(desk, evidence)
