"""检查 and 上报 as the person goes through them: what was found, a last look, the file, what comes next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.calc.finding import Finding
from core.ids import ItemId, UnitId
from core.model.period import Period
from core.services.desk import Desk
from gui.dialogs.findings_list import finding_rows
from gui.dialogs.prompts import Prompts
from gui.session.facts import Changed
from gui.session.job import Reporter
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper
from gui.style.formats import period_text
from gui.window.after_writing import AfterWriting
from gui.window.busy import Busy
from gui.window.frame_view import FrameView
from gui.window.hand_up import HandedUp, Handing, find, hand_up, look_before

_FOLDER = "report"
_OPEN_FOLDER = "handed-up-folder"


class HandingUp(QObject):
    """Checks and hands up.

    Signals:
        wanted(Place): the person wants to see what a finding is about.
    """

    wanted = Signal(object)

    def __init__(
        self, session: Session, prompts: Prompts, settings: SettingsKeeper, *, frame: FrameView, busy: Busy, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._prompts = prompts
        self._settings = settings
        self._frame = frame
        self._busy = busy
        self._window = window
        self._after_writing = AfterWriting(session, frame.pages, self)
        self._checked: Period | None = None
        self._file: Path | None = None
        frame.findings.chosen.connect(self._on_finding_chosen)
        frame.banner.chosen.connect(self._on_banner_chosen)
        session.changed.connect(self._on_changed)

    def check(self, period: Period) -> None:
        """Show what the checks find in a period, and keep it up to date while it is shown."""
        self._after_writing.do(partial(self._check_unless_refused, period))

    def submit(self, period: Period) -> None:
        """Show what would be handed up, and hand it up when the person agrees."""
        self._after_writing.do(partial(self._look_unless_refused, period))

    def _check_unless_refused(self, period: Period) -> None:
        if not self._goes_to_refused(period):
            self._checked = period
            self._check(period)

    def _check(self, period: Period) -> None:
        def question(desk: Desk) -> tuple[Finding, ...]:
            return find(desk, period)

        self._session.read(question, then=self._on_checked, owner=self, key="check")

    def _look_unless_refused(self, period: Period) -> None:
        if self._goes_to_refused(period):
            return

        def question(desk: Desk) -> Handing:
            return look_before(desk, period)

        self._session.read(question, then=self._on_looked, owner=self, key="submit")

    def _goes_to_refused(self, period: Period) -> bool:
        """Whether something typed in a period is not in the file, and so neither checked nor handed up; the person is led to it."""
        place = self._frame.pages.refused_in(period)
        if place is None:
            return False
        if not self._frame.pages.shows(place):
            self.wanted.emit(place)
        sentence = self.tr("{period}有填写的内容没有存入，还不能检查和上报：请改正标红的一栏后按回车，或按 Esc 放弃。")
        self._frame.banner.show_trouble(sentence.format(period=period_text(period)))
        # Questions are answered in their order: when this one is, the page shows what was refused.
        self._session.read(lambda _: None, then=self._on_refused_shown, owner=self, key="refused")
        return True

    def _on_refused_shown(self, nothing: None) -> None:
        del nothing
        self._frame.pages.take_keyboard_to_refused()

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        if self._checked is not None:
            self._frame.findings.show_findings(finding_rows(findings, self._session.program.language), period_text(self._checked))

    def _on_looked(self, handing: Handing) -> None:
        # Late: making the classes of what a dialog is built of takes a while, which the start should not pay.
        from gui.dialogs.submit import SubmitDialog, SubmitFacts  # noqa: PLC0415 # see above

        now = self._session.now
        if now is None or any(dialog.isVisible() for dialog in self._window.findChildren(SubmitDialog)):
            return
        if handing.conflicts:
            self._ask_to_settle(handing, now.unit.id)
            return
        rows = finding_rows(handing.findings, self._session.program.language)
        facts = SubmitFacts(period_text(handing.period), handing.filled, handing.asked, rows, handing.number, handing.file_name)
        dialog = SubmitDialog(facts, self._folder(), self._window)
        dialog.agreed.connect(partial(self._hand_up, now.path, handing.period))
        dialog.finding_chosen.connect(partial(self._show_finding, handing.period))
        dialog.folder_wanted.connect(self._on_folder_wanted)
        dialog.open()

    def _ask_to_settle(self, handing: Handing, unit: UnitId) -> None:
        from gui.dialogs.conflicts import ConflictsDialog  # noqa: PLC0415 # late for the same reason

        if any(dialog.isVisible() for dialog in self._window.findChildren(ConflictsDialog)):
            return
        words = self.tr("{period}有{count}处与本单位另一台电脑填报的不一致，请先选定，再上报。")
        self._frame.banner.show_notice(words.format(period=period_text(handing.period), count=handing.conflicts))
        ConflictsDialog(self._session, unit, handing.period, self._window).open()

    def _on_folder_wanted(self) -> None:
        from gui.dialogs.submit import SubmitDialog  # noqa: PLC0415 # late for the same reason

        dialog = self.sender()
        if isinstance(dialog, SubmitDialog):
            self._prompts.choose_folder(dialog, self.tr("上报包写到哪个文件夹"), dialog.show_folder)

    def _hand_up(self, path: Path, period: Period, folder: Path) -> None:
        if self._session.now is None or self._session.now.path != path:  # what was agreed to is another workspace's
            return
        self._settings.change(self._settings.value.with_folder(_FOLDER, folder))

        def work(desk: Desk, reporter: Reporter) -> HandedUp:
            return hand_up(desk, reporter, period, folder)

        job = self._session.write_long(work, owner=self, then=self._on_handed_up)
        self._busy.follow(job, self.tr("正在上报…"))

    def _on_handed_up(self, handed: HandedUp) -> None:
        self._file = handed.path
        self._frame.findings.hide()
        words = (
            self.tr("{period}没有新的填报内容，已重新写出第{number}次上报的文件：{path}。请把它交给主办单位。")
            if handed.is_again
            else self.tr("{period}已上报（第{number}次），文件写在：{path}。请把它交给主办单位，等待审核结果。")
        )
        sentence = words.format(period=period_text(handed.period), number=handed.number, path=handed.path)
        self._frame.banner.show_good(sentence, [(self.tr("打开文件夹"), _OPEN_FOLDER)])

    def _on_finding_chosen(self, item: str) -> None:
        if self._checked is not None:
            self._show_finding(self._checked, item)

    def _show_finding(self, period: Period, item: str) -> None:
        self.wanted.emit(Place(PageName.FILING, period, ItemId(item)))

    def _on_changed(self, changed: Changed) -> None:
        del changed
        if self._checked is not None and self._frame.findings.isVisible():
            self._check(self._checked)

    def _on_banner_chosen(self, name: str) -> None:
        if name == _OPEN_FOLDER and self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._settings.value.last_folders.get(_FOLDER, Path(documents))
