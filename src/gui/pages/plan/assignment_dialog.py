"""Who leads and supports an item, or all items of a task, what is asked of them, and by when.

Tested in tests/gui/pages/plan/test_assignment_dialog.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from core.ids import UnitId
from core.messages import Language
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.outline import Item
from core.model.plan import Plan
from core.services.assigning import TypedAssignment, assigned, assignment_of
from gui.dialogs.form_dialog import FormDialog
from gui.widgets.choice_box import ChoiceBox

_AS_IT_IS = ""
_YES, _NO = "yes", "no"
_LINES = 7  # of the list of units
_NODE_LINES = 3


class AssignmentDialog(FormDialog):
    """`agreed(TypedAssignment)`. Of several items the first one's lead and supporters stand in the form, and their days are left alone."""

    def __init__(self, items: Sequence[Item], plan: Plan, words: str, language: Language, parent: QWidget) -> None:
        super().__init__("", words, language, parent)
        self.setWindowTitle(self.tr("分工"))
        self._items, self._plan = items, plan
        shown = assignment_of(items[0])
        units = [unit for unit in plan.units if unit.ended is None]
        self.lead = ChoiceBox([("", self.tr("（未明确）")), *((unit.id, unit.short_name) for unit in units)])
        self.lead.show_choice(shown.lead or "")
        self.supporters = QListWidget()
        for unit in units:
            entry = QListWidgetItem(unit.short_name, self.supporters)
            entry.setData(Qt.ItemDataRole.UserRole, unit.id)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Checked if unit.id in shown.supporters else Qt.CheckState.Unchecked)
        self.supporters.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES * 3 // 2)
        texts = [(rule.value, rule.label) for rule in TextRule]
        self.lead_text = ChoiceBox([(_AS_IT_IS, self.tr("不变")), *texts])
        self.support_text = ChoiceBox([(_AS_IT_IS, self.tr("不变")), *texts])
        self.support_figures = ChoiceBox([(_AS_IT_IS, self.tr("不变")), (_YES, self.tr("要填")), (_NO, self.tr("不填"))])
        self.evidence = ChoiceBox([(_AS_IT_IS, self.tr("不变")), *((rule.value, rule.label) for rule in EvidenceRule)])
        self.due = QLineEdit(shown.due)
        self.due.setPlaceholderText(self.tr("如9月底，可不填"))
        self.nodes = QPlainTextEdit(shown.nodes)
        self.nodes.setPlaceholderText(self.tr("每行一个：日期、空格、要完成的事"))
        self.nodes.setTabChangesFocus(True)
        self.nodes.setFixedHeight(self.fontMetrics().lineSpacing() * (_NODE_LINES + 1))
        for label, field in (
            (self.tr("牵头单位"), self.lead),
            (self.tr("配合单位"), self.supporters),
            (self.tr("牵头单位的文字"), self.lead_text),
            (self.tr("配合单位的文字"), self.support_text),
            (self.tr("配合单位的数字"), self.support_figures),
            (self.tr("佐证材料"), self.evidence),
            (self.tr("完成时限"), self.due),
            (self.tr("节点"), self.nodes),
        ):
            self.add_field(label, field)
        for field in (self.due, self.nodes):
            self.form.setRowVisible(field, len(items) == 1)
        self.end_with(self.tr("确定"))

    def read(self) -> TypedAssignment:
        """What was chosen and typed."""
        entries = [self.supporters.item(line) for line in range(self.supporters.count())]
        chosen = [UnitId(entry.data(Qt.ItemDataRole.UserRole)) for entry in entries if entry.checkState() is Qt.CheckState.Checked]
        is_one = len(self._items) == 1
        return TypedAssignment(
            UnitId(self.lead.choice) if self.lead.choice else None,
            tuple(chosen),
            self.due.text() if is_one else None,
            self.nodes.toPlainText() if is_one else None,
            TextRule(self.lead_text.choice) if self.lead_text.choice else None,
            TextRule(self.support_text.choice) if self.support_text.choice else None,
            self.support_figures.choice == _YES if self.support_figures.choice else None,
            EvidenceRule(self.evidence.choice) if self.evidence.choice else None,
        )

    def check(self) -> None:
        """As `assign_items` would."""
        assigned(self._items[0], self.read(), self._plan)
