"""简报: the paper of the period as it will be printed, always of what the workspace holds."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.files import write_file
from core.ids import UnitId
from core.model.org_unit import OrgUnit
from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.services.desk import Program
from core.services.file_names import file_name
from gui.dialogs.prompts import FileKind, Prompts
from gui.pages.briefing.printing import print_paper
from gui.pages.briefing.tools import PaperTools
from gui.pages.briefing.words import PaperWords
from gui.pages.page import Page
from gui.session.facts import Changed, Pressed, PressRequest
from gui.session.job import Job, Reporter
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.style.formats import period_text
from gui.widgets.banner import Banner
from gui.widgets.busy_strip import BusyStrip
from gui.widgets.empty_state import EmptyState
from gui.widgets.paper_view import PaperView

# A paper that took no longer than this is made anew by itself when something changed.
_CHEAP_S = 5.0
_OPEN_FOLDER, _RENDER = "open-folder", "render"
_Asked = tuple[PaperKind, Period, UnitId]


class BriefingPage(Page):
    """One paper: which, its pages, and what is done with it."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self._kind = PaperKind.WORK
        self._words = PaperWords(self)
        self._viewpoint: UnitId | None = None
        self._shown: _Asked | None = None
        self._asked: _Asked | None = None
        self._asked_at = 0.0
        self._took_s = 0.0
        self._is_stale = False
        self._holds_part = False  # of the paper asked for: the pages in view
        self._job: Job | None = None
        self.pdf = b""
        self.tools = PaperTools()
        self.banner = Banner()
        self.busy = BusyStrip()
        self.paper = PaperView()
        self.empty = EmptyState("briefing")
        self._arrange()
        self._connect()

    def show_place(self, place: Place) -> None:
        """Show the paper of a period, from a unit where one is told."""
        if place.unit is not None:
            self._viewpoint = place.unit
        super().show_place(place)

    def refresh(self) -> None:
        """Lay the paper out where it is another one, or was quick to make and no longer says what the workspace holds."""
        now = self.now
        if not now.is_issued or not now.periods:
            self._show_empty()
            return
        units = self._units()
        if self._viewpoint not in {unit.id for unit in units}:
            self._viewpoint = None
        self._stack.setCurrentWidget(self._content)
        self.tools.offer_viewpoints(units, self._wanted()[2])
        is_other = self._wanted() != (self._asked or self._shown)
        is_cheap = self._asked is not None or self._took_s <= _CHEAP_S
        if is_other or (self._is_stale and is_cheap):
            self._render()
        elif self._is_stale:
            self._tell_stale()
        self._show_state()

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(gap * 2, gap * 3 // 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        for part in (self.tools, self.banner, self.busy):
            column.addWidget(part)
        column.addWidget(self.paper, 1)
        self._stack = QStackedLayout(self)
        for page in (QWidget(), self._content, self.empty):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        self.tools.kind_chosen.connect(self._on_kind_chosen)
        self.tools.viewpoint_chosen.connect(self._on_viewpoint_chosen)
        self.tools.render_wanted.connect(self._render)
        self.tools.export_wanted.connect(self._on_export_wanted)
        self.tools.print_wanted.connect(self._on_print_wanted)
        self.busy.cancelled.connect(self._on_cancelled)
        self.banner.chosen.connect(self._on_banner_chosen)
        self.empty.chosen.connect(self._on_empty_chosen)
        self.session.crashed.connect(self._on_crashed)

    def _units(self) -> tuple[OrgUnit, ...]:
        """Whose view can be taken: the own unit's, and those of units below that have something to report."""
        plan, own = self.now.plan, self.now.unit.id
        return tuple(unit for unit in plan.subtree(own) if unit.id == own or unit.id in plan.duties_by_unit)

    def _wanted(self) -> _Asked:
        return self._kind, self.period or self.now.default_period, self._viewpoint or self.now.unit.id

    def _render(self) -> None:
        self._asked = kind, period, unit = self._wanted()
        self._asked_at = monotonic()
        self._is_stale = False
        self.banner.clear()
        words = self.tr("正在排版{period}{kind}……")
        self.busy.start(words.format(period=period_text(period), kind=self._words.kind_name(kind)))
        self._show_state()
        in_view = self.paper.pages.pages_in_view
        facts = {"kind": kind.value, "period": str(period), "viewpoint": unit, "first_in_view": in_view[0], "last_in_view": in_view[-1]}
        request = PressRequest("paper", facts)
        self.session.render(request, then=self._on_rendered, owner=self, key="paper", failed=self._on_failed)

    def _on_rendered(self, pressed: Pressed) -> None:
        self._holds_part = not pressed.is_whole
        if self._holds_part:
            self.paper.show_bytes(pressed.pdf)
            return
        self._took_s = monotonic() - self._asked_at
        self._shown = self._asked
        self.pdf = pressed.pdf
        self.paper.show_bytes(pressed.pdf)
        self._end_busy()
        if pressed.unprintable:
            words = self.tr("有{count}个字没有字形，印成了“〓”：{characters}。")
            self.banner.show_notice(words.format(count=len(pressed.unprintable), characters="".join(pressed.unprintable)))

    def _on_failed(self, sentence: str) -> None:
        self._end_busy()
        self.banner.show_trouble(sentence, [(self.tr("重新生成"), _RENDER)])
        self._show_nothing_of_another()

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
            return
        self.session.press.cancel(self)
        self._end_busy()
        self._show_nothing_of_another()
        self.banner.show_info(self.tr("排版已停止。"), [(self.tr("重新生成"), _RENDER)])

    def _on_crashed(self, text: str) -> None:
        """The report of the crash is shown by the window; here only nothing is waited for any more."""
        del text
        if self._asked is not None and self.session.press.is_idle:
            self._end_busy()
            self._show_nothing_of_another()

    def _end_busy(self) -> None:
        self._asked = None
        self.busy.end()
        self._show_state()

    def _show_nothing_of_another(self) -> None:
        """What is still to be seen must be what was asked for, and whole; otherwise say that there is nothing."""
        if self._holds_part and self.pdf:
            self.paper.show_bytes(self.pdf)
        self._holds_part = False
        if self._shown != self._wanted():
            self._shown = None
            self.pdf = b""
            self.paper.show_sentence(self.tr("这一期的简报还没有生成。"))
            self._show_state()

    def _show_state(self) -> None:
        self.tools.show_state(has_paper=bool(self.pdf), is_busy=self._asked is not None or self._job is not None)

    def _show_empty(self) -> None:
        if self.now.is_office:
            self.empty.show_sentence(self.tr("方案下发以后才能生成简报。"), button=self.tr("去方案页"))
        else:
            self.empty.show_sentence(self.tr("收到方案以后才能生成简报。"), button=self.tr("去交换页"))
        self._stack.setCurrentWidget(self.empty)

    def _tell_stale(self) -> None:
        self.banner.show_notice(self.tr("数据已经变动，这份简报还是原来的。"), [(self.tr("重新生成"), _RENDER)])

    def _on_changed(self, changed: Changed) -> None:
        self._is_stale = True
        super()._on_changed(changed)

    def _on_kind_chosen(self, kind: str) -> None:
        self._kind = PaperKind(kind)
        self.refresh()

    def _on_viewpoint_chosen(self, unit: str) -> None:
        self._viewpoint = UnitId(unit)
        self.refresh()

    def _on_export_wanted(self) -> None:
        if not self.pdf or self._shown is None:
            return
        kind, period, unit = self._shown
        name = file_name(self.now.plan.units_by_id[unit].short_name)
        suggested = (self.last_folder or self.now.path.parent) / f"{self._words.kind_name(kind)}_{name}_{period}.pdf"
        file_kind = FileKind(self.tr("PDF文件"), ("*.pdf",))
        self.prompts.save_file(self, self.tr("简报导出到哪里"), file_kind, suggested, self._export)

    def _export(self, path: Path) -> None:
        data = self.pdf

        def work(program: Program, reporter: Reporter) -> Path:
            del program, reporter
            return write_file(path, data)

        self.session.run(work, owner=self, then=self._on_exported)

    def _on_exported(self, path: Path) -> None:
        self.use_folder(path.parent)
        self.banner.show_good(self.tr("已导出“{name}”。").format(name=path.name), [(self.tr("打开文件夹"), _OPEN_FOLDER)])

    def _on_print_wanted(self) -> None:
        self.prompts.choose_printer(self, self.paper.pages.page_count, self.print_to)

    def print_to(self, printer: QPrinter) -> None:
        """Print the paper that is shown."""
        data, sentence = self.pdf, self.tr("正在打印……")

        def work(program: Program, reporter: Reporter) -> int:
            del program
            return print_paper(data, printer, reporter, sentence)

        self._job = self.session.run(work, owner=self, then=self._on_printed)
        self._job.progressed.connect(self.busy.show_progress)
        self._job.ended.connect(self._on_print_ended)
        self.busy.start(sentence)
        self._show_state()

    def _on_printed(self, count: int) -> None:
        self.banner.show_good(self.tr("已交给打印机{count}页。").format(count=count))

    def _on_print_ended(self) -> None:
        self._job = None
        self._end_busy()

    def _on_banner_chosen(self, name: str) -> None:
        if name == _RENDER:
            self._render()
        elif name == _OPEN_FOLDER and self.last_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.last_folder)))

    def _on_empty_chosen(self) -> None:
        self.wanted.emit(Place(PageName.PLAN if self.now.is_office else PageName.EXCHANGE))
