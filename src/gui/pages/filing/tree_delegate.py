"""Paints a line of the tree: the mark of the work at the left, the title, and a heading's count at the right.

Tested with the panel that wears it (tests/gui/pages/filing/test_tree_panel.py).
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.models.filing_tree import Role
from gui.style.dress import theme_of
from gui.widgets.work_mark import WorkMark, paint_work_mark

_MARK = 22


class TreeDelegate(QStyledItemDelegate):
    """Headings are bold where they are outermost; items of which nothing is asked are muted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one line."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        theme = theme_of(option.widget)
        rect = option.rect.adjusted(2, 0, -6, 0)
        item, mark, count = index.data(Role.ITEM), index.data(Role.MARK), index.data(Role.COUNT)
        painter.save()
        painter.setFont(_font(option.font, is_bold=not item and not index.parent().isValid()))
        if mark:
            place = QRectF(rect.left(), rect.top(), _MARK - 4, rect.height())
            paint_work_mark(painter, place, WorkMark(mark), theme=theme)
        words = rect.adjusted(_MARK if item or mark else 0, 0, 0, 0)
        painter.setPen(QColor(theme.muted))
        if count:
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(count) - 8)
        is_quiet = bool(item) and not mark
        painter.setPen(QColor(theme.muted if is_quiet else theme.text))
        _draw_words(painter, words, str(index.data(Qt.ItemDataRole.DisplayRole)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of the theme's height."""
        del index
        return QSize(120, theme_of(option.widget).row_height - 2)


def _font(font: QFont, *, is_bold: bool) -> QFont:
    font = QFont(font)
    font.setBold(is_bold)
    return font


def _draw_words(painter: QPainter, rect: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
