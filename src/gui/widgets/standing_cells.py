"""Cells of a table that show a standing by its mark and its word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from core.model.progress import Standing
from gui.style.dress import theme_of
from gui.widgets.line_table import RoomyDelegate
from gui.widgets.standing_mark import paint_standing


class StandingCells(RoomyDelegate):
    """Asks the model for the standing and its shade by two roles; the word is what the cell displays."""

    def __init__(self, standing_role: int, shade_role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing_role = standing_role
        self._shade_role = shade_role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The mark at the left, the word after it."""
        standing = index.data(self._standing_role)
        if standing is None:
            super().paint(painter, option, index)
            return
        inner = QStyleOptionViewItem(option)
        self.initStyleOption(inner, index)
        widget: QWidget = option.widget
        theme = theme_of(widget)
        widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, inner, painter, widget)
        mark = QRectF(option.rect.x() + theme.gap, option.rect.y(), theme.icon, option.rect.height())
        paint_standing(painter, mark, Standing(standing), shade=int(index.data(self._shade_role) or 0), theme=theme)
        words = QStyleOptionViewItem(option)
        words.rect = option.rect.adjusted(theme.icon + theme.gap // 2, 0, 0, 0)
        super().paint(painter, words, index)

    def room_beside(self, table: QWidget) -> int:
        """The mark, and the gap between it and the word."""
        theme = theme_of(table)
        return theme.icon + theme.gap // 2
