"""Draws the matrix's cells: a mark made once and kept as a picture, and words beside it where they are wanted.

Tested through the page (test_page.py).
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.models.overview_table import NO_MARK, OverviewTable, mark_of
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.style.theme import Theme
from gui.widgets.standing_mark import paint_standing

# Plain numbers: combining Qt's flags in Python costs more than drawing a cell.
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Shown(StrEnum):
    """What a cell shows beside its mark."""

    MARK = "mark"
    VALUE = "value"
    WORD = "word"


class CellPainter(QStyledItemDelegate):
    """Paints without asking the model for roles: it reads marks and texts by number."""

    def __init__(self, table: OverviewTable, view: QWidget) -> None:
        super().__init__(view)
        self._table = table
        self._view = view
        self.shown = Shown.MARK
        self._theme: Theme | None = None
        self._pictures: dict[int, QPixmap] = {}
        self._inks: dict[int, QColor] = {}
        self._band, self._selection, self._focus, self._muted = QColor(), QColor(), QColor(), QColor()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, mark, words, and the edge about the cell that has the keyboard."""
        theme = self._theme or self._draw_anew()
        line, column, rect, state = index.row(), index.column(), option.rect, option.state.value
        if self._table.is_band(line):
            painter.fillRect(rect, self._band)
            return
        if state & _SELECTED:
            painter.fillRect(rect, self._selection)
        mark = self._table.mark_at(line, column)
        side = theme.icon
        if mark != NO_MARK:
            left = rect.left() + theme.gap if self.shown is not Shown.MARK else rect.center().x() - side // 2
            painter.drawPixmap(left, rect.center().y() - side // 2, self._pictures[mark])
        self._draw_words(painter, rect, mark, self._table.text_at(line, column), theme)
        if state & _FOCUSED:
            painter.setPen(self._focus)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cells are alike."""
        del option, index
        theme = theme_of(self._view)
        return QSize(self.width, theme.row_height)

    @property
    def width(self) -> int:
        """How wide a unit's column is."""
        theme = theme_of(self._view)
        letters = {Shown.MARK: 4.5, Shown.VALUE: 6.5, Shown.WORD: 4.5}[self.shown]
        room = round(self._view.fontMetrics().horizontalAdvance("汉") * letters) + theme.gap * 2
        return room if self.shown is Shown.MARK else room + theme.icon

    def _draw_words(self, painter: QPainter, rect: QRect, mark: int, text: str, theme: Theme) -> None:
        if self.shown is Shown.MARK:
            if mark == NO_MARK and text:
                painter.setPen(self._muted)
                painter.drawText(rect, _CENTRE, "·")
            return
        words = text if self.shown is Shown.VALUE else standing_text(mark_of(mark)[0]) if mark != NO_MARK else ""
        if words:
            painter.setPen(self._inks[mark] if mark != NO_MARK else self._muted)
            place = rect.adjusted(theme.gap + theme.icon + theme.gap // 2, 0, -theme.gap // 2, 0)
            painter.drawText(place, _LEFT, words)

    def forget_looks(self) -> None:
        """Draw the marks anew when they are next needed: the theme or the screen is another."""
        self._theme = None

    def _draw_anew(self) -> Theme:
        """Make the marks' pictures in the colours and for the screen as they are."""
        self._theme = theme = theme_of(self._view)
        self._band, self._selection = QColor(theme.raised), QColor(theme.selection)
        self._focus, self._muted = QColor(theme.field_focus), QColor(theme.muted)
        ratio = self._view.devicePixelRatioF()
        for number in range(15):
            standing, shade = mark_of(number)
            picture = QPixmap(round(theme.icon * ratio), round(theme.icon * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_standing(painter, QRectF(0, 0, theme.icon, theme.icon), standing, shade=shade, theme=theme)
            painter.end()
            self._pictures[number] = picture
            self._inks[number] = QColor(theme.of_standing(standing, shade).ink)
        return theme
