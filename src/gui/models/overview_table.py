"""The matrix of standings as a table: bands of sections, rows of items and indicators, columns of units, filtered without copying a cell.

Rows are numbers into the matrix, so that a hundred thousand cells are scrolled without a value being made for any.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.model.progress import Standing
from gui.style.formats import standing_text

CODE, TITLE, TARGET, BEHIND = range(4)
FIRST_UNIT = 4
NO_MARK = -1
EARLIER = "*"  # behind a figure that is older than its row's last period
_SHADES = 3
_MARKS = tuple((standing, shade) for standing in Standing for shade in range(_SHADES))
_BAND = -1
# Made once: the view asks for them with every cell that it draws.
_OF_BANDS = Qt.ItemFlag.NoItemFlags  # the keyboard passes over them
_OF_CELLS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_Index = QModelIndex | QPersistentModelIndex


def mark_number(standing: Standing, shade: int) -> int:
    """A standing with its depth as the small number that a cell holds."""
    return _MARKS.index((standing, max(0, min(shade, _SHADES - 1))))


def mark_of(number: int) -> tuple[Standing, int]:
    """The standing and depth behind a cell's number, which is not `NO_MARK`."""
    return _MARKS[number]


class MatrixColumn(Struct, frozen=True):
    """A unit: `group` is what the filter of units asks for, `remark` stands under the name, `words` is the head's tool tip."""

    name: str
    group: str
    remark: str
    words: str


class MatrixRow(Struct, frozen=True):
    """An indicator or item; `section` is the number of its band, `behind` how many units are behind of those that are rated."""

    code: str
    title: str
    target: str
    section: int
    behind: str


