"""The pages of the open workspace, one above the other; each is made when it is first gone to. Tested in test_main_window.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.model.period import Period
from gui.dialogs.prompts import Prompts
from gui.pages.page import Page
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.widgets.banner import Banner
from gui.window.page_table import make_page


class PageStack(QStackedWidget):
    """Shows one page.

    Signals:
        gone_to(Place): another place is shown; its period is the one shown, None while the plan has none.
        wanted(Place): a page asks to go somewhere.
    """

    gone_to = Signal(object)
    wanted = Signal(object)

    def __init__(self, session: Session, prompts: Prompts, settings: SettingsKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._settings = settings
        self._pages: dict[PageName, Page] = {}
        self._current: PageName | None = None
        self._period: Period | None = None

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return None if self._current is None else self._pages[self._current]

    @property
    def current_name(self) -> PageName | None:
        """Which one it is."""
        return self._current

    @property
    def period(self) -> Period | None:
        """The period that all pages show."""
        return self._period

    @property
    def has_unsaved(self) -> bool:
        """Whether a page holds words that were refused, and would be lost with it."""
        return any(page.has_unsaved for page in self._pages.values())

    def give_up(self) -> None:
        """Let go of words that could not be entered."""
        for page in self._pages.values():
            page.give_up()

    def refused_in(self, period: Period) -> Place | None:
        """Where something typed in a period waits to be mended; None where all of it is in the file."""
        return next((place for page in self._pages.values() if (place := page.refused_in(period)) is not None), None)

    def take_keyboard_to_refused(self) -> None:
        """Go to the first field of the page that is shown of which something was refused."""
        fields = self.current.findChildren(QWidget) if self.current is not None else []
        field = next((each for each in fields if each.property("state") == "trouble" and each.isVisible()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def shows(self, place: Place) -> bool:
        """Whether a page, a period and an item of it are what is shown."""
        return (self._current, self._period, getattr(self.current, "item", None)) == (place.page, place.period, place.item)

    def go(self, place: Place) -> None:
        """Show a place; what is being typed is committed first."""
        self.leave()
        self._period = place.period or self._period
        shown = replace(place, period=self._period)
        page = self._page(place.page)
        self._put_banners_away(page)
        self._current = place.page
        page.show_place(shown)
        self._turn_to(page)
        self.gone_to.emit(shown)

    def bring(self, paths: Sequence[Path]) -> None:
        """Give files to the page that is shown, if it takes any."""
        if (page := self.current) is not None:
            page.take_files(paths)

    def leave(self) -> None:
        """Commit what is being typed."""
        if (page := self.current) is not None:
            page.leave()

    def begin(self, period: Period | None) -> None:
        """Start anew for another workspace."""
        for page in self._pages.values():
            page.hide()
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current = None
        self._period = period

    def _put_banners_away(self, page: Page) -> None:
        """What was told of another page or another period says nothing about what is shown next."""
        left = self.current
        if left is not None and (left is not page or left.period != self._period):
            for banner in left.findChildren(Banner):
                banner.clear()

    def _turn_to(self, page: Page) -> None:
        """Put a page on top; a keyboard that was on the page before begins where the page says, not at its first field."""
        is_first = page.focusWidget() is None
        self.setCurrentWidget(page)
        if is_first and page.focusProxy() is not None and page.isAncestorOf(self.window().focusWidget()):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, name: PageName) -> Page:
        if name not in self._pages:
            page = make_page(name, self._session, self._prompts, self)
            page.wanted.connect(self.wanted)
            page.last_folder = self._settings.value.last_folders.get(name.value)
            page.folder_used.connect(self._on_folder_used)
            self.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def _on_folder_used(self, folder: Path) -> None:
        for name, page in self._pages.items():
            if page is self.sender():
                self._settings.change(self._settings.value.with_folder(name.value, folder))
