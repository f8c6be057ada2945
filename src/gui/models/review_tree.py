"""The office's queue as a tree: heaps with their counts, and under each the units in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from core.ids import UnitId
from gui.style.icons import icon

UNIT_ROLE = Qt.ItemDataRole.UserRole


class QueueLine(Struct, frozen=True):
    """A unit in a heap, and what to know of its submission in a few words."""

    unit: UnitId
    name: str
    remark: str


class HeapLines(Struct, frozen=True):
    """A heap: its name, its icon and that icon's role in the theme, and its units."""

    name: str
    icon: str
    role: str
    lines: tuple[QueueLine, ...]


class QueueTree(QStandardItemModel):
    """Two columns: name and remark; empty heaps are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heaps: tuple[HeapLines, ...] | None = None

    def show_heaps(self, heaps: Sequence[HeapLines]) -> bool:
        """Show heaps; False where the same were shown already."""
        if tuple(heaps) == self._heaps:
            return False
        self._heaps = tuple(heaps)
        self.clear()
        self.setHorizontalHeaderLabels([self.tr("单位"), self.tr("情况")])
        for heap in heaps:
            if heap.lines:
                self._add(heap)
        return True

    def units(self) -> Iterator[QModelIndex]:
        """The rows of units from top to bottom."""
        for row in range(self.rowCount()):
            heap = self.index(row, 0)
            for below in range(self.rowCount(heap)):
                yield self.index(below, 0, heap)

    def index_of(self, unit: UnitId) -> QModelIndex:
        """Where a unit stands; invalid where it does not."""
        return next((index for index in self.units() if index.data(UNIT_ROLE) == unit), QModelIndex())

    def _add(self, heap: HeapLines) -> None:
        title = QStandardItem(self.tr("{heap}（{count}）").format(heap=heap.name, count=len(heap.lines)))
        title.setIcon(icon(heap.icon, self, role=heap.role))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.appendRow([title, QStandardItem()])
        for each in (title, self.item(self.rowCount() - 1, 1)):
            each.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for line in heap.lines:
            name, remark = QStandardItem(line.name), QStandardItem(line.remark)
            name.setData(line.unit, UNIT_ROLE)
            for cell, words in ((name, line.name), (remark, line.remark)):
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                cell.setToolTip(words)
            title.appendRow([name, remark])
