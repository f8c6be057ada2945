"""The three steps from a report to task files, each with its state and what to press. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.services.plan_page import PlanPage
from gui.style.dress import theme_of
from gui.style.icons import icon


class StepsPanel(QWidget):
    """The steps; every signal is a press of a button. `issue_wanted` carries the reason that the person gave."""

    confirm_wanted = Signal()
    reread_wanted = Signal()
    units_wanted = Signal()
    duties_wanted = Signal()
    shares_wanted = Signal()
    issue_wanted = Signal(str)
    task_files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first_reason = ""
        self._confirming = StepCard(self.tr("1 核对确认"))
        self._assigning = StepCard(self.tr("2 单位与分工"))
        self._issuing = StepCard(self.tr("3 下发任务包"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).gap)
        for card, share in ((self._confirming, 3), (self._assigning, 4), (self._issuing, 5)):
            row.addWidget(card, share)
        self.confirm_button = self._confirming.add_button(self.tr("全部确认…"), self.tr("确认全部识别结果"))
        self.reread_button = self._confirming.add_button(self.tr("重读报告…"), self.tr("重读改正后的报告，已作的确认、拆分和分工保留"))
        self.units_button = self._assigning.add_button(self.tr("单位表…"), self.tr("导入单位表"))
        self.duties_button = self._assigning.add_button(self.tr("分工表…"), self.tr("导入分工表"))
        self.shares_button = self._assigning.add_button(self.tr("指标分解表…"), self.tr("导入指标分解表"))
        self.reason_field = self._issuing.add_field(self.tr("下发说明"), self.tr("下发或调整的事由"))
        self.issue_button = self._issuing.add_button(self.tr("下发…"), self.tr("下发方案并写出任务包"))
        self.task_files_button = self._issuing.add_button(self.tr("补发任务包…"), self.tr("给尚未报来数据的单位重写任务包"))
        self._connect()

    def show_page(self, page: PlanPage, *, is_read_only: bool) -> None:
        """Show how far the plan is; the reason for the first issue is suggested, later ones are the office's to say."""
        waiting, leaderless = len(page.unconfirmed), len(page.without_lead)
        self._confirming.show_state(self._confirmed_words(waiting), is_done=not waiting)
        self._assigning.show_state(self._assigned_words(page), is_done=not leaderless and len(page.plan.units) > 1)
        self._issuing.show_state(self._issued_words(page), is_done=page.is_issued and not page.has_changes)
        self._suggest_reason(page)
        self.confirm_button.setVisible(bool(waiting))
        self.reread_button.setVisible(not page.is_issued)
        self._issuing.show_field(is_wanted=page.may_be_issued)
        self.issue_button.setVisible(page.has_changes)
        self.issue_button.setEnabled(page.may_be_issued and not is_read_only)
        self.task_files_button.setVisible(page.is_issued and bool(page.without_task_file))
        self._lead_the_way(waiting=waiting, leaderless=leaderless)
        for button in (
            self.confirm_button,
            self.reread_button,
            self.units_button,
            self.duties_button,
            self.shares_button,
            self.task_files_button,
        ):
            button.setEnabled(not is_read_only)

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(self.confirm_wanted)
        self.reread_button.clicked.connect(self.reread_wanted)
        self.units_button.clicked.connect(self.units_wanted)
        self.duties_button.clicked.connect(self.duties_wanted)
        self.shares_button.clicked.connect(self.shares_wanted)
        self.task_files_button.clicked.connect(self.task_files_wanted)
        self.issue_button.clicked.connect(self._on_issue_clicked)
        self.reason_field.returnPressed.connect(self.issue_button.click)

    def _confirmed_words(self, waiting: int) -> str:
        if waiting:
            return self.tr("还有{count}条识别结果待确认。").format(count=waiting)
        return self.tr("识别结果已全部确认。")

    def _assigned_words(self, page: PlanPage) -> str:
        units = len(page.plan.units) - 1
        if not units:
            return self.tr("方案里还只有主办单位，请先导入单位表。")
        if page.without_lead:
            return self.tr("{units}个单位；还有{count}个事项没有牵头单位。").format(units=units, count=len(page.without_lead))
        return self.tr("{units}个单位，{items}个事项都有牵头单位。").format(units=units, items=len(page.plan.items))

    def _issued_words(self, page: PlanPage) -> str:
        if not page.is_issued:
            return self.tr("确认和分工完成后即可下发。") if page.unconfirmed or page.without_lead else self.tr("可以下发。")
        number = page.plan.revision
        if page.has_changes:
            return self.tr("已下发第{number}版。此后有调整，尚未下发。").format(number=number)
        if page.without_task_file:
            return self.tr("已下发第{number}版。{count}个单位尚未报来数据。").format(number=number, count=len(page.without_task_file))
        return self.tr("已下发第{number}版。各单位均已启用。").format(number=number)

    def _suggest_reason(self, page: PlanPage) -> None:
        suggested = "" if page.is_issued else self.tr("下发{year}年《政府工作报告》任务分解方案").format(year=page.plan.year)
        if self.reason_field.text() in {"", self._first_reason}:
            self.reason_field.setText(suggested)
        self._first_reason = suggested

    def _lead_the_way(self, *, waiting: int, leaderless: int) -> None:
        """Make the next step's button the one that stands out."""
        first = self.confirm_button if waiting else self.units_button if leaderless else self.issue_button
        for button in (self.confirm_button, self.reread_button, self.units_button, self.issue_button):
            kind = "primary" if button is first else ""
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                button.style().unpolish(button)
                button.style().polish(button)

    def _on_issue_clicked(self) -> None:
        if not self.reason_field.text().strip():
            self.reason_field.setFocus()
            self.reason_field.setProperty("state", "trouble")
            self.reason_field.style().polish(self.reason_field)
            return
        self.reason_field.setProperty("state", "")
        self.reason_field.style().polish(self.reason_field)
        self.issue_wanted.emit(self.reason_field.text().strip())


class StepCard(QFrame):
    """One step: its number and name, its state, and room for what to press."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        gap = theme_of(self).gap
        self._mark = QLabel()
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._state.setWordWrap(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._field_name = QLabel(self)
        self._field_name.hide()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._mark)
        head.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(gap)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 3 // 2, gap, gap * 3 // 2, gap)
        column.setSpacing(gap // 2)
        column.addLayout(head)
        column.addWidget(self._state, 1)
        column.addLayout(self._buttons)

    @property
    def state(self) -> str:
        """What it says of the step."""
        return self._state.text()

    def show_state(self, words: str, *, is_done: bool) -> None:
        """Say how far the step is."""
        self._state.setText(words)
        size = theme_of(self).icon
        mark = icon("done", self, role="good") if is_done else icon("unrated", self, role="muted")
        self._mark.setPixmap(mark.pixmap(size, size))
        self._mark.setAccessibleName(self.tr("已完成") if is_done else self.tr("未完成"))

    def add_button(self, text: str, name: str) -> QPushButton:
        """Something to press, at the left end of the row of buttons."""
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def add_field(self, name: str, hint: str) -> QLineEdit:
        """Something to type into, its name before it."""
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setToolTip(hint)
        field.setAccessibleName(name)
        self._field_name.setText(name)
        self._field_name.show()
        self._field_name.setBuddy(field)
        self._buttons.insertWidget(self._buttons.count() - 1, self._field_name)
        self._buttons.insertWidget(self._buttons.count() - 1, field, 100)
        return field

    def show_field(self, *, is_wanted: bool) -> None:
        """Show the field and its name, or neither."""
        self._field_name.setVisible(is_wanted)
        self._field_name.buddy().setVisible(is_wanted)
