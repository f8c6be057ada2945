"""What a reviewer looks up: the history of a figure or of the period, and the conflicts of a unit. Tested through the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.ids import UnitId
from core.messages import Language
from core.model.period import Period
from core.services.desk import Desk
from core.services.history_page import ShownChange, shown_figure_history, shown_period_history
from core.services.own_figures import FigureKey
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
        pane.conflicts_wanted.connect(self._on_conflicts_wanted)
        pane.history_wanted.connect(self._on_history_wanted)
        pane.figure_history_wanted.connect(self._on_figure_history_wanted)

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
