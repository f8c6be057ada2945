"""A paper as it will be printed, with its outline at the left and a search through its words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QToolButton, QTreeView, QVBoxLayout, QWidget

from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.pages_view import PagesView


class SearchedPages(PagesView):
    """Pages whose words can be searched; the hit that is looked at is marked on its page.

    Signals:
        searched(): some more of the pages were searched; `is_searching` says whether any are left.
    """

    searched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = QPdfSearchModel(self)
        self._view.setSearchModel(self.hits)
        self._next_page = 0
        # The model itself searches a page now and then, which takes ten seconds for eighty; asking it for a page's hits searches that page.
        self._walk = QTimer(self)
        self._walk.timeout.connect(self._on_walked)

    @property
    def is_searching(self) -> bool:
        """Whether pages are left that were not searched."""
        return self._walk.isActive()

    def search(self, words: str) -> None:
        """Search the pages for words; without words there are no hits."""
        self.hits.setSearchString(words)
        self._next_page = 0
        if words and self.page_count:
            self._walk.start(0)
        else:
            self._walk.stop()

    @property
    def document(self) -> QPdfDocument | None:
        """The paper; None before the first is shown."""
        return self._document

    @property
    def view(self) -> QPdfView:
        """The part that draws the pages."""
        return self._view

    def show_bytes(self, data: bytes) -> None:
        """Show the pages of a PDF, and search in these from now on."""
        words = self.hits.searchString()
        self.search("")
        super().show_bytes(data)
        if self._document is not None:
            self.hits.setDocument(self._document)
            self.search(words)

    def show_hit(self, number: int) -> None:
        """Go to a hit, counted from 0."""
        link = self.hits.resultAtIndex(number)
        self._view.setCurrentSearchResultIndex(number)
        self._view.pageNavigator().jump(link.page(), link.location(), 0)

    def _on_walked(self) -> None:
        self.hits.resultsOnPage(self._next_page)
        self._next_page += 1
        if self._next_page >= self.page_count:
            self._walk.stop()
        self.searched.emit()


class PaperView(QWidget):
    """Outline, pages and a field for the words sought."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = SearchedPages()
        self.outline = QTreeView()
        self.search = QLineEdit()
        self._found = QLabel()
        self._hit = -1
        self._bookmarks = QPdfBookmarkModel(self)
        self._previous = self._button("previous", self.tr("上一处"))
        self._next = self._button("next", self.tr("下一处"))
        self._arrange()
        self.outline.clicked.connect(self._on_outline_chosen)
        self.outline.activated.connect(self._on_outline_chosen)
        self.search.textChanged.connect(self._on_words_changed)
        self.search.returnPressed.connect(self.show_next_hit)
        self._next.clicked.connect(self.show_next_hit)
        self._previous.clicked.connect(self.show_previous_hit)
        self.pages.searched.connect(self._show_count)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find_wanted, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def found(self) -> str:
        """What is said of the search; empty while nothing is sought."""
        return self._found.text()

    @property
    def hit_count(self) -> int:
        """How often the words are found; grows while the pages are searched."""
        return self.pages.hits.rowCount(QModelIndex())

    def show_bytes(self, data: bytes) -> None:
        """Show a paper; page, zoom and words sought stay.

        Raises:
            ValueError: the bytes are no PDF.
        """
        self._hit = -1
        self.pages.show_bytes(data)
        if self.pages.document is not None:
            self._bookmarks.setDocument(self.pages.document)
        self.outline.expandAll()
        self._side.setVisible(True)
        self.outline.setVisible(self._bookmarks.rowCount(QModelIndex()) > 0)

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no paper."""
        self._side.hide()
        self.pages.show_sentence(sentence)

    def show_next_hit(self) -> None:
        """Go to the next place where the words are found; after the last comes the first."""
        self._show_hit(self._hit + 1)

    def show_previous_hit(self) -> None:
        """Go to the place before."""
        self._show_hit(max(self._hit, 0) - 1)

    def _show_hit(self, number: int) -> None:
        if self.hit_count:
            self._hit = number % self.hit_count
            self.pages.show_hit(self._hit)
            self._show_count()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        words = self.tr("在简报中查找")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", self, role="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.outline.setModel(self._bookmarks)
        self.outline.setHeaderHidden(True)
        self.outline.setAccessibleName(self.tr("目录"))
        self.outline.setUniformRowHeights(True)
        self.outline.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._found.setProperty("role", "small")
        self._side = QWidget()
        hits = QHBoxLayout()
        hits.addWidget(self._found, 1)
        hits.addWidget(self._previous)
        hits.addWidget(self._next)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, gap, 0)
        column.setSpacing(gap // 2)
        column.addWidget(self.search)
        column.addLayout(hits)
        column.addWidget(self.outline, 1)
        column.addStretch(0)
        self._side.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._side)
        splitter.addWidget(self.pages)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([gap * 34, gap * 110])
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        self._show_count()

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, self))
        button.setIconSize(QSize(theme_of(self).icon - 4, theme_of(self).icon - 4))
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _show_count(self) -> None:
        count = self.hit_count
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
        if not self.search.text():
            self._found.setText("")
        elif self.pages.is_searching:
            self._found.setText(self.tr("正在查找，已找到{count}处").format(count=count))
        elif self._hit < 0:
            self._found.setText(self.tr("找到{count}处").format(count=count))
        else:
            self._found.setText(self.tr("第{number}处，共{count}处").format(number=self._hit + 1, count=count))

    def _on_words_changed(self, words: str) -> None:
        self._hit = -1
        self.pages.search(words)
        self._show_count()

    def _on_find_wanted(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_outline_chosen(self, index: QModelIndex) -> None:
        page = int(index.data(QPdfBookmarkModel.Role.Page))
        location = index.data(QPdfBookmarkModel.Role.Location) or QPoint()
        self.pages.view.pageNavigator().jump(page, location, 0)
