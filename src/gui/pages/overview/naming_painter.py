"""Draws what names a row of the matrix, and the bands of sections. Tested through the page (test_page.py)."""

from __future__ import annotations

from msgspec import Struct, field
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.models.overview_table import BEHIND, TITLE, OverviewTable
from gui.style.dress import theme_of

# Plain numbers: combining Qt's flags in Python costs more than drawing a cell.
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Looks(Struct):
    """What is asked of the theme once, and words that were cut before."""

    gap: int
    band: QColor
    selection: QColor
    text: QColor
    muted: QColor
    plain: QFont
    bold: QFont
    cut: dict[tuple[str, int], str] = field(default_factory=dict)


class NamingPainter(QStyledItemDelegate):
    """Words cut where they do not fit; their row is told apart while one of its cells has the keyboard."""

    def __init__(self, table: OverviewTable, view: QTableView) -> None:
        super().__init__(view)
        self._table = table
        self._view = view
        self._looks: _Looks | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground and words."""
        looks = self._looks or self._look_anew()
        line, column, rect = index.row(), index.column(), option.rect
        is_band = self._table.is_band(line)
        if is_band:
            painter.fillRect(rect, looks.band)
        elif self._view.selectionModel().currentIndex().row() == line:
            painter.fillRect(rect, looks.selection)
        place = rect.adjusted(looks.gap, 0, -looks.gap // 2, 0)
        painter.setFont(looks.bold if is_band else looks.plain)
        painter.setPen(looks.text if is_band or column == TITLE else looks.muted)
        words = self._cut(looks, self._table.text_at(line, column), place.width(), is_band=is_band)
        painter.drawText(place, _RIGHT if column == BEHIND else _LEFT, words)

    def forget_looks(self) -> None:
        """Ask the theme anew when it is next needed."""
        self._looks = None

    def _cut(self, looks: _Looks, words: str, width: int, *, is_band: bool) -> str:
        key = (words, -width if is_band else width)
        if key not in looks.cut:
            metrics = QFontMetrics(looks.bold if is_band else looks.plain)
            looks.cut[key] = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        return looks.cut[key]

    def _look_anew(self) -> _Looks:
        theme = theme_of(self._view)
        bold = QFont(self._view.font())
        bold.setBold(True)
        colours = (QColor(theme.raised), QColor(theme.selection), QColor(theme.text), QColor(theme.muted))
        self._looks = _Looks(theme.gap, *colours, QFont(self._view.font()), bold)
        return self._looks
