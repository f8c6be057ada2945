"""审核: the office's queue, one submission at a time, and the decision on it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from core.errors import PlanNotIssued, UserError
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.model.quantity import decimal_text
from core.services.plan_page import in_print
from core.services.review_queue import Heap, QueueRow
from core.services.reviewed_figures import FigureRow
from core.services.reviews import set_reviewed_value
from core.services.submission_page import SubmissionPage, submission_page
from gui.dialogs.evidence_opener import EvidenceOpener
from gui.dialogs.prompts import Prompts, Question
from gui.pages.page import Page
from gui.pages.review.lookups import ReviewLookups
from gui.pages.review.pane import SubmissionPane
from gui.pages.review.queue_pane import QueuePane
from gui.pages.review.return_dialog import ReturnDialog
from gui.pages.review.value_dialog import ReviewedValueDialog
from gui.pages.review.words import ReviewWords, number_with_unit
from gui.pages.review.work import Decided, Seen, accepting, accepting_all, queue_with_news, returning
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.style.formats import period_text
from gui.widgets.banner import Actions, Banner


class ReviewPage(Page):
    """The office's page of review."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self._rows: tuple[QueueRow, ...] = ()
        self._wanted_unit: UnitId | None = None
        self._wanted_row: Place | None = None
        self._words = ReviewWords(session.program.language, self)
        self.banner = Banner()
        self.queue = QueuePane()
        self.pane = SubmissionPane(self._words)
        self.opener = EvidenceOpener(session, prompts, self)
        self.lookups = ReviewLookups(session, self.pane, self)
        self._arrange()
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show a period's queue, at a unit, at an item of what it handed up."""
        if place.period is not None and place.period != self.period:
            self.banner.clear()
        self._wanted_unit = place.unit or self._wanted_unit
        self._wanted_row = place
        self.period = place.period or self.period or self.now.default_period
        self.refresh()

    def refresh(self) -> None:
        """Read the queue anew, and then the submission."""
        period = self.period or self.now.default_period
        if period is None:
            return
        self._hold_what_is_not_meant()
        self.session.read(
            lambda desk: queue_with_news(desk, period), then=self._on_queue, owner=self, key="queue", failed=self._on_queue_refused
        )

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.queue)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 900])
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        column.addWidget(split, 1)
        column.addWidget(self.banner)  # beneath: above it would push the buttons from under the pointer
        self.setFocusProxy(self.queue)

    def _connect(self) -> None:
        self.queue.unit_chosen.connect(self._on_unit_chosen)
        self.queue.accept_all_wanted.connect(self._on_accept_all_wanted)
        self.pane.accept_wanted.connect(self._on_accept_wanted)
        self.pane.return_wanted.connect(self._on_return_wanted)
        self.pane.value_wanted.connect(self._on_value_wanted)
        self.pane.evidence_wanted.connect(self._on_evidence_wanted)
        self.opener.missing.connect(self._on_evidence_missing)
        self.opener.saved.connect(self._on_evidence_saved)
        self.pane.empty_chosen.connect(self._on_exchange_wanted)
        self.banner.chosen.connect(self._on_exchange_wanted)
        for keys, slot in (
            # No bare letters: what follows them may be words meant for somewhere else, and no decision can be taken back.
            ("Ctrl+Return", self.pane.accept_button.click),
            ("Ctrl+Enter", self.pane.accept_button.click),  # the one beside the figures
            ("Ctrl+R", self.pane.return_button.click),
            ("J", self._on_next),
            ("K", self._on_previous),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _on_queue(self, both: tuple[tuple[QueueRow, ...], Mapping[UnitId, int]]) -> None:
        self._rows, news = both
        rows = self._rows
        clean = sum(row.heap is Heap.CLEAN for row in rows)
        unit = self._wanted_unit or self.queue.unit
        self.queue.show_heaps(self._words.heaps(rows, self.now.plan, news), clean=clean, may_accept=not self.now.is_read_only)
        self._wanted_unit = None
        if not rows:
            self.pane.show_nothing(self.tr("方案里还没有要填报的单位。"))
            return
        self.queue.choose(unit)
        self._read_submission()

    def _on_queue_refused(self, error: UserError) -> None:
        if not isinstance(error, PlanNotIssued):
            self.session.troubled.emit(self.session.trouble(error))
            return
        self.queue.show_heaps([], clean=0, may_accept=False)
        self.pane.show_nothing(self.tr("方案还没有下发，还没有可审核的上报；请先到“方案”页下发。"))

    def _on_unit_chosen(self, unit: str) -> None:
        del unit
        self._read_submission()

    def _read_submission(self) -> None:
        unit, period = self.queue.unit, self.period
        if unit is None or period is None:
            return
        self._hold_what_is_not_meant()
        self.session.read(lambda desk: submission_page(desk, unit, period), then=self._on_submission, owner=self, key="submission")

    def _hold_what_is_not_meant(self) -> None:
        """Nothing is decided on a submission while another one is chosen and still being read."""
        if not self._is_meant(self.pane.page):
            self.pane.hold()

    def _is_meant(self, page: SubmissionPage | None) -> TypeGuard[SubmissionPage]:
        """Whether a submission is of the unit and period that are chosen."""
        return page is not None and (page.unit.id, page.period) == (self._wanted_unit or self.queue.unit, self.period)

    def _on_submission(self, page: SubmissionPage) -> None:
        self.pane.show_page(page, self.now.plan, is_read_only=self.now.is_read_only)
        self.lookups.follow(page)
        wanted, self._wanted_row = self._wanted_row, None
        if wanted is not None and wanted.item is not None:
            self.pane.choose_item(wanted.item, wanted.indicator)

    def _on_accept_wanted(self) -> None:
        seen = self._seen()
        if seen is not None:
            self.pane.hold()
            self.session.write(accepting(seen), then=self._on_accepted, owner=self, failed=self._on_decision_refused)

    def _on_accepted(self, decided: Decided) -> None:
        self._after(decided, self.tr("已核定{unit}。").format(unit=decided.page.unit.name))

    def _on_return_wanted(self) -> None:
        self._ask_why("", {})

    def _ask_why(self, reason: str, comments: Mapping[ItemId, str]) -> None:
        page, seen = self.pane.page, self._seen()
        if page is None or seen is None:
            return
        items = {row.item.id: row.item for row in page.figures} | {row.item.id: row.item for row in page.texts}
        listed = [(item.id, f"{item.code} {in_print(item.text)}") for item in sorted(items.values(), key=lambda item: item.order)]
        dialog = ReturnDialog(page.unit.name, period_text(page.period), listed, self)
        dialog.show_said(reason, comments)
        dialog.decided.connect(partial(self._return, seen))
        dialog.open()

    def _return(self, seen: Seen, reason: str, comments: Mapping[ItemId, str]) -> None:
        self.pane.hold()
        work = returning(seen, reason, comments)
        refused = partial(self._on_return_refused, seen, reason, comments)
        self.session.write(work, then=self._on_returned, owner=self, failed=refused)

    def _on_return_refused(self, seen: Seen, reason: str, comments: Mapping[ItemId, str], error: UserError) -> None:
        """Where the file refuses, what was said is before the person again."""
        self._on_decision_refused(error)
        if self.session.trouble(error).is_about_file and self._seen() == seen:
            self._ask_why(reason, comments)

    def _on_decision_refused(self, error: UserError) -> None:
        self.session.troubled.emit(self.session.trouble(error))
        self.refresh()

    def _on_returned(self, decided: Decided) -> None:
        words = self.tr("已退回{unit}。请到交换页写出反馈包，或电话告知。")
        self._after(decided, words.format(unit=decided.page.unit.name), [(self.tr("去交换页"), PageName.EXCHANGE)])

    def _after(self, decided: Decided, words: str, actions: Actions = ()) -> None:
        """Say what was done and go on to the next unit; where another submission came meanwhile, show that one."""
        self.pane.show_page(decided.page, self.now.plan, is_read_only=self.now.is_read_only)
        if decided.is_done:
            self.banner.show_good(words, actions)
            self._wanted_unit = self._next_waiting(decided.page.unit.id)
        else:
            self.banner.show_notice(self.tr("该单位刚刚有了新的上报，您的决定没有记入；请看过新的上报再决定。"))
        self.refresh()

    def _next_waiting(self, unit: UnitId) -> UnitId | None:
        """The next unit that waits for a decision; the same one where none does."""
        waiting = [row.unit for row in self._rows if row.heap.is_waiting]
        if unit not in waiting or len(waiting) == 1:
            return unit
        place = waiting.index(unit)
        return waiting[place + 1] if place + 1 < len(waiting) else waiting[place - 1]

    def _on_accept_all_wanted(self) -> None:
        clean = [row for row in self._rows if row.heap is Heap.CLEAN]
        if not clean or self.period is None:
            return
        question = Question(
            self.tr("核定全部可直接核定的{count}个单位？").format(count=len(clean)),
            self.tr("、").join(row.name for row in clean),
            self.tr("全部核定"),
        )
        self.prompts.confirm(self, question, partial(self._accept_all, tuple(clean), self.period))

    def _accept_all(self, rows: tuple[QueueRow, ...], period: Period) -> None:
        self.session.write(accepting_all(rows, period), then=self._on_all_accepted, owner=self)

    def _on_all_accepted(self, names: list[str]) -> None:
        self.banner.show_good(self.tr("已核定{count}个单位：{names}。").format(count=len(names), names=self.tr("、").join(names)))
        self.refresh()

    def _on_value_wanted(self) -> None:
        self._ask_value("", "")

    def _ask_value(self, value: str, reason: str) -> None:
        page, row = self.pane.page, self.pane.chosen_figure
        if not self._is_meant(page) or row is None or row.figure is None:
            return
        reported = number_with_unit(row, row.value) if row.value is not None else self._words.value(row)
        dialog = ReviewedValueDialog(row.indicator, reported, self.session.program.language, self)
        dialog.value.setText(value)
        dialog.reason.setPlainText(reason)
        dialog.agreed.connect(partial(self._keep_value, page.unit.id, row))
        dialog.open()

    def _keep_value(self, reporter: UnitId, row: FigureRow, value: Decimal, reason: str) -> None:
        work = partial(
            set_reviewed_value,
            reporter=reporter,
            indicator=row.indicator.id,
            subject=row.subject.id,
            period=row.period,
            value=value,
            reason=reason,
        )
        refused = partial(self._on_value_refused, row, value, reason)
        self.session.write(work, then=self._on_value_kept, owner=self, failed=refused)

    def _on_value_refused(self, row: FigureRow, value: Decimal, reason: str, error: UserError) -> None:
        """Where the file refuses, what was said is before the person again."""
        trouble = self.session.trouble(error)
        self.session.troubled.emit(trouble)
        if trouble.is_about_file and self.pane.chosen_figure == row:
            self._ask_value(decimal_text(value), reason)

    def _on_value_kept(self, nothing: None) -> None:
        del nothing
        self.banner.show_good(self.tr("核定值已记下，单位的数字没有改动。"))
        self.refresh()

    def _on_evidence_wanted(self, identity: str) -> None:
        page = self.pane.page
        file = next((row.evidence for row in page.evidence if row.evidence.id == identity), None) if page is not None else None
        if file is not None:
            self.opener.open(file)

    def _on_evidence_missing(self, name: str) -> None:
        del name
        self.banner.show_notice(self.tr("这份材料的文件还没有收到，请该单位重新导出上报包。"))

    def _on_evidence_saved(self, path: Path) -> None:
        self.banner.show_good(self.tr("佐证材料已另存为“{name}”。").format(name=path.name))

    def _on_exchange_wanted(self) -> None:
        self.wanted.emit(Place(PageName.EXCHANGE))

    def _on_next(self) -> None:
        self.queue.step(1)

    def _on_previous(self) -> None:
        self.queue.step(-1)

    def _seen(self) -> Seen | None:
        page = self.pane.page
        return Seen(page.unit.id, page.period, page.submission.id) if self._is_meant(page) and page.submission is not None else None
