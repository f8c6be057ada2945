"""The matrix on the screen: what names a row stands still at the left while the units scroll beside it. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from gui.models.overview_table import BEHIND, CODE, FIRST_UNIT, TARGET, TITLE, MatrixFilter, OverviewTable
from gui.pages.overview.cell_painter import CellPainter, Shown
from gui.pages.overview.naming_painter import NamingPainter
from gui.style.dress import theme_of

_WIDTHS = {CODE: 4, TITLE: 15, TARGET: 6, BEHIND: 4}  # in letters
_NARROW = 50  # letters of width, below which targets make way for units


class MatrixView(QWidget):
    """Two tables over one model.

    Signals:
        chosen(row, column): a cell has the keyboard; both are the matrix's own numbers.
    """

    chosen = Signal(int, int)

    def __init__(self, table: OverviewTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.names = QTableView()
        self.units = QTableView()
        self._foot = QWidget()
        self._is_narrow = False
        self.painter = CellPainter(table, self.units)
        self._naming = NamingPainter(table, self.names)
        self._arrange()
        self._connect()

    def show_as(self, shown: Shown) -> None:
        """Show marks alone, or words beside them."""
        self.painter.shown = shown
        self._lay_columns()
        self.units.viewport().update()

    def show_filtered(self, wanted: MatrixFilter) -> None:
        """Show only what is wanted; the cell that has the keyboard keeps it while it is shown."""
        current = self.current
        self.table.show_filtered(wanted)
        if current is not None:
            self.choose(*current)

    @property
    def current(self) -> tuple[int, int] | None:
        """The matrix's row and column that have the keyboard."""
        index = self.units.currentIndex()
        row = self.table.row_of(index.row()) if index.isValid() else None
        return (row, index.column() - FIRST_UNIT) if row is not None and index.column() >= FIRST_UNIT else None

    def choose(self, row: int, column: int) -> None:
        """Give a cell the keyboard's place and bring it into sight."""
        line = self.table.line_of(row)
        if line is not None:
            index = self.table.index(line, column + FIRST_UNIT)
            self.units.setCurrentIndex(index)
            self.units.scrollTo(index)

    def copy(self) -> None:
        """Copy the cells chosen, or all that is shown where it is a single one, as a table."""
        chosen = [index for index in self.units.selectedIndexes() if index.column() >= FIRST_UNIT]
        lines = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        if len(chosen) <= 1:
            lines = [line for line in range(self.table.rowCount()) if not self.table.is_band(line)]
            columns = [column for column in range(FIRST_UNIT, self.table.columnCount()) if self.table.is_wanted_column(column)]
        QGuiApplication.clipboard().setText(self.table.as_table(lines, columns))

    def _arrange(self) -> None:
        for view in (self.names, self.units):
            view.setModel(self.table)
            view.verticalHeader().hide()
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.verticalHeader().setDefaultSectionSize(theme_of(self).row_height)
            view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.horizontalHeader().setHighlightSections(False)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setWordWrap(False)
            view.setTabKeyNavigation(False)
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.horizontalHeader().setFixedHeight(self.fontMetrics().height() * 2 + theme_of(self).gap * 2)
            view.setCornerButtonEnabled(False)
        self.names.setSelectionModel(self.units.selectionModel())
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setAutoScroll(False)
        self.names.setItemDelegate(self._naming)
        self.units.setItemDelegate(self.painter)
        self.units.setAccessibleName(self.tr("总览矩阵"))
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.names, 1)
        left.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(self.units, 1)
        self._foot.setFixedHeight(0)

    def _connect(self) -> None:
        bar = self.units.verticalScrollBar()
        bar.valueChanged.connect(self.names.verticalScrollBar().setValue)
        self.names.verticalScrollBar().valueChanged.connect(bar.setValue)
        self.units.horizontalScrollBar().rangeChanged.connect(self._on_range_changed)
        self.units.selectionModel().currentChanged.connect(self._on_current_changed)
        self.units.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.names.pressed.connect(self._on_name_pressed)
        self.table.modelReset.connect(self._lay_columns)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.units, self.copy, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_columns(self) -> None:
        """Give every column its place in one of the two tables."""
        letter, gap = self.fontMetrics().horizontalAdvance("汉"), theme_of(self).gap
        for column, letters in _WIDTHS.items():
            self.names.setColumnWidth(column, letter * letters + gap)
            self.units.hideColumn(column)
        self.names.setColumnHidden(TARGET, self._is_narrow)
        self.names.setFixedWidth(sum(map(self.names.columnWidth, _WIDTHS)) + 2)
        self.units.horizontalHeader().setDefaultSectionSize(self.painter.width)
        for column in range(FIRST_UNIT, self.table.columnCount()):
            self.names.hideColumn(column)
            self.units.setColumnHidden(column, not self.table.is_wanted_column(column))
            self.units.setColumnWidth(column, self.painter.width)
        self.names.clearSpans()
        for line in range(self.table.rowCount()):
            if self.table.is_band(line):
                self.names.setSpan(line, CODE, 1, FIRST_UNIT)

    def _on_range_changed(self, least: int, most: int) -> None:
        """Keep the two tables equally high: only one has a bar beneath it."""
        self._foot.setFixedHeight(self.units.horizontalScrollBar().sizeHint().height() if most > least else 0)

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.table.row_of(current.row()) if current.isValid() else None
        if row is not None and current.column() >= FIRST_UNIT:
            self.chosen.emit(row, current.column() - FIRST_UNIT)

    def _on_selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        del selected, deselected
        self.names.viewport().update()

    def _on_name_pressed(self, index: QModelIndex) -> None:
        """Take the keyboard to the row, in the column where it is or else the city's."""
        row = self.table.row_of(index.row())
        if row is not None:
            current = self.current
            self.choose(row, current[1] if current is not None else 0)
            self.units.setFocus(Qt.FocusReason.MouseFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave targets out where there is too little room, and show them again where there is more."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().horizontalAdvance("汉") * _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._lay_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Draw marks in another theme's colours, or for another screen."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange}:
            self.painter.forget_looks()
            self._naming.forget_looks()

    def sizeHint(self) -> QSize:
        """As much as there is room for."""
        return QSize(theme_of(self).gap * 100, theme_of(self).gap * 60)
