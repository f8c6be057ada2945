"""Switches between the form of one item and the sheet of the whole period: two ways onto the same data, one key apart.

Tested through the page (test_sheet_pane.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from core.ids import ItemId
from core.model.period import Period
from gui.pages.filing.half_typed_keeper import HalfTypedKeeper
from gui.pages.filing.kept_input import KeptInput
from gui.session.session import Session

if TYPE_CHECKING:
    from gui.pages.filing.sheet_pane import SheetPane


class SheetSwitch(QObject):
    """Makes the sheet when it is first wanted.

    Signals:
        left(item): the form is wanted again, at this item.
        settled(): as of the pane.
    """

    left = Signal(str)
    settled = Signal()

    def __init__(self, session: Session, kept: KeptInput, half_typed: HalfTypedKeeper, *, stack: QStackedWidget, page: QObject) -> None:
        super().__init__(page)
        self.pane: SheetPane | None = None
        self._session = session
        self._kept = kept
        self._half_typed = half_typed
        self._stack = stack
        self._page = page

    @property
    def is_on(self) -> bool:
        """Whether the sheet is what is shown."""
        return self.pane is not None and self._stack.currentWidget() is self.pane

    def want(self, item: ItemId) -> None:
        """Go to an item with the next reading, where the sheet is shown."""
        if self.pane is not None and self.is_on:
            self.pane.goal = item

    def show_sheet(self, period: Period, item: ItemId | None) -> SheetPane:
        """Show the sheet at an item, with the keyboard on it."""
        pane = self.pane or self._make()
        self._stack.setCurrentWidget(pane)
        pane.show_period(period, item)
        pane.take_keyboard()
        return pane

    def _make(self) -> SheetPane:
        from gui.pages.filing.sheet_pane import SheetPane  # noqa: PLC0415 # not every start wants it

        self.pane = pane = SheetPane(self._session, self._kept, self._page)
        pane.settled.connect(self.settled)
        pane.form_wanted.connect(self.left)
        self._half_typed.others.append(pane.half_typed)
        self._stack.addWidget(pane)
        return pane
