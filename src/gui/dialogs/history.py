"""变更历史: who changed what, when, on which computer, from what to what and why; a table to be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from core.errors import UserError
from core.services.desk import Desk
from core.services.history_page import ShownChange
from gui.dialogs.dialog import Dialog
from gui.models.exchange_lines import Line, LinesModel, Mood
from gui.session.session import Session
from gui.style.dress import theme_of
from gui.style.formats import instant_text
from gui.widgets.line_table import LineTable

_SIZE_EM = (72, 30)
_CHANGE = 3


class HistoryDialog(Dialog):
    """Asks its question, and again when something was written."""

    def __init__(self, session: Session, title: str, question: Callable[[Desk], tuple[ShownChange, ...]], parent: QWidget) -> None:
        super().__init__("", parent)
        self._session = session
        self._question = question
        self.setWindowTitle(self.tr("变更历史"))
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * _SIZE_EM[0], em * _SIZE_EM[1])
        self.add_words(title, "heading")
        self._none = self.add_words("", "muted")
        self._none.hide()
        head = (self.tr("时间"), self.tr("姓名"), self.tr("电脑"), self.tr("变更"), self.tr("说明"))
        self.model = LinesModel(head, parent=self)
        self.table = LineTable(self.model, self.tr("变更历史"), wide=_CHANGE)
        self.table.setMinimumHeight(theme_of(self).row_height * 6)
        self.column.addWidget(self.table, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        session.changed.connect(self._on_changed)
        session.closing.connect(self.reject)
        self.refresh()

    @property
    def sentence(self) -> str:
        """What is said where there is nothing to list."""
        return self._none.text()

    def refresh(self) -> None:
        """Read the history anew."""
        self._session.read(self._question, then=self._on_read, owner=self, key="history", failed=self._on_refused)

    def _on_changed(self, changed: object) -> None:
        del changed
        self.refresh()

    def _on_read(self, changes: tuple[ShownChange, ...]) -> None:
        is_of_several = len({change.title for change in changes}) > 1
        self.model.show_lines([self._line(change, names_it=is_of_several) for change in changes])
        self.table.setVisible(bool(changes))
        self._none.setText("" if changes else self.tr("还没有填过。"))
        self._none.setVisible(not changes)

    def _on_refused(self, error: UserError) -> None:
        self._none.setText(self._session.trouble(error).sentence)
        self._none.show()

    def _line(self, change: ShownChange, *, names_it: bool) -> Line:
        said = self.tr("{before} → {value}").format(before=change.before, value=change.value) if change.before else change.value
        if names_it:
            said = self.tr("{title}：{said}").format(title=change.title, said=said)
        remarks = []
        if change.not_counting:
            remarks.append(self.tr("未采信：{reason}").format(reason=change.not_counting))
        if change.is_current:
            remarks.append(self.tr("现值"))
        if change.is_draft:
            remarks.append(self.tr("草稿"))
        if change.number:
            remarks.append(self.tr("第{number}次上报").format(number=change.number))
        if change.reason:
            remarks.append(self.tr("理由：{reason}").format(reason=change.reason))
        if change.plan > 1:
            remarks.append(self.tr("方案第{number}版").format(number=change.plan))
        mood: Mood = "trouble" if change.not_counting else "good" if change.is_current else "muted"
        cells = (instant_text(change.at), change.actor, change.computer, said, self.tr(" · ").join(remarks))
        return Line(cells, mood)
