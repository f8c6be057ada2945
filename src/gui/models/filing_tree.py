"""The tree of a unit's period: headings of the report, and under them the items with their marks and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a cell knows beside its words."""

    ITEM = Qt.ItemDataRole.UserRole + 1  # the item's id, empty for a heading
    MARK = Qt.ItemDataRole.UserRole + 2  # "returned", "problem", "complete", "partial", "empty"; empty where nothing is asked
    COUNT = Qt.ItemDataRole.UserRole + 3  # "3/7" of a heading
    SEARCH = Qt.ItemDataRole.UserRole + 4  # everything that the filter looks in, in lower case
    IS_OPEN = Qt.ItemDataRole.UserRole + 5  # whether something asked is not done yet


@dataclass(frozen=True)
class TreeRow:
    """One line: `depth` 0 is the outermost; a row belongs to the nearest row above it that is less deep; `item` is empty for a heading."""

    depth: int
    title: str
    item: str = ""
    mark: str = ""
    count: str = ""
    search: str = ""
    is_open: bool = False
    said: str = ""

    @property
    def place(self) -> tuple[int, str, str]:
        """What makes it the same line, whatever its mark and count have become."""
        return self.depth, self.title, self.item


class FilingTree(QStandardItemModel):
    """The rows as a tree; shown anew in place where only marks and counts have changed, so that nothing jumps or folds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TreeRow, ...] = ()
        self._cells: list[QStandardItem] = []

    @property
    def rows(self) -> tuple[TreeRow, ...]:
        """What is shown, in order."""
        return self._rows

    def show_rows(self, rows: Sequence[TreeRow]) -> bool:
        """Show these rows; answers whether the lines themselves are others than before."""
        is_other = [row.place for row in rows] != [row.place for row in self._rows]
        if is_other:
            self._build(rows)
        else:
            for row, before, cell in zip(rows, self._rows, self._cells, strict=True):
                if row != before:
                    _fill(cell, row)
        self._rows = tuple(rows)
        return is_other

    def index_of(self, item: str) -> QModelIndex:
        """Where an item stands; an invalid index where it does not."""
        for row, cell in zip(self._rows, self._cells, strict=True):
            if row.item == item and item:
                return cell.index()
        return QModelIndex()

    def items(self) -> list[str]:
        """The ids of the items in order."""
        return [row.item for row in self._rows if row.item]

    def _build(self, rows: Sequence[TreeRow]) -> None:
        self.clear()
        self._cells = []
        path: list[QStandardItem] = []
        for row in rows:
            cell = QStandardItem()
            cell.setEditable(False)
            _fill(cell, row)
            del path[row.depth :]
            (path[-1] if path else self.invisibleRootItem()).appendRow(cell)
            path.append(cell)
            self._cells.append(cell)


class FilingFilter(QSortFilterProxyModel):
    """Keeps the lines that hold the words sought and, where asked, only those with work left; headings stay with what they head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._only_open = False
        self._kept = ""
        self.setRecursiveFilteringEnabled(True)

    def look_for(self, text: str) -> None:
        """Keep lines that hold every one of these words."""
        self.beginFilterChange()
        self._words = text.lower().split()
        self.endFilterChange()

    def show_only_open(self, *, is_wanted: bool) -> None:
        """Keep only lines with something left to do."""
        self.beginFilterChange()
        self._only_open = is_wanted
        self.endFilterChange()

    def keep(self, item: str) -> None:
        """Keep this item's line whatever else is asked: it is being worked on."""
        if item == self._kept:
            return
        self.beginFilterChange()
        self._kept = item
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: AnyIndex) -> bool:
        """Whether a line of its own is kept; Qt keeps the headings of such lines."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        item = index.data(Role.ITEM)
        if not item:
            return False
        if item == self._kept:
            return True
        if self._only_open and not index.data(Role.IS_OPEN):
            return False
        search = index.data(Role.SEARCH)
        return all(word in search for word in self._words)


def _fill(cell: QStandardItem, row: TreeRow) -> None:
    cell.setText(row.title)
    cell.setToolTip(row.title)
    cell.setAccessibleText(row.said or row.title)
    cell.setData(row.item, Role.ITEM)
    cell.setData(row.mark, Role.MARK)
    cell.setData(row.count, Role.COUNT)
    cell.setData(row.search.lower(), Role.SEARCH)
    cell.setData(row.is_open, Role.IS_OPEN)
