"""From a distance to a standing: 已完成, 超进度, 达进度, 欠进度 with its depth, or 其他.

The thresholds are settings of the plan. The depth of 欠进度 includes both ends of the middle band: with −10 and −30, −10.0 and −30.0 are
depth 1 and below −30 is depth 2. Source: 银川 2025, project lights "10–30, both ends in".
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from msgspec import Struct

from core.calc.attainment import Attainment
from core.calc.judgement import Against
from core.calc.summary import Mark
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing

DEEPEST = 2


class Thresholds(Struct, frozen=True):
    """Where 超进度 begins (None where nothing is ever ahead) and where the two depths of 欠进度 begin."""

    ahead: Fraction | None
    shades: tuple[Fraction, Fraction]


@cache
def thresholds(against: Against, settings: PlanSettings) -> Thresholds:
    """The plan's thresholds for what a distance was measured against."""
    rate_shades = (Fraction(settings.rate_shades[0]), Fraction(settings.rate_shades[1]))
    match against:
        case Against.TARGET | Against.CAP | Against.REFERENCE:
            return Thresholds(Fraction(settings.rate_ahead), rate_shades)
        case Against.LAST_YEAR:
            return Thresholds(None, rate_shades)
        case Against.PLACES:
            return Thresholds(Fraction(settings.rank_ahead), (Fraction(settings.rank_shades[0]), Fraction(settings.rank_shades[1])))
    return Thresholds(Fraction(settings.amount_ahead), (Fraction(settings.amount_shades[0]), Fraction(settings.amount_shades[1])))


def rate(attainment: Attainment, settings: PlanSettings) -> Mark:
    """The standing of an attainment and, where it is behind, how deep."""
    if not attainment.is_rated:
        return Mark(Standing.UNRATED)
    if attainment.is_met and attainment.is_final:
        return Mark(Standing.DONE)
    if attainment.is_breached:
        return Mark(Standing.BEHIND, DEEPEST)
    distance = attainment.distance
    if distance is None:
        return Mark(Standing.ON if attainment.is_met else Standing.BEHIND)
    limits = thresholds(attainment.against, settings)
    # At the end, and for a direction, equality with a strict target is not enough.
    is_short = not attainment.is_met and (attainment.is_over or attainment.against is Against.LAST_YEAR)
    if is_short or distance < -attainment.tolerance:
        return Mark(Standing.BEHIND, _shade(distance, limits.shades))
    # 基本同步 means both ways: what lies within the tolerance is no lead.
    ahead = limits.ahead if attainment.against is not Against.REFERENCE or limits.ahead is None else max(limits.ahead, attainment.tolerance)
    return Mark(Standing.AHEAD if ahead is not None and distance >= ahead else Standing.ON)


def _shade(distance: Fraction, shades: tuple[Fraction, Fraction]) -> int:
    first, second = shades
    return DEEPEST if distance < second else 1 if distance <= first else 0
