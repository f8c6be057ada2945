"""The mark of a standing: told by shape and word, and by colour only besides; the shapes are those of the printed charts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.progress import Standing
from core.model.signs import ARROW, DISC_RADIUS, DOT_RADIUS, FALLING, FALLING_TWICE, TICK, Shape
from gui.style.dress import theme_of
from gui.style.formats import standing_text
from gui.style.theme import Theme


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
            painter.drawPolygon(_scaled(ARROW, radius))
        case Standing.ON:
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(), radius * DOT_RADIUS, radius * DOT_RADIUS)
        case Standing.BEHIND:
            _draw_falling(painter, radius, shade)
        case Standing.UNRATED:
            painter.drawEllipse(QPointF(), radius * DOT_RADIUS, radius * DOT_RADIUS)
    painter.restore()


def _draw_ticked_disc(painter: QPainter, radius: float, ground: QColor) -> None:
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(), radius * DISC_RADIUS, radius * DISC_RADIUS)
    painter.setBrush(ground)
    painter.drawPolygon(_scaled(TICK, radius))


def _draw_falling(painter: QPainter, radius: float, shade: int) -> None:
    pen = painter.pen()
    if shade > 0:
        painter.setBrush(pen.color())
    if shade > 1:
        painter.setPen(QPen(pen.color(), radius * 0.08))  # a wider edge would make one of the two
    for triangle in FALLING_TWICE if shade > 1 else (FALLING,):
        painter.drawPolygon(_scaled(triangle, radius))


def _scaled(shape: Shape, radius: float) -> QPolygonF:
    return QPolygonF([QPointF(x * radius, -y * radius) for x, y in shape])


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
