"""The grid of shares on the screen: what names an indicator stands still at the left while the units scroll beside it.

Enter keeps a share and goes down, Tab goes on to the next unit; blocks are pasted from and copied to a spreadsheet.

Tested in tests/gui/pages/plan/test_allocation_pane.py.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHBoxLayout, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from gui.pages.plan.allocation_table import BALANCE, CODE, FIRST_UNIT, NAME, TARGET, TOTAL, AllocationTable
from gui.style.dress import theme_of

_WIDTHS = {CODE: 4, NAME: 17, TARGET: 7, TOTAL: 6, BALANCE: 7}  # in letters
_OF_A_UNIT = 5


class AllocationView(QWidget):
    """Two tables over one model.

    Signals:
        line_chosen(int): another line has the keyboard.
    """

    line_chosen = Signal(int)

    def __init__(self, table: AllocationTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.names = QTableView()
        self.units = _Cells()
        self._arrange()
        bar = self.units.verticalScrollBar()
        bar.valueChanged.connect(self.names.verticalScrollBar().setValue)
        self.names.verticalScrollBar().valueChanged.connect(bar.setValue)
        self.units.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.names.pressed.connect(self._on_name_pressed)
        table.modelReset.connect(self._lay_columns)
        self.setFocusProxy(self.units)

    def _arrange(self) -> None:
        theme = theme_of(self)
        for view in (self.names, self.units):
            view.setModel(self.table)
            view.verticalHeader().hide()
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.verticalHeader().setDefaultSectionSize(theme.row_height)
            view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.horizontalHeader().setHighlightSections(False)
            view.horizontalHeader().setFixedHeight(self.fontMetrics().height() + theme.gap * 2)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setWordWrap(False)
            view.setCornerButtonEnabled(False)
        self.names.setSelectionModel(self.units.selectionModel())
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.names.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.units.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that both are as high
        self.names.setAutoScroll(False)
        self.units.setAccessibleName(self.tr("目标分解表"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.units, 1)

    def resizeEvent(self, event: QEvent) -> None:
        """Keep both tables' rows beside each other: the left one ends where the right one's scroll bar begins."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.names.setFixedHeight(max(self.height() - self.units.horizontalScrollBar().sizeHint().height(), 0))

    def _lay_columns(self) -> None:
        letter, gap = self.fontMetrics().horizontalAdvance("汉"), theme_of(self).gap
        width = 2 * self.names.frameWidth()
        for column in range(self.table.columnCount()):
            is_unit = column >= FIRST_UNIT
            self.names.setColumnHidden(column, is_unit)
            self.units.setColumnHidden(column, not is_unit)
            if is_unit:
                name = str(self.table.headerData(column, Qt.Orientation.Horizontal))
                self.units.setColumnWidth(column, max(letter * _OF_A_UNIT, self.fontMetrics().horizontalAdvance(name)) + gap * 2)
            else:
                self.names.setColumnWidth(column, letter * _WIDTHS[column] + gap * 2)
                width += self.names.columnWidth(column)
        self.names.setFixedWidth(width)
        if not self.units.currentIndex().isValid():
            self.units.setCurrentIndex(self.table.index(0, FIRST_UNIT))

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.line_chosen.emit(current.row())

    def _on_name_pressed(self, index: QModelIndex) -> None:
        self.units.setCurrentIndex(index.siblingAtColumn(max(self.units.currentIndex().column(), FIRST_UNIT)))
        self.units.setFocus()


class _Cells(QTableView):
    """The units' columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Typing(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and paste blocks, empty cells, go down with Enter."""
        table = self.model()
        assert isinstance(table, AllocationTable)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._as_text(table))
        elif event.matches(QKeySequence.StandardKey.Paste):
            current = self.currentIndex()
            lines = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
            if current.isValid():
                table.type_block(current.row(), range(current.column(), table.columnCount()), lines)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._empty(table)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go_down()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go down after Enter."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def _go_down(self) -> None:
        current = self.currentIndex()
        if current.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(current.siblingAtRow(current.row() + 1))

    def _empty(self, table: AllocationTable) -> None:
        """Take away the shares of all cells that are chosen, as one step."""
        chosen = [index for index in self.selectedIndexes() if index.column() >= FIRST_UNIT]
        if chosen:
            columns = range(min(index.column() for index in chosen), max(index.column() for index in chosen) + 1)
            lines = range(min(index.row() for index in chosen), max(index.row() for index in chosen) + 1)
            table.type_block(lines.start, columns, [[""] * len(columns) for _ in lines])

    def _as_text(self, table: AllocationTable) -> str:
        chosen = {(index.row(), index.column()) for index in self.selectedIndexes() if index.column() >= FIRST_UNIT}
        lines, columns = sorted({line for line, _ in chosen}), sorted({column for _, column in chosen})
        return "\n".join("\t".join(str(table.index(line, column).data(Qt.ItemDataRole.EditRole)) for column in columns) for line in lines)


class _Typing(QStyledItemDelegate):
    """Enter ends typing so that the view can tell it from clicking elsewhere."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep what was typed and go down."""
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(editor, QWidget):  # type: ignore[attr-defined]
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)
