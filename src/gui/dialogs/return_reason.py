"""Why a submission is returned: the reason is mandatory, frequent ones are at hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of

_WIDTH_EM = 38
_LINES = 4


class ReturnReasonDialog(Dialog):
    """退回: `agreed(reason)` comes with a reason that says something."""

    agreed = Signal(str)

    def __init__(self, unit: str, period: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("退回"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(self.tr("退回{unit}的{period}").format(unit=unit, period=period), "title")
        words = self.add_words(self.tr("退回的理由（必填，填报人会看到）："))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(theme_of(self).row_height * _LINES)
        self.reason.setAccessibleName(self.tr("退回的理由"))
        words.setBuddy(self.reason)
        self.column.addWidget(self.reason, 1)
        self._add_frequent()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.give_back = self._buttons.addButton(self.tr("退回"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.give_back.setProperty("kind", "danger")
        self.give_back.setEnabled(False)
        self.column.addWidget(self._buttons)
        self.reason.textChanged.connect(self._on_text_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def frequent_reasons(self) -> list[str]:
        """What most submissions are returned for."""
        return [
            self.tr("数据与上期相比变动过大，请核实，属实的说明原因。"),
            self.tr("文字与数据不一致，请核对后改正。"),
            self.tr("进展情况过于笼统，请写明做了什么、到了哪一步。"),
            self.tr("欠进度的事项请写明原因和追赶措施。"),
            self.tr("缺少佐证材料，请补充。"),
        ]

    def _add_frequent(self) -> None:
        frame = QFrame()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for reason in self.frequent_reasons():
            button = QPushButton(reason)
            button.setProperty("kind", "quiet")
            button.setAutoDefault(False)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(self._on_frequent_clicked)
            layout.addWidget(button)
        self.column.addWidget(frame)

    def _on_frequent_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            before = self.reason.toPlainText().rstrip()
            self.reason.setPlainText(f"{before}\n{button.text()}" if before else button.text())
            self.reason.setFocus()

    def _on_text_changed(self) -> None:
        self.give_back.setEnabled(bool(self.reason.toPlainText().strip()))

    def _on_accepted(self) -> None:
        self.agreed.emit(self.reason.toPlainText().strip())
        self.accept()
