"""Wordy targets with a figure: 持续下降, 稳定增长 against last year, 与……基本同步 against another indicator."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from core.calc.attainment import HUNDRED, Attainment, Goal, attain_direction
from core.calc.counted import Counted
from core.calc.formula_wording import Comparison
from core.model.indicator import ValueKind

_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.MILESTONE})


class Compared(Struct, frozen=True):
    """An attainment together with what its formula shows of a comparison, where it is one."""

    attainment: Attainment
    comparison: Comparison | None


def compare_with_last_year(goal: Goal, counted: Counted, share: Fraction, wording: str) -> Compared | None:
    """The change against the same period last year; None when last year's figure is not known.

    A growth rate is the change itself. An amount is set against the observation's `denominator`, which for such an indicator holds the same
    period's figure of last year, else against last year's total times the elapsed share; a stock against last year's end; a share and a
    rank by their difference (docs/decisions/0007).
    """
    if counted.value is None:
        return None
    value = Fraction(counted.value)
    base = counted.denominator if goal.kind in _AMOUNTS and counted.denominator else goal.baseline
    is_same_period = base is not None and base is counted.denominator
    if goal.kind is ValueKind.GROWTH:
        change, form, base = value, "last_year-growth", None
    elif base is None:
        return None
    elif goal.kind is ValueKind.SHARE:
        change, form = value - Fraction(base), "last_year-points"
    elif goal.kind is ValueKind.RANK:
        change, form = Fraction(base) - value, "last_year-places"
    else:
        form = "last_year-same" if is_same_period else "last_year-share" if goal.kind in _AMOUNTS else "last_year-level"
        expected = Fraction(base) * (share if form == "last_year-share" else 1)
        if not expected:
            return None
        change = HUNDRED * (value - expected) / abs(expected)
    attainment = attain_direction(goal, change, share)
    if form == "last_year-share":
        attainment = replace(attainment, elapsed=HUNDRED * share)
    return Compared(attainment, Comparison(form, wording=wording, base=base))
