"""How far one part of the work is: its name, how many of how many, and a bar; can be pressed to go there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.style.dress import theme_of
from gui.widgets.focus_ring import paint_ground

_BAR_HEIGHT = 6


class ProgressRow(QAbstractButton):
    """One part; `clicked` is the button's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = 0
        self._total = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def counts(self) -> tuple[int, int]:
        """How many are done, of how many."""
        return self._done, self._total

    def show_progress(self, name: str, done: int, total: int) -> None:
        """Show how many of a part's things are done."""
        self._done, self._total = done, total
        self.setText(name)
        self.setToolTip(name)
        self.setAccessibleName(f"{name} {done}/{total}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line of words and the bar under it."""
        gap = theme_of(self).gap
        return QSize(gap * 30, self.fontMetrics().height() + _BAR_HEIGHT + gap * 2)

    def minimumSizeHint(self) -> QSize:
        """The name may be cut, the count not."""
        return QSize(theme_of(self).gap * 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the words and the bar."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        paint_ground(painter, self)
        inner = self.rect().adjusted(theme.gap, theme.gap // 2, -theme.gap, -theme.gap // 2)
        count = f"{self._done}/{self._total}"
        count_width = self.fontMetrics().horizontalAdvance(count)
        words = inner.adjusted(0, 0, -count_width - theme.gap, 0)
        top = Qt.AlignmentFlag.AlignTop
        name = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.setPen(QColor(theme.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | top, name)
        is_whole = self._done == self._total
        painter.setPen(QColor(theme.good if is_whole else theme.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | top, count)
        bar = QRectF(inner.left(), inner.bottom() - _BAR_HEIGHT, inner.width(), _BAR_HEIGHT)
        self._paint_bar(painter, bar, QColor(theme.good if is_whole else theme.accent))

    def _paint_bar(self, painter: QPainter, bar: QRectF, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme_of(self).raised))
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        if self._done and self._total:
            bar.setWidth(max(bar.width() * self._done / self._total, bar.height()))
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
