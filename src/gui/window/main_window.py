"""The window: connects its parts to the session, the settings and each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from core.model.period import Period
from core.services.desk import Desk
from core.services.half_typing import HalfTyped, words_half_typed
from core.settings import Settings, grouped
from gui.dialogs.prompts import Prompts
from gui.session.arguments import Arguments
from gui.session.facts import Opened
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.window.arrivals import Arrivals, usable_files
from gui.window.busy import Busy
from gui.window.frame_view import FrameView
from gui.window.geometry import geometry_of, restore_geometry
from gui.window.handing_up import HandingUp
from gui.window.leaving import Leaving
from gui.window.menus import Menus
from gui.window.open_questions import OpenQuestions
from gui.window.opener import Opener
from gui.window.page_stack import PageStack
from gui.window.page_table import pages_for
from gui.window.restoring import Restoring
from gui.window.stepping import Stepping
from gui.window.title_keeper import TitleKeeper
from gui.window.troubles import Troubles

_SMALLEST = (960, 600)


class MainWindow(QMainWindow):
    """One window, at most one open workspace.

    Signals:
        usable(): the first page of a workspace shows what it has to show; emitted once a workspace.
        leaving(): it takes in nothing more.
        ended(): everything is saved and closed; the window is gone.
    """

    usable = Signal()
    leaving = Signal()
    ended = Signal()

    def __init__(self, session: Session, settings: SettingsKeeper, prompts: Prompts) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.prompts = prompts
        self.pages = PageStack(session, prompts, settings)
        self.frame = FrameView(self.pages)
        self.menus = Menus(self.menuBar(), self)
        self.stepping = Stepping(session, self.pages, self.menus, self)
        busy = self._busy = Busy(self.frame.busy_strip, self)
        self.opener = Opener(session, prompts, settings, busy=busy, window=self)
        self.arrivals = Arrivals(session, self.opener, self)
        self.troubles = Troubles(self.frame.banner, session, self.opener, self)
        self.restoring = Restoring(session, prompts, busy=busy, window=self)
        self.handing_up = HandingUp(session, prompts, settings, frame=self.frame, busy=busy, window=self)
        self.titles = TitleKeeper(self.frame.title_line, session, settings, prompts=prompts, window=self)
        self._leaving = Leaving(session, self.pages, prompts, window=self)
        OpenQuestions(session, self)
        self._shown: tuple[Path, bool] | None = None
        self._is_leaving = self._is_over = False
        self.setCentralWidget(self.frame)
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self._connect_session()
        self._connect_frame()
        self._connect_menus()
        self._on_settings_changed(settings.value)
        restore_geometry(self, settings.value.window_geometry)

    def take(self, arguments: Arguments) -> None:
        """Do what a start asks: open its file, or the example."""
        if arguments.wants_example:
            self.opener.open_example_of_unit()
        elif arguments.file is not None:
            self.take_files([arguments.file])

    def take_over(self, arguments: Arguments) -> None:
        """Do what a later start asks, and come to the front in its place."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.take(arguments)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open a workspace, or take in bundles."""
        self.arrivals.take(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed, close the workspace, and only then go."""
        if self._is_over:
            event.accept()
            return
        event.ignore()
        if not self._is_leaving:
            self._leaving.when_saved(self.end)

    def end(self) -> None:
        """Close the workspace and go, whatever cannot be saved."""
        if self._is_leaving:
            return
        self._is_leaving = True
        self.leaving.emit()
        self.pages.leave()
        self.settings.change(replace(self.settings.value, window_geometry=geometry_of(self)))
        self.setEnabled(False)
        self._busy.wait(self.tr("正在保存并关闭…"))
        self.session.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take workspaces and bundles."""
        if usable_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.take_files(usable_files(event.mimeData()))

    def _connect_session(self) -> None:
        self.session.opened.connect(self._on_opened)
        self.session.closed.connect(self._on_closed)
        self.session.writing_changed.connect(self.frame.title_line.saved.show_writing)
        self.session.ended.connect(self._on_ended)
        self.settings.changed.connect(self._on_settings_changed)
        self.stepping.wanted.connect(self._go)

    def _connect_frame(self) -> None:
        line, doors = self.frame.title_line, self.frame.doors
        for asked in (self.frame.rail.chosen, self.menus.page_chosen, line.periods.chosen):
            asked.connect(self.troubles.clear)  # what was told before is over
        self.frame.rail.chosen.connect(self._on_page_chosen)
        self.pages.wanted.connect(self._go)
        self.pages.gone_to.connect(self._on_gone_to)
        self.handing_up.wanted.connect(self._go)
        line.periods.chosen.connect(self._on_period_chosen)
        line.check_wanted.connect(self._on_check_wanted)
        line.submit_wanted.connect(self._on_submit_wanted)
        doors.task_file_wanted.connect(self.opener.ask_for_task_file)
        doors.report_wanted.connect(self.opener.ask_for_report)
        doors.unit_example_wanted.connect(self.opener.open_example_of_unit)
        doors.office_example_wanted.connect(self.opener.open_example_of_office)
        doors.workspace_wanted.connect(self.opener.ask_for_workspace)
        doors.recent_chosen.connect(self.opener.open)
        doors.recent_dropped.connect(self.opener.forget)

    def _connect_menus(self) -> None:
        menus, periods = self.menus, self.frame.title_line.periods
        menus.open_file.triggered.connect(self.opener.ask_for_workspace)
        menus.open_task.triggered.connect(self.opener.ask_for_task_file)
        menus.new_plan.triggered.connect(self.opener.ask_for_report)
        menus.unit_example.triggered.connect(self.opener.open_example_of_unit)
        menus.office_example.triggered.connect(self.opener.open_example_of_office)
        menus.fresh_example.triggered.connect(self.opener.ask_for_fresh_example)
        menus.copy_file.triggered.connect(self.opener.ask_for_copy)
        menus.restore.triggered.connect(self.restoring.ask)
        self.restoring.restored.connect(self.troubles.tell_of_restored)
        self.restoring.nothing_there.connect(self.troubles.tell_of_no_mirror)
        menus.close_file.triggered.connect(self._on_close_wanted)
        menus.leave.triggered.connect(self.close)
        menus.earlier.triggered.connect(periods.step_back)
        menus.later.triggered.connect(periods.step_on)
        menus.check.triggered.connect(self._on_check_wanted)
        menus.submit.triggered.connect(self._on_submit_wanted)
        menus.page_chosen.connect(self._on_page_chosen)
        menus.recent_chosen.connect(self.opener.open)
        menus.shortcuts.triggered.connect(self._on_shortcuts_wanted)
        menus.about.triggered.connect(self._on_about_wanted)
        self.opener.opening.connect(self._leaving.when_saved)
        self.arrivals.to_be_exchanged.connect(self._on_bundles_arrived)
        self.titles.actor_changing.connect(self.pages.leave)

    def _on_opened(self, opened: Opened) -> None:
        """Another workspace is open, or the plan or who works in this one changed."""
        is_other = self._shown != (opened.path, opened.is_read_only)
        if is_other:
            self.titles.show_nothing()
        self.titles.show_opened(opened)
        if not is_other:
            return
        self._shown = opened.path, opened.is_read_only
        self.troubles.begin(opened)
        self.frame.findings.hide()
        self.pages.begin(opened.default_period)
        names = pages_for(is_office=opened.is_office)
        self.frame.rail.show_pages(names)
        self.menus.show_pages(names)
        self.menus.show_open(is_open=True, is_office=opened.is_office, is_read_only=opened.is_read_only)
        self.frame.show_pages()
        self._go(Place(PageName.BENCH if opened.is_issued or not opened.is_office else PageName.PLAN))
        if not opened.is_office and not opened.is_read_only:
            self.session.read(words_half_typed, then=self._on_half_typed_found, owner=self, key="half typed")
        # Questions are answered in their order: when this one is, what the first page asked has been.
        self.session.read(_nothing, then=self._on_first_answered, owner=self, key="first")

    def _on_half_typed_found(self, found: tuple[HalfTyped, ...]) -> None:
        """Go on where the last sitting was cut short."""
        if found:
            self._go(Place(PageName.FILING, found[0].period, found[0].item))

    def _on_first_answered(self, nothing: None) -> None:
        del nothing
        if self.session.now is not None:
            self.opener.remember(self.session.now)
        QTimer.singleShot(0, self, self.usable.emit)

    def _on_closed(self) -> None:
        self._shown = None
        self.pages.begin(None)
        self.menus.show_open(is_open=False, is_office=False, is_read_only=False)
        self.titles.show_nothing()
        self.frame.show_doors()

    def _on_settings_changed(self, settings: Settings) -> None:
        self.menus.show_settings(settings)
        self.menus.show_recents(settings.recents)
        self.frame.doors.show_recents(grouped(settings.recents))

    def _on_bundles_arrived(self, bundles: list[Path]) -> None:
        self._go(Place(PageName.EXCHANGE))
        self.pages.bring(bundles)

    def _on_gone_to(self, place: Place) -> None:
        self.frame.rail.show_current(place.page)
        self.titles.show_period(place.period)

    def _on_page_chosen(self, name: PageName) -> None:
        if name is not self.pages.current_name:
            self._go(Place(name))

    def _on_period_chosen(self, period: Period) -> None:
        if self.pages.current_name is not None:
            self._go(Place(self.pages.current_name, period))

    def _on_check_wanted(self) -> None:
        if self.pages.period is not None:
            self.handing_up.check(self.pages.period)

    def _on_submit_wanted(self) -> None:
        if self.pages.period is not None:
            self.handing_up.submit(self.pages.period)

    def _on_close_wanted(self) -> None:
        self._leaving.when_saved(self.session.close)

    def _on_shortcuts_wanted(self) -> None:
        # Late, as the other: making the classes of what a dialog is built of takes a while, which the start should not pay.
        from gui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415 # see above

        ShortcutsDialog(self.menus.shortcuts_listed(), self).open()

    def _on_about_wanted(self) -> None:
        from gui.dialogs.about import AboutDialog  # noqa: PLC0415 # see above

        AboutDialog(self.session.program.data_folder, self).open()

    def _on_ended(self) -> None:
        self._is_over = True
        self._busy.stop()
        self.close()
        self.ended.emit()

    def _go(self, place: Place) -> None:
        if self.session.now is not None and place.page in self.frame.rail.names:  # an answer may come after the end
            self.pages.go(place)


def _nothing(desk: Desk) -> None:
    """Ask nothing; the answer comes after those to all earlier questions."""
    del desk
