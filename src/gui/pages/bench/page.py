"""工作台: what a person sees first, and the one button to go on with."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedLayout, QWidget

from core.model.period import Period
from core.services.desk import Desk
from core.services.home import UnitHome, unit_home
from gui.dialogs.prompts import Prompts
from gui.pages.bench.unit_view import UnitBench
from gui.pages.page import Page
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from core.services.news import News, Positions
    from core.services.office_home import OfficeHome
    from gui.pages.bench.office_view import OfficeBench

Bench = TypeVar("Bench", UnitBench, "OfficeBench")


class BenchPage(Page):
    """A unit's bench or the office's, as the workspace is."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self.empty = EmptyState("plan")
        self._news: News | None = None
        self._since: Positions | None = None
        self._stack = QStackedLayout(self)
        self._blank = QWidget()
        for part in (self._blank, self.empty):
            self._stack.addWidget(part)
        self.empty.chosen.connect(self._on_empty_chosen)

    @cached_property
    def unit(self) -> UnitBench:
        """A unit's bench, made when it is first needed."""
        bench = self._added(UnitBench())
        bench.conflicts_wanted.connect(self._on_conflicts_wanted)
        bench.news_wanted.connect(self._on_news_wanted)
        return bench

    @cached_property
    def office(self) -> OfficeBench:
        """The office's bench, made when it is first needed."""
        # Late: what an office looks at brings in reviewing and merging, for which no unit should wait when it starts.
        from gui.pages.bench.office_view import OfficeBench  # noqa: PLC0415 # see above

        return self._added(OfficeBench())

    def refresh(self) -> None:
        """Count anew."""
        now = self.now
        if not now.is_issued or not now.periods:
            self._show_empty()
            return
        period, today = self.period or now.default_period, now.today

        since = self._since

        def question(desk: Desk) -> OfficeHome | tuple[UnitHome, News]:
            return _office_home(desk, period, today) if desk.is_office else (unit_home(desk, period, today), _news(desk, since))

        self.session.read(question, then=self._on_read, owner=self, key="home")

    def leave(self) -> None:
        """What is news was seen: the next visit tells what came after it."""
        self._since = None

    def _on_read(self, home: OfficeHome | tuple[UnitHome, News]) -> None:
        if isinstance(home, tuple):
            self._news = home[1]
            self._since = self._news.since or self._news.seen
            self.unit.show_home(self.now, home[0], len(self._news.changes))
            self._stack.setCurrentWidget(self.unit)
            self._remember(self._news)
        else:
            self.office.show_home(self.now, home)
            self._stack.setCurrentWidget(self.office)

    def _added(self, bench: Bench) -> Bench:
        bench.wanted.connect(self.wanted)
        self._stack.addWidget(bench)
        return bench

    def _show_empty(self) -> None:
        if self.now.is_office:
            words = self.tr("方案还没有下发。请先到“方案”页导入政府工作报告，分解任务，再下发。")
            self.empty.show_sentence(words, button=self.tr("去方案页"))
        else:
            words = self.tr("还没有收到方案。请到“交换”页导入主办单位的任务包。")
            self.empty.show_sentence(words, button=self.tr("去交换页"), icon="exchange")
        self._stack.setCurrentWidget(self.empty)

    def _on_conflicts_wanted(self) -> None:
        # Late: hardly any unit ever needs it, and none should wait for it when the window opens.
        from gui.dialogs.conflicts import ConflictsDialog  # noqa: PLC0415 # see above

        ConflictsDialog(self.session, self.now.unit.id, None, self).open()

    def _remember(self, news: News) -> None:
        from core.services.news import look  # noqa: PLC0415 # late, as below

        if self.isVisible():
            self.session.run(lambda _, __: look(news.page, news.seen), owner=self)

    def _on_news_wanted(self) -> None:
        from gui.dialogs.history import HistoryDialog  # noqa: PLC0415 # late for the same reason as the conflicts

        news = self._news
        if news is not None:
            HistoryDialog(self.session, self.tr("上次查看以后的变化"), lambda _: news.changes, self).open()

    def _on_empty_chosen(self) -> None:
        self.wanted.emit(Place(PageName.PLAN if self.now.is_office else PageName.EXCHANGE))


def _office_home(desk: Desk, period: Period, today: date) -> OfficeHome:
    from core.services.office_home import office_home  # noqa: PLC0415 # late for the same reason as the office's bench

    return office_home(desk, period, today)


def _news(desk: Desk, since: Positions | None) -> News:
    from core.services.news import home_news  # noqa: PLC0415 # late: the words of a history are needed after the first page is shown

    return home_news(desk, since=since)
