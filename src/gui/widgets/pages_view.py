"""Pages as they will be printed: the PDF itself, with its page and its zoom kept while the paper is made anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QGraphicsColorizeEffect, QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.empty_state import EmptyState
from gui.widgets.pdf_document import document_of

_ZOOM_STEP = 1.25
_SMALLEST_ZOOM = 0.25
_LARGEST_ZOOM = 5.0
_POINTS_PER_INCH = 72


class PagesView(QWidget):
    """Shows nothing but a sentence until it is given pages; `page_shown(number)`: another page is read, from 1."""

    page_shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._view = QPdfView()
        self._empty = EmptyState("briefing")
        self._place = QLabel()
        self._previous = self._button("previous", self.tr("上一页"))
        self._next = self._button("next", self.tr("下一页"))
        self._smaller = self._button("zoom-out", self.tr("缩小"))
        self._larger = self._button("zoom-in", self.tr("放大"))
        self._fit = self._button("fit-width", self.tr("适合宽度"))
        self._whole = self._button("fit-page", self.tr("整页"))
        self._grey = self._button("grey", self.tr("看灰度打印的效果"))
        self._grey.setCheckable(True)
        self._arrange()
        self._connect()
        self.show_sentence("")

    @property
    def page_count(self) -> int:
        """How many pages there are; none before the first are given."""
        return self._document.pageCount() if self._document else 0

    @property
    def page_number(self) -> int:
        """The page that is read, from 1; 0 where there is none."""
        return self._view.pageNavigator().currentPage() + 1 if self._document else 0

    @property
    def pages_in_view(self) -> range:
        """The numbers of the pages that are seen, or would be; one more on either side, since a page may end anywhere."""
        number = max(self.page_number, 1)
        return range(max(number - 1, 1), number + 2)

    @property
    def zoom(self) -> float:
        """How large a page is shown; 1 is as large as it is printed."""
        if self._view.zoomMode() is QPdfView.ZoomMode.Custom or self._document is None:
            return self._view.zoomFactor()
        return self._fitted_zoom(self._document.pagePointSize(max(self.page_number - 1, 0)).toSize())

    def show_bytes(self, data: bytes) -> None:
        """Show the pages of a PDF; place and zoom stay as they are, as far as there are pages.

        Raises:
            ValueError: the bytes are no PDF.
        """
        across, down = self._view.horizontalScrollBar().value(), self._view.verticalScrollBar().value()
        former, self._document = self._document, document_of(data, self)
        self._view.setDocument(self._document)
        if former is not None:
            former.deleteLater()
        self._stack.setCurrentWidget(self._shown)
        self._view.horizontalScrollBar().setValue(across)
        self._view.verticalScrollBar().setValue(down)
        self._show_place()

    def show_sentence(self, sentence: str) -> None:
        """Say why there are no pages to be seen; the last ones are kept for when pages come again."""
        self._empty.show_sentence(sentence)
        self._stack.setCurrentWidget(self._empty)

    def show_page(self, number: int) -> None:
        """Go to a page, from 1; the nearest there is."""
        if self._document is None:
            return
        index = max(0, min(number, self.page_count) - 1)
        self._view.pageNavigator().jump(index, QPointF(), 0)

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """Make a whole page fit the view."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def zoom_in(self) -> None:
        """Make pages a quarter larger."""
        self._zoom_to(self.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make pages a fifth smaller."""
        self._zoom_to(self.zoom / _ZOOM_STEP)

    @Slot(bool)
    def show_in_grey(self, is_grey: bool) -> None:  # noqa: FBT001 # a slot of toggled
        """Show the pages as a printer without colours has them, or in colour again."""
        self._grey.setChecked(is_grey)
        effect = QGraphicsColorizeEffect(self._view.viewport()) if is_grey else None
        if effect is not None:
            effect.setColor(QColor("black"))  # what is told by lightness alone
        self._view.viewport().setGraphicsEffect(effect)  # type: ignore[arg-type] # None takes it away

    def changeEvent(self, event: QEvent) -> None:
        """Let the ground follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour_ground()

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self))
        button.setIconSize(QSize(theme_of(self).icon, theme_of(self).icon))
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _arrange(self) -> None:
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        gap = theme_of(self).gap
        self._view.setPageSpacing(gap)
        self._view.setDocumentMargins(QMargins(gap, gap, gap, gap))
        self._view.setAccessibleName(self.tr("版面"))
        self._colour_ground()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self._view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._shown)

    def _bar(self) -> QHBoxLayout:
        gap = theme_of(self).gap
        bar = QHBoxLayout()
        bar.setContentsMargins(gap, gap // 2, gap, gap // 2)
        bar.setSpacing(gap // 2)
        for part in (self._previous, self._place, self._next):
            bar.addWidget(part)
        bar.addStretch()
        for part in (self._smaller, self._larger, self._fit, self._whole, self._grey):
            bar.addWidget(part)
        return bar

    def _connect(self) -> None:
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._smaller.clicked.connect(self.zoom_out)
        self._larger.clicked.connect(self.zoom_in)
        self._fit.clicked.connect(self.fit_width)
        self._whole.clicked.connect(self.fit_page)
        self._grey.toggled.connect(self.show_in_grey)
        self._view.pageNavigator().currentPageChanged.connect(self._on_page_changed)
        for key, slot in (
            (QKeySequence.StandardKey.ZoomIn, self.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.zoom_out),
            (QKeySequence("Ctrl+0"), self.fit_width),
        ):
            QShortcut(QKeySequence(key), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _on_previous_clicked(self) -> None:
        self.show_page(self.page_number - 1)

    def _on_next_clicked(self) -> None:
        self.show_page(self.page_number + 1)

    def _on_page_changed(self) -> None:
        self._show_place()
        self.page_shown.emit(self.page_number)

    def _show_place(self) -> None:
        number, count = self.page_number, self.page_count
        self._place.setText(self.tr("第{number}页，共{count}页").format(number=number, count=count))
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)

    def _zoom_to(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(_SMALLEST_ZOOM, min(factor, _LARGEST_ZOOM)))

    def _fitted_zoom(self, page: QSize) -> float:
        margins = self._view.documentMargins()
        room = self._view.viewport().size() - QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        inches_across = self.logicalDpiX() / _POINTS_PER_INCH
        by_width = room.width() / max(page.width() * inches_across, 1)
        if self._view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return by_width
        return min(by_width, room.height() / max(page.height() * inches_across, 1))

    def _colour_ground(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Dark, QColor(theme_of(self).raised))
        self._view.setPalette(palette)
