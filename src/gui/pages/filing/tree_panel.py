"""The left column: how far the period is, a box to look for an item, and the tree of all items."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QTreeView, QVBoxLayout, QWidget

from gui.models.filing_tree import FilingFilter, FilingTree, Role, TreeRow
from gui.pages.filing.tree_delegate import TreeDelegate
from gui.style.dress import theme_of


class ItemTree(QTreeView):
    """The tree view; `entered_form`: Enter was pressed on an item, which is then to be filled in."""

    entered_form = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads into the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_form.emit()
            return
        super().keyPressEvent(event)


class TreePanel(QWidget):
    """All items of the unit.

    Signals:
        item_chosen(id): another item has become the current one.
        form_wanted(): the keyboard is to go into the form.
    """

    item_chosen = Signal(str)
    form_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = FilingTree(self)
        self.filter = FilingFilter(self)
        self.filter.setSourceModel(self.model)
        self.search = QLineEdit()
        self.only_open = QCheckBox(self.tr("只看未完成"))
        self.progress = QLabel()
        self.tree = ItemTree()
        self.nothing = QLabel(self.tr("没有符合的事项。"))
        self._is_showing = False
        self._arrange()
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        self.only_open.toggled.connect(self._on_only_open_toggled)
        self.tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self.tree.entered_form.connect(self.form_wanted)

    def show_rows(self, rows: Sequence[TreeRow], *, done: int, total: int) -> None:
        """Show the items of a period; what is current stays current."""
        current = self.current
        self._is_showing = True
        if self.model.show_rows(rows):
            self.tree.expandAll()
        self._is_showing = False
        self._say_if_nothing()
        self.progress.setText(self._progress_text(done, total, is_over=not any(row.is_open for row in rows)))
        self.show_current(current)

    @property
    def current(self) -> str:
        """The id of the current item; empty where a heading is current, or nothing."""
        return str(self.tree.currentIndex().data(Role.ITEM) or "")

    def take_search(self) -> None:
        """Take the keyboard to the search, what stands in it chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_current(self, item: str) -> None:
        """Make an item current without telling."""
        self.filter.keep(item)
        index = self.filter.mapFromSource(self.model.index_of(item))
        if not index.isValid() or index == self.tree.currentIndex():
            return
        self._is_showing = True
        self.tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.tree.scrollTo(index)
        self._is_showing = False

    def neighbour(self, item: str, step: int) -> str:
        """The item so many lines further on in the report, of those that are shown; empty past the ends."""
        shown = [each for each in self.model.items() if self.filter.mapFromSource(self.model.index_of(each)).isValid()]
        place = shown.index(item) + step if item in shown else 0
        return shown[place] if 0 <= place < len(shown) else ""

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.search.setPlaceholderText(self.tr("查找事项或指标"))
        self.search.setAccessibleName(self.tr("查找事项或指标"))
        self.search.setClearButtonEnabled(True)
        self.progress.setProperty("role", "muted")
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, gap * 2, 0, 0)
        self.nothing.hide()
        self.tree.setAccessibleName(self.tr("事项"))
        self.tree.setModel(self.filter)
        self.tree.setItemDelegate(TreeDelegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(10)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap // 2, gap)
        layout.setSpacing(gap // 2)
        layout.addWidget(self.progress)
        layout.addWidget(self.search)
        layout.addWidget(self.only_open)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.nothing, 1)
        self.setFocusProxy(self.tree)
        self.setTabOrder(self.search, self.only_open)
        self.setTabOrder(self.only_open, self.tree)

    def _progress_text(self, done: int, total: int, *, is_over: bool) -> str:
        if total and is_over:
            return self.tr("应填{total}项，已全部填完").format(total=total)
        return self.tr("应填{total}项，已填完{done}项").format(total=total, done=done)

    def _on_search_changed(self, text: str) -> None:
        self.filter.look_for(text)
        self._show_found()

    def _on_search_entered(self) -> None:
        """Go to the first item that was found."""
        found = [item for item in self.model.items() if self.filter.mapFromSource(self.model.index_of(item)).isValid()]
        if found:
            self.item_chosen.emit(found[0])

    def _on_only_open_toggled(self) -> None:
        self.filter.show_only_open(is_wanted=self.only_open.isChecked())
        self._show_found()

    def _show_found(self) -> None:
        """Unfold what passes the filters."""
        self.tree.expandAll()
        self._say_if_nothing()

    def _say_if_nothing(self) -> None:
        is_nothing = bool(self.model.rowCount()) and not self.filter.rowCount()
        self.nothing.setVisible(is_nothing)
        self.tree.setVisible(not is_nothing)

    def _on_current_changed(self, index: QModelIndex) -> None:
        item = index.data(Role.ITEM)
        if item and not self._is_showing:
            self.item_chosen.emit(str(item))
