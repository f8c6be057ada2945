"""方案: the plan beside the report's text, and the three steps to task files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.services.assignments import Assigned, assign
from core.services.plan_page import PlanPage as PlanView
from core.services.plan_page import plan_page
from core.services.plan_units import TakenUnits, take_units
from core.services.plans import confirm_all
from gui.dialogs.prompts import FileKind, Prompts, Question
from gui.models.plan_tree import Role, Row
from gui.pages.page import Page
from gui.pages.plan.panes import PlanPanes
from gui.pages.plan.places import reading_at, span_of
from gui.pages.plan.reading_bar import ReadingBar
from gui.pages.plan.readings import Readings
from gui.pages.plan.sheets import PlanSheets
from gui.pages.plan.steps import StepsPanel
from gui.pages.plan.views import PlanViews
from gui.pages.plan.work import Sent, issuing, sending
from gui.session.place import Place
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.widgets.banner import Banner
from gui.widgets.fact_sheet import Block, Grid, Heading, Words

OPEN_FOLDER = "open-folder"


class PlanPage(Page):
    """The office's page of the plan."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self._view: PlanView | None = None
        self._chosen: tuple[Row, str] | None = None
        self._following = ""  # the row to be chosen once the plan is read anew
        self._sent: Sent | None = None
        self._folder: Path | None = None
        self._sheets = PlanSheets(self, self.session.program.language)
        self.steps = StepsPanel()
        self.banner = Banner()
        self.panes = PlanPanes()
        self.views = PlanViews(self)
        self.bar = ReadingBar(self)
        self.readings = Readings(self, self.bar, self.panes)
        self.views.show_report(self.bar, self.panes)
        gap = theme_of(self).gap
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        column.addWidget(self.steps)
        column.addWidget(self.banner)
        column.addWidget(self.views, 1)
        self.setFocusProxy(self.views)
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show the plan at an item."""
        if place.item is not None:
            self._chosen = (Row.ITEM, place.item)
        super().show_place(place)

    @property
    def has_unsaved(self) -> bool:
        """Whether shares typed here were refused, and would be lost with the page."""
        return self.views.has_unsaved

    def refresh(self) -> None:
        """Read the plan anew."""
        self.session.read(plan_page, then=self._on_read, owner=self, key="plan")
        self.views.refresh()

    def _connect(self) -> None:
        self.steps.confirm_wanted.connect(self._on_confirm_wanted)
        self.steps.reread_wanted.connect(self._on_reread_wanted)
        self.steps.units_wanted.connect(self._on_units_wanted)
        self.steps.duties_wanted.connect(self._on_duties_wanted)
        self.steps.shares_wanted.connect(self._on_shares_wanted)
        self.steps.issue_wanted.connect(self._on_issue_wanted)
        self.steps.task_files_wanted.connect(self._on_task_files_wanted)
        self.banner.chosen.connect(self._on_banner_chosen)
        self.panes.row_chosen.connect(self._on_row_chosen)
        self.panes.source.pointed.connect(self._on_pointed)
        self.bar.waiting_wanted.connect(self.panes.only_waiting.toggle)
        self.readings.done.connect(self._on_reading_done)
        self.readings.told.connect(self.banner.show_notice)
        self.views.told.connect(self.banner.show_notice)
        self.views.done.connect(self._on_shares_set)
        self.views.place_wanted.connect(self._on_place_wanted)

    def _on_read(self, view: PlanView) -> None:
        self._view = view
        self.steps.show_page(view, is_read_only=self.now.is_read_only)
        self.panes.source.show_text(view.report)
        self.panes.show_plan(view.plan, view.words, view.unconfirmed)
        self.readings.show_view(view, is_read_only=self.now.is_read_only)
        following, self._following = self._following, ""
        if following and self.panes.choose(following):
            return  # the row that is chosen shows itself
        if self._sent is not None:  # what was written stays in sight until something else is chosen
            self.panes.sheet.show_blocks(self._listing(self._sent))
        elif self._chosen is not None:
            self._choose(*self._chosen)
        elif view.plan.items:
            self._choose(Row.ITEM, view.plan.items[0].id)

    def _choose(self, kind: Row, identity: str) -> None:
        if not self.panes.choose(identity):
            self._show(kind, identity)

    def _on_row_chosen(self, index: QModelIndex) -> None:
        self._show(Row(index.data(Role.KIND)), str(index.data(Role.ID)))

    def _show(self, kind: Row, identity: str) -> None:
        if self._view is None:
            return
        self._chosen, self._sent = (kind, identity), None
        self.readings.choose(kind, identity)
        self.panes.sheet.show_blocks(self._sheets.blocks(self._view, kind, identity))
        span = span_of(self._view.plan, kind, identity)
        if span is not None:
            self.panes.source.mark(*span)

    def _on_pointed(self, position: int) -> None:
        """Choose what was read in the words that were clicked in the report; the sentence around keeps the cursor where it is."""
        if self._view is None:
            return
        found = reading_at(self._view.plan, position, self._chosen)
        if found is not None:
            self._choose(*found)
            self.panes.source.put_cursor(position)

    def _on_reading_done(self, following: str) -> None:
        self.banner.clear()
        self._following = following
        self.refresh()

    def _on_place_wanted(self, kind: Row, identity: str) -> None:
        self.views.show_report_view()
        self._choose(kind, identity)

    def _on_shares_set(self) -> None:
        self.banner.clear()
        self.session.read(plan_page, then=self._on_read, owner=self, key="plan")

    def _on_confirm_wanted(self) -> None:
        if self._view is None:
            return
        question = Question(
            self.tr("确认全部{count}条识别结果？").format(count=len(self._view.unconfirmed)),
            self.tr("包括事项的划分、指标和目标值、上年实绩和上年基数。记录中会写明是批量确认。"),
            self.tr("全部确认"),
        )
        self.prompts.confirm(self, question, self._confirm_all)

    def _confirm_all(self) -> None:
        self.session.write(confirm_all, then=self._on_confirmed, owner=self)

    def _on_confirmed(self, count: int) -> None:
        self.banner.show_good(self.tr("已确认{count}条识别结果。").format(count=count))
        self.refresh()

    def _on_reread_wanted(self) -> None:
        kinds = [FileKind(self.tr("政府工作报告"), ("*.docx", "*.pdf", "*.txt", "*.md"))]
        self.prompts.open_file(self, self.tr("选择改正后的报告"), kinds, self.readings.reread)

    def _on_units_wanted(self) -> None:
        self._ask_table(self.tr("选择单位表"), self._take_units)

    def _take_units(self, path: Path) -> None:
        self.session.write(partial(take_units, path=path), then=self._on_units_taken, owner=self)

    def _on_units_taken(self, taken: TakenUnits) -> None:
        words = self.tr("单位表已导入：共{units}个单位，新增{added}个，变更{altered}个，去掉{removed}个。")
        units = taken.units - 1  # the office itself is not counted, as in the step beside it
        self.banner.show_good(words.format(units=units, added=taken.added, altered=taken.altered, removed=taken.removed))
        self.refresh()

    def _on_duties_wanted(self) -> None:
        self._ask_table(self.tr("选择分工表"), self._assign_duties)

    def _assign_duties(self, path: Path) -> None:
        self.session.write(partial(assign, assignments=path, indicators=None), then=self._on_assigned, owner=self)

    def _on_shares_wanted(self) -> None:
        self._ask_table(self.tr("选择指标分解表"), self._assign_shares)

    def _assign_shares(self, path: Path) -> None:
        self.session.write(partial(assign, assignments=None, indicators=path), then=self._on_assigned, owner=self)

    def _on_assigned(self, assigned: Assigned) -> None:
        if assigned.items:
            words = self.tr("分工表已导入：{items}个事项有了责任单位，共{duties}项填报要求。").format(
                items=assigned.items, duties=assigned.duties
            )
        else:
            words = self.tr("指标分解表已导入：{indicators}个指标，{shares}个分解目标。").format(
                indicators=assigned.indicators, shares=assigned.allocations
            )
        self.banner.show_good(words)
        self.refresh()

    def _on_issue_wanted(self, reason: str) -> None:
        self.prompts.choose_folder(self, self.tr("任务包写到哪个文件夹"), partial(self._issue, reason))

    def _issue(self, reason: str, folder: Path) -> None:
        work = issuing(reason, folder, self.tr("正在下发方案并写出任务包……"))
        self.session.write_long(work, then=self._on_sent, owner=self)

    def _on_task_files_wanted(self) -> None:
        question = Question(
            self.tr("给尚未报来数据的单位重写任务包？"),
            self.tr("每个任务包有新的邀请，旧任务包不能再用来启用新的电脑；已经用旧任务包启用的单位导入新任务包即可。"),
            self.tr("选择文件夹…"),
        )
        self.prompts.confirm(self, question, self._ask_folder_again)

    def _ask_folder_again(self) -> None:
        self.prompts.choose_folder(self, self.tr("任务包写到哪个文件夹"), self._send_again)

    def _send_again(self, folder: Path) -> None:
        self.session.write_long(sending(folder, self.tr("正在写出任务包……")), then=self._on_sent, owner=self)

    def _on_sent(self, sent: Sent) -> None:
        self._sent, self._folder = sent, sent.folder
        if sent.revision is None:
            words = self.tr("已写出{count}个任务包。").format(count=len(sent.files))
        else:
            words = self.tr("已下发第{number}版方案，写出{count}个任务包。").format(number=sent.revision, count=len(sent.files))
        self.banner.show_good(words, [(self.tr("打开文件夹"), OPEN_FOLDER)])
        self.refresh()

    def _listing(self, sent: Sent) -> list[Block]:
        head = (self.tr("单位"), self.tr("文件"), self.tr("变更数"))
        rows = tuple((file.unit, file.name, str(file.changes)) for file in sent.files)
        blocks: list[Block] = [Heading(self.tr("写出的任务包")), Words(str(sent.folder), "muted"), Grid(head, rows, frozenset({2}))]
        if sent.others:
            words = self.tr("另有{count}个单位已经启用，它们随反馈包收到新方案，请到“交换”页写出反馈包。")
            blocks.append(Words(words.format(count=sent.others)))
        return blocks

    def _on_banner_chosen(self, name: str) -> None:
        if name == OPEN_FOLDER and self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _ask_table(self, title: str, then: Callable[[Path], object]) -> None:
        kinds = [FileKind(self.tr("表格"), ("*.csv", "*.xlsx"))]
        self.prompts.open_file(self, title, kinds, then)
