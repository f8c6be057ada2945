"""Recording, handing up and reviewing. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from core.errors.roots import UserError


class PeriodNotInPlan(UserError):
    """The plan does not ask for reports on this period."""

    period: str
    plan: str


class CannotRecordThis(UserError):
    """The item or figure is not asked of this unit in this period; `item` is the item's code."""

    item: str
    name: str


class NothingToSubmit(UserError):
    """Nothing differs from what was handed up last, or nothing was entered."""

    period: str


class ChecksFailed(UserError):
    """Blocking findings stand against handing the period up; `first` is the sentence of the first."""

    count: int
    first: str


class NothingHandedUp(UserError):
    """The unit has handed nothing up for the period."""

    unit: str
    period: str


class AlreadyAccepted(UserError):
    """The unit's latest submission of the period is accepted already."""

    unit: str
    period: str


class ReasonMissing(UserError):
    """A return or a 核定值 needs a reason."""


class NothingAsked(UserError):
    """The plan asks nothing of the unit, so it has nothing to hand up."""

    unit: str
    period: str


class RatioPartMissing(UserError):
    """Only one of numerator and denominator is given, and no value."""

    given: str
    missing: str


class DenominatorIsZero(UserError):
    """A share of nothing is none."""

    name: str


class NoPeriodBefore(UserError):
    """The plan's first period has none before it that could be repeated."""

    period: str


class EvidenceGone(UserError):
    """The piece of evidence is not in the draft any more."""


class ChangedSince(UserError):
    """A register that a step of the draft set holds something else by now."""

    item: str


class NothingToExplain(UserError):
    """No finding of the draft is meant by an explanation: nothing is questioned, or its value changed."""

    item: str


class CannotBeExplained(UserError):
    """The finding can only be corrected."""

    finding: str


class ExplanationTooShort(UserError):
    """The explanation says too little; `least` characters are asked for."""

    least: int
