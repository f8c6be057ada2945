"""One submission before the reviewer: head and buttons, the figures, and the sheets beneath them. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from core.ids import IndicatorId, ItemId
from core.model.plan import Plan
from core.services.reviewed_figures import FigureRow
from core.services.submission_page import SubmissionPage
from gui.models.review_figures import SHADE_ROLE, STANDING_ROLE, Column, FiguresModel
from gui.pages.review.sheets import ReviewSheets
from gui.pages.review.words import ReviewWords
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.empty_state import EmptyState
from gui.widgets.fact_sheet import FactSheet
from gui.widgets.line_table import LineTable
from gui.widgets.standing_cells import StandingCells

_FIGURE, _TEXTS, _FINDINGS, _PAST = range(4)


class SubmissionPane(QWidget):
    """Signals are presses of buttons; `evidence_wanted(id)`: a file is to be opened."""

    accept_wanted = Signal()
    return_wanted = Signal()
    value_wanted = Signal()
    evidence_wanted = Signal(str)
    empty_chosen = Signal()
    conflicts_wanted = Signal()
    history_wanted = Signal()
    news_wanted = Signal()
    figure_history_wanted = Signal()

    def __init__(self, words: ReviewWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._sheets = ReviewSheets(words, self)
        self._page: SubmissionPage | None = None
        self._is_read_only = True
        self._is_held = False
        self.title, self.head = ElidedLabel(), ElidedLabel()
        self.accept_button = QPushButton(self.tr("核定（Ctrl+Enter）"))
        self.return_button = QPushButton(self.tr("退回…（Ctrl+R）"))
        self.value_button = QPushButton(self.tr("记核定值…"))
        self.conflicts_button = QPushButton()
        self.history_button = QPushButton(self.tr("变更历史…"))
        self.news_button = QPushButton()
        self.figure_history = QAction(self.tr("所选指标的变更历史…"), self)
        self.figures = FiguresModel(self)
        self.table = LineTable(self.figures, self.tr("本次上报的指标"), wide=Column.NAME)
        self.tabs = QTabWidget()
        self.sheets = tuple(FactSheet() for _ in range(4))
        self.empty = EmptyState("empty")
        self._stack = QStackedLayout()
        self._arrange()
        self._connect()

    @property
    def page(self) -> SubmissionPage | None:
        """What is shown."""
        return self._page

    @property
    def chosen_figure(self) -> FigureRow | None:
        """The figure whose row is current."""
        row = self.table.currentIndex().row()
        return None if self._page is None or not 0 <= row < len(self._page.figures) else self._page.figures[row]

    def show_page(self, page: SubmissionPage, plan: Plan, *, is_read_only: bool) -> None:
        """Show a submission; the row that was current stays so where the unit is the same."""
        is_same = self._page is not None and (self._page.unit.id, self._page.period) == (page.unit.id, page.period)
        row = max(self.table.currentIndex().row(), 0) if is_same else 0
        self._page = page
        self.title.setText(self._words.title(page))
        self.head.setText(self._words.head(page))
        lines = [self._words.figure(page, each) for each in page.figures]
        self.table.setColumnHidden(Column.NOTES, not any(line.notes for line in lines))
        self.table.setColumnHidden(Column.REVIEWED, not any(line.reviewed for line in lines))
        self.figures.show_lines(lines)
        self._show_sheets(page, plan, keep_tab=is_same)
        self.table.setVisible(bool(page.figures))
        if page.figures:
            self.table.setCurrentIndex(self.figures.index(min(row, len(page.figures) - 1), 0))
        self._show_figure()
        is_open = page.waits_for_an_answer and not is_read_only
        self.accept_button.setEnabled(is_open)
        self.return_button.setEnabled(is_open)
        self._is_read_only = is_read_only
        self._is_held = False
        self._offer_value()
        self.conflicts_button.setText(self.tr("冲突（{count}）…").format(count=page.conflicts))
        self.conflicts_button.setVisible(bool(page.conflicts))
        self._stack.setCurrentIndex(0 if page.submission is not None else 1)
        if page.submission is None:
            self.empty.show_sentence(self._missing_words(page), button=self.tr("去交换页导入"))

    def choose_item(self, item: ItemId, indicator: IndicatorId | None = None) -> None:
        """Go to a figure of an item, its first or that of an indicator, or to the texts where it has none."""
        figures = () if self._page is None else self._page.figures
        rows = [place for place, row in enumerate(figures) if row.indicator.id == indicator]
        rows = rows or [place for place, row in enumerate(figures) if row.item.id == item]
        if rows:
            self.table.setCurrentIndex(self.figures.index(rows[0], 0))
        self.tabs.setCurrentIndex(_FIGURE if rows else _TEXTS)

    def show_news(self, count: int) -> None:
        """Say how much changed since the person last looked."""
        self.news_button.setText(self.tr("上次查看后的变化（{count}）…").format(count=count))
        self.news_button.setVisible(bool(count))

    def hold(self) -> None:
        """Take no decision until another page is shown: the one that was made is not known yet, or another submission is on its way."""
        self._is_held = True
        for button in (self.accept_button, self.return_button, self.value_button):
            button.setEnabled(False)

    def show_nothing(self, sentence: str) -> None:
        """Say why no submission is shown."""
        self._page = None
        self.title.setText("")
        self.head.setText("")
        for button in (self.accept_button, self.return_button, self.value_button):
            button.setEnabled(False)
        self.conflicts_button.hide()
        self.empty.show_sentence(sentence)
        self._stack.setCurrentIndex(1)

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.title.setProperty("role", "title")
        self.head.setProperty("role", "muted")
        self.accept_button.setProperty("kind", "primary")
        self.return_button.setProperty("kind", "danger")
        words = QVBoxLayout()
        words.setSpacing(gap // 2)
        words.addWidget(self.title)
        words.addWidget(self.head)
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addLayout(words, 1)
        self.conflicts_button.setIcon(icon("warning", self, role="trouble"))
        self.conflicts_button.hide()
        for button in (self.conflicts_button, self.value_button, self.return_button, self.accept_button):
            top.addWidget(button)
        self.table.setItemDelegateForColumn(Column.STANDING, StandingCells(STANDING_ROLE, SHADE_ROLE, self.table))
        names = (self.tr("所选指标"), self.tr("文字与佐证"), self.tr("审核提示"), self.tr("历次上报"))
        for sheet, name in zip(self.sheets, names, strict=True):
            sheet.setAccessibleName(name)
            self.tabs.addTab(sheet, name)
        corner = QWidget()
        beside = QHBoxLayout(corner)
        beside.setContentsMargins(0, 0, 0, 0)
        for button in (self.news_button, self.history_button):
            button.setProperty("kind", "quiet")
            beside.addWidget(button)
        self.news_button.setIcon(icon("info", self, role="accent"))
        self.news_button.hide()
        self.tabs.setCornerWidget(corner)
        self.figure_history.setShortcut("Ctrl+H")
        self.figure_history.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.addAction(self.figure_history)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.tabs)
        split.setSizes([300, 300])
        body = QWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(self.empty)
        body.setLayout(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(top)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self.accept_button.clicked.connect(self.accept_wanted)
        self.return_button.clicked.connect(self.return_wanted)
        self.value_button.clicked.connect(self.value_wanted)
        self.conflicts_button.clicked.connect(self.conflicts_wanted)
        self.history_button.clicked.connect(self.history_wanted)
        self.news_button.clicked.connect(self.news_wanted)
        self.figure_history.triggered.connect(self.figure_history_wanted)
        self.empty.chosen.connect(self.empty_chosen)
        self.sheets[_TEXTS].wanted.connect(self.evidence_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.figures.modelReset.connect(self._show_figure)

    def _show_sheets(self, page: SubmissionPage, plan: Plan, *, keep_tab: bool) -> None:
        self.sheets[_TEXTS].show_blocks(self._sheets.texts(page))
        self.sheets[_FINDINGS].show_blocks(self._sheets.findings(page))
        self.sheets[_PAST].show_blocks(self._sheets.past(page, plan))
        self.tabs.setTabText(_TEXTS, self.tr("文字与佐证（{count}）").format(count=len(page.texts) + len(page.evidence)))
        self.tabs.setTabText(_FINDINGS, self.tr("审核提示（{count}）").format(count=len(page.findings)))
        self.tabs.setTabText(_PAST, self.tr("历次上报（{count}）").format(count=len(page.past)))
        if not keep_tab:
            self.tabs.setCurrentIndex(_FIGURE if page.figures else _TEXTS)

    def _show_figure(self) -> None:
        row = self.chosen_figure
        if self._page is None or row is None:
            self.sheets[_FIGURE].show_blocks([])
            return
        self.sheets[_FIGURE].show_blocks(self._sheets.figure(self._page, row))

    def _offer_value(self) -> None:
        row = self.chosen_figure
        self.value_button.setEnabled(row is not None and row.figure is not None and not self._is_read_only and not self._is_held)

    def _missing_words(self, page: SubmissionPage) -> str:
        return self.tr("{unit}本期尚未报来。收到上报包后在交换页导入；没有收到的请电话催报。").format(unit=page.unit.name)

    def _on_current_changed(self, current: QModelIndex) -> None:
        del current
        self._show_figure()
        self._offer_value()
