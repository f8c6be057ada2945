"""What several numbers of one indicator come to under a rule: exact, whatever their order (docs/decisions/0025).

Nothing is rounded but quotients, half up to six places.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from msgspec import Struct

from core.calc.roll_up_rules import WORDS, is_percentage
from core.calc.trajectory import rounded
from core.errors import AverageOfPercentages
from core.model.indicator import Indicator, RollUpRule, ValueKind
from core.model.period import Period

_PERCENT = frozenset({"%", "个百分点"})
_AVERAGES = frozenset({RollUpRule.MEAN, RollUpRule.WEIGHTED_MEAN})


class Number(Protocol):
    """A number with its parts and the period it belongs to."""

    @property
    def value(self) -> Decimal | None:
        """The number; None where there is none."""

    @property
    def numerator(self) -> Decimal | None:
        """What it was reckoned from."""

    @property
    def denominator(self) -> Decimal | None:
        """What it was reckoned from, and its weight in a weighted mean."""

    @property
    def as_of(self) -> Period | None:
        """The period it belongs to."""


class Joined(Struct, frozen=True):
    """What numbers came to. `value` is None where the latest of them differ; the parts are there where they were summed."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def can_join(number: Number, rule: RollUpRule) -> bool:
    """Whether a number has what the rule needs: a ratio both parts, a weighted mean a weight that is not below nought."""
    if number.value is None:
        return False
    if rule is RollUpRule.RATIO:
        return number.numerator is not None and number.denominator is not None
    return rule is not RollUpRule.WEIGHTED_MEAN or (number.denominator is not None and number.denominator >= 0)


def join(rule: RollUpRule, numbers: Sequence[Number], indicator: Indicator) -> Joined | None:
    """What numbers that can be joined come to; None where there are none, or where all their weights are nought.

    Raises:
        AverageOfPercentages: a mean of percentages is asked for.
    """
    if rule in _AVERAGES and is_percentage(indicator):
        raise AverageOfPercentages(name=indicator.name, rule=WORDS[rule])
    values = [number.value for number in numbers if number.value is not None]
    if not values or rule is RollUpRule.NONE:
        return None
    match rule:
        case RollUpRule.SUM:
            return Joined(sum(values, Decimal(0)))
        case RollUpRule.MEAN:
            return Joined(rounded(_total(values) / len(values)))
        case RollUpRule.WEIGHTED_MEAN:
            return _weighted_mean(numbers)
        case RollUpRule.MAX:
            return Joined(max(values))
        case RollUpRule.MIN:
            return Joined(min(values))
        case RollUpRule.LAST:
            return _last(numbers)
    return _ratio(numbers, indicator)


def _weighted_mean(numbers: Sequence[Number]) -> Joined | None:
    weights = [number.denominator for number in numbers if number.denominator is not None]
    whole = _total(weights)
    if not whole:
        return None
    weighed = (Fraction(number.value or 0) * Fraction(number.denominator or 0) for number in numbers)
    return Joined(rounded(sum(weighed, Fraction(0)) / whole), denominator=sum(weights, Decimal(0)))


def _last(numbers: Sequence[Number]) -> Joined:
    """The latest period's number; where several of it differ there is none, since no order of units makes one of them the last."""
    latest = max(number.as_of.last_month if number.as_of else 0 for number in numbers)
    values = {number.value for number in numbers if (number.as_of.last_month if number.as_of else 0) == latest}
    return Joined(values.pop() if len(values) == 1 else None)


def _ratio(numbers: Sequence[Number], indicator: Indicator) -> Joined | None:
    """In percent for an indicator in %, the growth over the denominator for 同比增速, else plain."""
    numerator = sum((number.numerator for number in numbers if number.numerator is not None), Decimal(0))
    denominator = sum((number.denominator for number in numbers if number.denominator is not None), Decimal(0))
    if not denominator:
        return None
    ratio = Fraction(numerator) / Fraction(denominator)
    if indicator.kind is ValueKind.GROWTH:
        ratio -= 1
    return Joined(rounded(ratio * (100 if indicator.unit in _PERCENT else 1)), numerator, denominator)


def _total(values: Sequence[Decimal]) -> Fraction:
    return sum((Fraction(value) for value in values), Fraction(0))
