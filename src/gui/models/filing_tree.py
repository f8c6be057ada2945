"""The tree of a unit's period: headings of the report, and under them the items with their marks and counts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ROOT = -1


class Role(IntEnum):
    """What a cell knows beside its words."""

    ITEM = Qt.ItemDataRole.UserRole + 1  # the item's id, empty for a heading
    MARK = Qt.ItemDataRole.UserRole + 2  # "returned", "problem", "complete", "partial", "empty"; empty where nothing is asked
    COUNT = Qt.ItemDataRole.UserRole + 3  # "3/7" of a heading
    SEARCH = Qt.ItemDataRole.UserRole + 4  # everything that the filter looks in, in lower case
    IS_OPEN = Qt.ItemDataRole.UserRole + 5  # whether something asked is not done yet


class TreeRow(Struct, frozen=True):
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


class FilingTree(QAbstractItemModel):
    """The rows as a tree; shown anew in place where only marks and counts have changed, so that nothing jumps or folds.

    An index holds the place of its row among all rows.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TreeRow, ...] = ()
        self._told: list[dict[int, object]] = []  # by row and role: a view asks often
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}

    @property
    def rows(self) -> tuple[TreeRow, ...]:
        """What is shown, in order."""
        return self._rows

    def show_rows(self, rows: Sequence[TreeRow]) -> bool:
        """Show these rows; answers whether the lines themselves are others than before."""
        if [row.place for row in rows] != [row.place for row in self._rows]:
            self.beginResetModel()
            self._rows = tuple(rows)
            self._told = [_told(row) for row in rows]
            self._parents = _parents(self._rows)
            self._children = {}
            for place, parent in enumerate(self._parents):
                self._children.setdefault(parent, []).append(place)
            self.endResetModel()
            return True
        changed = [place for place, (row, before) in enumerate(zip(rows, self._rows, strict=True)) if row != before]
        self._rows = tuple(rows)
        for place in changed:
            self._told[place] = _told(rows[place])
            self.dataChanged.emit(self._index(place), self._index(place))
        return False

    def index_of(self, item: str) -> QModelIndex:
        """Where an item stands; an invalid index where it does not."""
        return next((self._index(place) for place, row in enumerate(self._rows) if row.item == item and item), QModelIndex())

    def items(self) -> list[str]:
        """The ids of the items in order."""
        return [row.item for row in self._rows if row.item]

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        """The line so many under its heading."""
        children = self._children.get(_place(parent), [])
        return self.createIndex(row, column, children[row]) if 0 <= row < len(children) and column == 0 else QModelIndex()

    def parent(self, index: AnyIndex = NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt's other overload is the object's own parent
        """The heading that a line stands under."""
        place = _place(index)
        return QModelIndex() if place < 0 or self._parents[place] < 0 else self._index(self._parents[place])

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        """How many lines stand right under a heading."""
        return len(self._children.get(_place(parent), []))

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        """One."""
        del parent
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a line knows."""
        return self._told[index.internalId()].get(role) if index.isValid() else None

    def _index(self, place: int) -> QModelIndex:
        return self.createIndex(self._children[self._parents[place]].index(place), 0, place)


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
        """Keep this item's line although nothing is left to do there: it is being worked on."""
        if item == self._kept or not self._only_open:
            self._kept = item  # nothing is left out for being complete
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
        if self._only_open and not index.data(Role.IS_OPEN) and item != self._kept:
            return False
        search = index.data(Role.SEARCH)
        return all(word in search for word in self._words)


def _told(row: TreeRow) -> dict[int, object]:
    return {
        Qt.ItemDataRole.DisplayRole: row.title,
        Qt.ItemDataRole.ToolTipRole: row.title,
        Qt.ItemDataRole.AccessibleTextRole: row.said or row.title,
        Role.ITEM: row.item,
        Role.MARK: row.mark,
        Role.COUNT: row.count,
        Role.SEARCH: row.search.lower(),
        Role.IS_OPEN: row.is_open,
    }


def _place(index: AnyIndex) -> int:
    return index.internalId() if index.isValid() else _ROOT


def _parents(rows: Sequence[TreeRow]) -> list[int]:
    """For each row the place of its heading; −1 for the outermost."""
    path: list[int] = []
    parents = []
    for place, row in enumerate(rows):
        del path[row.depth :]
        parents.append(path[-1] if path else _ROOT)
        path.append(place)
    return parents
