"""Questions to the person: files, folders, printers, yes or no, short texts. Each question of the program goes through here; none blocks.

Tests put their own answers in (tests/gui/answers.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from gui.dialogs.text_question import TextQuestion

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QFileDialog

# Qt's own dialogs are imported where they are shown: making their classes takes 25 ms, which the start should not pay.


class FileKind(Struct, frozen=True):
    """Files that fit a question: their name in the person's words, and their patterns (*.jnb)."""

    name: str
    patterns: tuple[str, ...]

    @property
    def filter(self) -> str:
        """As Qt's file dialog wants it."""
        return f"{self.name} ({' '.join(self.patterns)})"


class Question(Struct, frozen=True):
    """A question before something that cannot be undone: what will happen, what it means, and what the button that does it says."""

    text: str
    detail: str
    action: str
    is_dangerous: bool = False


class Prompts(QObject):
    """Asks the person, and calls back with the answer; nothing is called back when the person declines."""

    def open_files(
        self, parent: QWidget, title: str, kinds: Sequence[FileKind], then: Callable[[list[Path]], object], *, start: Path | None = None
    ) -> None:
        """Ask for existing files, beginning at `start`."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 # see above

        dialog = self._file_dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._begin(dialog, start)
        self._ask(dialog, then)

    def open_file(
        self, parent: QWidget, title: str, kinds: Sequence[FileKind], then: Callable[[Path], object], *, start: Path | None = None
    ) -> None:
        """Ask for one existing file, beginning at `start`."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 # see above

        dialog = self._file_dialog(parent, title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._begin(dialog, start)
        self._ask(dialog, lambda paths: then(paths[0]))

    def save_file(self, parent: QWidget, title: str, kind: FileKind, suggested: Path, then: Callable[[Path], object]) -> None:
        """Ask where to write a file; replacing one that stands there has been asked about."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 # see above

        dialog = self._file_dialog(parent, title, [kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("保存"))
        dialog.setDefaultSuffix(Path(kind.patterns[0]).suffix.removeprefix("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        self._ask(dialog, lambda paths: then(paths[0]))

    def choose_folder(self, parent: QWidget, title: str, then: Callable[[Path], object], *, start: Path | None = None) -> None:
        """Ask for a folder, beginning at `start`."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 # see above

        dialog = self._file_dialog(parent, title, [])
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("选择"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("文件夹："))
        self._begin(dialog, start)
        self._ask(dialog, lambda paths: then(paths[0]))

    def confirm(self, parent: QWidget, question: Question, then: Callable[[], object]) -> None:
        """Ask before something that cannot be undone."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 # see above

        icon = QMessageBox.Icon.Warning if question.is_dangerous else QMessageBox.Icon.Question
        dialog = QMessageBox(icon, self.tr("践诺"), question.text, QMessageBox.StandardButton.Cancel, parent)
        dialog.setInformativeText(question.detail)
        action = dialog.addButton(question.action, QMessageBox.ButtonRole.AcceptRole)
        dialog.setDefaultButton(QMessageBox.StandardButton.Cancel if question.is_dangerous else action)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action.clicked.connect(then)
        dialog.open()

    def short_text(self, parent: QWidget, title: str, label: str, then: Callable[[str], object]) -> None:
        """Ask for a short text that says something, such as a name."""
        dialog = TextQuestion(title, label, parent)
        dialog.answered.connect(then)
        dialog.open()

    def choose_printer(self, parent: QWidget, page_count: int, then: Callable[[QPrinter], object]) -> None:
        """Ask on which printer, and which of so many pages."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 # see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, page_count)
        dialog.accepted.connect(lambda: then(printer))  # keeps the printer as long as the dialog needs it
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _file_dialog(self, parent: QWidget, title: str, kinds: Sequence[FileKind]) -> QFileDialog:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 # see above

        dialog = QFileDialog(parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        labels = QFileDialog.DialogLabel
        for label, words in (
            (labels.LookIn, self.tr("位置：")),
            (labels.FileName, self.tr("文件名：")),
            (labels.FileType, self.tr("文件类型：")),
            (labels.Accept, self.tr("打开")),
            (labels.Reject, self.tr("取消")),
        ):
            dialog.setLabelText(label, words)
        if kinds:
            dialog.setNameFilters([*(kind.filter for kind in kinds), self.tr("所有文件 (*)")])
        return dialog

    def _begin(self, dialog: QFileDialog, start: Path | None) -> None:
        """Begin where files of this purpose were last, else among the person's documents; never where the program happens to run."""
        places = (QStandardPaths.StandardLocation.DocumentsLocation, QStandardPaths.StandardLocation.HomeLocation)
        folders = [*([start] if start is not None else []), *(Path(QStandardPaths.writableLocation(place)) for place in places)]
        # Given a folder that is not there, Qt shows the one that any dialog was last in.
        dialog.setDirectory(str(next((folder for folder in folders if folder.is_dir()), folders[-1])))

    def _ask(self, dialog: QFileDialog, then: Callable[[list[Path]], object]) -> None:
        dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
        dialog.open()
