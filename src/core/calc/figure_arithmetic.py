"""The arithmetic of a judged figure: which numbers and formulas gave its completion, distance and standing.

This restates what `core.calc.attainment` and `core.calc.standing` decide, for one case; a property test reckons it again and compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from core.calc.arithmetic import Arithmetic, Rule, Term
from core.calc.attainment import Attainment, Goal
from core.calc.judgement import Against
from core.calc.standing import DEEPEST, thresholds
from core.model.indicator import ValueKind
from core.model.plan_settings import PlanSettings
from core.model.progress import Standing

_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.MILESTONE, ValueKind.QUALITATIVE})
# How a wordy target is compared: the change by the name of the formula that says it (`core.calc.comparing`).
_CHANGES = {
    "last_year-growth": "value",
    "last_year-same": "100 * (value - base) / abs(base)",
    "last_year-share": "100 * (value - base * share) / abs(base * share)",
    "last_year-level": "100 * (value - base) / abs(base)",
    "last_year-points": "value - base",
    "last_year-places": "base - value",
    "reference": "value - base",
}


class Measured(Struct, frozen=True):
    """What was judged how; `share` is the elapsed share, `form` and `base` are those of a wordy target's comparison."""

    goal: Goal
    value: Decimal
    share: Fraction
    attainment: Attainment
    settings: PlanSettings
    form: str = ""
    base: Decimal | None = None


def arithmetic_of(measured: Measured) -> Arithmetic:
    """The arithmetic that leads from the value to its completion, distance and standing, as far as it has them."""
    return Arithmetic(dict(_terms(measured)), dict(_formulas(measured)), tuple(_rules(measured)))


def arithmetic_of_unrated(goal: Goal, value: Decimal | None, attainment: Attainment) -> Arithmetic:
    """What there is of a figure without a standing: its value, the target, and what share of it is done where that can be said."""
    terms = {name: Term(Fraction(number), goal.unit) for name, number in (("value", value), ("target", goal.target)) if number is not None}
    formulas = {} if attainment.completion is None else {"completion": "100 * value / target"}
    return Arithmetic(terms, formulas, (Rule("", Standing.UNRATED),))


def _terms(measured: Measured) -> Iterator[tuple[str, Term]]:
    goal, attainment, settings = measured.goal, measured.attainment, measured.settings
    yield "value", Term(Fraction(measured.value), goal.unit)
    if goal.target is not None:
        yield "target", Term(Fraction(goal.target), goal.unit)
    base = measured.base if measured.form else attainment.baseline
    if base is not None:
        yield "base", Term(Fraction(base), goal.unit)
    yield "share", Term(measured.share)
    if goal.is_about and goal.target is not None:
        is_rate = attainment.against in {Against.TARGET, Against.CAP}
        about = settings.about_tolerance_points if is_rate else settings.about_tolerance_percent
        yield "about", Term(Fraction(about), "个百分点" if is_rate else "%")
    if attainment.against is Against.REFERENCE:
        yield "tolerance", Term(Fraction(settings.relative_tolerance), "个百分点")
    if attainment.distance is not None:
        limits, unit = thresholds(attainment.against, settings), "位" if attainment.against is Against.PLACES else "个百分点"
        if limits.ahead is not None:
            yield "ahead", Term(limits.ahead, unit)
        for number, shade in enumerate(limits.shades, start=1):
            yield f"shade_{number}", Term(shade, unit)


def _formulas(measured: Measured) -> Iterator[tuple[str, str]]:
    goal, attainment = measured.goal, measured.attainment
    if goal.target is None:
        yield "change", _CHANGES[measured.form]
        if measured.form == "last_year-share":
            yield "elapsed", "100 * share"
        yield "distance", "change" if goal.rising else "-change"
        return
    whole = "(target - base)" if attainment.baseline is not None else "target"
    if attainment.completion is not None:
        yield "completion", f"100 * {'(value - base)' if attainment.baseline is not None else 'value'} / {whole}"
    if _is_amount(goal):
        yield "least", f"target - abs({whole}) * about / 100" if goal.is_about else "target"
    if attainment.distance is None:
        return
    match attainment.against:
        case Against.PLACES:
            yield "distance", "target - value"
        case Against.TARGET | Against.CAP:
            yield "tolerance", "about" if goal.is_about else "0"
            yield "distance", "target - value" if goal.is_ceiling else "value - target"
        case _:
            yield "elapsed", "100 * share"
            yield from _tolerance(measured, f"abs{whole}" if attainment.baseline is not None else whole)
            is_cap = attainment.against is Against.CAP_SCHEDULE
            yield "distance", "elapsed - completion" if is_cap else "completion - elapsed"


