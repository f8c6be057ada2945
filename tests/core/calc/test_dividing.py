from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.calc.dividing import divided

weights = st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=30)
totals = st.decimals(-(10**9), 10**9, places=6)


@given(totals, weights, st.integers(0, 6))
def test_parts_add_to_the_total_exactly(total: Decimal, given_weights: list[Decimal], decimals: int) -> None:
    assert sum(divided(total, given_weights, decimals)) == total


@given(st.integers(0, 10**9), weights, st.integers(0, 4))
def test_no_part_is_a_step_or_more_from_the_exact_one(steps: int, given_weights: list[Decimal], decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    total, whole = steps * step, sum(given_weights)
    parts = divided(total, given_weights, decimals)

    for weight, part in zip(given_weights, parts, strict=True):
        share = Fraction(weight) / Fraction(whole) if whole else Fraction(1, len(parts))
        assert abs(Fraction(part) - share * Fraction(total)) < Fraction(step)
        assert part % step == 0


@given(st.integers(0, 10**6), weights)
def test_who_weighs_more_never_gets_less(total: int, given_weights: list[Decimal]) -> None:
    parts = divided(Decimal(total), given_weights, 0)
    ordered = sorted(zip(given_weights, parts, strict=True))

    assert all(low[1] <= high[1] for low, high in pairwise(ordered) if low[0] < high[0])


def test_nobody_to_divide_among_is_no_parts() -> None:
    assert divided(Decimal(20), [], 0) == []
