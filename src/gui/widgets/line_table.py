"""A calm table of lines to be read: whole rows are chosen, words wrap in one wide column, Tab leaves it.

Columns are fitted to their words when the model is filled, and rows when the width changes: asking each cell for its size at every
change of layout would cost more than all else on a page.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.style.dress import theme_of

_SLACK = 6  # for what Qt rounds, so that no word ends in …
_LEAST_EM = 9  # of the wide column, so that a narrow table scrolls rather than breaks words to letters


class LineTable(QTableView):
    """A table without lines between its columns; `wide` is the column that takes the room that is left."""

    def __init__(self, model: QAbstractItemModel, name: str, *, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = wide
        self._is_fitted = False
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(RoomyDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Make every column as wide as its words, and the wide one as wide as the table leaves; at once, or when the table is next seen."""
        self._is_fitted = self.isVisible()
        if not self._is_fitted:
            return
        self.verticalHeader().setDefaultSectionSize(theme_of(self).row_height)
        for column in range(self.model().columnCount()):
            if column != self._wide:
                self.setColumnWidth(column, self._width_of(column))
        self._fit_wide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the wide column what is left."""
        super().resizeEvent(event)
        if self._is_fitted and event.size().width() != event.oldSize().width():
            self._fit_wide()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit what came while the table was hidden."""
        super().showEvent(event)
        if not self._is_fitted:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to letters of another size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self.model() is not None:
            self.fit()

    def _fit_wide(self) -> None:
        others = sum(self.columnWidth(column) for column in range(self.model().columnCount()) if column != self._wide)
        # As if the scroll bar were always there, so that it coming and going changes nothing.
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width() - others
        least = self.fontMetrics().horizontalAdvance("国") * _LEAST_EM
        self.setColumnWidth(self._wide, max(room, least))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Make rows as high as the words in the wide column need."""
        theme, metrics = theme_of(self), self.fontMetrics()
        em = metrics.horizontalAdvance("国")
        room = max(self.columnWidth(self._wide) - 2 * theme.gap - 2 * em, em)  # the last words of a line may not fill it
        for row in range(self.model().rowCount()):
            words = str(self.model().index(row, self._wide).data() or "")
            advance = metrics.horizontalAdvance(words)
            lines = 1 if advance <= room + 2 * em - _SLACK else -(-advance // room)
            height = max(theme.row_height, lines * metrics.lineSpacing() + theme.gap)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _width_of(self, column: int) -> int:
        model, metrics = self.model(), self.fontMetrics()
        words = [str(model.headerData(column, Qt.Orientation.Horizontal) or "")]
        words += [str(model.index(row, column).data() or "") for row in range(model.rowCount())]
        delegate = self.itemDelegateForColumn(column)
        beside = delegate.room_beside(self) if isinstance(delegate, RoomyDelegate) else 0
        return max(map(metrics.horizontalAdvance, words)) + 2 * theme_of(self).gap + _SLACK + beside


class RoomyDelegate(QStyledItemDelegate):
    """Cells whose words stand as far from the edge as those of the head."""

    def room_beside(self, table: QWidget) -> int:
        """How much room a cell needs beside its words."""
        del table
        return 0

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
