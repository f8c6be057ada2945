"""A figure's two readings: the running total of the year, and the amount since the last figure.

After a period without a number the next amount covers the span: with April's total and June's, what lies between is 5—6月 and is said to
be (docs/decisions/0022). A gap is never taken for nought. A running total begins in January whenever the plan begins; an amount is never
taken to reach back before the plan's first number.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from core.ids import UnitId
from core.model.indicator import Indicator, ValueKind
from core.model.org_unit import is_from
from core.model.period import Period
from core.model.plan import Plan
from core.model.plan_periods import covered_months

CONVERTIBLE = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD})


class Span(Struct, frozen=True):
    """The months that one amount covers, 1 to 12, both ends in."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """As it is printed: 5—6月, 6月."""
        return f"{self.last}月" if self.first == self.last else f"{self.first}—{self.last}月"


class Reading(Struct, frozen=True):
    """A figure read both ways; None where it has no such reading."""

    total: Decimal | None
    amount: Decimal | None


class Before(Struct, frozen=True):
    """What a figure goes on from: the running total, and the months that the figure's amount covers beside it.

    `is_gap` says that the amount covers periods without a number of their own.
    """

    total: Decimal
    span: Span
    is_gap: bool


def earlier_periods(plan: Plan, period: Period) -> tuple[Period, ...]:
    """The periods of the same frequency before one that the plan asks for, oldest first."""
    return tuple(each for each in plan.periods_by_frequency[period.frequency] if each.number < period.number)


def on_opening(
    plan: Plan, indicator: Indicator, subject: UnitId, numbers: Mapping[Period, Decimal], period: Period
) -> Mapping[Period, Decimal]:
    """The numbers that a figure of a period goes on from: a successor's opening balance stands for all before it (docs/decisions/0027)."""
    unit = plan.units_by_id.get(subject)
    opening = None if unit is None else unit.opening
    balance = None if opening is None else dict(opening.values).get(indicator.id)
    if opening is None or balance is None or not is_from(opening.since, period):
        return numbers
    since = opening.since
    own = {each: value for each, value in numbers.items() if is_from(since, each)}
    taken_over = [each for each in earlier_periods(plan, period) if not is_from(since, each)]
    return own | ({taken_over[-1]: balance} if taken_over else {})


def before(plan: Plan, indicator: Indicator, numbers: Mapping[Period, Decimal], period: Period) -> Before | None:
    """What a figure of a period goes on from; None of a kind that has no totals.

    `numbers` are the indicator's own figures by period: totals of a 累计 indicator, amounts of a 当期 one.
    """
    if indicator.kind not in CONVERTIBLE:
        return None
    earlier = earlier_periods(plan, period)
    known = [each for each in earlier if each in numbers]
    months = covered_months(plan, period)
    first = known[-1].last_month + 1 if known else 1 if indicator.kind is ValueKind.CUMULATIVE else months[0]
    is_gap = bool(earlier) and earlier[-1] not in numbers and first < months[0]
    if indicator.kind is ValueKind.PERIOD:
        total = sum((numbers[each] for each in known), Decimal(0))
    else:
        total = numbers[known[-1]] if known else Decimal(0)
    return Before(total, Span(first, months[-1]), is_gap)


def amounts_of(totals: Mapping[Period, Decimal]) -> dict[Period, tuple[Decimal, Span]]:
    """What running totals come to period by period, each amount with the months it covers; `totals` are of one frequency."""
    found: dict[Period, tuple[Decimal, Span]] = {}
    total, first = Decimal(0), 1
    for period in sorted(totals, key=lambda each: each.number):
        found[period] = totals[period] - total, Span(first, period.last_month)
        total, first = totals[period], period.last_month + 1
    return found


def totals_of(amounts: Mapping[Period, Decimal]) -> dict[Period, Decimal]:
    """The running totals of amounts, by the periods that have one."""
    total, found = Decimal(0), {}
    for period in sorted(amounts, key=lambda each: each.number):
        total += amounts[period]
        found[period] = total
    return found


def read_both_ways(kind: ValueKind, value: Decimal | None, total_before: Decimal | None) -> Reading:
    """A stored figure as total and amount.

    >>> read_both_ways(ValueKind.CUMULATIVE, Decimal(5), Decimal(3))
    Reading(total=Decimal('5'), amount=Decimal('2'))
    """
    if value is None or kind not in CONVERTIBLE:
        return Reading(None, None)
    if kind is ValueKind.CUMULATIVE:
        return Reading(value, None if total_before is None else value - total_before)
    return Reading(None if total_before is None else total_before + value, value)


def from_other_reading(kind: ValueKind, typed: Decimal, total_before: Decimal) -> Decimal:
    """What is stored of a figure typed in its other reading: the amount of a 累计 indicator, the year's total of a 当期 one.

    >>> from_other_reading(ValueKind.CUMULATIVE, Decimal(2), Decimal(3))
    Decimal('5')
    """
    return total_before + typed if kind is ValueKind.CUMULATIVE else typed - total_before
