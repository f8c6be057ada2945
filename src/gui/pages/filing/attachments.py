"""Choosing files to attach, and looking at those that are attached."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.model.progress import Evidence
from gui.dialogs.evidence_opener import EvidenceOpener
from gui.dialogs.prompts import FileKind, Prompts
from gui.session.session import Session


class Attachments(QObject):
    """What happens around the files of an item.

    Signals:
        chosen(paths): files were chosen to be attached.
        told(sentence): how looking at one went, where no other program shows it.
    """

    chosen = Signal(list)
    told = Signal(str)

    def __init__(self, session: Session, prompts: Prompts, page: QWidget) -> None:
        super().__init__(page)
        self._prompts = prompts
        self._page = page
        self._opener = EvidenceOpener(session, prompts, page)
        self._opener.missing.connect(self._on_missing)
        self._opener.saved.connect(self._on_saved)

    def choose(self) -> None:
        """Ask which files to attach."""
        usual = ("*.pdf", "*.doc", "*.docx", "*.xls", "*.xlsx", "*.wps", "*.et", "*.jpg", "*.jpeg", "*.png")
        self._prompts.open_files(self._page, self.tr("添加佐证材料"), (FileKind(self.tr("常用材料"), usual),), self.chosen.emit)

    def look_at(self, evidence: Evidence) -> None:
        """Show a file, or save it where the person says."""
        self._opener.open(evidence)

    def _on_missing(self, name: str) -> None:
        self.told.emit(self.tr("“{name}”的文件还没有收到，只有名称；请从原来的电脑上打开。").format(name=name))

    def _on_saved(self, path: Path) -> None:
        self.told.emit(self.tr("佐证材料已另存为“{name}”。").format(name=path.name))
