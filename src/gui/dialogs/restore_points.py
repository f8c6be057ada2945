"""Which mirror, and how it was when: what a workspace is restored from. Tested in tests/gui/window/test_restoring.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from core.services.restoring import KnownMirror, MirrorPoint
from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of
from gui.style.formats import instant_text

_WIDTH_EM = 40
_LINES = 7
_POINT = Qt.ItemDataRole.UserRole


def _moment(stamp: str) -> str:
    """A time of a mirror as the clock here shows it."""
    return instant_text(datetime.fromisoformat(stamp).astimezone())


class RestorePointsDialog(Dialog):
    """`chosen(KnownMirror, MirrorPoint)`: from which mirror, as of which point; the latest is the one that is offered."""

    chosen = Signal(object, object)

    def __init__(self, mirrors: Sequence[KnownMirror], parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("从备份恢复"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self._mirrors = tuple(mirrors)
        self.add_words(self.tr("备份里有什么、恢复到什么时候："), "muted")
        self.mirrors = self._list(self.tr("备份"))
        for mirror in self._mirrors:
            last = mirror.contents.points[-1]
            words = self.tr("{name}　最近一次 {at}　{path}")
            self.mirrors.addItem(words.format(name=mirror.contents.owner.name, at=_moment(last.at), path=mirror.path.parent))
        self.points = self._list(self.tr("恢复到的时间"))
        self.add_words(self.tr("恢复成一个新的工作簿，原来的文件不动；之后以新终端继续填报。"), "small")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.restore = self._buttons.addButton(self.tr("恢复…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore.setProperty("kind", "primary")
        self.restore.setDefault(True)
        self.column.addWidget(self._buttons)
        self.mirrors.currentRowChanged.connect(self._on_mirror_changed)
        self.points.itemActivated.connect(self._on_accepted)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.mirrors.setCurrentRow(0)

    def _list(self, name: str) -> QListWidget:
        self.add_words(name)
        made = QListWidget()
        made.setAccessibleName(name)
        made.setUniformItemSizes(True)
        made.setMinimumHeight(theme_of(self).row_height * _LINES)
        self.column.addWidget(made, 1)
        return made

    def _on_mirror_changed(self, row: int) -> None:
        """The points of another mirror, the latest first."""
        self.points.clear()
        points = self._mirrors[row].contents.points if 0 <= row < len(self._mirrors) else ()
        for point, before in zip(reversed(points), [*reversed(points[:-1]), None], strict=True):
            item = QListWidgetItem(self._words(point, before))
            item.setData(_POINT, point)
            self.points.addItem(item)
        self.points.setCurrentRow(0)
        self.restore.setEnabled(self.points.count() > 0)

    def _words(self, point: MirrorPoint, before: MirrorPoint | None) -> str:
        grown = point.changes - (0 if before is None else before.changes)
        return self.tr("{at}　新增{grown}条变更，共{changes}条").format(at=_moment(point.at), grown=grown, changes=point.changes)

    def _on_accepted(self) -> None:
        item = self.points.currentItem()
        if item is not None:
            self.chosen.emit(self._mirrors[self.mirrors.currentRow()], item.data(_POINT))
            self.accept()
