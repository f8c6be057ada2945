"""An amount divided among units in whole steps of its last decimal: nothing is lost and nothing is made.

Each gets its exact part rounded down; what is then left goes, a step each, to the largest remainders, the earlier of equals first.
Source: no source for the order among equals; it is the units' own order, so that it can be seen on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def divided(total: Decimal, weights: Sequence[Decimal], decimals: int) -> list[Decimal]:
    """The parts of a total by weights that are not below nought, in steps of `decimals` places; they add to the total exactly.

    What of the total is finer than a step goes with the largest remainder. All weights nought divide evenly.

    >>> [str(part) for part in divided(Decimal(20), [Decimal(1), Decimal(1), Decimal(1)], 0)]
    ['7', '7', '6']
    """
    if not weights:
        return []
    whole = sum(weights, Decimal(0))
    shares = [Fraction(weight) / Fraction(whole) if whole else Fraction(1, len(weights)) for weight in weights]
    step = Decimal(1).scaleb(-decimals)
    steps = total // step if total >= 0 else -(-total // step)
    exact = [share * Fraction(steps) for share in shares]
    counts = [int(part) for part in exact]  # towards nought, as the total is
    left = int(steps) - sum(counts)
    by_remainder = sorted(range(len(shares)), key=lambda place: (-abs(exact[place] - counts[place]), place))
    for place in by_remainder[: abs(left)]:
        counts[place] += 1 if left > 0 else -1
    parts = [count * step for count in counts]
    parts[by_remainder[0]] += total - steps * step
    return parts
