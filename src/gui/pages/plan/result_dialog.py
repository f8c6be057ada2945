"""A result of last year as it was read, to be corrected and tied to this year's indicator.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from core.ids import IndicatorId
from core.messages import Language
from core.model.indicator import Achievement
from core.model.plan import Plan
from core.model.quantity import decimal_text
from core.services.confirming import TypedAchievement, corrected_achievement
from gui.dialogs.form_dialog import FormDialog
from gui.pages.plan.indicator_choice import indicator_choice
from gui.widgets.choice_box import ChoiceBox


class ResultDialog(FormDialog):
    """`agreed(TypedAchievement)`."""

    def __init__(self, achievement: Achievement, plan: Plan, words: str, language: Language, parent: QWidget) -> None:
        super().__init__("", words, language, parent)
        self.setWindowTitle(self.tr("更正上年实绩"))
        self._achievement = achievement
        self.name = QLineEdit(achievement.name)
        self.value = QLineEdit("" if achievement.value is None else decimal_text(achievement.value))
        self.unit = QLineEdit(achievement.unit)
        self.indicator = ChoiceBox(indicator_choice(plan, self.tr("（没有对应指标）")))
        self.indicator.show_choice(achievement.indicator or "")
        self.add_field(self.tr("名称"), self.name)
        self.add_field(self.tr("数值"), self.value)
        self.add_field(self.tr("计量单位"), self.unit)
        self.add_field(self.tr("对应今年指标"), self.indicator)
        self.end_with(self.tr("更正并确认"))

    def read(self) -> TypedAchievement:
        """What stands in the fields."""
        chosen = self.indicator.choice
        return TypedAchievement(self.name.text(), self.value.text(), self.unit.text(), IndicatorId(chosen) if chosen else None)

    def check(self) -> None:
        """As `correct_achievement` would."""
        corrected_achievement(self._achievement, self.read())
