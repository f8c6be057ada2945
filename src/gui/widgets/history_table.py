"""A small table of the last periods: one line a period, one column a figure, the latest first; it scrolls nowhere and holds no keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget


class HistoryLine(Struct, frozen=True):
    """One period: its name and a text for each column; `remarks` are the tool tips of the same columns."""

    period: str
    cells: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class HistoryTable(QTableWidget):
    """As high as what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    @property
    def texts(self) -> list[list[str]]:
        """What is shown, line by line."""
        model = self.model()
        return [[str(model.index(row, column).data()) for column in range(self.columnCount())] for row in range(self.rowCount())]

    def show_lines(self, headings: Sequence[str], lines: Sequence[HistoryLine]) -> None:
        """Show these lines under the headings, the first of which is the periods'."""
        self.setColumnCount(len(headings))
        self.setRowCount(len(lines))
        for column, heading in enumerate(headings):
            self.setHorizontalHeaderItem(column, _cell(heading, heading, is_figure=column > 0))
        for row, line in enumerate(lines):
            remarks = ("", *line.remarks, *("",) * len(line.cells))
            for column, text in enumerate((line.period, *line.cells)):
                self.setItem(row, column, _cell(text, remarks[column], is_figure=column > 0))
        for column in range(len(headings)):  # the figures take what is left
            mode = QHeaderView.ResizeMode.Stretch if column == 1 else QHeaderView.ResizeMode.ResizeToContents
            self.horizontalHeader().setSectionResizeMode(column, mode)
        self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().lineSpacing() + 6
        for row in range(self.rowCount()):
            self.setRowHeight(row, height)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height * self.rowCount() + 2)


def _cell(text: str, remark: str, *, is_figure: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setToolTip(remark)
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return cell
