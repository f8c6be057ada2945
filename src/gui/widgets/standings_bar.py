"""How the things of one part stand: its name over a bar of as many pieces as there are standings, each with its count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.model.progress import Standing
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.widgets.focus_ring import paint_ground


class StandingsBar(QAbstractButton):
    """One part; it stays pressed while it is what is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[tuple[Standing, int], ...] = ()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def counts(self) -> tuple[tuple[Standing, int], ...]:
        """The standings that something has, with how many."""
        return self._counts

    def show_counts(self, name: str, counts: Sequence[tuple[Standing, int]]) -> None:
        """Show how many have which standing, in the order told."""
        self._counts = tuple((standing, count) for standing, count in counts if count)
        words = "　".join(f"{standing_text(standing)} {count}" for standing, count in self._counts)
        self.setText(name)
        self.setToolTip(f"{name}\n{words}")
        self.setAccessibleName(f"{name} {words}")
        self.update()

    def sizeHint(self) -> QSize:
        """A line of words, and the bar as high as its counts."""
        gap, line = theme_of(self).gap, self.fontMetrics().height()
        return QSize(gap * 14, line * 2 + gap * 2)

    def minimumSizeHint(self) -> QSize:
        """The name may be cut."""
        return QSize(theme_of(self).gap * 7, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the name and the pieces."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(theme.selection))
        paint_ground(painter, self)
        inner = self.rect().adjusted(theme.gap // 2 + 1, theme.gap // 2, -theme.gap // 2 - 1, -theme.gap // 2)
        line = self.fontMetrics().height()
        name = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(QColor(theme.text))
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), line), Qt.AlignmentFlag.AlignLeft, name)
        self._paint_pieces(painter, QRect(inner.left(), inner.bottom() - line, inner.width(), line))

    def _paint_pieces(self, painter: QPainter, bar: QRect) -> None:
        theme = theme_of(self)
        total = sum(count for _, count in self._counts)
        before = 0
        for standing, count in self._counts:
            left = bar.left() + bar.width() * before // total
            before += count
            piece = QRect(left, bar.top(), bar.left() + bar.width() * before // total - left, bar.height())
            pair = theme.of_standing(standing)
            painter.fillRect(piece.adjusted(0, 0, -1, 0), QColor(pair.fill))
            painter.fillRect(QRect(piece.left(), piece.bottom() - 1, piece.width() - 1, 2), QColor(pair.ink))
            if piece.width() > self.fontMetrics().horizontalAdvance(str(count)) + 2:
                painter.setPen(QColor(pair.ink))
                painter.drawText(piece.adjusted(0, 0, -1, -2), Qt.AlignmentFlag.AlignCenter, str(count))
