"""Draws the sheet's cells: grounds that say what is asked, words in at most two lines, broken once and kept.

Tested through the pane (test_sheet_pane.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.models.filing_sheet import FIGURES, Cell, Column, FilingSheet
from gui.style.dress import theme_of
from gui.style.theme import Theme
from gui.widgets.standing_mark import paint_standing

_SELECTED = QStyle.StateFlag.State_Selected.value
_RIGHT = frozenset({Column.LAST, *FIGURES})
_LINES = 2
_NEVER_FIRST = tuple("”’）》」，。、；：！？")


class SheetPainter(QStyledItemDelegate):
    """Paints without asking the model for roles: it reads lines by number."""

    def __init__(self, sheet: FilingSheet, view: QWidget) -> None:
        super().__init__(view)
        self._sheet = sheet
        self._view = view
        self._theme: Theme | None = None
        self._broken: dict[int, dict[tuple[int, int], tuple[str, ...]]] = {}
        self._colours: dict[str, QColor] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, words, the standing's mark, and a corner where what was typed was refused."""
        theme = self._theme or self._draw_anew()
        cell, rect, colours = Cell(index.row(), index.column()), option.rect, self._colours
        line = self._sheet.lines[cell.line]
        if line.is_band:
            painter.fillRect(rect, colours["raised"])
            painter.setPen(colours["text"])
            painter.drawText(rect.adjusted(theme.gap, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), line.cells[0])
            return
        is_refused = cell in self._sheet.refused
        painter.fillRect(rect, self._ground(cell, is_selected=bool(option.state.value & _SELECTED), is_refused=is_refused))
        left = theme.gap // 2
        if cell.column == Column.STANDING and line.standing is not None:
            side = theme.icon
            place = QRectF(rect.left() + left, rect.center().y() - side / 2, side, side)
            paint_standing(painter, place, line.standing, shade=line.shade, theme=theme)
            left += side + theme.gap // 2
        is_muted = cell.column in {Column.CODE, Column.UNIT, Column.LAST} or cell in self._sheet.waiting
        painter.setPen(colours["trouble"] if is_refused else colours["muted"] if is_muted else colours["text"])
        self._draw_words(painter, cell, rect.adjusted(left, 0, -theme.gap // 2, 0))
        if is_refused:
            size = theme.gap
            corner = QPolygon([rect.topRight(), rect.topRight() - QPoint(size, 0), rect.topRight() + QPoint(0, size)])
            painter.setBrush(colours["trouble"])
            painter.drawPolygon(corner)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines of words."""
        del option, index
        return QSize(0, self._view.fontMetrics().lineSpacing() * _LINES + theme_of(self._view).gap)

    def forget_looks(self) -> None:
        """The theme, the letters or the widths are others."""
        self._theme = None

    def forget_lines(self, first: int, last: int) -> None:
        """The words of some lines have changed."""
        for line in range(first, last + 1):
            self._broken.pop(line, None)

    def _ground(self, cell: Cell, *, is_selected: bool, is_refused: bool) -> QColor:
        line = self._sheet.lines[cell.line]
        if is_refused:
            return self._colours["trouble_surface"]
        if is_selected:
            return self._colours["selection"]
        if cell.column in line.asked and not self._sheet.is_filled(cell):
            return self._colours["notice_surface"]
        return self._colours["surface"] if cell.column in line.opened else self._colours["window"]

    def _draw_words(self, painter: QPainter, cell: Cell, rect: QRect) -> None:
        text = self._sheet.shown_at(cell)
        if not text:
            return
        metrics = painter.fontMetrics()
        lines = self._lines(cell, text, rect.width(), metrics)
        height = metrics.lineSpacing()
        top = rect.center().y() - height * len(lines) // 2 + metrics.ascent()
        for number, words in enumerate(lines):
            left = rect.right() - metrics.horizontalAdvance(words) if cell.column in _RIGHT else rect.left()
            painter.drawText(left, top + number * height, words)

    def _lines(self, cell: Cell, text: str, width: int, metrics: QFontMetrics) -> tuple[str, ...]:
        """The words in lines, the last one cut off where they do not fit."""
        kept = self._broken.setdefault(cell.line, {})
        if (cell.column, width) not in kept:
            kept[cell.column, width] = _broken(" ".join(text.split()), width, metrics)
        return kept[cell.column, width]

    def _draw_anew(self) -> Theme:
        self._theme = theme = theme_of(self._view)
        self._broken.clear()
        names = ("raised", "text", "muted", "trouble", "trouble_surface", "selection", "notice_surface", "surface", "window")
        self._colours = {name: QColor(getattr(theme, name)) for name in names}
        return theme


def _broken(text: str, width: int, metrics: QFontMetrics) -> tuple[str, ...]:
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    first = len(text)
    while first > 1 and metrics.horizontalAdvance(text[:first]) > width:
        first -= max(1, (metrics.horizontalAdvance(text[:first]) - width) // max(metrics.maxWidth(), 1))
    if text[first : first + 1] in _NEVER_FIRST and first > 1:
        first -= 1
    return text[:first], metrics.elidedText(text[first:].lstrip(), Qt.TextElideMode.ElideRight, width)
