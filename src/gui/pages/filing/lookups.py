"""What the form lets a person look up: the history of a field, and what another computer of the unit filled in otherwise.

Tested through the page (tests/gui/pages/filing/test_lookups.py).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.ids import ItemId, UnitId
from core.messages import Language
from core.model.period import Period
from core.services.desk import Desk
from core.services.history_page import ShownChange, shown_figure_history, shown_text_history
from core.services.item_figures import FigureCell
from core.services.item_page import ItemPage, Settling
from core.services.own_figures import FigureKey
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.history import HistoryDialog
from gui.pages.filing.item_form import ItemForm
from gui.session.session import Session
from gui.style.icons import icon
from gui.widgets.figure_field import FigureField
from gui.widgets.prose_field import ProseField


class FormLookups(QObject):
    """Opens the dialogs, and keeps the button that says how many fields of the item are in conflict."""

    def __init__(self, session: Session, form: ItemForm, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._form = form
        self._page = page
        self.button = QPushButton()
        self.button.setIcon(icon("warning", page, role="notice"))
        self.button.setProperty("kind", "quiet")
        self.button.hide()
        form.add_to_head(self.button)
        self.button.clicked.connect(self._on_conflicts_wanted)
        form.figure_history_wanted.connect(self._on_figure_history_wanted)
        form.texts.history_wanted.connect(self._on_text_history_wanted)
        QShortcut(QKeySequence("Ctrl+H"), page, self._on_key, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_page(self, page: ItemPage) -> None:
        """Say how many fields of an item wait for a decision."""
        count = sum(conflict.settling is Settling.OPEN for conflict in page.conflicts)
        self.button.setText(self.tr("处理冲突（{count}）…").format(count=count))
        self.button.setVisible(bool(count))

    def _on_conflicts_wanted(self) -> None:
        place, now = self._form.place, self._session.now
        if place is not None and now is not None:
            ConflictsDialog(self._session, now.unit.id, place[0], self._page).open()

    def _on_figure_history_wanted(self, cell: FigureCell) -> None:
        now = self._session.now
        if now is not None:
            question = partial(_of_figure, now.unit.id, cell.key, self._session.program.language)
            HistoryDialog(self._session, cell.asked.indicator.name, question, self._page).open()

    def _on_text_history_wanted(self, name: str) -> None:
        place, now = self._form.place, self._session.now
        if place is not None and now is not None:
            question = partial(_of_text, now.unit.id, place[1], place[0], name, language=self._session.program.language)
            title = self._form.texts.fields[name].accessibleName()
            HistoryDialog(self._session, title, question, self._page).open()

    def _on_key(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, FigureField | ProseField) and field.has_history:
            field.history_wanted.emit()


def _of_figure(unit: UnitId, key: FigureKey, language: Language, desk: Desk) -> tuple[ShownChange, ...]:
    return shown_figure_history(desk, unit, key, language)


def _of_text(unit: UnitId, item: ItemId, period: Period, field: str, desk: Desk, *, language: Language) -> tuple[ShownChange, ...]:
    return shown_text_history(desk, unit, item, period, field, language=language)
