"""总览: how everything stands, item by unit, and what is behind each cell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from core.calc.judgement import Judgement
from core.services.desk import Desk
from core.services.tracing import Trace, trace
from gui.dialogs.prompts import Prompts
from gui.models.overview_table import MatrixFilter, OverviewTable
from gui.pages.overview.cell_history import CellHistory
from gui.pages.overview.cell_painter import Shown
from gui.pages.overview.matrix import Seen, counts_words, look
from gui.pages.overview.matrix_view import MatrixView
from gui.pages.overview.section_strip import SectionStrip
from gui.pages.overview.sheets import overview_blocks, trace_blocks
from gui.pages.overview.tools import MatrixTools
from gui.pages.page import Page
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.widgets.empty_state import EmptyState
from gui.widgets.fact_sheet import FactSheet

# So few columns leave room for figures from the start.
_FEW_COLUMNS = 4


class OverviewPage(Page):
    """The matrix of standings with its filters and, beside it, the arithmetic of the cell that has the keyboard."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self.seen: Seen | None = None
        self._wanted_cell: Place | None = None
        self.summary = QLabel()
        self.strip = SectionStrip()
        self.tools = MatrixTools()
        self.table = OverviewTable(self)
        self.matrix = MatrixView(self.table)
        self.history = CellHistory(session, self.matrix.units, self)
        self.sheet = FactSheet()
        self.go_button = QPushButton()
        self.empty = EmptyState("overview")
        self._arrange()
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show a period; with an item the cell of a unit, or the city's."""
        self._wanted_cell = place if place.item is not None else None
        super().show_place(place)

    def refresh(self) -> None:
        """Judge the period anew; filters and the cell that has the keyboard stay."""
        now = self.now
        if not now.is_issued or not now.periods:
            self.empty.show_sentence(self.tr("方案还没有下发，没有可以总览的内容。"))
            self._stack.setCurrentWidget(self.empty)
            return
        period = self.period or now.default_period

        def question(desk: Desk) -> Seen:
            return look(desk, period)

        self.session.read(question, then=self._on_looked, owner=self, key="overview")

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.summary.setProperty("role", "heading")
        self.summary.setWordWrap(True)
        self.sheet.setAccessibleName(self.tr("单元格的依据"))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(gap, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.go_button)
        self.go_button.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.matrix)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([gap * 110, gap * 42])
        splitter.setChildrenCollapsible(False)
        self._content = QWidget()
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(gap * 2, gap * 3 // 2, gap * 2, gap * 2)
        whole.setSpacing(gap)
        for part in (self.summary, self.strip, self.tools):
            whole.addWidget(part)
        whole.addWidget(splitter, 1)
        self._stack = QStackedLayout(self)
        for page in (QWidget(), self._content, self.empty):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        self.tools.filtered.connect(self._on_filtered)
        self.tools.shown_as.connect(self.matrix.show_as)
        self.tools.copy_wanted.connect(self.matrix.copy)
        self.strip.chosen.connect(self._on_section_chosen)
        self.matrix.chosen.connect(self._on_cell_chosen)
        self.go_button.clicked.connect(self._on_go_clicked)
        self.history.wanted.connect(self._on_history_wanted)

    def _on_looked(self, seen: Seen) -> None:
        is_first, former = self.seen is None, self._current_judgement()
        self.seen = seen
        found = seen.overview
        words = self.tr("列入督查的{total}项事项：{counts}")
        self.summary.setText(words.format(total=found.totals.counts.total, counts=counts_words(found.totals.counts)))
        self.strip.show_sections(found.sections)
        self.tools.offer_sections(seen.matrix.bands)
        self.table.show_matrix(seen.matrix, self.tools.filter)
        if is_first and len(seen.matrix.columns) <= _FEW_COLUMNS:
            self.tools.shown.show_choice(Shown.VALUE)
            self.matrix.show_as(Shown.VALUE)
        self._stack.setCurrentWidget(self._content)
        self._return_to(former)
        if self.matrix.current is None:
            self._show_no_cell()

    def _return_to(self, former: Judgement | None) -> None:
        """Give the keyboard's place to the cell that is wanted, or to the same as before."""
        wanted, self._wanted_cell = self._wanted_cell, None
        if self.seen is None:
            return
        found = self.seen.overview
        if wanted is not None:
            unit = wanted.unit or (self.now.plan.root if self.now.is_office else self.now.unit.id)
            self.tools.clear()
            keys = [key for key, cell in found.cells.items() if (cell.judgement.item, cell.judgement.unit) == (wanted.item, unit)]
        elif former is not None:
            keys = [key for key, cell in found.cells.items() if _same(cell.judgement, former)]
        else:
            keys = []
        if keys:
            self.matrix.choose(*min(keys))

    def _current_judgement(self) -> Judgement | None:
        current = self.matrix.current
        cell = self.seen.overview.cells.get(current) if self.seen is not None and current is not None else None
        return cell.judgement if cell is not None else None

    def _on_filtered(self, wanted: MatrixFilter) -> None:
        self.strip.show_chosen(wanted.section)
        self.matrix.show_filtered(wanted)

    def _on_section_chosen(self, number: int) -> None:
        self.tools.choose_section(number if number >= 0 else None)

    def _on_cell_chosen(self, row: int, column: int) -> None:
        if self.seen is None:
            return
        cell = self.seen.overview.cells.get((row, column))
        if cell is None:
            self._show_no_cell()
            return
        judgement, period = cell.judgement, self.seen.overview.period

        def question(desk: Desk) -> Trace:
            return trace(desk, judgement, period)

        self.session.read(question, then=self._on_traced, owner=self, key="trace")

    def _show_no_cell(self) -> None:
        if self.seen is not None:
            self.sheet.show_blocks(overview_blocks(self.now.plan, self.seen.overview, self.session.program.language))
            self.go_button.hide()

    def _on_traced(self, found: Trace) -> None:
        if self._current_judgement() != found.judgement:
            return
        self.sheet.show_blocks(trace_blocks(self.now.plan, found, self.session.program.language))
        self.go_button.setText(self.tr("去审核") if self.now.is_office else self.tr("去填报"))
        self.go_button.setVisible(self._place_of(found.judgement) is not None)

    def _place_of(self, row: Judgement) -> Place | None:
        """Where the cell's number is worked on; None where that is not in this workspace."""
        period = self.seen.overview.period if self.seen is not None else None
        duties = self.now.plan.duties_by_unit
        if self.now.is_office:
            unit = self.now.plan.items_by_id[row.item].lead if row.is_city else row.unit
            return Place(PageName.REVIEW, period, row.item, unit, row.indicator) if unit in duties else None
        is_own = any(duty.item == row.item for duty in duties.get(self.now.unit.id, ()))
        return Place(PageName.FILING, period, row.item) if is_own else None

    def _on_history_wanted(self) -> None:
        if self.seen is not None:
            self.history.show_for(self._current_judgement(), self.seen.overview.period)

    def _on_go_clicked(self) -> None:
        judgement = self._current_judgement()
        place = self._place_of(judgement) if judgement is not None else None
        if place is not None:
            self.wanted.emit(place)


def _same(row: Judgement, other: Judgement) -> bool:
    return (row.item, row.indicator, row.unit) == (other.item, other.indicator, other.unit)
