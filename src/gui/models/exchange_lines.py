"""Tables of lines that are read and not edited: files that came in, computers that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from gui.style.dress import theme_of

Mood = Literal["text", "muted", "trouble", "notice", "good"]
_Index = QModelIndex | QPersistentModelIndex


class Line(Struct, frozen=True):
    """The cells of a row; the mood colours its last cell, whose words say the same."""

    cells: tuple[str, ...]
    mood: Mood = "text"


class LinesModel(QAbstractTableModel):
    """Lines under a head; `figures` are the columns of numbers, which stand to the right."""

    def __init__(self, head: Sequence[str], figures: frozenset[int] = frozenset(), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._head = tuple(head)
        self._figures = figures
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        if tuple(lines) == self.lines:
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """One row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """As many as the head has."""
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # Qt's own
        """The head's words; rows have none."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 # Qt's own
        """A cell's words, which are its tool tip as well."""
        line, column = self.lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return line.cells[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column == len(self._head) - 1 and line.mood != "text":
                return QColor(getattr(theme_of(self), line.mood))
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._figures else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
