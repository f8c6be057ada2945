"""A result of last year as it was read, to be corrected and tied to this year's indicator.

Tested in tests/gui/pages/plan/test_readings.py.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from core.errors import UserError
from core.ids import IndicatorId
from core.messages import Language, sentence
from core.model.indicator import Achievement
from core.model.plan import Plan
from core.model.quantity import decimal_text
from core.services.confirming import TypedAchievement, corrected_achievement
from gui.dialogs.dialog import Dialog
from gui.style.dress import theme_of
from gui.widgets.choice_box import ChoiceBox

_WIDTH_EM = 36


class ResultDialog(Dialog):
    """`agreed(TypedAchievement)` comes with what can be kept; what cannot is told here, and stays to be mended."""

    agreed = Signal(object)

    def __init__(self, achievement: Achievement, plan: Plan, words: str, language: Language, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("更正上年实绩"))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self._achievement = achievement
        self._language: Language = language
        self.add_words(words, "muted")
        self.name = QLineEdit(achievement.name)
        self.value = QLineEdit("" if achievement.value is None else decimal_text(achievement.value))
        self.unit = QLineEdit(achievement.unit)
        choices = [("", self.tr("（没有对应指标）"))]
        choices += [(each.id, f"{plan.items_by_id[each.item].code} {each.name}") for each in plan.indicators]
        self.indicator = ChoiceBox(choices)
        self.indicator.show_choice(achievement.indicator or "")
        form = QFormLayout()
        form.setSpacing(theme_of(self).gap)
        for label, field in (
            (self.tr("名称"), self.name),
            (self.tr("数值"), self.value),
            (self.tr("计量单位"), self.unit),
            (self.tr("对应今年指标"), self.indicator),
        ):
            named = QLabel(label)
            named.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(named, field)
        self.column.addLayout(form)
        self.trouble = self.add_words("", "trouble")
        self.trouble.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.keep = self._buttons.addButton(self.tr("更正并确认"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setProperty("kind", "primary")
        self.keep.setDefault(True)
        self.column.addWidget(self._buttons)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    @property
    def typed(self) -> TypedAchievement:
        """What stands in the fields."""
        chosen = self.indicator.choice
        return TypedAchievement(self.name.text(), self.value.text(), self.unit.text(), IndicatorId(chosen) if chosen else None)

    def _on_accepted(self) -> None:
        try:
            corrected_achievement(self._achievement, self.typed)
        except UserError as error:
            self.trouble.setText(sentence(error, self._language))
            self.trouble.show()
            return
        self.agreed.emit(self.typed)
        self.accept()
