"""What a period asks of a unit: which figures, of whom, and for which period of their own frequency."""

from __future__ import annotations

from msgspec import Struct

from core.ids import UnitId
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


def asked_figures(plan: Plan, unit: UnitId, period: Period) -> tuple[AskedFigure, ...]:
    """The figures that a reporting period asks of a unit, in the order of the report.

    An indicator of a longer frequency is asked for in the reporting period in which its own period ends. The lead gives the city's figure
    unless each unit reports for itself; where the lead reports for all, it also gives every unit's that has an allocation.
    """
    ending = {own.frequency: own for own in map(period.latest, Frequency) if own is not None and own.last_month == period.last_month}
    asked = []
    for duty in plan.duties_by_unit.get(unit, ()):
        if not duty.gives_figures:
            continue
        item = plan.items_by_id[duty.item]
        for indicator in plan.indicators_by_item.get(duty.item, ()):
            own = ending.get(indicator.frequency)
            if own is None or indicator.kind is ValueKind.QUALITATIVE:
                continue
            asked += [AskedFigure(item, indicator, subject, own) for subject in _subjects(plan, duty, indicator)]
    return tuple(asked)


def covered_periods(period: Period) -> tuple[Period, ...]:
    """The period and every longer one that ends with it: what a submission for it hands up.

    >>> [str(each) for each in covered_periods(Period.parse("2025-06"))]
    ['2025-06', '2025-Q2', '2025-H1']
    """
    covered = [period]
    for frequency in Frequency:
        longer = period.latest(frequency)
        if frequency.months > period.frequency.months and longer is not None and longer.last_month == period.last_month:
            covered.append(longer)
    return tuple(covered)


def _subjects(plan: Plan, duty: Duty, indicator: Indicator) -> list[UnitId]:
    allocated = [allocation.unit for allocation in plan.allocations_by_indicator.get(indicator.id, ())]
    each_for_itself = indicator.form is AllocationForm.ALLOCATED and indicator.reporter is not Reporter.LEAD
    subjects = [duty.unit] if each_for_itself and duty.unit in allocated else []
    if duty.is_lead and not (each_for_itself and indicator.reporter is Reporter.EACH_UNIT):
        subjects.append(plan.root)
        if indicator.reporter is Reporter.LEAD:
            subjects += allocated
    return list(dict.fromkeys(subjects))
