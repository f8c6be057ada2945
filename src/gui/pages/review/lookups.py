"""What a reviewer looks up: histories, conflicts of a unit, what is new. Tested in tests/gui/pages/review/test_lookups.py."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.ids import UnitId
from core.messages import Language
from core.model.period import Period
from core.services.desk import Desk
from core.services.history_page import ShownChange, shown_figure_history, shown_period_history
from core.services.news import News, Positions, look, submission_news
from core.services.own_figures import FigureKey
from core.services.submission_page import SubmissionPage
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.history import HistoryDialog
from gui.pages.review.pane import SubmissionPane
from gui.session.session import Session
from gui.style.formats import period_text


class ReviewLookups(QObject):
    """Opens the dialogs that the pane asks for."""

    def __init__(self, session: Session, pane: SubmissionPane, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._pane = pane
        self._page = page
        self._followed: tuple[UnitId, Period] | None = None
        self._since: Positions | None = None
        self._changes: tuple[ShownChange, ...] = ()
        pane.conflicts_wanted.connect(self._on_conflicts_wanted)
        pane.history_wanted.connect(self._on_history_wanted)
        pane.figure_history_wanted.connect(self._on_figure_history_wanted)
        pane.news_wanted.connect(self._on_news_wanted)

    def follow(self, page: SubmissionPage) -> None:
        """Tell what changed of a submission since the person last looked at it, and remember that they do now."""
        followed = page.unit.id, page.period
        if followed != self._followed:
            self._followed, self._since, self._changes = followed, None, ()
            self._pane.show_news(0)
        question = partial(_news, page.unit.id, page.period, self._since)
        self._session.read(question, then=partial(self._on_news, followed), owner=self, key="news")

    def _on_news(self, followed: tuple[UnitId, Period], news: News) -> None:
        if followed != self._followed:
            return
        self._since = news.since or news.seen
        self._changes = news.changes
        self._pane.show_news(len(news.changes))
        self._session.run(lambda _, __: look(news.page, news.seen), owner=self)

    def _on_news_wanted(self) -> None:
        if self._changes:
            HistoryDialog(self._session, self.tr("上次查看以后的变化"), partial(_known, self._changes), self._page).open()

    def _on_conflicts_wanted(self) -> None:
        shown = self._pane.page
        if shown is not None:
            ConflictsDialog(self._session, shown.unit.id, shown.period, self._page).open()

    def _on_history_wanted(self) -> None:
        shown = self._pane.page
        if shown is not None:
            question = partial(_of_period, shown.unit.id, shown.period, self._session.program.language)
            HistoryDialog(self._session, f"{shown.unit.name} · {period_text(shown.period)}", question, self._page).open()

    def _on_figure_history_wanted(self) -> None:
        shown, row = self._pane.page, self._pane.chosen_figure
        if shown is not None and row is not None:
            key = FigureKey(row.indicator.id, row.subject.id, row.period)
            question = partial(_of_figure, shown.unit.id, key, self._session.program.language)
            HistoryDialog(self._session, f"{shown.unit.name} · {row.indicator.name}", question, self._page).open()


def _of_period(unit: UnitId, period: Period, language: Language, desk: Desk) -> tuple[ShownChange, ...]:
    return shown_period_history(desk, unit, period, language)


def _of_figure(unit: UnitId, key: FigureKey, language: Language, desk: Desk) -> tuple[ShownChange, ...]:
    return shown_figure_history(desk, unit, key, language)


def _news(unit: UnitId, period: Period, since: Positions | None, desk: Desk) -> News:
    return submission_news(desk, unit, period, since=since)


def _known(changes: tuple[ShownChange, ...], desk: Desk) -> tuple[ShownChange, ...]:
    del desk
    return changes