class Matrix(Struct, frozen=True):
    """All of it: `marks` a row of small numbers and `texts` a row of words for each of `rows`, as long as `columns`."""

    columns: tuple[MatrixColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    marks: Sequence[array[int]] = ()
    texts: Sequence[Sequence[str]] = ()
    bands: tuple[str, ...] = ()


class MatrixFilter(Struct, frozen=True):
    """Which rows and columns are wanted; empty and None mean all. `standing` wants rows with such a cell in a wanted column."""

    section: int | None = None
    group: str = ""
    standing: Standing | None = None
    text: str = ""


class OverviewTable(QAbstractTableModel):
    """Four columns that name a row, then the units."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()
        self.filter = MatrixFilter()
        self._lines: list[int] = []  # rows of the matrix, and bands as `_BAND - section`

    def show_matrix(self, matrix: Matrix, wanted: MatrixFilter) -> None:
        """Show another matrix, as far as it is wanted."""
        self.beginResetModel()
        self.matrix = matrix
        self.filter = wanted
        self._lines = self._wanted_lines()
        self.endResetModel()

    def show_filtered(self, wanted: MatrixFilter) -> None:
        """Show only some of the rows; columns are hidden by the view, which asks `is_wanted_column`."""
        self.beginResetModel()
        self.filter = wanted
        self._lines = self._wanted_lines()
        self.endResetModel()

    def is_wanted_column(self, column: int) -> bool:
        """Whether a unit's column passes the filter; the city's always does."""
        group = self.matrix.columns[column - FIRST_UNIT].group
        return not self.filter.group or not group or group == self.filter.group

    def is_band(self, line: int) -> bool:
        """Whether a line is a section's heading."""
        return self._lines[line] < 0

    def row_of(self, line: int) -> int | None:
        """The matrix's row on a line; None for a band."""
        number = self._lines[line]
        return number if number >= 0 else None

    def line_of(self, row: int) -> int | None:
        """The line on which a row of the matrix is shown; None where the filter passes it over."""
        return self._lines.index(row) if row in self._lines else None

    def mark_at(self, line: int, column: int) -> int:
        """The small number of a cell, `NO_MARK` where there is nothing to be marked."""
        row = self._lines[line]
        return self.matrix.marks[row][column - FIRST_UNIT] if row >= 0 and column >= FIRST_UNIT else NO_MARK

    def text_at(self, line: int, column: int) -> str:
        """The words of any cell."""
        number = self._lines[line]
        if number < 0:
            return self.matrix.bands[_BAND - number] if column == CODE else ""
        if column >= FIRST_UNIT:
            return self.matrix.texts[number][column - FIRST_UNIT]
        row = self.matrix.rows[number]
        return (row.code, row.title, row.target, row.behind)[column]

    def rowCount(self, parent: _Index | None = None) -> int:
        """The lines, bands included."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The naming columns and all units."""
        return 0 if parent is not None and parent.isValid() else FIRST_UNIT + len(self.matrix.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Bands cannot be chosen."""
        return _OF_BANDS if self.is_band(index.row()) else _OF_CELLS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, alignment, tool tip, and what a screen reader says."""
        line, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text_at(line, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._said(line, column)
            case Qt.ItemDataRole.TextAlignmentRole if column == BEHIND:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A unit's name over how it stands."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section < FIRST_UNIT:
            return self._title_of(section) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.matrix.columns[section - FIRST_UNIT]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.name}\n{column.remark}"
        return column.words if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole} else None

    def as_table(self, lines: Sequence[int], columns: Sequence[int]) -> str:
        """Some lines and units as text with tabs, head and naming columns included; what a spreadsheet pastes as a table."""
        units = [column for column in columns if column >= FIRST_UNIT]
        head = [self._title_of(column) for column in range(FIRST_UNIT)] + [
            self.matrix.columns[column - FIRST_UNIT].name for column in units
        ]
        rows = [head]
        for line in lines:
            naming = [self.text_at(line, column) for column in range(FIRST_UNIT)]
            rows.append(naming + [self._cell_words(line, column) for column in units])
        return "\n".join("\t".join(" ".join(text.split()) for text in row) for row in rows) + "\n"

    def _wanted_lines(self) -> list[int]:
        lines: list[int] = []
        section = -1
        for number in self._wanted_rows():
            if self.matrix.rows[number].section != section:
                section = self.matrix.rows[number].section
                lines.append(_BAND - section)
            lines.append(number)
        return lines

    def _wanted_rows(self) -> list[int]:
        wanted = self.filter
        text = wanted.text.strip().casefold()
        numbers = list(range(len(self.matrix.rows)))
        if wanted.section is not None:
            numbers = [number for number in numbers if self.matrix.rows[number].section == wanted.section]
        if text:
            numbers = [number for number in numbers if text in self._searched(number)]
        if wanted.standing is not None:
            numbers = [number for number in numbers if self._has_standing(number, wanted.standing)]
        return numbers

    def _searched(self, number: int) -> str:
        row = self.matrix.rows[number]
        return f"{row.code} {row.title} {row.target}".casefold()

    def _has_standing(self, number: int, standing: Standing) -> bool:
        marks = self.matrix.marks[number]
        return any(
            mark != NO_MARK and _MARKS[mark][0] is standing and self.is_wanted_column(FIRST_UNIT + column)
            for column, mark in enumerate(marks)
        )

    def _said(self, line: int, column: int) -> str:
        if column < FIRST_UNIT or self.is_band(line):
            return self.text_at(line, column)
        row = self.matrix.rows[self._lines[line]]
        words = self._cell_words(line, column)
        if words.endswith(EARLIER):
            words = _translated("{words}（*为较早一期的数）").format(words=words)
        return f"{self.matrix.columns[column - FIRST_UNIT].name}\n{row.code} {row.title}\n{words}" if words else ""

    def _cell_words(self, line: int, column: int) -> str:
        mark = self.mark_at(line, column)
        word = standing_text(_MARKS[mark][0]) if mark != NO_MARK else ""
        return f"{word} {self.text_at(line, column)}".strip()

    def _title_of(self, column: int) -> str:
        return {CODE: _translated("编号"), TITLE: _translated("事项或指标"), TARGET: _translated("目标"), BEHIND: _translated("欠进度")}[
            column
        ]


def _translated(text: str) -> str:
    return QCoreApplication.translate("overview", text)
