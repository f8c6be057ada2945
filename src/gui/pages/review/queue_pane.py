"""The queue at the left of the page: heaps, units, and the button that accepts all clean ones. Tested through the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QTreeView, QVBoxLayout, QWidget

from core.ids import UnitId
from gui.models.review_tree import UNIT_ROLE, HeapLines, QueueTree
from gui.style.dress import theme_of


class QueuePane(QWidget):
    """`unit_chosen(unit)`: another unit became the current one; `accept_all_wanted`: the button was pressed."""

    unit_chosen = Signal(str)
    accept_all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QueueTree(self)
        self.tree = QTreeView()
        self.accept_all_button = QPushButton()
        self._arrange()
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.accept_all_button.clicked.connect(self.accept_all_wanted)

    @property
    def unit(self) -> UnitId | None:
        """The unit whose row is current."""
        unit = self.tree.currentIndex().siblingAtColumn(0).data(UNIT_ROLE)
        return None if unit is None else UnitId(unit)

    def show_heaps(self, heaps: Sequence[HeapLines], *, clean: int, may_accept: bool) -> None:
        """Show the queue; `clean` is how many can be accepted at sight."""
        if self.model.show_heaps(heaps):
            self.tree.expandAll()
            for row in range(self.model.rowCount()):
                self.tree.setFirstColumnSpanned(row, QModelIndex(), True)
            head = self.tree.header()
            head.setStretchLastSection(False)
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.accept_all_button.setText(self.tr("核定全部可直接核定的（{count}）").format(count=clean))
        self.accept_all_button.setEnabled(bool(clean) and may_accept)

    def choose(self, unit: UnitId | None) -> None:
        """Make a unit the current one; with none, or one that is not there, the first."""
        found = self.model.index_of(unit) if unit is not None else QModelIndex()
        index = found if found.isValid() else next(self.model.units(), QModelIndex())
        if index.isValid() and index != self.tree.currentIndex().siblingAtColumn(0):
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def step(self, by: int) -> None:
        """Go so many units down, or up."""
        rows = list(self.model.units())
        current = self.tree.currentIndex().siblingAtColumn(0)
        place = rows.index(current) + by if current in rows else 0
        if 0 <= place < len(rows):
            self.tree.setCurrentIndex(rows[place])
            self.tree.scrollTo(rows[place])

    def unit_after(self, unit: UnitId) -> UnitId | None:
        """The unit below another, or the one above where it is the last."""
        units = [UnitId(index.data(UNIT_ROLE)) for index in self.model.units()]
        if unit not in units or len(units) == 1:
            return None
        place = units.index(unit)
        return units[place + 1] if place + 1 < len(units) else units[place - 1]

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(gap * 2)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(self.tr("审核队列"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, gap, 0)
        column.setSpacing(gap)
        column.addWidget(self.tree, 1)
        column.addWidget(self.accept_all_button)
        self.setFocusProxy(self.tree)

    def _on_current_changed(self, current: QModelIndex) -> None:
        unit = current.siblingAtColumn(0).data(UNIT_ROLE)
        if unit is not None:
            self.unit_chosen.emit(unit)
