"""What a period asks of a unit: figures, of whom and for which period of their own frequency; text; evidence.

Every screen, check and count that says what is due, missing or complete asks here (docs/decisions/0021).
"""

from __future__ import annotations

from msgspec import Struct

from core.ids import ItemId, UnitId
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.indicator import AllocationForm, Indicator, Reporter, ValueKind
from core.model.outline import Item
from core.model.period import Frequency, Period
from core.model.plan import Duty, Plan


class AskedFigure(Struct, frozen=True):
    """One figure asked of a unit: of which subject (the unit itself, the city, another unit), for which period."""

    item: Item
    indicator: Indicator
    subject: UnitId
    period: Period


class AskedDuty(Struct, frozen=True):
    """What a period asks of a unit on one item: figures, and whether the text and a piece of evidence must be there."""

    duty: Duty
    item: Item
    figures: tuple[AskedFigure, ...]
    text: bool
    evidence: bool

    @property
    def asks_something(self) -> bool:
        """Whether anything is due on the item in the period."""
        return bool(self.figures) or self.text or self.evidence


def asked_duties(plan: Plan, unit: UnitId, period: Period) -> tuple[AskedDuty, ...]:
    """What a reporting period asks of a unit, a duty each, in the order of the report; those that ask nothing in it too."""
    figures: dict[ItemId, list[AskedFigure]] = {}
    for figure in asked_figures(plan, unit, period):
        figures.setdefault(figure.item.id, []).append(figure)
    duties = sorted(plan.duties_by_unit.get(unit, ()), key=lambda duty: plan.item_places[duty.item])
    return tuple(
        AskedDuty(
            duty,
            plan.items_by_id[duty.item],
            tuple(figures.get(duty.item, ())),
            asks_text(duty, period),
            duty.evidence is EvidenceRule.ALWAYS,
        )
        for duty in duties
    )


def asks_text(duty: Duty, period: Period) -> bool:
    """Whether the text of a duty is due in a reporting period: by quarters in the one that a quarter ends with."""
    if duty.text is TextRule.QUARTERLY:
        return period.last_month % Frequency.QUARTER.months == 0
    return duty.text is TextRule.EVERY_PERIOD


def asked_figures(plan: Plan, unit: UnitId, period: Period) -> tuple[AskedFigure, ...]:
    """The figures that a reporting period asks of a unit, in the order of the report.

    A figure is asked in the reporting period in which its own period ends: of a longer frequency where that is, of a shorter one each of
    those that the reporting period has, oldest first (docs/decisions/0020). The lead gives the city's figure unless each unit reports for
    itself; where the lead reports for all, it also gives every unit's that has an allocation.
    """
    ending = {
        frequency: [own for own in periods if period.first_month <= own.last_month <= period.last_month]
        for frequency, periods in plan.periods_by_frequency.items()
    }
    if not plan.is_steady and not plan.units_by_id[unit].exists_at(period):
        return ()
    asked = []
    for duty in plan.duties_by_unit.get(unit, ()):
        if not duty.gives_figures:
            continue
        item = plan.items_by_id[duty.item]
        for indicator in plan.indicators_by_item.get(duty.item, ()):
            if indicator.kind is ValueKind.QUALITATIVE:
                continue
            subjects = [each for each in _subjects(plan, duty, indicator) if plan.is_steady or plan.units_by_id[each].exists_at(period)]
            asked += [AskedFigure(item, indicator, subject, own) for own in ending[indicator.frequency] for subject in subjects]
    return tuple(asked)


def covered_periods(period: Period) -> tuple[Period, ...]:
    """The period, the shorter ones in it and every longer one that ends with it: what a submission for it hands up.

    >>> [str(each) for each in covered_periods(Period.parse("2025-06"))]
    ['2025-06', '2025-Q2', '2025-H1']
    >>> [str(each) for each in covered_periods(Period.parse("2025-Q2"))]
    ['2025-Q2', '2025-04', '2025-05', '2025-06', '2025-H1']
    """
    every = (each for frequency in Frequency for each in Period.of_year(period.year, frequency))
    return (period, *(each for each in every if each != period and period.first_month <= each.last_month <= period.last_month))


def reporting_period(plan: Plan, own: Period) -> Period | None:
    """The plan's period whose submission hands a figure of a period up; None where there is none."""
    if own.year != plan.year:
        return None
    return next((period for period in plan.periods if period.first_month <= own.last_month <= period.last_month), None)


def _subjects(plan: Plan, duty: Duty, indicator: Indicator) -> list[UnitId]:
    allocated = [allocation.unit for allocation in plan.allocations_by_indicator.get(indicator.id, ())]
    each_for_itself = indicator.form is AllocationForm.ALLOCATED and indicator.reporter is not Reporter.LEAD
    subjects = [duty.unit] if each_for_itself and duty.unit in allocated else []
    if duty.is_lead and not (each_for_itself and indicator.reporter is Reporter.EACH_UNIT):
        subjects.append(plan.root)
        if indicator.reporter is Reporter.LEAD:
            subjects += allocated
    return list(dict.fromkeys(subjects))
