"""Keeps the title line and the window's title true: whose workspace it is, the period and how long there is, who works.

Tested in test_main_window.py.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.model.period import Period
from gui.dialogs.prompts import Prompts
from gui.session.facts import Opened
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.window.period_states import PeriodState, PeriodWords, period_states
from gui.window.title_line import TitleLine


class TitleKeeper(QObject):
    """Reads how the periods stand whenever something changes, and switches who works.

    Signals:
        actor_changing(): another one is about to work; what is being typed is still the last one's.
    """

    actor_changing = Signal()

    def __init__(self, line: TitleLine, session: Session, settings: SettingsKeeper, *, prompts: Prompts, window: QWidget) -> None:
        super().__init__(window)
        self._line = line
        self._session = session
        self._settings = settings
        self._prompts = prompts
        self._window = window
        self._words = PeriodWords(self)
        self._states: tuple[PeriodState, ...] = ()
        self._period: Period | None = None
        session.changed.connect(self._read)
        line.actors.chosen.connect(self._on_actor_chosen)
        line.actors.other_wanted.connect(self._on_other_actor_wanted)
        self.show_nothing()

    def show_opened(self, opened: Opened) -> None:
        """Show whose workspace is open."""
        words = self.tr("{place}{year} · {unit} — {name}")
        name = self.tr("践诺")
        title = words.format(place=opened.plan.place, year=opened.plan.year, unit=opened.unit.short_name, name=name)
        self._window.setWindowTitle(title)
        self._line.show_opened(opened)
        self._line.actors.show_actors(opened.actor, self._settings.value.known_actors)
        self._read()

    def show_nothing(self) -> None:
        """No workspace is open."""
        self._states, self._period = (), None
        self._window.setWindowTitle(self.tr("践诺"))

    def show_period(self, period: Period | None) -> None:
        """Show which period the pages show."""
        self._period = period
        self._show()

    def _read(self) -> None:
        if self._session.now is not None:
            self._session.read(period_states, then=self._on_read, owner=self, key="periods")

    def _on_read(self, states: tuple[PeriodState, ...]) -> None:
        self._states = states
        self._show()

    def _show(self) -> None:
        now = self._session.now
        if now is None:
            return
        self._line.periods.show_periods(self._words.entries(self._states), self._period)
        shown = next((state for state in self._states if state.period == self._period), None)
        sentence, is_late = self._words.deadline(shown, now.today) if shown is not None else ("", False)
        self._line.show_deadline(sentence, is_late=is_late)

    def _on_actor_chosen(self, name: str) -> None:
        self.actor_changing.emit()
        self._settings.change(self._settings.value.with_actor(name))
        self._session.call(name)

    def _on_other_actor_wanted(self) -> None:
        self._prompts.short_text(self._window, self.tr("填报人"), self.tr("姓名"), self._on_actor_chosen)
