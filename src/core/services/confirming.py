"""What was read in the report, confirmed, corrected or dropped by the office, one by one.

Nothing enters the plan unconfirmed. What a person corrects is confirmed with it: they have looked at it.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from core.changes.change import Register
from core.changes.plan_values import BASELINE, CONFIRMED, DEFINITION, LINK, READING, TARGET, VALUE, achievement_values, indicator_values
from core.changes.registers import ACHIEVEMENT, ALLOCATION, INDICATOR, ITEM, allocation_id
from core.errors import IndicatorIssued, IndicatorNameMissing, RangeTurned, ReferenceMissing, TargetWithoutValue
from core.ids import IndicatorId, ItemId
from core.model.indicator import Achievement, Baseline, Comparator, Indicator, Target, ValueKind, WordySort
from core.model.plan import Plan
from core.model.quantity import parse_quantity
from core.reading.suggestions import suggested_roll_up
from core.services.desk import Desk
from core.services.edits import item_of
from core.services.plan_edits import PlanEdit, PlanPen, editing_plan, is_issued


class TypedIndicator(Struct, frozen=True):
    """An indicator's cells as they were typed; `base` is 上年基数.

    `high` is of a range alone; `wording`, `sort`, whether `rising` is good and the `reference` that it is measured against are of a target
    without a figure.
    """

    name: str
    kind: ValueKind
    comparator: Comparator
    value: str = ""
    high: str = ""
    unit: str = ""
    base: str = ""
    wording: str = ""
    sort: WordySort = WordySort.JUDGED
    rising: bool = True
    reference: IndicatorId | None = None


class TypedAchievement(Struct, frozen=True):
    """A result of last year as it was typed, with this year's indicator that it is about, None for none."""

    name: str
    value: str = ""
    unit: str = ""
    indicator: IndicatorId | None = None


def confirm(desk: Desk, items: Collection[ItemId] = (), achievements: Collection[str] = ()) -> PlanEdit:
    """Confirm items, each with its indicators and their 上年基数, and results of last year.

    Raises:
        NotTheOffice, ItemUnknown: as their names say.
    """
    with editing_plan(desk) as pen:
        for item in items:
            item_of(desk.plan, item)
            pen.set(Register(ITEM, item, CONFIRMED), True)  # noqa: FBT003 # the register's value
            for indicator in desk.plan.indicators_by_item.get(item, ()):
                _confirm_indicator(pen, indicator)
        for achievement in achievements:
            pen.set(Register(ACHIEVEMENT, achievement, CONFIRMED), True)  # noqa: FBT003 # as above
        return pen.edit


