"""What a step of the draft is called in the menu: the item's code and what was edited."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.model.plan import Plan
from core.services.undoing import Step


class EditWords(QObject):
    """The words for steps."""

    def words(self, step: Step | None, plan: Plan) -> str:
        """Such as 1.1.2 进展情况; empty for no step."""
        if step is None:
            return ""
        item = plan.items_by_id.get(step.item)
        what = self._field(*step.fields) if len(step.fields) == 1 else self.tr("几处填报")
        return self.tr("{item} {what}").format(item=item.code if item is not None else "", what=what).strip()

    def _field(self, name: str) -> str:
        return {
            "text": self.tr("进展情况"),
            "problems": self.tr("存在问题"),
            "next_steps": self.tr("下一步措施"),
            "note": self.tr("备注"),
            "self_rating": self.tr("自评"),
            "file": self.tr("佐证材料"),
        }.get(name, self.tr("数据"))
