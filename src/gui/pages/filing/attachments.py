"""Choosing files to attach, and looking at those that are attached: as a copy in the program's own folder, one at a time."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.files import write_file
from core.model.progress import Evidence
from core.services.desk import Desk
from core.services.submission_page import evidence_bytes
from gui.dialogs.prompts import FileKind, Prompts
from gui.session.session import Session

COPIES = "opened"


class Attachments(QObject):
    """What happens around the files of an item.

    Signals:
        chosen(paths): files were chosen to be attached.
        unpacked(path): a copy was made to be looked at.
        missing(sentence): the file itself is not in the workspace.
    """

    chosen = Signal(list)
    unpacked = Signal(object)
    missing = Signal(str)

    def __init__(self, session: Session, prompts: Prompts, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._prompts = prompts
        self._page = page

    def choose(self) -> None:
        """Ask which files to attach."""
        usual = ("*.pdf", "*.doc", "*.docx", "*.xls", "*.xlsx", "*.wps", "*.et", "*.jpg", "*.jpeg", "*.png")
        self._prompts.open_files(self._page, self.tr("添加佐证材料"), (FileKind(self.tr("常用材料"), usual),), self.chosen.emit)

    def look_at(self, evidence: Evidence) -> None:
        """Make a copy of a file and tell where it lies."""
        self._session.read(partial(_unpack, evidence), then=partial(self._on_unpacked, evidence), owner=self, key="open")

    def _on_unpacked(self, evidence: Evidence, path: Path | None) -> None:
        if path is None:
            self.missing.emit(self.tr("“{name}”的文件还没有收到，只有名称；请从原来的电脑上打开。").format(name=evidence.name))
        else:
            self.unpacked.emit(path)


def show_file(path: Path) -> None:
    """Have the system show a file with the program that it has for it; no test: it starts other programs."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _unpack(evidence: Evidence, desk: Desk) -> Path | None:
    """Write a copy out, and remove those made before, as far as no other program holds them."""
    data = evidence_bytes(desk, evidence.sha256)
    if data is None:
        return None
    folder = desk.program.data_folder / COPIES
    for old in folder.glob("*/*"):
        with suppress(OSError):
            old.unlink()
    path = folder / evidence.sha256[:12] / Path(evidence.name).name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
    return path
