"""Files that came: a place to drop them, what each would bring, and the button that merges them. Tested through the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.model.plan import Plan
from gui.dialogs.prompts import FileKind, Prompts
from gui.models.exchange_lines import LinesModel
from gui.pages.exchange.words import ExchangeWords
from gui.pages.exchange.work import Look, Merged, look_at, merging
from gui.session.job import Job
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.widgets.banner import Banner
from gui.widgets.busy_strip import BusyStrip
from gui.widgets.drop_area import DropArea
from gui.widgets.line_table import LineTable

_CONCLUSION = 6


class Inbox(QWidget):
    """`merged(entered)`: so many changes came in; `next_wanted`: the person wants to see what came of it."""

    merged = Signal(int)
    next_wanted = Signal()

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._words = ExchangeWords(session, self)
        self._look: Look | None = None
        self._merged: tuple[Path, ...] = ()  # the files of the latest merge, as far as it was made here
        self._undone: tuple[Path, ...] = ()
        self._job: Job | None = None
        self.area = DropArea(
            self.tr("把收到的数据包（.jnb）拖到本页任意处；也可以拖入文件夹，其中的数据包一并导入。"), self.tr("选择文件…")
        )
        self.busy = BusyStrip()
        self.banner = Banner()
        self.lines = LinesModel(self._words.file_head(), frozenset({3, 4, 5}), self)
        self.table = LineTable(self.lines, self.tr("收到的文件"), wide=_CONCLUSION)
        self.merge_button = QPushButton(self.tr("合并"))
        self.clear_button = QPushButton(self.tr("收起"))
        self.summary = QLabel()
        self._found = QWidget()
        self._arrange()
        self.area.chosen.connect(self._on_files_wanted)
        self.busy.cancelled.connect(self._on_cancelled)
        self.banner.chosen.connect(self._on_banner_chosen)
        self.merge_button.clicked.connect(self._on_merge_clicked)
        self.clear_button.clicked.connect(self.clear)

    @property
    def is_showing_files(self) -> bool:
        """Whether a dry run is on the screen."""
        return not self._found.isHidden()

    def look_at_files(self, paths: Sequence[Path]) -> None:
        """Begin a dry run over files and folders; nothing is changed by it."""
        if self._session.now is None or not paths:
            return
        self.banner.clear()
        self.merge_button.setEnabled(False)
        self.busy.start(self.tr("正在核对收到的文件……"))
        chosen = tuple(paths)
        self._follow(self._session.read(lambda desk: look_at(desk, chosen), then=self._on_looked, owner=self, key="look"))

    def tell_undone(self, words: str) -> None:
        """Tell that the latest merge is taken back; where its files are known they can be looked at once more."""
        merged, self._merged = self._merged, ()
        self.clear()
        self._undone = merged
        self.banner.show_good(words, [(self.tr("重新合并"), "again")] if merged else [])

    def clear(self) -> None:
        """Put the files away; nothing is merged."""
        self._look = None
        self._found.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lines.show_lines([])

    def _arrange(self) -> None:
        gap = theme_of(self).gap
        self.merge_button.setProperty("kind", "primary")
        foot = QHBoxLayout()
        foot.setSpacing(gap)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.clear_button)
        foot.addWidget(self.merge_button)
        inside = QVBoxLayout(self._found)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(gap)
        inside.addWidget(self.table, 1)
        inside.addLayout(foot)
        self._found.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for widget in (self.area, self.busy, self.banner):
            column.addWidget(widget)
        column.addWidget(self._found, 1)

    def _on_files_wanted(self) -> None:
        kinds = [FileKind(self.tr("数据包"), ("*.jnb",))]
        self._prompts.open_files(self, self.tr("选择收到的数据包"), kinds, self.look_at_files)

    def _on_looked(self, look: Look) -> None:
        if self._job is not None and self._job.is_cancelled:
            return  # it was over before it could be stopped
        if not look.lines:
            self.clear()
            self.banner.show_notice(self.tr("所选文件夹里没有数据包（.jnb）；请选择存放数据包的文件夹，或直接选择文件。"))
            return
        self._look = look
        self._show_lines(is_merged=False)
        self.summary.setText(self._summary(look))
        self.merge_button.setEnabled(self._can_merge)
        self.merge_button.setVisible(True)
        (self.merge_button if self._can_merge else self.clear_button).setFocus()

    def _summary(self, look: Look) -> str:
        refused = sum(line.refused is not None and not line.was_undone for line in look.lines)
        words = self.tr("共{count}个文件，{bringing}个有新内容，新增变更{new}条。")
        if refused:
            words = self.tr("共{count}个文件，{bringing}个有新内容，新增变更{new}条；{refused}个拒收，不影响其他文件。")
        bringing = sum(bool(line.new) for line in look.lines)
        return words.format(count=len(look.lines), bringing=bringing, new=look.new, refused=refused)

    def _on_merge_clicked(self) -> None:
        if self._look is None:
            return
        self.merge_button.setEnabled(False)
        words = self.tr("正在合并……")
        self.busy.start(words)
        self._follow(self._session.write_long(merging(self._look, words), then=self._on_merged, owner=self))

    def _on_merged(self, merged: Merged) -> None:
        self._look = merged.look
        if merged.entered is None:
            self._on_looked(merged.look)
            self.banner.show_notice(self.tr("核对之后，文件或工作簿又有了变化，因此还没有合并；请再看一遍，然后合并。"))
            return
        self._merged = tuple(line.path for line in merged.look.lines if line.new)
        self._show_lines(is_merged=True)
        self.merge_button.setVisible(False)
        self.summary.setText("")
        self.banner.show_good(self._merged_words(merged.look, merged.entered), [(self._next_words(), "next")])
        self.merged.emit(merged.entered)

    def _merged_words(self, look: Look, entered: int) -> str:
        count = sum(bool(line.new) for line in look.lines)
        return self.tr("已合并{count}个文件，新增变更{entered}条。").format(count=count, entered=entered)

    def _next_words(self) -> str:
        is_office = self._session.now is not None and self._session.now.is_office
        return self.tr("去审核") if is_office else self.tr("回工作台")

    def _show_lines(self, *, is_merged: bool) -> None:
        plan = self._plan
        if plan is None or self._look is None:
            return
        self.lines.show_lines(self._words.file_lines(plan, self._look.lines, is_merged=is_merged))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._found.show()

    @property
    def _can_merge(self) -> bool:
        now = self._session.now
        return self._look is not None and bool(self._look.new) and now is not None and not now.is_read_only

    @property
    def _plan(self) -> Plan | None:
        return None if self._session.now is None else self._session.now.plan

    def _follow(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self.busy.show_progress)
        job.ended.connect(self._on_job_ended)

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_job_ended(self) -> None:
        self._job = None
        self.busy.end()
        self.merge_button.setEnabled(self._can_merge)

    def _on_banner_chosen(self, name: str) -> None:
        if name == "next":
            self.banner.clear()
            self.next_wanted.emit()
        elif name == "again":
            self.look_at_files(self._undone)
