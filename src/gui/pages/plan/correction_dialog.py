"""An indicator as it was read, to be corrected: what it is called, what kind of number, its target and last year's value.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from core.ids import IndicatorId
from core.messages import Language
from core.model.indicator import Comparator, Indicator, ValueKind, WordySort
from core.model.plan import Plan
from core.model.quantity import decimal_text
from core.services.confirming import TypedIndicator, corrected_indicator
from gui.dialogs.form_dialog import FormDialog
from gui.pages.plan.indicator_choice import indicator_choice
from gui.widgets.choice_box import ChoiceBox

_RISING, _FALLING = "rising", "falling"


class CorrectionDialog(FormDialog):
    """`agreed(TypedIndicator)`."""

    def __init__(self, indicator: Indicator, plan: Plan, words: str, language: Language, parent: QWidget) -> None:
        super().__init__("", words, language, parent)
        self.setWindowTitle(self.tr("更正指标"))
        self._indicator = indicator
        target = indicator.target
        self.name = QLineEdit(indicator.name)
        self.kind = ChoiceBox(self._kinds())
        self.kind.show_choice(indicator.kind.value)
        self.comparator = ChoiceBox(self._comparators())
        self.comparator.show_choice(target.comparator.value)
        self.value = QLineEdit("" if target.value is None else decimal_text(target.value))
        self.high = QLineEdit("" if target.high is None else decimal_text(target.high))
        self.unit = QLineEdit(indicator.unit)
        self.base = QLineEdit("" if indicator.baseline is None else decimal_text(indicator.baseline.value))
        self.wording = QLineEdit(target.wording)
        self.sort = ChoiceBox(self._sorts())
        self.sort.show_choice((target.sort or WordySort.JUDGED).value)
        self.direction = ChoiceBox([(_RISING, self.tr("上升为好")), (_FALLING, self.tr("下降为好"))])
        self.direction.show_choice(_RISING if target.rising else _FALLING)
        self.reference = ChoiceBox(indicator_choice(plan, self.tr("（请选择）"), but=indicator.id))
        self.reference.show_choice(target.reference or "")
        for label, field in (
            (self.tr("指标名称"), self.name),
            (self.tr("数据类型"), self.kind),
            (self.tr("目标"), self.comparator),
            (self.tr("目标值"), self.value),
            (self.tr("上限"), self.high),
            (self.tr("计量单位"), self.unit),
            (self.tr("定性目标表述"), self.wording),
            (self.tr("定性目标类别"), self.sort),
            (self.tr("方向"), self.direction),
            (self.tr("对比指标"), self.reference),
            (self.tr("上年基数"), self.base),
        ):
            self.add_field(label, field)
        self.end_with(self.tr("更正并确认"))
        self.comparator.currentIndexChanged.connect(self._show_fitting)
        self.sort.currentIndexChanged.connect(self._show_fitting)
        self._show_fitting()

    def read(self) -> TypedIndicator:
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
            self.direction.choice == _RISING,
            IndicatorId(self.reference.choice) if self.reference.choice else None,
        )

    def check(self) -> None:
        """As `correct` would."""
        corrected_indicator(self._indicator, self.read())

    def _show_fitting(self) -> None:
        """Only a range has an upper end, and only a target in words has words, a direction, or another indicator beside it."""
        comparator, sort = Comparator(self.comparator.choice), WordySort(self.sort.choice)
        is_wordy = comparator is Comparator.QUALITATIVE
        for field, is_shown in (
            (self.value, not is_wordy),
            (self.high, comparator is Comparator.RANGE),
            (self.wording, is_wordy),
            (self.sort, is_wordy),
            (self.direction, is_wordy and sort in {WordySort.DIRECTIONAL, WordySort.RELATIVE}),
            (self.reference, is_wordy and sort is WordySort.RELATIVE),
        ):
            self.form.setRowVisible(field, is_shown)

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
