"""What a plan asks of each unit over its year, in fields: the figure of relieving those who fill in (减负)."""

from __future__ import annotations

from msgspec import Struct

from core.ids import UnitId
from core.model.asked import AskedDuty, asked_duties
from core.model.duty_rules import TextRule
from core.model.plan import Plan


class YearlyLoad(Struct, frozen=True):
    """One unit's year: fields that are due, by sort, and the duties they come from.

    A figure counts once for each subject and period that it is asked for. `texts_if_changed` are the texts that are written only when
    something changed or is behind, at most; they are not among the fields.
    """

    unit: UnitId
    duties: int
    figures: int
    texts: int
    evidence: int
    texts_if_changed: int

    @property
    def fields(self) -> int:
        """How many fields are due in the year."""
        return self.figures + self.texts + self.evidence


def yearly_loads(plan: Plan) -> tuple[YearlyLoad, ...]:
    """The load of every unit with duties, in the order of the tree."""
    return tuple(_load(plan, unit.id) for unit in plan.reporting_units)


def _load(plan: Plan, unit: UnitId) -> YearlyLoad:
    asked = [each for period in plan.periods for each in asked_duties(plan, unit, period)]
    return YearlyLoad(
        unit,
        duties=len(plan.duties_by_unit[unit]),
        figures=sum(len(each.figures) for each in asked),
        texts=sum(each.text for each in asked),
        evidence=sum(each.evidence for each in asked),
        texts_if_changed=sum(_may_be_written(each) for each in asked),
    )


def _may_be_written(asked: AskedDuty) -> bool:
    return asked.duty.text is TextRule.WHEN_CHANGED
