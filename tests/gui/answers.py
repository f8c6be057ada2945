"""A person who answers the program's questions as a test tells them to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from gui.dialogs.prompts import FileKind, Prompts, Question


class Answers(Prompts):
    """Gives the queued answers; a question without one is a declined one. `asked` lists the titles and texts of all
    questions, `suggested` the files and folders that those about places began with."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.files: list[list[Path]] = []
        self.texts: list[str] = []
        self.suggested: list[Path | None] = []
        self.printers: list[QPrinter] = []
        self.yes = True

    def open_files(
        self, parent: QWidget, title: str, kinds: Sequence[FileKind], then: Callable[[list[Path]], object], *, start: Path | None = None
    ) -> None:
        del start
        self.asked.append(title)
        if self.files:
            then(self.files.pop(0))

    def open_file(
        self, parent: QWidget, title: str, kinds: Sequence[FileKind], then: Callable[[Path], object], *, start: Path | None = None
    ) -> None:
        del start
        self.open_files(parent, title, kinds, lambda paths: then(paths[0]))

    def save_file(self, parent: QWidget, title: str, kind: FileKind, suggested: Path, then: Callable[[Path], object]) -> None:
        self.suggested.append(suggested)
        self.open_files(parent, title, [kind], lambda paths: then(paths[0]))

    def choose_folder(self, parent: QWidget, title: str, then: Callable[[Path], object], *, start: Path | None = None) -> None:
        self.suggested.append(start)
        self.open_files(parent, title, [], lambda paths: then(paths[0]))

    def confirm(self, parent: QWidget, question: Question, then: Callable[[], object]) -> None:
        self.asked.append(question.text)
        if self.yes:
            then()

    def short_text(self, parent: QWidget, title: str, label: str, then: Callable[[str], object]) -> None:
        self.asked.append(title)
        if self.texts:
            then(self.texts.pop(0))

    def choose_printer(self, parent: QWidget, page_count: int, then: Callable[[QPrinter], object]) -> None:
        self.asked.append(f"1-{page_count}")
        if self.printers:
            then(self.printers.pop(0))
