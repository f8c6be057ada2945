"""A chart as it is printed, drawn sharp at whatever size it is given, on a sheet of paper: charts are made for white ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style.dress import theme_of
from gui.widgets.pdf_document import document_of

_USUAL_WIDTH = 320
_MARGIN = 8
_EMPTY_HEIGHT = 64


class ChartView(QWidget):
    """The first page of a PDF, as high as its width asks; drawn on another thread, the last picture stands until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._renderer: QPdfPageRenderer | None = None
        self._asked = QSize()
        self._picture = QImage()
        self._is_last_chart = False
        self._sentence = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_drawn(self) -> bool:
        """Whether the picture is of the chart told last, at the size and on the screen as they are."""
        return self._is_last_chart and self._picture.size() == self._wanted_size()

    def show_bytes(self, data: bytes, *, words: str = "") -> None:
        """Show a chart; `words` is what a screen reader says of it.

        Raises:
            ValueError: the bytes are no PDF.
        """
        renderer = self._new_renderer()
        document = document_of(data, self)
        renderer.setDocument(document)
        self._let_go()
        self._renderer, self._document = renderer, document
        self._sentence = ""
        self.setAccessibleName(words)
        self.updateGeometry()
        self._ask()

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no chart."""
        self._let_go()
        self._picture = QImage()
        self._sentence = sentence
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A usual width, and the height that goes with it."""
        return QSize(_USUAL_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def heightForWidth(self, width: int) -> int:
        """The chart's own proportions; one sentence's height where there is none."""
        if self._document is None:
            return _EMPTY_HEIGHT
        page = self._document.pagePointSize(0)
        return round((width - 2 * _MARGIN) * page.height() / max(page.width(), 1)) + 2 * _MARGIN

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the chart drawn for the new size."""
        super().resizeEvent(event)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        """Have the chart drawn for another screen."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper and chart, or the sentence."""
        super().paintEvent(event)
        theme = theme_of(self)
        painter = QPainter(self)
        if self._document is None:
            painter.setPen(QColor(theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(theme.line)))
        painter.setBrush(QColor(theme.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius, theme.radius)
        if not self._picture.isNull():
            painter.drawImage(self._place(), self._picture)

    def _place(self) -> QRect:
        """Where the chart lies: in the middle, as large as it fits."""
        room = self.rect().marginsRemoved(QMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        if self._document is None:
            return room
        size = self._document.pagePointSize(0).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        return place

    def _wanted_size(self) -> QSize:
        return (self._place().size().toSizeF() * self.devicePixelRatioF()).toSize()

    def _new_renderer(self) -> QPdfPageRenderer:
        """One for each chart: a renderer takes the same size asked twice for one request, whatever its document is by then.

        It is made before its document, since children go in the order in which they came, and it may still be drawing.
        """
        renderer = QPdfPageRenderer(self)
        renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        renderer.pageRendered.connect(self._on_page_rendered)
        return renderer

    def _let_go(self) -> None:
        if self._renderer is not None and self._document is not None:
            self._renderer.pageRendered.disconnect(self._on_page_rendered)
            self._renderer.deleteLater()
            self._document.deleteLater()
        self._renderer, self._document, self._asked = None, None, QSize()
        self._is_last_chart = False

    def _ask(self) -> None:
        size = self._wanted_size()
        if self._renderer is None or size.isEmpty() or size == self._asked:
            return
        self._asked = size
        self._renderer.requestPage(0, size)

    def _on_page_rendered(self, page: int, size: QSize, picture: QImage) -> None:
        if page == 0 and size == self._asked:  # else of a size that is over
            self._picture = picture
            self._is_last_chart = True
            self.update()
