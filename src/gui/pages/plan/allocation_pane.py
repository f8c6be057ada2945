"""目标分解 on the page of the plan: the grid, how a target is divided at a press, and what does not come out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.messages import sentence
from core.model.indicator import AllocationForm
from core.services.allocating import AllocationPage, Cell, Manner, SharesSet, allocation_page, divide, set_form, set_shares
from core.services.desk import Desk
from core.services.plan_edits import PlanEdit, PlanHistory, redo_plan_edit, undo_plan_edit
from gui.dialogs.prompts import FileKind
from gui.pages.page import Page
from gui.pages.plan.allocation_table import AllocationTable
from gui.pages.plan.allocation_view import AllocationView
from gui.style.dress import theme_of
from gui.style.icons import icon
from gui.widgets.choice_box import ChoiceBox


class AllocationPane(QWidget):
    """The grid with its tools.

    Signals:
        done(): the plan was changed here.
        told(str): a sentence for the person.
    """

    done = Signal()
    told = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._view: AllocationPage | None = None
        self._history = PlanHistory()
        self.table = AllocationTable(self)
        self.grid = AllocationView(self.table)
        self.all_units = QCheckBox(self.tr("列出全部单位"))
        forms = [
            (AllocationForm.ALLOCATED.value, self.tr("分解到单位")),
            (AllocationForm.LEAD_ONLY.value, self.tr("不分解")),
            (AllocationForm.CITY_ONLY.value, self.tr("仅市级")),
        ]
        self.form = ChoiceBox(forms)
        self.form.setAccessibleName(self.tr("分解方式"))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setProperty("role", "small")
        self._arrange()
        self.table.typed.connect(self._on_typed)
        self.grid.line_chosen.connect(self._show_line)
        self.all_units.toggled.connect(self._show_page)
        self.form.chosen.connect(self._on_form_chosen)

    @property
    def has_unsaved(self) -> bool:
        """Whether what was typed here was refused, and would be lost with the page."""
        return self.table.has_refused

    def refresh(self) -> None:
        """Read the grid anew."""
        self._session.read(allocation_page, then=self._on_read, owner=self._page, key="allocation")

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        tools = QHBoxLayout()
        tools.setSpacing(gap)
        label = QLabel(self.tr("所选指标："))
        tools.addWidget(label)
        tools.addWidget(self.form)
        self.evenly = self._button(tools, self.tr("平均分配"), "", self._on_evenly)
        self.in_proportion = self._button(tools, self.tr("按比例调整到目标值"), "", self._on_in_proportion)
        self.by_last_year = self._button(tools, self.tr("按上年完成数…"), "", self._ask_last_year)
        tools.addStretch(1)
        tools.addWidget(self.all_units)
        self.undo = self._button(tools, self.tr("撤销"), "undo", self._on_undo_wanted, "Ctrl+Z")
        self.redo = self._button(tools, self.tr("重做"), "redo", self._on_redo_wanted, "Ctrl+Y", "Ctrl+Shift+Z")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addLayout(tools)
        column.addWidget(self.grid, 1)
        column.addWidget(self.remark)
        self.setFocusProxy(self.grid)

    def _button(self, row: QHBoxLayout, words: str, name: str, pressed: Callable[[], object], *keys: str) -> QPushButton:
        button = QPushButton(icon(name, self), words) if name else QPushButton(words)
        button.clicked.connect(pressed)
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
            shortcut.activatedAmbiguously.connect(button.click)  # the window's own undo is of what units fill in
        row.addWidget(button)
        return button

    def _on_read(self, view: AllocationPage) -> None:
        self._view = view
        self._show_page()

    def _show_page(self) -> None:
        if self._view is None:
            return
        self.table.show_page(self._view, usual_only=not self.all_units.isChecked(), is_read_only=self._page.now.is_read_only)
        self._show_line(self.grid.units.currentIndex().row())

    def _show_line(self, line: int) -> None:
        row = self.table.row_at(line)
        may_write = not self._page.now.is_read_only
        self.undo.setEnabled(may_write and bool(self._history.done))
        self.redo.setEnabled(may_write and bool(self._history.undone))
        for tool in (self.form, self.evenly, self.in_proportion, self.by_last_year):
            tool.setEnabled(may_write and row is not None)
        if row is None:
            return
        self.form.show_choice(row.indicator.form.value)
        for button in (self.evenly, self.in_proportion, self.by_last_year):
            button.setEnabled(may_write and row.goal is not None)
        name = self.tr("{code} {name}，目标{target}。").format(code=row.code, name=row.indicator.name, target=row.target)
        self.remark.setText(" ".join((name, *row.remarks)))

    def _on_typed(self, block: dict[Cell, str]) -> None:
        self._session.write(partial(set_shares, typed=block), then=self._on_set, owner=self._page)

    def _on_set(self, done: SharesSet) -> None:
        language = self._session.program.language
        refused = {each.cell: (each.text, sentence(each.error, language)) for each in done.refused}
        self.table.show_refused(refused, QColor(theme_of(self).trouble))
        self._on_edited(done.edit)
        if refused:
            first = next(iter(refused.values()))[1]
            words = self.tr("有{count}格没有存入，仍留在表中待改。第一处：{reason}")
            self.told.emit(words.format(count=len(refused), reason=first))

    def _on_edited(self, edit: PlanEdit) -> None:
        self._history = self._history.push(edit)
        self.done.emit()
        self.refresh()

    def _on_form_chosen(self, form: str) -> None:
        row = self.table.row_at(self.grid.units.currentIndex().row())
        if row is not None:
            work = partial(set_form, indicators=[row.indicator.id], form=AllocationForm(form))
            self._session.write(work, then=self._on_edited, owner=self._page)

    def _on_evenly(self) -> None:
        self._divide(Manner.EVENLY)

    def _on_in_proportion(self) -> None:
        self._divide(Manner.IN_PROPORTION)

    def _ask_last_year(self) -> None:
        kinds = [FileKind(self.tr("上年的工作簿"), ("*.jiannuo",))]
        self._page.prompts.open_file(self, self.tr("选择上年的工作簿"), kinds, partial(self._divide, Manner.BY_LAST_YEAR))

    def _divide(self, manner: Manner, last_year: Path | None = None) -> None:
        """Divide the chosen indicator's target among the units chosen in its line, or all that are listed where it is a single one."""
        row = self.table.row_at(self.grid.units.currentIndex().row())
        if row is None:
            return
        cells = [self.table.cell_at(index) for index in self.grid.units.selectedIndexes()]
        chosen = {cell[1] for cell in cells if cell is not None and cell[0] == row.indicator.id}
        held = set(row.shares)
        units = chosen if len(chosen) > 1 else held or {unit.id for unit in self.table.units}
        work = partial(divide, indicator=row.indicator.id, units=units, manner=manner, last_year=last_year)
        self._session.write(work, then=self._on_edited, owner=self._page)

    def _on_undo_wanted(self) -> None:
        if self._history.done:
            self._step(partial(undo_plan_edit, edit=self._history.done[-1]), self._history.undid())

    def _on_redo_wanted(self) -> None:
        if self._history.undone:
            self._step(partial(redo_plan_edit, edit=self._history.undone[-1]), self._history.redid())

    def _step(self, work: Callable[[Desk], None], history: PlanHistory) -> None:
        def then(_: None) -> None:
            self._history = history
            self.done.emit()
            self.refresh()

        self._session.write(work, then=then, owner=self._page)
