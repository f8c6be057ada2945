"""What is to be sent, on cards: a unit's report; the office's feedback and task files. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model.plan import Plan
from gui.pages.exchange.work import ExchangeFacts
from gui.style.dress import theme_of
from gui.style.formats import period_text

_MOST_NAMES = 6


class Outbox(QWidget):
    """The cards; every signal is a press of a button."""

    report_wanted = Signal()
    feedback_wanted = Signal()
    task_files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = OutboxCard(self.tr("上报包"), self.tr("写出上报包…"))
        self.feedback = OutboxCard(self.tr("反馈包"), self.tr("写出反馈包…"))
        self.task_files = OutboxCard(self.tr("任务包"), self.tr("写出任务包…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).gap)
        for card in (self.report, self.feedback, self.task_files):
            row.addWidget(card, 1)
        self.report.button.clicked.connect(self.report_wanted)
        self.feedback.button.clicked.connect(self.feedback_wanted)
        self.task_files.button.clicked.connect(self.task_files_wanted)

    def show_page(self, plan: Plan, facts: ExchangeFacts, *, is_office: bool, may_write: bool) -> None:
        """Show what is to be sent from here."""
        page = facts.page
        self.report.setVisible(not is_office)
        self.feedback.setVisible(is_office)
        self.task_files.setVisible(is_office)
        self.report.show_state(self._report_words(facts), can_send=page.report is not None and may_write)
        names = [plan.units_by_id[each.unit].short_name for each in page.feedback]
        has_met_units = any(site.unit != plan.root for site in page.sites)
        self.feedback.show_state(self._feedback_words(names, has_met_units=has_met_units), can_send=bool(names) and may_write)
        missing = [plan.units_by_id[unit].short_name for unit in page.without_task_file]
        words = self._task_words(missing, is_issued=plan.revision > 0)
        self.task_files.show_state(words, can_send=bool(missing) and plan.revision > 0 and may_write)

    def _report_words(self, facts: ExchangeFacts) -> str:
        held, report = facts.held, facts.page.report
        each = self.tr("{period}第{number}次上报")
        name = each.format(period=period_text(held.period), number=held.number) if held is not None else ""
        if report is None and held is None:
            return self.tr("没有待发的上报。填报完成后点“上报”，再把文件交给主办单位。")
        if report is None:
            return self.tr("主办单位已确认收到{submission}。").format(submission=name)
        sent = self.tr("、").join(each.format(period=period_text(period), number=number) for period, number in report.submissions)
        if held is None:
            return self.tr("{submissions}，主办单位尚未确认收到。").format(submissions=sent)
        return self.tr("主办单位已确认收到{submission}；{submissions}尚未确认收到。").format(submission=name, submissions=sent)

    def _feedback_words(self, names: list[str], *, has_met_units: bool) -> str:
        if not has_met_units:
            return self.tr("还没有要发的反馈：还没有单位报来数据。")
        if not names:
            return self.tr("各单位都已确认收到最新的审核意见和方案。")
        return self.tr("{count}个单位还没有确认收到最新的审核意见或方案：{names}。").format(count=len(names), names=self._some(names))

    def _task_words(self, names: list[str], *, is_issued: bool) -> str:
        if not is_issued:
            return self.tr("方案还没有下发，请先到“方案”页下发。")
        if not names:
            return self.tr("各单位都已启用。")
        return self.tr("{count}个单位尚未报来数据：{names}。").format(count=len(names), names=self._some(names))

    def _some(self, names: list[str]) -> str:
        listed = self.tr("、").join(names[:_MOST_NAMES])
        return listed if len(names) <= _MOST_NAMES else self.tr("{names}等").format(names=listed)


class OutboxCard(QFrame):
    """One kind of file: its state and the button that writes it."""

    def __init__(self, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        gap = theme_of(self).gap
        words = QVBoxLayout()
        words.setSpacing(gap // 2)
        words.addWidget(heading)
        words.addWidget(self._state, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap * 3 // 2, gap, gap * 3 // 2, gap)
        row.setSpacing(gap * 2)
        row.addLayout(words, 1)
        row.addWidget(self.button)

    @property
    def state(self) -> str:
        """What it says."""
        return self._state.text()

    def show_state(self, words: str, *, can_send: bool) -> None:
        """Say what there is to send."""
        self._state.setText(words)
        self.button.setEnabled(can_send)
