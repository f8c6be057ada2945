"""A figure's two readings: the running total of the year, and the period's own amount.

A running total converts only where every earlier period that the plan asks for has a number: a gap is never taken for nought. The plan's
first period covers the year from January on (1—2月 together where January is not asked for), so its amount is its total.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from core.model.indicator import Indicator, ValueKind
from core.model.period import Period
from core.model.plan import Plan

CONVERTIBLE = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD})


class Reading(Struct, frozen=True):
    """A figure read both ways; None where one cannot be told."""

    total: Decimal | None
    amount: Decimal | None


def earlier_periods(plan: Plan, period: Period) -> tuple[Period, ...]:
    """The periods of the same frequency before one that the plan asks for, oldest first."""
    first = min((asked.last_month for asked in plan.periods), default=1)
    every = (Period(period.year, period.frequency, number) for number in range(1, period.number))
    return tuple(earlier for earlier in every if earlier.last_month >= first)


def first_gap(plan: Plan, indicator: Indicator, numbers: Mapping[Period, Decimal], period: Period) -> Period | None:
    """The earlier period without a number that keeps a figure from being converted; None where there is none."""
    earlier = earlier_periods(plan, period)
    needed = earlier if indicator.kind is ValueKind.PERIOD else earlier[-1:]
    return next((each for each in needed if each not in numbers), None)


def total_before(plan: Plan, indicator: Indicator, numbers: Mapping[Period, Decimal], period: Period) -> Decimal | None:
    """The running total up to the period before; nought at the plan's first, None after a gap or of a kind that has no totals.

    `numbers` are the indicator's own figures by period: totals of a 累计 indicator, amounts of a 当期 one.
    """
    if indicator.kind not in CONVERTIBLE or first_gap(plan, indicator, numbers, period) is not None:
        return None
    earlier = earlier_periods(plan, period)
    if indicator.kind is ValueKind.PERIOD:
        return sum((numbers[each] for each in earlier), Decimal(0))
    return numbers[earlier[-1]] if earlier else Decimal(0)


def read_both_ways(kind: ValueKind, value: Decimal | None, before: Decimal | None) -> Reading:
    """A stored figure as total and amount.

    >>> read_both_ways(ValueKind.CUMULATIVE, Decimal(5), Decimal(3))
    Reading(total=Decimal('5'), amount=Decimal('2'))
    """
    if value is None or kind not in CONVERTIBLE:
        return Reading(None, None)
    if kind is ValueKind.CUMULATIVE:
        return Reading(value, None if before is None else value - before)
    return Reading(None if before is None else before + value, value)


def from_other_reading(kind: ValueKind, typed: Decimal, before: Decimal) -> Decimal:
    """What is stored of a figure typed in its other reading: the amount of a 累计 indicator, the year's total of a 当期 one.

    >>> from_other_reading(ValueKind.CUMULATIVE, Decimal(2), Decimal(3))
    Decimal('5')
    """
    return before + typed if kind is ValueKind.CUMULATIVE else typed - before
