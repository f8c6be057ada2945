"""The rate that numerator and denominator come to, beside the one that was published (docs/decisions/0028).

For 同比增速 they are this year's and last year's value. The published rate counts; what it differs by is told.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.calc.counted import Counted
from core.calc.judgement import Source
from core.calc.trajectory import rounded
from core.model.indicator import ValueKind

PERCENT = frozenset({"%", "个百分点"})


def computed_rate(counted: Counted, kind: ValueKind, unit: str) -> Decimal | None:
    """The rate in the indicator's unit, to six places; None without both parts, and where the number itself was made of them."""
    if counted.numerator is None or not counted.denominator or kind not in {ValueKind.GROWTH, ValueKind.SHARE}:
        return None
    if counted.source is Source.RATIO or counted.value is None:
        return None
    rate = Fraction(counted.numerator) / Fraction(counted.denominator)
    if kind is ValueKind.GROWTH:
        rate -= 1
    return rounded(rate * (100 if unit in PERCENT else 1))


def is_told_otherwise(published: Decimal, computed: Decimal) -> bool:
    """Whether a published rate is not the computed one rounded to its own places, and to one at the least.

    >>> is_told_otherwise(Decimal("5.2"), Decimal("5.183424")), is_told_otherwise(Decimal("5.4"), Decimal("5.183424"))
    (False, True)
    """
    exponent = published.normalize().as_tuple().exponent
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    return abs(published - computed) * 2 > Decimal(1).scaleb(-places)
