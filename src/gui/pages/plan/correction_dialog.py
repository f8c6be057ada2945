"""An indicator as it was read, to be corrected: what it is called, what kind of number, its target and last year's value.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from core.errors import UserError
from core.messages import Language, sentence
from core.model.indicator import Comparator, Indicator, ValueKind, WordySort
from core.model.quantity import decimal_text
from core.services.confirming import TypedIndicator, corrected_indicator
from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of
from gui.widgets.choice_box import ChoiceBox

_WIDTH_EM = 36


class CorrectionDialog(Dialog):
    """`agreed(TypedIndicator)` comes with what can be kept; what cannot is told here, and stays to be mended."""

    agreed = Signal(object)

    def __init__(self, indicator: Indicator, words: str, language: Language, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("更正指标"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self._indicator = indicator
        self._language: Language = language
        self.add_words(words, "muted")
        target = indicator.target
        self.name = self._line(indicator.name)
        self.kind = ChoiceBox(self._kinds())
        self.kind.show_choice(indicator.kind.value)
        self.comparator = ChoiceBox(self._comparators())
        self.comparator.show_choice(target.comparator.value)
        self.value = self._line("" if target.value is None else decimal_text(target.value))
        self.high = self._line("" if target.high is None else decimal_text(target.high))
        self.unit = self._line(indicator.unit)
        self.base = self._line("" if indicator.baseline is None else decimal_text(indicator.baseline.value))
        self.wording = self._line(target.wording)
        self.sort = ChoiceBox(self._sorts())
        self.sort.show_choice((target.sort or WordySort.JUDGED).value)
        self.form = QFormLayout()
        self.form.setSpacing(theme_of(self).gap)
        for label, field in (
            (self.tr("指标名称"), self.name),
            (self.tr("数据类型"), self.kind),
            (self.tr("目标"), self.comparator),
            (self.tr("目标值"), self.value),
            (self.tr("上限"), self.high),
            (self.tr("计量单位"), self.unit),
            (self.tr("定性目标表述"), self.wording),
            (self.tr("定性目标类别"), self.sort),
            (self.tr("上年基数"), self.base),
        ):
            named = QLabel(label)
            named.setBuddy(field)
            field.setAccessibleName(label)
            self.form.addRow(named, field)
        self.column.addLayout(self.form)
        self.trouble = self.add_words("", "trouble")
        self.trouble.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self._buttons.addButton(self.tr("更正并确认"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.column.addWidget(self._buttons)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self.comparator.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()

    @property
    def typed(self) -> TypedIndicator:
        """What stands in the fields."""
        return TypedIndicator(
            self.name.text(),
            ValueKind(self.kind.choice),
            Comparator(self.comparator.choice),
            self.value.text(),
            self.high.text(),
            self.unit.text(),
            self.base.text(),
            self.wording.text(),
            WordySort(self.sort.choice),
        )

    def _line(self, text: str) -> QLineEdit:
        return QLineEdit(text)

    def _show_fitting(self) -> None:
        """Only a range has an upper end, and only a target in words has words."""
        comparator = Comparator(self.comparator.choice)
        is_wordy = comparator is Comparator.QUALITATIVE
        self.form.setRowVisible(self.value, not is_wordy)
        self.form.setRowVisible(self.high, comparator is Comparator.RANGE)
        self.form.setRowVisible(self.wording, is_wordy)
        self.form.setRowVisible(self.sort, is_wordy)

    def _on_accepted(self) -> None:
        try:
            corrected_indicator(self._indicator, self.typed)
        except UserError as error:
            self.trouble.setText(sentence(error, self._language))
            self.trouble.show()
            return
        self.agreed.emit(self.typed)
        self.accept()

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            (ValueKind.CUMULATIVE.value, self.tr("累计：全年从年初累加")),
            (ValueKind.PERIOD.value, self.tr("当期：每期单独的数")),
            (ValueKind.LEVEL.value, self.tr("时点：期末达到的数")),
            (ValueKind.GROWTH.value, self.tr("同比增速")),
            (ValueKind.SHARE.value, self.tr("占比")),
            (ValueKind.RANK.value, self.tr("位次")),
            (ValueKind.MILESTONE.value, self.tr("节点")),
            (ValueKind.QUALITATIVE.value, self.tr("定性")),
        ]

    def _comparators(self) -> list[tuple[str, str]]:
        return [
            (Comparator.AT_LEAST.value, self.tr("不低于（以上）")),
            (Comparator.MORE_THAN.value, self.tr("超过")),
            (Comparator.EQUAL.value, self.tr("达到")),
            (Comparator.ABOUT.value, self.tr("左右")),
            (Comparator.AT_MOST.value, self.tr("不超过（以内）")),
            (Comparator.LESS_THAN.value, self.tr("低于")),
            (Comparator.RANGE.value, self.tr("区间")),
            (Comparator.QUALITATIVE.value, self.tr("定性，没有数字")),
        ]

    def _sorts(self) -> list[tuple[str, str]]:
        return [
            (WordySort.JUDGED.value, self.tr("由主办单位评定")),
            (WordySort.DIRECTIONAL.value, self.tr("与上年同期比方向")),
            (WordySort.RELATIVE.value, self.tr("与另一指标比差距")),
            (WordySort.ASSIGNED.value, self.tr("完成上级下达任务")),
        ]
