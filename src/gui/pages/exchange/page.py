"""交换: what is to be sent, what came, and who is known. Files may be dropped anywhere on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from core.errors import UserError
from core.services.desk import Desk
from core.services.exchange import ExchangePage as ExchangeView
from core.services.merge_undoing import MergeToUndo, undo_merge
from core.services.packing import SentFile, write_feedback, write_report, write_task_files
from gui.dialogs.prompts import FileKind, Prompts
from gui.models.exchange_lines import LinesModel
from gui.pages.exchange.history import History
from gui.pages.exchange.inbox import Inbox
from gui.pages.exchange.outbox import Outbox
from gui.pages.exchange.words import ExchangeWords
from gui.pages.exchange.work import ExchangeFacts, exchange_facts
from gui.pages.page import Page
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.widgets.banner import Banner
from gui.widgets.drop_area import dropped_paths
from gui.widgets.line_table import LineTable

OPEN_FOLDER = "open-folder"


class ExchangePage(Page):
    """The page of files that go out and come in."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(session, prompts, parent)
        self._view: ExchangeView | None = None
        self._words = ExchangeWords(session, self)
        self.outbox = Outbox()
        self.sent_banner = Banner()
        self.inbox = Inbox(session, prompts)
        self.history = History(self._words, self.tr("收到过的文件"))
        self.sites = LinesModel(self._words.site_head(), parent=self)
        self.tabs = QTabWidget()
        self._arrange()
        self.setAcceptDrops(True)
        self.outbox.report_wanted.connect(self._on_report_wanted)
        self.outbox.feedback_wanted.connect(self._on_feedback_wanted)
        self.outbox.task_files_wanted.connect(self._on_task_files_wanted)
        self.sent_banner.chosen.connect(self._on_banner_chosen)
        self.inbox.merged.connect(self._on_merged)
        self.inbox.next_wanted.connect(self._on_next_wanted)
        self.history.undo_wanted.connect(self._on_undo_wanted)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Begin a dry run over files and folders that came from elsewhere, for example by a drop on the window."""
        self.inbox.look_at_files(paths)

    def refresh(self) -> None:
        """Read what is to be sent and what came in anew; a dry run on the screen stays."""
        self.session.read(exchange_facts(self.now.today), then=self._on_read, owner=self, key="exchange")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders of this machine."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self.inbox.area.show_over(is_over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self.inbox.area.show_over(is_over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped; nothing is merged by it."""
        event.acceptProposedAction()
        self.inbox.area.show_over(is_over=False)
        self.inbox.look_at_files(dropped_paths(event.mimeData()))

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        known = self.tr("已启用的终端")
        self.tabs.addTab(self.history, self.tr("收到过的文件"))
        self.tabs.addTab(LineTable(self.sites, known, wide=3), known)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        column.addWidget(self.outbox)
        column.addWidget(self.sent_banner)
        column.addWidget(self.inbox, 3)
        column.addWidget(self.tabs, 2)

    def _on_read(self, facts: ExchangeFacts) -> None:
        self._view = view = facts.page
        now = self.now
        self.outbox.show_page(now.plan, facts, is_office=now.is_office, may_write=not now.is_read_only)
        self.history.show_page(now.plan, view, may_write=not now.is_read_only)
        self.sites.show_lines(self._words.site_lines(now.plan, view.sites))

    def _on_report_wanted(self) -> None:
        if self._view is None or self._view.report is None:
            return
        suggested = (self.last_folder or self.now.path.parent) / self._view.report.file_name
        self.prompts.save_file(self, self.tr("上报包写到哪里"), FileKind(self.tr("数据包"), ("*.jnb",)), suggested, self._write_report)

    def _write_report(self, path: Path) -> None:
        self.use_folder(path.parent)
        self.session.write(partial(_report, path=path), then=self._on_sent, owner=self)

    def _on_feedback_wanted(self) -> None:
        self.prompts.choose_folder(self, self.tr("反馈包写到哪个文件夹"), self._write_feedback, start=self.last_folder)

    def _write_feedback(self, folder: Path) -> None:
        self.use_folder(folder)
        self.session.write(partial(write_feedback, folder=folder), then=self._on_sent, owner=self)

    def _on_task_files_wanted(self) -> None:
        self.prompts.choose_folder(self, self.tr("任务包写到哪个文件夹"), self._write_task_files, start=self.last_folder)

    def _write_task_files(self, folder: Path) -> None:
        self.use_folder(folder)
        self.session.write(partial(write_task_files, folder=folder), then=self._on_sent, owner=self)

    def _on_sent(self, files: Sequence[SentFile]) -> None:
        if len(files) == 1:
            words = self.tr("已写出“{name}”。请把它交给对方，例如用U盘或内部邮件。").format(name=files[0].path.name)
        else:
            words = self.tr("已写出{count}个文件。请分别交给各单位。").format(count=len(files))
        self.sent_banner.show_good(words, [(self.tr("打开文件夹"), OPEN_FOLDER)])
        self.refresh()

    def _on_merged(self, entered: int) -> None:
        del entered
        self.refresh()

    def _on_undo_wanted(self) -> None:
        self.history.begin_undoing()
        self.session.write(undo_merge, then=self._on_undone, failed=self._on_not_undone, owner=self)

    def _on_undone(self, merge: MergeToUndo) -> None:
        self.inbox.tell_undone(self._words.undone(self.now.plan, merge))
        self.refresh()

    def _on_not_undone(self, error: UserError) -> None:
        self.inbox.banner.show_trouble(self.session.trouble(error).sentence)
        self.refresh()

    def _on_next_wanted(self) -> None:
        self.wanted.emit(Place(PageName.REVIEW if self.now.is_office else PageName.BENCH))

    def _on_banner_chosen(self, name: str) -> None:
        if name == OPEN_FOLDER and self.last_folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.last_folder)))


def _report(desk: Desk, path: Path) -> list[SentFile]:
    return [write_report(desk, path)]
