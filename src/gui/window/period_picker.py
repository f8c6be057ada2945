"""Which period is shown: ‹ [2025年6月 填报中 ▾] ›."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from core.model.period import Period
from gui.style.dress import theme_of
from gui.style.icons import icon


class PeriodEntry(Struct, frozen=True):
    """A period as the picker shows it: its name, the word of its state ("" where there is none), and the state's icon."""

    period: Period
    name: str
    state: str = ""
    icon: str = "empty"


class PeriodPicker(QWidget):
    """`chosen(Period)`: the person wants another one."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[PeriodEntry, ...] = ()
        self._current: Period | None = None
        self._earlier, self._button, self._later = QToolButton(), QToolButton(), QToolButton()
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._arrange()
        self._group.triggered.connect(self._on_triggered)
        self._earlier.clicked.connect(self.step_back)
        self._later.clicked.connect(self.step_on)

    @property
    def current(self) -> Period | None:
        """The period that is shown."""
        return self._current

    @property
    def actions_offered(self) -> list[QAction]:
        """The periods in the list, oldest first."""
        return self._group.actions()

    def show_periods(self, entries: Sequence[PeriodEntry], current: Period | None) -> None:
        """Offer these periods."""
        if (tuple(entries), current) == (self._entries, self._current):
            return
        self._entries, self._current = tuple(entries), current
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        for entry in entries:
            self._menu.addAction(self._action(entry))
        self._show_current()

    def show_current(self, period: Period | None) -> None:
        """Mark the period that is shown."""
        self.show_periods(self._entries, period)

    def step_back(self) -> None:
        """Ask for the period before."""
        self._step(-1)

    def step_on(self) -> None:
        """Ask for the period after."""
        self._step(1)

    def _arrange(self) -> None:
        size = theme_of(self).icon - 4
        for button, name, words in (
            (self._earlier, "previous", self.tr("前一填报期（Ctrl+PgUp）")),
            (self._later, "next", self.tr("后一填报期（Ctrl+PgDown）")),
        ):
            button.setIcon(icon(name, button))
            button.setIconSize(QSize(size, size))
            button.setToolTip(words)
            button.setAccessibleName(words)
        self._button.setMenu(self._menu)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setIconSize(QSize(size, size))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in (self._earlier, self._button, self._later):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)

    def _action(self, entry: PeriodEntry) -> QAction:
        words = self.tr("{period}　{state}").format(period=entry.name, state=entry.state) if entry.state else entry.name
        action = QAction(icon(entry.icon, self), words, self._group)
        action.setCheckable(True)
        action.setChecked(entry.period == self._current)
        action.setData(entry.period)
        return action

    def _show_current(self) -> None:
        place = self._place()
        self.setEnabled(bool(self._entries))
        self._earlier.setEnabled(place is not None and place > 0)
        self._later.setEnabled(place is not None and place + 1 < len(self._entries))
        if place is None:
            self._button.setText(self.tr("没有填报期"))
            return
        entry = self._entries[place]
        self._button.setText(self.tr("{period}　{state}").format(period=entry.name, state=entry.state) if entry.state else entry.name)
        self._button.setIcon(icon(entry.icon, self))
        self._button.setAccessibleName(self.tr("填报期：{period}").format(period=self._button.text()))

    def _place(self) -> int | None:
        periods = [entry.period for entry in self._entries]
        return periods.index(self._current) if self._current in periods else None

    def _step(self, by: int) -> None:
        place = self._place()
        if place is not None and 0 <= place + by < len(self._entries):
            self.chosen.emit(self._entries[place + by].period)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
