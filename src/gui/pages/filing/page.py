"""The page on which a unit fills in its period: the items at the left, the form in the middle, the context at the right.

Every edit is written at once; what was refused waits in its field for the person, wherever they go meanwhile.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QWidget

from core.errors import UserError
from core.ids import ItemId
from core.model.period import Period
from core.services.item_page import ItemPage, item_page
from core.services.work_list import WorkList, work_list
from gui.dialogs.prompts import Prompts
from gui.pages.filing.attachments import Attachments
from gui.pages.filing.context_panel import ContextPanel
from gui.pages.filing.form_chart import FormChart
from gui.pages.filing.form_words import with_period_findings
from gui.pages.filing.half_typed_keeper import HalfTypedKeeper
from gui.pages.filing.item_form import FormFacts, ItemForm
from gui.pages.filing.kept_input import FieldPlace, KeptInput
from gui.pages.filing.lookups import FormLookups
from gui.pages.filing.saver import Saver
from gui.pages.filing.sheet_switch import SheetSwitch
from gui.pages.filing.tree_panel import TreePanel
from gui.pages.filing.tree_rows import tree_rows
from gui.pages.page import Page
from gui.session.facts import Opened
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.style.icons import icon
from gui.widgets.empty_state import EmptyState

_TREE_SHARE = 0.22
_CONTEXT_SHARE = 0.25


class FilingPage(Page):
    """填报.

    Signals:
        shown(ItemPage): an item stands in the form as it is in the file.
    """

    shown = Signal(object)

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self.item: ItemId | None = None
        self.work: WorkList | None = None
        self.kept = KeptInput()
        self.items = TreePanel()
        self.form = ItemForm(text_limit=self.now.plan.settings.text_limit)
        self.context = ContextPanel()
        self.saver = Saver(session, self.form, self.kept, self)
        self.attachments = Attachments(session, prompts, self)
        self.lookups = FormLookups(session, self.form, self)
        self.half_typed = HalfTypedKeeper(session, self.form, self.kept, self)
        self.chart = FormChart(session, self.context, self)
        self._stack = QStackedWidget()
        self.sheet = SheetSwitch(session, self.kept, self.half_typed, stack=self._stack, page=self)
        self.fold = QToolButton()
        self.to_sheet = QToolButton()
        self._nothing = EmptyState("filing")
        self._path = self.now.path
        self._takes_keyboard = False
        self._is_divided = False
        self._recovered: FieldPlace | None = None
        self._arrange()
        self._connect()
        self.half_typed.begin()  # before any item is asked for: its fields then show what is to be mended

    @property
    def has_unsaved(self) -> bool:
        """Whether words of any item and period wait here to be mended or tried again."""
        return self.kept.has_unsaved

    def give_up(self) -> None:
        """Let go of words that could not be entered."""
        self.half_typed.give_up()

    def refused_in(self, period: Period) -> Place | None:
        """The item of a period in which something waits to be mended."""
        place = self.kept.first_in(period)
        return None if place is None else Place(PageName.FILING, period, place.item)

    def show_place(self, place: Place) -> None:
        """Show a period and an item; what is being typed in the one before is committed first."""
        self.leave()
        if place.item is not None:
            self.item = place.item
            self.sheet.want(place.item)
        if self.period is None and place.period is None:
            self.period = self.now.default_period
        super().show_place(place)

    def refresh(self) -> None:
        """Read the list and the item anew."""
        period, item = self.period, self.item
        if period is None:
            self._show_nothing(self.tr("方案还没有填报期。"))
            return
        self.chart.period = period
        if self.sheet.is_on and self.sheet.pane is not None:
            self.sheet.pane.show_period(period)
        elif item is not None:
            self._read_item(period, item)
        self._read_list(period)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.commit()
        if self.sheet.pane is not None:
            self.sheet.pane.commit()

    def go_to(self, item: ItemId) -> None:
        """Show another item of the period; the keyboard goes where it was, tree or form."""
        if item == self.item or self.period is None:
            return
        self.leave()
        self.item = item
        self.items.show_current(item)
        self._read_item(self.period, item)

    def switch(self) -> None:
        """Show the whole period as a sheet, or again the form of one item, where the keyboard is."""
        self.leave()
        if self.sheet.is_on and self.sheet.pane is not None:
            self._show_form_again(self.sheet.pane.item or "")
        elif self.period is not None:
            self.setFocusProxy(self.sheet.show_sheet(self.period, self.item))

    def _show_form_again(self, item: str) -> None:
        self.leave()
        self.item = ItemId(item) if item else self.item
        self._stack.setCurrentWidget(self._columns)
        self.setFocusProxy(self.items)
        self._takes_keyboard = True
        self.form.hold_keyboard()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width among the columns, until the person has done so."""
        super().resizeEvent(event)
        if not self._is_divided:
            self._divide()

    def _divide(self) -> None:
        tree, context = round(self.width() * _TREE_SHARE), round(self.width() * _CONTEXT_SHARE)
        self._columns.setSizes([tree, self.width() - tree - context, context])

    def _fold_if_narrow(self) -> None:
        """Fold the reference column where the three do not fit; asked once, when the form is known."""
        if self.items.minimumWidth() + self.form.minimumSizeHint().width() + self.context.minimumWidth() > self.width():
            self.fold.setChecked(False)

    def _arrange(self) -> None:
        self.title = self.tr("填报")
        self.icon = "filing"
        self.fold.setIcon(icon("note", self))
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setToolTip(self.tr("显示或收起右侧参考（F9）"))
        self.fold.setAccessibleName(self.tr("显示或收起右侧参考"))
        self.to_sheet.setIcon(icon("table", self))
        self.to_sheet.setToolTip(self.tr("整期表格（F6）"))
        self.to_sheet.setAccessibleName(self.tr("整期表格"))
        self.form.add_to_head(self.to_sheet)
        self.form.add_to_head(self.fold)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for column, stretch in ((self.items, 0), (self.form, 1), (self.context, 0)):
            self._columns.addWidget(column)
            self._columns.setStretchFactor(self._columns.count() - 1, stretch)
            self._columns.setCollapsible(self._columns.count() - 1, False)
        self.items.setMinimumWidth(200)
        self.context.setMinimumWidth(240)
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self._nothing)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.items)

    def _connect(self) -> None:
        self.items.item_chosen.connect(self._on_item_chosen)
        self._columns.splitterMoved.connect(self._on_splitter_moved)
        self.items.form_wanted.connect(self._on_form_wanted)
        self.form.passed_end.connect(self._on_next_open_wanted)
        self.saver.settled.connect(self.refresh)
        self.half_typed.recovered.connect(self._on_recovered)
        self.form.evidence.choice_wanted.connect(self.attachments.choose)
        self.form.evidence.opened.connect(self._on_evidence_opened)
        self.attachments.chosen.connect(self.saver.attach)
        self.attachments.told.connect(self.form.evidence.tell)
        self.to_sheet.clicked.connect(self.switch)
        self.sheet.left.connect(self._show_form_again)
        self.sheet.settled.connect(self._on_sheet_settled)
        self.fold.toggled.connect(self._on_folded)
        for keys, slot in (
            ("F8", self._on_next_open_wanted),
            ("Alt+Down", self._on_next_open_wanted),
            ("Alt+Up", self._on_previous_wanted),
            ("F6", self.switch),
            ("F9", self.fold.toggle),
            ("Ctrl+F", self.items.take_search),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _read_list(self, period: Period) -> None:
        self.session.read(
            lambda desk: work_list(desk, period), then=self._on_work_read, owner=self, key="list", failed=self._on_list_refused
        )

    def _read_item(self, period: Period, item: ItemId) -> None:
        self.session.read(
            lambda desk: item_page(desk, period, item), then=self._on_item_read, owner=self, key="item", failed=self._on_item_refused
        )

    def _on_opened(self, opened: Opened) -> None:
        """The plan or the name at work has changed; a page does not outlive its workspace."""
        if opened.path == self._path:
            super()._on_opened(opened)

    def _on_work_read(self, work: WorkList) -> None:
        if work.period != self.period:
            return
        self.work = work
        shown = self.form.page
        if shown is not None and self.saver.is_settled and (work.newer is not None or with_period_findings(shown, work) != shown):
            self._show_form(shown)  # both are told in the list alone
        if not work.items:
            self._show_nothing(self.tr("方案没有要求本单位填报任何事项。"))
            return
        if not self.sheet.is_on:
            self._stack.setCurrentWidget(self._columns)
        self.items.show_rows(tree_rows(self.now.plan, work), done=work.finished, total=work.total)
        if self.item not in {item.id for item in work.items}:
            self.item = work.next_to_do or work.items[0].id
            self._read_item(work.period, self.item)
        if self.item is not None:
            self.items.show_current(self.item)

    def _on_item_read(self, page: ItemPage) -> None:
        if (page.period, page.item.id) != (self.period, self.item) or not self.saver.is_settled:
            return  # something newer is on its way, and is read when it is there
        is_first = self.form.page is None
        self._show_form(page)
        self.context.show_page(page)
        self.lookups.show_page(page)
        if is_first:
            self._fold_if_narrow()
        if self._takes_keyboard:
            self._takes_keyboard = False
            self.form.take_keyboard_back()
        if self._recovered is not None and (self._recovered.period, self._recovered.item) == self.form.place:
            self.form.take_keyboard_to(self._recovered.row, self._recovered.name)
            self._recovered = None
        self.shown.emit(page)

    def _show_form(self, page: ItemPage) -> None:
        newer = self.work.newer if self.work is not None and self.work.period == page.period else None
        page = with_period_findings(page, self.work)
        self.form.show_facts(FormFacts(page, self.now.plan, self.session.program.language, self.kept, self.now.is_read_only, newer))

    def _on_sheet_settled(self) -> None:
        """The list tells what is left to do; the sheet has read its own rows."""
        if self.period is not None:
            self._read_list(self.period)

    def _on_recovered(self, place: FieldPlace) -> None:
        self._recovered = place

    def _on_item_refused(self, error: UserError) -> None:
        """The plan may have been revised under the page: the list says what there is."""
        self.item = None
        self._takes_keyboard = False
        self.session.troubled.emit(self.session.trouble(error))

    def _on_list_refused(self, error: UserError) -> None:
        self._show_nothing(self.session.trouble(error).sentence)

    def _show_nothing(self, sentence: str) -> None:
        self._nothing.show_sentence(sentence)
        self._stack.setCurrentIndex(1)

    def _on_item_chosen(self, item: str) -> None:
        self.go_to(ItemId(item))

    def _on_form_wanted(self) -> None:
        if self.form.page is not None:
            self.form.take_keyboard()

    def _on_next_open_wanted(self) -> None:
        if self.sheet.is_on and self.sheet.pane is not None:
            self.sheet.pane.go_to_next()
            return
        following = self.work.next_after(self.item) if self.work is not None and self.item is not None else None
        self._walk_to(following or "")

    def _on_previous_wanted(self) -> None:
        self._walk_to(self.items.neighbour(self.item or "", -1))

    def _walk_to(self, item: str) -> None:
        """Go to an item by keyboard; keys pressed until it is shown are for its first field."""
        self.leave()
        if not item or item == self.item:
            return
        self._takes_keyboard = True
        self.form.hold_keyboard()
        self.go_to(ItemId(item))

    def _on_evidence_opened(self, evidence: str) -> None:
        page = self.form.page
        for each in page.evidence if page is not None else ():
            if each.id == evidence:
                self.attachments.look_at(each)

    def _on_splitter_moved(self) -> None:
        self._is_divided = True

    def _on_folded(self) -> None:
        self.context.setVisible(self.fold.isChecked())
        if self.fold.isChecked():
            self.chart.ask()
