"""核定值: the office's own figure beside a unit's, with its reason; the unit's stays what it is."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit, QWidget

from core.errors import UserError
from core.messages import Language, sentence
from core.model.indicator import Indicator
from core.model.quantity import parse_quantity
from gui.dialogs.dialog import Dialog
from gui.style.dress import restyle, theme_of

_WIDTH_EM = 34
_LINES = 3


class ReviewedValueDialog(Dialog):
    """`agreed(value, reason)` comes with a number and a reason that says something."""

    agreed = Signal(object, str)

    def __init__(self, indicator: Indicator, reported: str, language: Language, parent: QWidget) -> None:
        super().__init__("", parent)
        self._indicator = indicator
        self._language: Language = language
        self.setWindowTitle(self.tr("记核定值"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(indicator.name, "title")
        words = self.tr("单位填报：{value}。核定值另记在旁，汇总和评价以核定值为准，单位的数字不变。")
        self.add_words(words.format(value=reported), "muted")
        label = self.add_words(self.tr("核定值（{unit}）").format(unit=indicator.unit or self.tr("数值")))
        self.value = QLineEdit()
        self.value.setAccessibleName(self.tr("核定值"))
        label.setBuddy(self.value)
        self.column.addWidget(self.value)
        self.trouble = self.add_words("", "trouble")
        self.trouble.hide()
        why = self.add_words(self.tr("理由（必填，填报人会看到）："))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName(self.tr("理由"))
        self.reason.setMinimumHeight(theme_of(self).row_height * _LINES)
        why.setBuddy(self.reason)
        self.column.addWidget(self.reason, 1)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self._buttons.addButton(self.tr("记核定值"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self.keep.setEnabled(False)
        self.column.addWidget(self._buttons)
        self.value.textChanged.connect(self._on_changed)
        self.reason.textChanged.connect(self._on_changed)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def _on_changed(self) -> None:
        self.trouble.hide()
        restyle(self.value, "state", "")
        self.keep.setEnabled(bool(self.value.text().strip()) and bool(self.reason.toPlainText().strip()))

    def _on_accepted(self) -> None:
        value = self._parsed()
        if value is not None:
            self.agreed.emit(value, self.reason.toPlainText().strip())
            self.accept()

    def _parsed(self) -> Decimal | None:
        """The number, or None once its trouble is told."""
        try:
            return parse_quantity(self.value.text(), field=self._indicator.name, unit=self._indicator.unit)
        except UserError as error:
            self.trouble.setText(sentence(error, self._language))
            self.trouble.show()
            restyle(self.value, "state", "trouble")
            self.value.setFocus()
            return None