def _tolerance(measured: Measured, whole: str) -> Iterator[tuple[str, str]]:
    """What an amount may lie below the schedule: the rest of a whole piece, and what 左右 forgives."""
    parts = []
    if measured.attainment.expected is not None:
        rounding = "ceil" if measured.attainment.against is Against.CAP_SCHEDULE else "floor"
        yield "expected", f"{rounding}({whole} * share)"
        parts.append(f"abs(elapsed - 100 * expected / {whole})")
    if measured.goal.is_about:
        parts.append("elapsed * about / 100")
    yield "tolerance", f"max({', '.join(parts)})" if len(parts) > 1 else parts[0] if parts else "0"


def _rules(measured: Measured) -> Iterator[Rule]:
    attainment = measured.attainment
    met, unmet = _met(measured)
    if attainment.is_final:
        yield Rule(met, Standing.DONE)
    if _can_break(measured):
        yield Rule(_broken(attainment, unmet), Standing.BEHIND, DEEPEST)
    if attainment.distance is None:
        yield Rule(met, Standing.ON)
        yield Rule("", Standing.BEHIND)
        return
    if attainment.is_over or attainment.against is Against.LAST_YEAR:
        yield from _behind(unmet)
    if attainment.against is not Against.LAST_YEAR:
        yield from _behind("distance < 0" if attainment.against is Against.PLACES else "distance < -tolerance")
        yield Rule("distance >= max(ahead, tolerance)" if attainment.against is Against.REFERENCE else "distance >= ahead", Standing.AHEAD)
    yield Rule("", Standing.ON)


def _behind(condition: str) -> Iterator[Rule]:
    yield Rule(f"{condition} and distance < shade_2", Standing.BEHIND, DEEPEST)
    yield Rule(f"{condition} and distance <= shade_1", Standing.BEHIND, 1)
    yield Rule(condition, Standing.BEHIND)


def _met(measured: Measured) -> tuple[str, str]:
    """The condition of what is met, and that of what is not."""
    goal = measured.goal
    match measured.attainment.against:
        case Against.TARGET | Against.CAP:
            return ("distance > 0", "distance <= 0") if goal.is_strict else ("distance >= -tolerance", "distance < -tolerance")
        case Against.REFERENCE:
            return "distance >= -tolerance", "distance < -tolerance"
        case Against.LAST_YEAR:
            return "distance > 0", "distance <= 0"
        case Against.PLACES:
            return "distance >= 0", "distance < 0"
    if goal.is_ceiling:
        return ("value < least", "value >= least") if goal.is_strict else ("value <= least", "value > least")
    return ("value > least", "value <= least") if goal.is_strict else ("value >= least", "value < least")


def _can_break(measured: Measured) -> bool:
    """Whether there is a ceiling that, once broken, is broken whatever the distance says."""
    goal, attainment = measured.goal, measured.attainment
    if not goal.is_ceiling or goal.target is None:
        return False
    if attainment.against is Against.CAP or attainment.distance is None:
        return True
    if attainment.against is not Against.CAP_SCHEDULE:
        return False
    # A stock that is judged by itself at the year's end is late, not broken.
    return goal.kind in _AMOUNTS or attainment.baseline is not None


def _broken(attainment: Attainment, unmet: str) -> str:
    if attainment.against is Against.CAP:
        return "distance < 0"
    return unmet if attainment.distance is None else "value > target"


def _is_amount(goal: Goal) -> bool:
    return goal.kind in _AMOUNTS or goal.kind is ValueKind.LEVEL
