"""The three panes of the plan: the tree with its search, the sheet of what is chosen, the report's text. Tested through the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QHeaderView, QLabel, QLineEdit, QSplitter, QTreeView, QVBoxLayout, QWidget

from core.model.plan import Plan
from gui.models.plan_tree import PlanFilter, PlanTree, Role, Row
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.fact_sheet import FactSheet
from gui.widgets.source_view import SourceView


class PlanPanes(QSplitter):
    """`row_chosen(index)`: another row of the tree became the current one; the index is the model's own first column."""

    row_chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.tree_model = PlanTree(self)
        self._filter = PlanFilter(self)
        self._filter.setSourceModel(self.tree_model)
        self.search_field = QLineEdit()
        self.only_waiting = QCheckBox(self.tr("只看待确认"))
        self.total = QLabel()
        self.tree = QTreeView()
        self.sheet = FactSheet()
        self.source = SourceView()
        self.setChildrenCollapsible(False)
        self._arrange()
        self.search_field.textChanged.connect(self._on_search)
        self.only_waiting.toggled.connect(self._on_search)
        self.tree.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def show_plan(self, plan: Plan, words: Mapping[str, str], waiting: Collection[str]) -> None:
        """Show a plan; what is unfolded in the tree stays so where the plan is the same."""
        headlines = len(plan.headline_items)
        count = self.tr("{items}个事项，另有主要预期目标{headlines}项")
        self.total.setText(count.format(items=len(plan.items) - headlines, headlines=headlines))
        self.only_waiting.setVisible(bool(waiting) or self.only_waiting.isChecked())
        if self.tree_model.show_plan(plan, words, waiting):
            self._dress_columns()
            self.tree.expandAll()
            self.tree.setColumnHidden(2, not waiting)

    def choose(self, identity: str) -> bool:
        """Make a row the current one; False where it was, or where it cannot be seen."""
        index = self._filter.mapFromSource(self.tree_model.index_of(identity))
        if not index.isValid() or index == self.tree.currentIndex():
            return False
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)
        return True

    def next_waiting(self, kinds: Collection[Row]) -> str | None:
        """The id of the next row of some kinds, after the current one and from the top again, that waits to be confirmed."""
        index = self._filter.mapToSource(self.tree.currentIndex().siblingAtColumn(0))
        rows = self.tree_model.rows()
        current = str(index.data(Role.ID)) if index.isValid() else None
        place = next((number for number, (_, identity, _) in enumerate(rows) if identity == current), -1)
        after = rows[place + 1 :] + rows[: place + 1]
        return next((identity for kind, identity, is_waiting in after if is_waiting and kind in kinds), None)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.search_field.setPlaceholderText(self.tr("查找事项、指标、单位"))
        self.search_field.setAccessibleName(self.tr("查找事项、指标、单位"))
        self.search_field.setClearButtonEnabled(True)
        self.search_field.addAction(icon("search", self, role="muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.total.setProperty("role", "small")
        self.tree.setModel(self._filter)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(self.tr("方案的章节与事项"))
        self.sheet.setAccessibleName(self.tr("所选事项的内容"))
        self.source.setAccessibleName(self.tr("政府工作报告原文"))
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addWidget(self.search_field, 1)
        head.addWidget(self.only_waiting)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, gap, 0)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(self.total)
        self.setFocusProxy(self.tree)
        self.addWidget(self._titled(self.tr("报告原文（点击定位到事项）"), self.source))
        self.addWidget(left)
        self.addWidget(self._titled(self.tr("所选内容"), self.sheet))
        for index, share in enumerate((4, 5, 4)):
            self.setStretchFactor(index, share)
        self.setSizes([400, 500, 400])

    def _titled(self, title: str, body: QWidget) -> QWidget:
        gap = theme_of(self).gap
        pane = QWidget()
        label = QLabel(title)
        label.setProperty("role", "small")
        column = QVBoxLayout(pane)
        column.setContentsMargins(gap, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addWidget(label)
        column.addWidget(body, 1)
        return pane

    def _dress_columns(self) -> None:
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _on_search(self) -> None:
        self._filter.search(self.search_field.text(), only_waiting=self.only_waiting.isChecked())
        self.tree.expandAll()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self._filter.mapToSource(current.siblingAtColumn(0)))