def confirm_indicator(desk: Desk, indicator: IndicatorId) -> PlanEdit:
    """Confirm one indicator of an item, with its 上年基数.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    with editing_plan(desk) as pen:
        held = desk.plan.indicators_by_id.get(indicator)
        if held is not None:
            _confirm_indicator(pen, held)
        return pen.edit


def correct(desk: Desk, indicator: IndicatorId, typed: TypedIndicator) -> PlanEdit:
    """Set what an indicator is from what was typed, and confirm it.

    Raises:
        NotTheOffice: this is a unit's workspace.
        IndicatorIssued: units have it, and what it counts would change.
        IndicatorNameMissing, TargetWithoutValue, RangeTurned, ReferenceMissing, NotAQuantity, QuantityOutOfRange: it cannot be kept.
    """
    with editing_plan(desk) as pen:
        held = desk.plan.indicators_by_id.get(indicator)
        if held is None:
            return pen.edit
        corrected = corrected_indicator(held, typed)
        if (corrected.kind, corrected.unit) != (held.kind, held.unit) and is_issued(desk, INDICATOR, indicator, DEFINITION):
            raise IndicatorIssued(name=held.name)
        values = indicator_values(corrected)
        pen.set_all(INDICATOR, indicator, {name: values[name] for name in (DEFINITION, TARGET, BASELINE)})
        pen.set(Register(INDICATOR, indicator, CONFIRMED), True)  # noqa: FBT003 # the register's value
        return pen.edit


def drop_indicator(desk: Desk, indicator: IndicatorId) -> PlanEdit:
    """Take an indicator out of the plan that the report does not promise, with its shares and links to it; its item stays.

    Raises:
        NotTheOffice: this is a unit's workspace.
        IndicatorIssued: units have it.
    """
    with editing_plan(desk) as pen:
        held = desk.plan.indicators_by_id.get(indicator)
        if held is None:
            return pen.edit
        if is_issued(desk, INDICATOR, indicator, DEFINITION):
            raise IndicatorIssued(name=held.name)
        pen.set(Register(INDICATOR, indicator, DEFINITION), None)
        _forget(pen, desk.plan, indicator)
        return pen.edit


def drop_achievement(desk: Desk, achievement: str) -> PlanEdit:
    """Take out what was wrongly read as a result of last year.

    Raises:
        NotTheOffice: this is a unit's workspace.
    """
    with editing_plan(desk) as pen:
        pen.set(Register(ACHIEVEMENT, achievement, READING), None)
        return pen.edit


def correct_achievement(desk: Desk, achievement: str, typed: TypedAchievement) -> PlanEdit:
    """Set what a result of last year is from what was typed, with this year's indicator that it is the base of, and confirm it.

    Raises:
        NotTheOffice: this is a unit's workspace.
        IndicatorNameMissing, NotAQuantity, QuantityOutOfRange: it cannot be kept.
    """
    with editing_plan(desk) as pen:
        held = next((each for each in desk.plan.achievements if each.id == achievement), None)
        if held is None:
            return pen.edit
        corrected = corrected_achievement(held, typed)
        pen.set_all(ACHIEVEMENT, achievement, achievement_values(corrected))
        pen.set(Register(ACHIEVEMENT, achievement, CONFIRMED), True)  # noqa: FBT003 # the register's value
        return pen.edit


def corrected_achievement(held: Achievement, typed: TypedAchievement) -> Achievement:
    """The result of last year with what was typed.

    Raises:
        IndicatorNameMissing, NotAQuantity, QuantityOutOfRange: it cannot be kept.
    """
    name, unit = typed.name.strip(), typed.unit.strip()
    if not name:
        raise IndicatorNameMissing
    value = _number(typed.value, name, unit)
    is_wordy = held.comparator is Comparator.QUALITATIVE
    comparator = held.comparator if is_wordy == (value is None) else Comparator.QUALITATIVE if value is None else Comparator.EQUAL
    wording = (held.wording or held.clause) if value is None else ""
    return replace(held, name=name, unit=unit, value=value, comparator=comparator, wording=wording, indicator=typed.indicator)


def corrected_indicator(held: Indicator, typed: TypedIndicator) -> Indicator:
    """The indicator with what was typed.

    Raises:
        IndicatorNameMissing, TargetWithoutValue, RangeTurned, ReferenceMissing, NotAQuantity, QuantityOutOfRange: it cannot be kept.
    """
    name = typed.name.strip()
    if not name:
        raise IndicatorNameMissing
    unit = typed.unit.strip()
    base = _number(typed.base, name, unit)
    baseline = None if base is None else Baseline(base, held.baseline.wording if held.baseline else "", confirmed=True)
    is_other = (typed.kind, unit) != (held.kind, held.unit)
    return replace(
        held,
        name=name,
        unit=unit,
        kind=typed.kind,
        target=_target(held.target, typed, name, unit),
        baseline=baseline,
        decimals=max(held.decimals, _decimals(typed.value)),
        unit_roll_up=suggested_roll_up(name, unit, typed.kind)[0] if is_other else held.unit_roll_up,
    )


def _target(held: Target, typed: TypedIndicator, name: str, unit: str) -> Target:
    if typed.comparator is Comparator.QUALITATIVE:
        wording = typed.wording.strip() or held.wording
        if typed.sort is WordySort.RELATIVE and typed.reference is None:
            raise ReferenceMissing(name=name)
        reference = typed.reference if typed.sort is WordySort.RELATIVE else None
        return Target(typed.comparator, held.value if held.sort else None, None, wording, typed.sort, typed.rising, reference)
    value, high = _number(typed.value, name, unit), _number(typed.high, name, unit) if typed.comparator is Comparator.RANGE else None
    if value is None or (typed.comparator is Comparator.RANGE and high is None):
        raise TargetWithoutValue(name=name)
    if high is not None and high < value:
        raise RangeTurned(name=name, low=typed.value.strip(), high=typed.high.strip())
    return Target(typed.comparator, value, high, increment=held.increment)


def _number(text: str, name: str, unit: str) -> Decimal | None:
    return parse_quantity(text, field=name, unit=unit) if text.strip() else None


def _decimals(text: str) -> int:
    return len(text.strip().partition(".")[2].rstrip("%"))


def _confirm_indicator(pen: PlanPen, indicator: Indicator) -> None:
    pen.set(Register(INDICATOR, indicator.id, CONFIRMED), True)  # noqa: FBT003 # the register's value
    if indicator.baseline is not None and not indicator.baseline.confirmed:
        confirmed = replace(indicator, baseline=replace(indicator.baseline, confirmed=True))
        pen.set(Register(INDICATOR, indicator.id, BASELINE), indicator_values(confirmed)[BASELINE])


def _forget(pen: PlanPen, plan: Plan, indicator: IndicatorId) -> None:
    """Take back what hangs on an indicator: shares, links of last year's results, what is measured against it."""
    for share in plan.allocations_by_indicator.get(indicator, ()):
        pen.set(Register(ALLOCATION, allocation_id(indicator, share.unit), VALUE), None)
    for achievement in plan.achievements:
        if achievement.indicator == indicator:
            pen.set(Register(ACHIEVEMENT, achievement.id, LINK), None)
    for other in plan.indicators:
        if other.target.reference == indicator:
            without = replace(other, target=replace(other.target, reference=None))
            pen.set(Register(INDICATOR, other.id, TARGET), indicator_values(without)[TARGET])
