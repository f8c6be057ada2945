"""The numbers of units put together into one, with what they lack: never taken as nought, and passed on to the whole above."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from core.calc.counted import Counted
from core.calc.joining import can_join, join
from core.calc.judgement import Source
from core.model.indicator import Indicator, RollUpRule
from core.model.period import Period
from core.model.progress import DataStatus, Missing


def put_together(parts: Sequence[Counted], indicator: Indicator, rule: RollUpRule) -> Counted:
    """What units' numbers come to; those without one, or without what the rule needs, are counted as missing.

    `as_of` is the latest of the parts' periods. With no number at all there is none; where the latest numbers differ it is 冲突.

    Raises:
        AverageOfPercentages: a mean of percentages is asked for.
    """
    valued = [part for part in parts if can_join(part, rule)]
    joined = join(rule, valued, indicator)
    if joined is None:
        return _lacking(parts, valued)
    whole = _joined(parts, valued)
    if joined.value is None:
        return replace(whole, missing=Missing.CONFLICT, reported=None)
    return replace(
        whole,
        value=joined.value,
        reported=_reported(valued, indicator, rule),
        source=Source(rule.value),
        numerator=joined.numerator,
        denominator=joined.denominator,
    )


def _reported(valued: Sequence[Counted], indicator: Indicator, rule: RollUpRule) -> Decimal | None:
    """What the numbers that were handed up come to; None where one was not, and of ratios, whose parts no 核定值 has."""
    if rule is RollUpRule.RATIO or any(part.reported is None for part in valued):
        return None
    if rule is RollUpRule.SUM:
        return sum((part.reported for part in valued if part.reported is not None), Decimal(0))
    joined = join(rule, [replace(part, value=part.reported) for part in valued], indicator)
    return joined.value if joined is not None else None


def _joined(parts: Sequence[Counted], valued: Sequence[Counted]) -> Counted:
    """What all rules have in common."""
    latest = max((part.as_of for part in valued if part.as_of), key=lambda period: (period.last_month, -period.frequency.months))
    earlier: list[Period] = []
    for part in valued:
        is_earlier = part.as_of is not None and part.as_of.last_month < latest.last_month
        earlier += [part.as_of] if part.as_of and is_earlier else _below(part).earlier_periods
    return replace(
        _lacking(parts, valued),
        as_of=latest,
        is_unreviewed=any(part.is_unreviewed for part in valued),
        status=next((part.status for part in valued if part.status is not DataStatus.ACTUAL), DataStatus.ACTUAL),
        earlier_periods=tuple(sorted(earlier, key=lambda period: (period.last_month, period.frequency.months))),
    )


def _lacking(parts: Sequence[Counted], valued: Sequence[Counted]) -> Counted:
    """How many parts there are and have a number, and how many units owe one: those without, and those that a part itself still lacks."""
    reasons = [part.missing for part in parts if part.missing] + [reason for part in valued for reason in _below(part).missing_reasons]
    return Counted(
        children=len(parts),
        reported_children=len(valued),
        missing_children=len(parts) - len(valued) + sum(_below(part).missing_children for part in valued),
        missing_reasons=tuple(sorted(reasons)),
    )


def _below(part: Counted) -> Counted:
    """The part itself where it was rolled up, else nothing: what lies under a unit's own figure does not make it less."""
    return part if part.is_rolled_up else Counted()
