"""The files that prove an item's progress: taken by drop, paste or choice, each with its caption, opened and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from gui.style.dress import restyle, theme_of
from gui.style.formats import size_text
from gui.style.icons import icon
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.figure_field import FigureField


class EvidenceRow(Struct, frozen=True):
    """One file: its id, its name, its size in bytes and what it is said to show."""

    id: str
    name: str
    size: int
    caption: str = ""


class EvidenceLine(QWidget):
    """One file's line.

    Signals:
        opened(id), removed(id): a button was pressed.
        captioned(id, text): the person is done with the caption.
        reverted(id): the person let go of a caption that was typed or refused.
    """

    opened = Signal(str)
    removed = Signal(str)
    captioned = Signal(str, str)
    reverted = Signal(str)

    def __init__(self, row: EvidenceRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.caption = FigureField()
        self._name = ElidedLabel()
        self._size = QLabel()
        self._open = _tool_button("open", self)
        self._remove = _tool_button("delete", self)
        self._arrange()
        self.show_row(row)
        self.caption.committed.connect(self._on_caption_committed)
        self.caption.reverted.connect(self._on_caption_reverted)
        self._open.clicked.connect(self._on_open_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)

    def show_row(self, row: EvidenceRow) -> None:
        """Show the file as it is now; a caption that is being typed stays."""
        self.row = row
        self._name.setText(row.name)
        self._size.setText(size_text(row.size))
        self.caption.show_value(row.caption)
        self.caption.setAccessibleName(self.tr("“{name}”的说明").format(name=row.name))
        self._open.setAccessibleName(self.tr("打开“{name}”").format(name=row.name))
        self._remove.setAccessibleName(self.tr("移除“{name}”").format(name=row.name))

    def show_may_edit(self, *, may_edit: bool) -> None:
        """Whether the person may change anything."""
        self.caption.setReadOnly(not may_edit)
        self._remove.setVisible(may_edit)

    def _arrange(self) -> None:
        self.caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.caption.setPlaceholderText(self.tr("说明（可不填）"))
        self._size.setProperty("role", "small")
        self._open.setToolTip(self.tr("打开"))
        self._remove.setToolTip(self.tr("移除（可撤销）"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme_of(self).gap // 2)
        layout.addWidget(self._name, 4)
        layout.addWidget(self._size)
        layout.addWidget(self.caption, 3)
        layout.addWidget(self._open)
        layout.addWidget(self._remove)

    def _on_caption_committed(self, text: str) -> None:
        self.captioned.emit(self.row.id, text)

    def _on_caption_reverted(self) -> None:
        self.reverted.emit(self.row.id)

    def _on_open_clicked(self) -> None:
        self.opened.emit(self.row.id)

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self.row.id)


class EvidenceList(QFrame):
    """All of an item's files, and the place to put more.

    Signals:
        files_given(paths): files were dropped or pasted.
        picture_given(image): a picture was pasted that is no file.
        choice_wanted(): the person wants to choose files.
        opened(id), removed(id), captioned(id, text), reverted(id): as of the lines.
    """

    files_given = Signal(list)
    picture_given = Signal(QImage)
    choice_wanted = Signal()
    opened = Signal(str)
    removed = Signal(str)
    captioned = Signal(str, str)
    reverted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[EvidenceLine] = []
        self.add = QPushButton(self.tr("添加佐证材料…"))
        self.shrinks = QCheckBox(self.tr("缩小大图片"))
        self._hint = QLabel()
        self._may_edit = True
        self._arrange()
        self.add.clicked.connect(self.choice_wanted)

    def show_rows(self, rows: Sequence[EvidenceRow], *, may_edit: bool) -> None:
        """Show these files; lines of files that were shown before stay, with what is typed in them."""
        self._may_edit = may_edit
        self.setAcceptDrops(may_edit)
        if [row.id for row in rows] != [line.row.id for line in self.lines]:
            self._rebuild(rows)
        for line, row in zip(self.lines, rows, strict=True):
            line.show_row(row)
            line.show_may_edit(may_edit=may_edit)
        self.add.setVisible(may_edit)
        self.shrinks.setVisible(may_edit)
        self._hint.setText(self.tr("可把文件拖到这里，或复制后按 Ctrl+V 粘贴"))
        self._hint.setVisible(may_edit)

    def tell(self, sentence: str) -> None:
        """Say something in place of the hint, until the files are shown anew."""
        self._hint.setText(sentence)
        self._hint.show()

    def show_saved(self, evidence: str) -> None:
        """The caption of a file is saved."""
        for line in self.lines:
            if line.row.id == evidence:
                line.caption.show_saved()

    def show_refused(self, evidence: str, sentence: str) -> None:
        """The caption of a file cannot be kept; it stays to be mended."""
        for line in self.lines:
            if line.row.id == evidence:
                line.caption.show_trouble(sentence)

    def show_kept(self, evidence: str, text: str, sentence: str) -> None:
        """Show a file's caption that was refused before, to be mended or tried again."""
        for line in self.lines:
            if line.row.id == evidence:
                line.caption.show_kept(line.row.caption, text, sentence)

    def commit(self) -> None:
        """Hand over a caption that is being typed."""
        for line in self.lines:
            line.caption.commit()

    def take(self, data: QMimeData) -> bool:
        """Take files or a picture; answers whether there was any."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths and self._may_edit:
            self.files_given.emit(paths)
        elif data.hasImage() and self._may_edit:
            self.picture_given.emit(data.imageData())
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste what the clipboard holds."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.take(QGuiApplication.clipboard().mimeData()):
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and show that they may be let go of here."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            restyle(self, "kind", "banner-info")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        restyle(self, "kind", "")

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        restyle(self, "kind", "")
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def _arrange(self) -> None:
        self.add.setIcon(icon("attach", self))
        self.add.setProperty("kind", "quiet")
        self.shrinks.setToolTip(self.tr("添加长边超过1920像素的图片时，改存为较小的JPEG"))
        self._hint.setProperty("role", "small")
        self._hint.setWordWrap(True)
        bottom = QHBoxLayout()
        bottom.addWidget(self.add)
        bottom.addWidget(self._hint, 1)
        bottom.addWidget(self.shrinks)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme_of(self).gap // 2)
        self._layout.addLayout(bottom)

    def _rebuild(self, rows: Sequence[EvidenceRow]) -> None:
        kept = {line.row.id: line for line in self.lines}
        for line in self.lines:
            self._layout.removeWidget(line)
        self.lines = [kept.pop(row.id) if row.id in kept else self._new_line(row) for row in rows]
        for line in kept.values():
            line.hide()
            line.deleteLater()
        for place, line in enumerate(self.lines):
            self._layout.insertWidget(place, line)

    def _new_line(self, row: EvidenceRow) -> EvidenceLine:
        line = EvidenceLine(row, self)
        line.opened.connect(self.opened)
        line.removed.connect(self.removed)
        line.captioned.connect(self.captioned)
        line.reverted.connect(self.reverted)
        return line


def _tool_button(name: str, wearer: QWidget) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, wearer))
    button.setIconSize(QSize(18, 18))
    return button
