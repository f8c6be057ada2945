"""A label of one line that ends in … where it is too narrow; the whole text is its tool tip then, and always what a screen reader reads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Plain text on one line, as narrow as it must be."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text; line feeds become spaces."""
        super().setText(" ".join(text.split()))
        self._offer_whole()

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def is_elided(self) -> bool:
        """Whether something of the text is not seen."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as fits."""
        if not self.is_elided():
            super().paintEvent(event)
            return
        # Late: making QStyle's many enumerations takes 8 ms, which a start should pay only where something is too long.
        from PySide6.QtWidgets import QStyle, QStyleOption  # noqa: PLC0415 # see above

        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)

    def _offer_whole(self) -> None:
        self.setToolTip(self.text() if self.is_elided() else "")
