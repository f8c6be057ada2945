"""The verdict on one figure: its attainment, standing and reason, or why it has none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import NOT_RATED, Attainment, Goal, attain, attain_reference
from core.calc.comparing import Compared, compare_with_last_year
from core.calc.counted import Counted
from core.calc.explanation import Comparison, Reason, explain, said_target, said_value, with_origin
from core.calc.judgement import Source
from core.calc.sentences import phrase
from core.calc.standing import rate
from core.calc.summary import Mark
from core.calc.trajectory import trajectory_of
from core.calc.wording import as_of_text, missing_phrase
from core.ids import UnitId
from core.model.indicator import Comparator, Indicator, ValueKind, WordySort
from core.model.outline import Item
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Standing


class Verdict(Struct, frozen=True):
    """What judging one figure gave."""

    mark: Mark
    attainment: Attainment
    explanation: str


class Case(Struct, frozen=True):
    """One figure to be judged: of the city when `unit` is the plan's root, else of a unit on its allocation."""

    item: Item
    indicator: Indicator
    unit: UnitId
    goal: Goal
    counted: Counted
    period: Period


# The city's number that counts of another indicator, at a period.
CityNumber = Callable[[Indicator, Period], Counted]


def is_judged(indicator: Indicator) -> bool:
    """Whether a person judges it: a qualitative target without a number to compare with."""
    target = indicator.target
    if target.sort in {WordySort.DIRECTIONAL, WordySort.RELATIVE, WordySort.ASSIGNED}:
        return False
    return target.value is None and (target.comparator is Comparator.QUALITATIVE or indicator.kind is ValueKind.QUALITATIVE)


def judge_figure(plan: Plan, case: Case, city_number: CityNumber) -> Verdict:
    """The verdict on a figure against its goal; `city_number` gives what a relative target is compared with."""
    reason = _why_unrated(plan, case)
    if reason is not None:
        return _unrated(case, reason)
    assert case.counted.value is not None
    as_of = case.counted.as_of or case.period
    share = trajectory_of(plan, case.indicator).share_at(as_of)
    if case.goal.target is None:
        if case.counted.is_incomplete:
            return _incomplete(case)
        compared = _compared(plan, case, share, city_number)
        if isinstance(compared, str):
            return _unrated(case, compared)
        return _rated(plan, case, compared.attainment, compared.comparison)
    attainment = attain(case.goal, case.counted.value, share, plan.settings)
    if not attainment.is_rated:
        text = phrase("unrated.not-due", value=said_value(case.counted, case.goal), target=said_target(case.goal))
        return _unrated(case, text, attainment)
    if case.counted.is_incomplete and not _is_certain(case, attainment):
        return _incomplete(case)
    return _rated(plan, case, attainment)


def _is_certain(case: Case, attainment: Attainment) -> bool:
    """Whether what units still owe cannot change the standing: a sum only grows, so a target met stays met and a ceiling broken broken."""
    if case.counted.source is not Source.SUM:
        return False
    return attainment.is_breached or (attainment.is_met and attainment.is_final and not case.goal.is_ceiling)


def _incomplete(case: Case) -> Verdict:
    """What is owed is not nought, so what is there says nothing about the whole."""
    lacking = missing_phrase(case.counted)
    return _unrated(case, phrase("unrated.incomplete", value=said_value(case.counted, case.goal), lacking=lacking))


def _rated(plan: Plan, case: Case, attainment: Attainment, comparison: Comparison | None = None) -> Verdict:
    mark = rate(attainment, plan.settings)
    shape = case.indicator.trajectory.shape if case.indicator.trajectory is not None else None
    reason = Reason(case.goal, case.counted, attainment, mark, plan.settings, case.period, comparison, shape)
    return Verdict(mark, attainment, explain(reason))


def _unrated(case: Case, text: str, attainment: Attainment = NOT_RATED) -> Verdict:
    return Verdict(Mark(Standing.UNRATED), attainment, with_origin(text, case.counted, unit=case.goal.unit, period=case.period))


def _why_unrated(plan: Plan, case: Case) -> str | None:
    """Why nothing can be judged, before any arithmetic; None when it can."""
    goal, counted = case.goal, case.counted
    is_city = case.unit == plan.root
    if goal.sort is WordySort.ASSIGNED and goal.target is None and is_city:
        return phrase("unrated.unassigned")
    if counted.value is None:
        return _why_missing(case)
    if goal.target is None and not is_city:
        return phrase("unrated.unallocated", value=said_value(counted, goal))
    if counted.status is DataStatus.EXPECTED and case.indicator.frequency is Frequency.YEAR:
        return phrase("unrated.expected", value=said_value(counted, goal))
    return None


def _why_missing(case: Case) -> str:
    if case.counted.missing is not None:
        return phrase("unrated.missing", reason=case.counted.missing.label)
    if case.period.latest(case.indicator.frequency) is None:
        return phrase("unrated.not-yet")
    return phrase("unrated.silent", as_of=as_of_text(case.period))


def _compared(plan: Plan, case: Case, share: Fraction, city_number: CityNumber) -> Compared | str:
    """A wordy target's attainment, or why there is none."""
    goal, counted, target = case.goal, case.counted, case.indicator.target
    value = said_value(counted, goal)
    if goal.sort is WordySort.DIRECTIONAL:
        return compare_with_last_year(goal, counted, share, target.wording) or phrase("unrated.no-last-year", value=value)
    if goal.sort is not WordySort.RELATIVE:
        return phrase("unrated.no-target", value=value)
    reference = plan.indicators_by_id.get(target.reference) if target.reference else None
    if reference is None or counted.value is None:
        return phrase("unrated.no-reference", value=value)
    # Both values belong to the same stretch of the year, even where one is published later than the other.
    number = city_number(reference, counted.as_of or case.period)
    base = number.value
    if base is None or number.is_incomplete:
        return phrase("unrated.no-reference", value=value)
    attainment = attain_reference(goal, counted.value, base, share, plan.settings)
    return Compared(attainment, Comparison("reference", name=reference.name, base=base))
