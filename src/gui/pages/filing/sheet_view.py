"""The table of the sheet, with an editor that always lies over the cell that has the keyboard.

A cell is never opened by its first key: the field is there before, so that an input method has somewhere to write from its first letter on.
Moving away commits; what is committed, waits or was refused is the pane's to know. Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from gui.models.filing_sheet import FIGURES, TEXTS, Cell, Column, FilingSheet
from gui.pages.filing.sheet_painter import SheetPainter
from gui.style.dress import theme_of
from gui.widgets.figure_field import FigureField
from gui.widgets.prose_field import ProseField
from gui.widgets.typed_field import ENTER

_WIDTHS = {
    Column.CODE: 4.2, Column.TITLE: 14, Column.UNIT: 4.6, Column.GOAL: 5.5, Column.LAST: 4.6, Column.VALUE: 5.5, Column.OTHER: 5.6,
    Column.STANDING: 6, Column.STATE: 5.6, Column.TEXT: 9.5, Column.PROBLEMS: 7.8, Column.NEXT_STEPS: 7.8,
}  # fmt: skip  # in letters
_PROSE_LETTERS = 22
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class SheetView(QTableView):
    """Shows a `FilingSheet`.

    Signals:
        committed(Cell, str): the person is done with a text that differs from what stands there.
        reverted(Cell): the person let go of what was typed or refused.
        block_pasted(Cell): several cells are on the clipboard and are wanted from this one on.
        passed_end(): Enter or Tab went on from the last cell that is asked.
        moved(): another cell has the keyboard.
        told(str): what is wrong with what stands in the cell; empty when nothing is.
    """

    committed = Signal(object, str)
    reverted = Signal(object)
    block_pasted = Signal(object)
    passed_end = Signal()
    moved = Signal()
    told = Signal(str)

    def __init__(self, sheet: FilingSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.cell: Cell | None = None
        self.figure = FigureField(self.viewport())
        self.prose = ProseField(self.viewport(), min_lines=2, max_lines=6)
        self.band = QLabel(self.viewport())
        self._is_inside = False  # arrows move the caret, not the cell
        self._painter = SheetPainter(sheet, self)
        self._arrange()
        for field in (self.figure, self.prose):
            field.hide()
            field.installEventFilter(self)
            field.committed.connect(self._on_committed)
            field.reverted.connect(self._on_reverted)
            field.trouble_told.connect(self.told)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        sheet.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        sheet.modelReset.connect(self._on_reset)
        sheet.dataChanged.connect(self._on_data_changed)

    @property
    def field(self) -> FigureField | ProseField | None:
        """The field over the cell that has the keyboard; None where nothing can be typed."""
        if self.cell is None or not self.sheet.is_open(self.cell):
            return None
        return self.prose if self.cell.column in TEXTS else self.figure

    def go(self, cell: Cell) -> None:
        """Take the keyboard to a cell; what is being typed in the one before is committed."""
        self.setCurrentIndex(self.sheet.index(cell.line, cell.column))
        self.scrollTo(self.currentIndex())
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Go on typing in the cell where the keyboard is."""
        (self.field or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Hand over what is being typed."""
        if self.field is not None:
            self.field.commit_typing()

    def copy(self) -> None:
        """Copy the cells chosen as a spreadsheet takes them."""
        cells = [Cell(index.row(), index.column()) for index in self.selectedIndexes()]
        QGuiApplication.clipboard().setText(self.sheet.as_table(cells))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that lead to another cell are the sheet's; while syllables are under way all are the input method's."""
        field = self.field
        if watched is field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not field.is_composing:
            return self._takes(event)
        if watched is field and event.type() is QEvent.Type.MouseButtonPress:
            self._is_inside = True
        return super().eventFilter(watched, event)

    def updateGeometries(self) -> None:
        """Keep the field over its cell."""
        super().updateGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The same, and the section's heading at the top."""
        super().scrollContentsBy(dx, dy)
        self._place()
        self._show_band()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same."""
        super().resizeEvent(event)
        self._place()
        self._show_band()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in another theme's colours and sizes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._painter.forget_looks()
            self._lay_columns()

    def _arrange(self) -> None:
        self.setModel(self.sheet)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(self.tr("填报表格"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().sectionResized.connect(self._on_section_resized)
        self.band.setObjectName("sheetBand")
        self.band.hide()
        self._lay_columns()

    def _lay_columns(self) -> None:
        letter, gap = self.fontMetrics().horizontalAdvance("汉"), theme_of(self).gap
        for column, letters in _WIDTHS.items():
            self.setColumnWidth(column, round(letter * letters) + gap)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * 2 + gap)
        self._on_reset()

    def _takes(self, event: QKeyEvent) -> bool:
        """Do what a key means on a sheet; answers whether it meant anything."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.cell is not None:
            return self._takes_paste()
        if event.matches(QKeySequence.StandardKey.Copy) and len(self.selectedIndexes()) > 1:
            self.copy()
            return True
        target, is_walk = self._target(event)
        if target is None and not is_walk:
            if event.key() == Qt.Key.Key_F2:
                self._is_inside = True
                return True
            return False
        self.commit_or_try_again()
        if target is not None:
            self.go(target)
        elif event.key() in {*ENTER, Qt.Key.Key_Tab}:
            self.passed_end.emit()
        return True

    def commit_or_try_again(self) -> None:
        """Hand over what is being typed, and what was refused once more."""
        if self.field is not None:
            self.field.commit()

    def _target(self, event: QKeyEvent) -> tuple[Cell | None, bool]:
        """Where a key leads, and whether it leads anywhere at all."""
        cell, key, field = self.cell, event.key(), self.field
        if cell is None or field is None:
            return None, False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and modifiers in {_NONE, _SHIFT} and not (cell.column in TEXTS and modifiers == _SHIFT):
            return self.sheet.below(cell, -1 if modifiers == _SHIFT else 1), True
        if key == Qt.Key.Key_Tab and modifiers == _NONE:
            return self.sheet.after(cell, 1), True
        if key == Qt.Key.Key_Backtab:
            return self.sheet.after(cell, -1), True
        if modifiers != _NONE or self._is_inside or (field.is_dirty and cell.column in TEXTS):
            return None, False
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return self.sheet.below(cell, 1 if key == Qt.Key.Key_Down else -1), True
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not field.is_dirty:
            return self.sheet.beside(cell, 1 if key == Qt.Key.Key_Right else -1), True
        return None, False

    def _takes_paste(self) -> bool:
        clip = QGuiApplication.clipboard().mimeData()
        text = clip.text()
        is_wide = "\t" in text or (clip.hasHtml() and "<table" in clip.html().lower())
        is_block = is_wide or (self.cell is not None and self.cell.column in FIGURES and "\n" in text.strip())
        if is_block:
            self.block_pasted.emit(self.cell)
        return is_block

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        self.commit()
        self.cell = Cell(current.row(), current.column()) if current.isValid() else None
        self._open()
        self.moved.emit()

    def _open(self) -> None:
        """Lay the field over the cell, with what stands there."""
        had_keyboard = self.figure.hasFocus() or self.prose.hasFocus() or self.hasFocus()
        field, cell = self.field, self.cell
        self._is_inside = False
        self.setFocusProxy(field)  # type: ignore[arg-type]  # none takes it off
        for other in (self.figure, self.prose):
            if other is not field and other.isVisible():
                other.hide()
        self.told.emit("")
        if field is None or cell is None:
            return
        value = self.sheet.text_at(cell)
        if cell in self.sheet.refused:
            field.show_kept(value, *self.sheet.refused[cell])
        else:
            field.show_fresh(self.sheet.shown_at(cell))
        field.setAccessibleName(
            f"{self.sheet.text_at(Cell(cell.line, Column.TITLE))} {self.sheet.headerData(cell.column, Qt.Orientation.Horizontal)}"
        )
        self._place()
        field.show()
        field.raise_()
        if had_keyboard:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, FigureField):
            field.selectAll()
        else:
            cursor = field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            field.setTextCursor(cursor)

    def _place(self) -> None:
        field, cell = self.field, self.cell
        if field is None or cell is None:
            return
        rect = self.visualRect(self.sheet.index(cell.line, cell.column)).adjusted(-1, -1, 0, 0)
        if field is self.prose:
            letter = self.fontMetrics().horizontalAdvance("汉")
            wide = QRect(rect.left(), rect.top(), max(rect.width(), letter * _PROSE_LETTERS), max(rect.height(), field.sizeHint().height()))
            inside = self.viewport().rect()
            wide.moveRight(min(wide.right(), max(inside.right(), rect.right())))
            wide.moveBottom(min(wide.bottom(), max(inside.bottom(), rect.bottom())))
            rect = wide
        field.setGeometry(rect)

    def _show_band(self) -> None:
        """Keep the heading of the section that is looked at in sight."""
        top = self.rowAt(0)
        line = next((number for number in range(top, -1, -1) if self.sheet.lines[number].is_band), None) if top >= 0 else None
        is_gone = line is not None and self.rowViewportPosition(line) < 0
        self.band.setVisible(is_gone)
        if line is not None and is_gone:
            self.band.setText(self.sheet.lines[line].cells[0])
            self.band.setGeometry(0, 0, self.viewport().width(), self.rowHeight(line))

    def _on_about_to_be_reset(self) -> None:
        self.commit()
        self.cell = None
        self._open()

    def _on_reset(self) -> None:
        self.clearSpans()
        for number, line in enumerate(self.sheet.lines):
            if line.is_band:
                self.setSpan(number, 0, 1, len(Column))
                self.setRowHeight(number, self.fontMetrics().lineSpacing() + theme_of(self).gap)
        self._show_band()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """What arrives never overwrites what is being typed."""
        self._painter.forget_lines(first.row(), last.row())
        field, cell = self.field, self.cell
        if field is not None and cell is not None and first.row() <= cell.line <= last.row() and cell not in self.sheet.refused:
            field.show_value(self.sheet.shown_at(cell))

    def _on_section_resized(self, *_: int) -> None:
        self._painter.forget_looks()

    def _on_committed(self, text: str) -> None:
        if self.cell is not None:
            self.committed.emit(self.cell, text)

    def _on_reverted(self) -> None:
        if self.cell is not None:
            self.reverted.emit(self.cell)
