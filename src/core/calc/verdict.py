"""The verdict on one figure: its attainment, standing and reason, or why it has none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import NOT_RATED, Attainment, Goal, attain, attain_reference
from core.calc.comparing import Compared, compare_with_last_year
from core.calc.counted import Counted
from core.calc.explanation import RatedReason, UnratedReason
from core.calc.formula_wording import Comparison, Rated
from core.calc.judgement import Reason, Source
from core.calc.standing import rate
from core.calc.summary import Mark
from core.calc.trajectory import trajectory_of
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
    reason: Reason

    @property
    def explanation(self) -> str:
        """The reason in Chinese words."""
        return self.reason.said()


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
    why = _why_unrated(plan, case)
    if why is not None:
        return _unrated(case, why)
    assert case.counted.value is not None
    share = trajectory_of(plan, case.indicator).share_at(case.counted.as_of or case.period)
    if case.goal.target is None:
        if case.counted.is_incomplete:
            return _unrated(case, "incomplete")
        compared = _compared(plan, case, share, city_number)
        if isinstance(compared, str):
            return _unrated(case, compared)
        return _rated(plan, case, share, compared)
    attainment = attain(case.goal, case.counted.value, share, plan.settings)
    if not attainment.is_rated:
        return _unrated(case, "not-due", attainment)
    if case.counted.is_incomplete and not _is_certain(case, attainment):  # what is owed is not nought
        return _unrated(case, "incomplete")
    return _rated(plan, case, share, Compared(attainment, None))


def _is_certain(case: Case, attainment: Attainment) -> bool:
    """Whether what units still owe cannot change the standing: sums and peaks only grow, so met stays met and broken broken."""
    if case.counted.source not in {Source.SUM, Source.MAX}:
        return False
    return attainment.is_breached or (attainment.is_met and attainment.is_final and not case.goal.is_ceiling)


def _rated(plan: Plan, case: Case, share: Fraction, compared: Compared) -> Verdict:
    attainment = compared.attainment
    mark = rate(attainment, plan.settings)
    shape = case.indicator.trajectory.shape if case.indicator.trajectory is not None else None
    rated = Rated(case.goal, case.counted, share, attainment, mark, plan.settings, compared.comparison, shape)
    return Verdict(mark, attainment, RatedReason(rated, case.period))


def _unrated(case: Case, why: str, attainment: Attainment = NOT_RATED) -> Verdict:
    return Verdict(Mark(Standing.UNRATED), attainment, UnratedReason(why, case.goal, case.counted, case.period, attainment))


def _why_unrated(plan: Plan, case: Case) -> str | None:
    """Why nothing can be judged, before any arithmetic, as the template's name; None when it can."""
    goal, counted = case.goal, case.counted
    is_city = case.unit == plan.root
    if goal.sort is WordySort.ASSIGNED and goal.target is None and is_city:
        return "unassigned"
    if counted.value is None:
        return _why_missing(case)
    if goal.target is None and not is_city:
        return "unallocated"
    if counted.status is DataStatus.EXPECTED and case.indicator.frequency is Frequency.YEAR:
        return "expected"
    return None


def _why_missing(case: Case) -> str:
    if case.counted.missing is not None:
        return "missing"
    if case.period.latest(case.indicator.frequency) is None:
        return "not-yet"
    return "silent"


def _compared(plan: Plan, case: Case, share: Fraction, city_number: CityNumber) -> Compared | str:
    """A wordy target's attainment, or why there is none."""
    goal, counted, target = case.goal, case.counted, case.indicator.target
    if goal.sort is WordySort.DIRECTIONAL:
        return compare_with_last_year(goal, counted, share, target.wording) or "no-last-year"
    if goal.sort is not WordySort.RELATIVE:
        return "no-target" if target.increment is None else "no-baseline"
    reference = plan.indicators_by_id.get(target.reference) if target.reference else None
    if reference is None or counted.value is None:
        return "no-reference"
    # Both values belong to the same stretch of the year, even where one is published later than the other.
    number = city_number(reference, counted.as_of or case.period)
    base = number.value
    if base is None or number.is_incomplete:
        return "no-reference"
    attainment = attain_reference(goal, counted.value, base, share, plan.settings)
    return Compared(attainment, Comparison("reference", name=reference.name, base=base))
