"""The figures of one submission as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from core.model.progress import Standing
from gui.style.dress import theme_of
from gui.style.formats import standing_text

STANDING_ROLE = Qt.ItemDataRole.UserRole
SHADE_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns from left to right."""

    CODE = 0
    NAME = 1
    LAST = 2
    VALUE = 3
    TARGET = 4
    COMPLETION = 5
    ELAPSED = 6
    DISTANCE = 7
    STANDING = 8
    NOTES = 9
    REVIEWED = 10


class FigureLine(Struct, frozen=True):
    """A figure in words, and its standing (None where it has none yet); `is_grave` says that a note stands against it."""

    code: str
    name: str
    last: str
    value: str
    target: str
    completion: str
    elapsed: str
    distance: str
    notes: str
    reviewed: str
    standing: Standing | None = None
    shade: int = 0
    is_grave: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The words of each column."""
        standing = "" if self.standing is None else standing_text(self.standing)
        before = (self.code, self.name, self.last, self.value, self.target, self.completion, self.elapsed, self.distance)
        return (*before, standing, self.notes, self.reviewed)


class FiguresModel(QAbstractTableModel):
    """Read only: a unit's number is its own."""

    lines: tuple[FigureLine, ...] = ()

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these figures."""
        if tuple(lines) == self.lines:
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """One row a figure."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # Qt's own
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names()[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # Qt's own
        """A cell's words; standing and shade for whoever paints them."""
        line, column = self.lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.cells[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column == Column.NOTES and line.is_grave:
                return QColor(theme_of(self).trouble)
        if column == Column.STANDING and role in {STANDING_ROLE, SHADE_ROLE}:
            return line.standing if role == STANDING_ROLE else line.shade
        return None

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("编号"),
            self.tr("指标"),
            self.tr("上期"),
            self.tr("本期"),
            self.tr("目标"),
            self.tr("完成"),
            self.tr("序时"),
            self.tr("距离"),
            self.tr("评价"),
            self.tr("提示"),
            self.tr("核定值"),
        )


def _alignment(column: int) -> Qt.AlignmentFlag:
    is_figure = column in {Column.LAST, Column.VALUE, Column.TARGET, Column.COMPLETION, Column.ELAPSED, Column.DISTANCE, Column.REVIEWED}
    return (Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
