"""One piece of news: a mark, what happened, and small beneath it by whom and when; can be pressed to go there.

Words take two lines at most, the remark one; the tool tip has all of both.
"""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon_pixmap
from gui.widgets.focus_ring import paint_ground

_LEFT = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class News(Struct, frozen=True):
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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip("\n".join(part for part in (news.words, news.remark) if part))
        self.setAccessibleName("，".join(part for part in (news.words, news.remark) if part))
        if news.leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As if the words went on one line."""
        gap = theme_of(self).gap
        return QSize(gap * 30, self._height(1))

    def heightForWidth(self, width: int) -> int:
        """Two lines of words where one is too narrow."""
        is_narrow = self.fontMetrics().horizontalAdvance(self._words) > self._inner(QRect(0, 0, width, 0)).width()
        return self._height(2 if is_narrow else 1)

    def minimumSizeHint(self) -> QSize:
        """Words may be cut: the tool tip has them whole."""
        return QSize(theme_of(self).gap * 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, mark and words."""
        del event
        theme = theme_of(self)
        painter = QPainter(self)
        paint_ground(painter, self)
        inner = self._inner(self.rect())
        line = self.fontMetrics().height()
        side = theme.icon - 4
        mark = icon_pixmap(self.news.icon, self, size=side, ratio=self.devicePixelRatioF(), role=self.news.role)
        painter.drawPixmap(theme.gap, inner.top() + (line - side) // 2 + 1, mark)
        painter.setPen(QColor(theme.text))
        self._draw_words(painter, inner)
        if self.news.remark:
            painter.setFont(self._small_font())
            painter.setPen(QColor(theme.muted))
            height = painter.fontMetrics().height()
            remark = painter.fontMetrics().elidedText(" ".join(self.news.remark.split()), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(QRect(inner.left(), inner.bottom() - height + 1, inner.width(), height), _LEFT, remark)

    @property
    def _words(self) -> str:
        return " ".join(self.news.words.split())

    def _draw_words(self, painter: QPainter, inner: QRect) -> None:
        metrics, words = self.fontMetrics(), self._words
        if metrics.horizontalAdvance(words) <= inner.width():
            painter.drawText(inner, _LEFT, words)
            return
        # Where the first line breaks is the painter's to say: a few letters less than two whole lines fit in any case.
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, 2 * inner.width() - 3 * metrics.height())
        painter.drawText(inner, _LEFT | int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), cut)

    def _inner(self, whole: QRect) -> QRect:
        """Where the words stand."""
        theme = theme_of(self)
        return whole.adjusted(theme.gap + theme.icon + theme.gap // 2, theme.gap // 2, -theme.gap, -theme.gap // 2)

    def _height(self, lines: int) -> int:
        height = self.fontMetrics().height() * lines + theme_of(self).gap
        return height + QFontMetrics(self._small_font()).height() if self.news.remark else height

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(theme_of(self).small_pt)
        return font
