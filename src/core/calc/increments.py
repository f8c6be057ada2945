"""Stocks whose target is told as an increment: 新增20家，总量达85家 (docs/decisions/0028).

Total = base + increment; of the three, two give the third.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from core.calc.roll_up_rules import KIND_WORDS
from core.errors import IncrementNotMeant
from core.model.indicator import Indicator, Target, ValueKind


def grown_target(indicator: Indicator, increment: Decimal) -> Target:
    """A stock's target with the increment it is told by; where the report told that number alone, the total is left to last year's value.

    Raises:
        IncrementNotMeant: the indicator is no stock.
    """
    if indicator.kind is not ValueKind.LEVEL:
        raise IncrementNotMeant(name=indicator.name, kind=KIND_WORDS[indicator.kind])
    total = None if indicator.target.value == increment else indicator.target.value
    return replace(indicator.target, value=total, increment=increment)


def stock_target(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """The target's total and last year's value, each from the others where it is not told; as they are where no increment is."""
    total, increment = indicator.target.value, indicator.target.increment
    base = indicator.baseline.value if indicator.baseline is not None else None
    if indicator.kind is not ValueKind.LEVEL or increment is None:
        return total, base
    if total is None:
        return (None if base is None else base + increment), base
    return total, (total - increment if base is None else base)


def increment_gap(indicator: Indicator) -> Decimal | None:
    """By how much a told total differs from base and increment where all three are told; None where nothing is to be compared."""
    total, increment = indicator.target.value, indicator.target.increment
    if indicator.kind is not ValueKind.LEVEL or total is None or increment is None or indicator.baseline is None:
        return None
    return total - indicator.baseline.value - increment
