"""变更历史 of the matrix' cell that has the keyboard: in its menu, and a key away. Tested through the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.calc.judgement import Judgement
from core.ids import IndicatorId, UnitId
from core.messages import Language
from core.model.period import Period
from core.services.desk import Desk
from core.services.history_page import ShownChange, shown_cell_history
from gui.dialogs.history import HistoryDialog
from gui.session.session import Session


class CellHistory(QObject):
    """Puts the action on a table, and shows the history of a judged figure; `wanted()`: the person asked for it."""

    wanted = Signal()

    def __init__(self, session: Session, table: QWidget, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self.action = QAction(self.tr("变更历史…"), table)
        self.action.setShortcut("Ctrl+H")
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.action.triggered.connect(self.wanted)
        table.addAction(self.action)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_for(self, judgement: Judgement | None, period: Period) -> None:
        """Show it, where the cell is a figure's."""
        now = self._session.now
        if now is None or judgement is None or judgement.indicator is None:
            return
        title = f"{now.plan.units_by_id[judgement.unit].short_name} · {judgement.name}"
        own = judgement.as_of or period
        question = partial(_of_cell, judgement.indicator, judgement.unit, own, self._session.program.language)
        HistoryDialog(self._session, title, question, self._page).open()


def _of_cell(indicator: IndicatorId, subject: UnitId, period: Period, language: Language, desk: Desk) -> tuple[ShownChange, ...]:
    return shown_cell_history(desk, indicator, subject, period, language=language)
