"""The mark of a standing: told by shape and word, and by colour only besides.

已完成 is a ticked disc, 超进度 an arrow upwards, 达进度 a disc, 其他 a ring, 欠进度 a triangle downwards: open, hatched, solid as it
deepens. Nothing is a triangle upwards, since ▲ stands on paper behind a 欠进度 that is deep.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.progress import Standing
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.style.theme import Theme

_TICK = ((-0.46, 0.04), (-0.12, 0.38), (0.48, -0.32))
_UP = ((0.0, -0.98), (0.98, 0.1), (0.36, 0.1), (0.36, 0.92), (-0.36, 0.92), (-0.36, 0.1), (-0.98, 0.1))
_DOWN = ((-0.96, -0.78), (0.96, -0.78), (0.0, 0.86))


def paint_standing(painter: QPainter, rect: QRectF, standing: Standing, *, shade: int = 0, theme: Theme) -> None:
    """Draw the mark in the middle of a rectangle, as large as its shorter side lets it be, and hardly larger than letters."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = min(rect.width(), rect.height(), theme.icon - 2) / 2
    ink = QColor(theme.of_standing(standing, shade).ink)
    painter.translate(rect.center())
    painter.setPen(QPen(ink, max(radius * 0.18, 1.2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    match standing:
        case Standing.DONE:
            _draw_ticked_disc(painter, radius, QColor(theme.surface))
        case Standing.AHEAD:
            painter.setBrush(ink)
            painter.drawPolygon(_scaled(_UP, radius * 0.84))
        case Standing.ON:
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(), radius * 0.62, radius * 0.62)
        case Standing.BEHIND:
            _draw_falling(painter, radius * 0.84, shade)
        case Standing.UNRATED:
            painter.drawEllipse(QPointF(), radius * 0.62, radius * 0.62)
    painter.restore()


def _draw_ticked_disc(painter: QPainter, radius: float, ground: QColor) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(), radius * 0.86, radius * 0.86)
    painter.setPen(QPen(ground, max(radius * 0.22, 1.4), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_scaled(_TICK, radius))


def _draw_falling(painter: QPainter, radius: float, shade: int) -> None:
    pen = painter.pen()
    triangle = _scaled(_DOWN, radius)
    painter.setBrush(QBrush(pen.color()) if shade >= 2 else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(triangle)
    if shade != 1:
        return
    # Lines of the mark's own, since Qt's hatches have one width at every size.
    left, right, tip = (QPointF(x, y) * radius for x, y in _DOWN)
    for share in (0.25, 0.5, 0.75):
        painter.drawLine(left * (1 - share) + right * share, left * (1 - share) + tip * share)


def _scaled(points: tuple[tuple[float, float], ...], radius: float) -> QPolygonF:
    return QPolygonF([QPointF(x * radius, y * radius) for x, y in points])


class StandingMark(QWidget):
    """A mark with its word beside it; `shows_word` is for places where the word stands elsewhere."""

    def __init__(self, parent: QWidget | None = None, *, shows_word: bool = True) -> None:
        super().__init__(parent)
        self._standing: Standing | None = None
        self._shade = 0
        self._remark = ""
        self._shows_word = shows_word
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_standing(self, standing: Standing | None, *, shade: int = 0, remark: str = "") -> None:
        """Show a standing, or nothing; `remark` follows the word, for example the distance."""
        self._standing, self._shade, self._remark = standing, shade, remark
        self.setAccessibleName(self._words())
        self.setToolTip("" if self._shows_word else self._words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark and words on one line."""
        theme = theme_of(self)
        width = theme.icon
        if self._shows_word and self._standing is not None:
            width += theme.gap // 2 + self.fontMetrics().horizontalAdvance(self._words())
        return QSize(width, max(theme.icon, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """All of it: half a word is none."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark at the left and the words after it."""
        super().paintEvent(event)
        if self._standing is None:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        mark = QRectF(0, 0, theme.icon, self.height())
        paint_standing(painter, mark, self._standing, shade=self._shade, theme=theme)
        if self._shows_word:
            painter.setPen(QColor(theme.of_standing(self._standing, self._shade).ink))
            words = QRectF(self.rect()).adjusted(theme.icon + theme.gap // 2, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words())

    def _words(self) -> str:
        if self._standing is None:
            return ""
        return f"{standing_text(self._standing)} {self._remark}".rstrip()
