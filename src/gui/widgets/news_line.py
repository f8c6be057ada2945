"""One piece of news: a mark, what happened, and small beneath it by whom and when; can be pressed to go there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon_pixmap
from gui.widgets.focus_ring import paint_ground


@dataclass(frozen=True)
class News:
    """What a line says; `icon` and `role` name the mark and its colour, `leads` whether pressing it goes anywhere."""

    icon: str
    words: str
    remark: str = ""
    role: str = "muted"
    leads: bool = False


class NewsLine(QAbstractButton):
    """One line; `clicked` is the button's own."""

    def __init__(self, news: News, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.news = news
        self.setText(news.words)
        self.setEnabled(news.leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if news.leads else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("\n".join(part for part in (news.words, news.remark) if part))
        self.setAccessibleName("，".join(part for part in (news.words, news.remark) if part))
        if news.leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """One line, or two with a remark."""
        gap = theme_of(self).gap
        height = self.fontMetrics().height() + gap
        if self.news.remark:
            height += QFontMetrics(self._small_font()).height()
        return QSize(gap * 30, height)

    def minimumSizeHint(self) -> QSize:
        """Words may be cut: the tool tip has them whole."""
        return QSize(theme_of(self).gap * 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, mark and words."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        paint_ground(painter, self)
        inner = self.rect().adjusted(theme.gap, theme.gap // 2, -theme.gap, -theme.gap // 2)
        line = QRect(inner.left(), inner.top(), inner.width(), self.fontMetrics().height())
        side = theme.icon - 4
        mark = icon_pixmap(self.news.icon, self, size=side, ratio=self.devicePixelRatioF(), role=self.news.role)
        painter.drawPixmap(line.left(), line.center().y() - side // 2 + 1, mark)
        line.setLeft(line.left() + theme.icon + theme.gap // 2)
        self._draw_words(painter, line, self.news.words, QColor(theme.text))
        if self.news.remark:
            painter.setFont(self._small_font())
            below = QRect(line.left(), line.bottom() + 1, line.width(), painter.fontMetrics().height())
            self._draw_words(painter, below, self.news.remark, QColor(theme.muted))

    def _draw_words(self, painter: QPainter, line: QRect, words: str, colour: QColor) -> None:
        painter.setPen(colour)
        cut = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(theme_of(self).small_pt)
        return font
