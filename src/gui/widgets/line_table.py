"""A calm table of lines to be read: whole rows are chosen, words wrap, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.style.dress import theme_of


class LineTable(QTableView):
    """A table without lines between its columns; `wide` is the column that takes the room that is left."""

    def __init__(self, model: QAbstractItemModel, name: str, *, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setItemDelegate(RoomyDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme_of(self).row_height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)


class RoomyDelegate(QStyledItemDelegate):
    """Cells whose words stand as far from the edge as those of the head."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The ground over the whole cell, the words within it."""
        inner = QStyleOptionViewItem(option)
        self.initStyleOption(inner, index)
        widget: QWidget = option.widget
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, inner, painter, widget)
        super().paint(painter, _within(option), index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The words wrapped within the cell, and room around them."""
        gap = theme_of(self).gap
        size = super().sizeHint(_within(option), index)
        return QSize(size.width() + gap * 2, max(size.height() + gap, theme_of(self).row_height))


def _within(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """The cell without its margins; Qt leaves three pixels itself."""
    inner = QStyleOptionViewItem(option)
    margin = max(theme_of(inner.widget).gap - 3, 0)
    inner.rect = inner.rect.adjusted(margin, 0, -margin, 0)
    return inner
