"""A formula as the office wrote it: `core.model.formula`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from core.ids import UnitId
from core.model.formula import EVERYWHERE, Scope, Tolerance


def test_a_tolerance_is_never_below_nought() -> None:
    for wrong in ("-0.1", "NaN", "Infinity"):
        with pytest.raises(ValueError, match="below nought"):
            Tolerance(Decimal(wrong))


def test_a_percentage_is_of_the_larger_number() -> None:
    assert Tolerance(Decimal(1), is_percent=True).allowance(Fraction(-200), Fraction(100)) == 2
    assert Tolerance(Decimal(1)).allowance(Fraction(-200), Fraction(100)) == 1


def test_a_scope_without_names_is_everywhere() -> None:
    assert EVERYWHERE.is_everywhere
    assert not Scope(units=(UnitId("u"),)).is_everywhere
