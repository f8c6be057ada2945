"""What lies ahead of an amount or a stock: what the rest of the time must bring, and where the present rate leads (docs/decisions/0018).

Made on demand from a judgement, and only where a value, a target and a way to it exist; rates, shares and places have none. All numbers are
exact and in the indicator's unit.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from core.calc.attainment import Goal, city_goal, unit_goal
from core.calc.judgement import Judgement
from core.calc.trajectory import is_small_count, trajectory_of
from core.calc.year_path import starting_value
from core.model.drawn_trajectory import TrajectoryShape
from core.model.indicator import Indicator, ValueKind
from core.model.period import Frequency, Period
from core.model.plan import Plan
from core.model.progress import Standing


class OutlookState(StrEnum):
    """Whether there is still something to do, or to use of a ceiling."""

    OPEN = "open"
    REACHED = "reached"  # the target is met, or a ceiling was kept to the end
    OVERDUE = "overdue"  # the time is over and the target is not met
    BREACHED = "breached"  # more of a ceiling was used than it allows


class Outlook(Struct, frozen=True):
    """The rest of a target's time in periods of a `frequency`: `past` of them are gone, `remaining` are left until all is due.

    `start` is where the year began: nought, or last year's stock. `share` is what the trajectory expected by now. `is_year_end` says that
    all is due in December. `in_pieces` marks a small count, of which no average is said. `last_year` is the value of last year's same
    period, None where it is not known.
    """

    goal: Goal
    target: Decimal
    value: Decimal
    state: OutlookState
    frequency: Frequency
    past: int
    remaining: int
    start: Fraction
    share: Fraction
    is_year_end: bool
    in_pieces: bool
    decimals: int = 0
    last_year: Decimal | None = None

    @property
    def left(self) -> Fraction:
        """Target less value: below nought for what has to fall, and of a ceiling what may still be used."""
        return Fraction(self.target) - Fraction(self.value)

    @property
    def is_falling(self) -> bool:
        """Whether the way leads down: a stock that is to shrink."""
        return self.target < self.start

    @property
    def is_cap(self) -> bool:
        """Whether what is left may be used and need not be done."""
        return self.goal.is_ceiling and not self.is_falling

    @property
    def needed(self) -> Fraction | None:
        """What each remaining period must bring (may use, of a ceiling) on average; None where nothing is open.

        needed × remaining + value = target.
        """
        return self.left / self.remaining if self.state is OutlookState.OPEN else None

    @property
    def average(self) -> Fraction:
        """What each period so far has brought."""
        return (Fraction(self.value) - self.start) / self.past

    @property
    def multiple(self) -> Fraction | None:
        """How many times the average so far is needed; None where nothing is open or nothing, or the contrary, was done so far."""
        if self.needed is None or self.average * (Fraction(self.target) - self.start) <= 0:
            return None
        return self.needed / self.average

    @property
    def projection(self) -> Fraction | None:
        """The value when all is due, at the present rate: on the straight line value ÷ elapsed share; None while nothing is expected."""
        return self.start + (Fraction(self.value) - self.start) / self.share if self.share else None

    @property
    def projected_percent(self) -> Fraction | None:
        """The projection in percent of the target, or of the way to it from last year's stock."""
        if self.projection is None:
            return None
        return 100 * (self.projection - self.start) / (Fraction(self.target) - self.start)

    @property
    def change(self) -> Fraction | None:
        """The change against the same period of last year in percent; None where that is not known or is nought or less."""
        if self.last_year is None or self.last_year <= 0:
            return None
        return 100 * (Fraction(self.value) - Fraction(self.last_year)) / Fraction(self.last_year)


def outlook_of(plan: Plan, judgement: Judgement) -> Outlook | None:
    """What lies ahead of a row; None for a row that has no number, no target or no way to it, or of which units still owe their part."""
    indicator = plan.indicators_by_id.get(judgement.indicator) if judgement.indicator is not None else None
    if indicator is None or judgement.value is None or judgement.as_of is None or judgement.is_incomplete:
        return None
    goal = city_goal(indicator) if judgement.is_city else unit_goal(indicator, judgement.target)
    start = starting_value(goal)
    if goal.target is None or start is None or not _leads_there(goal, start):
        return None
    trajectory, month = trajectory_of(plan, indicator), judgement.as_of.last_month
    over = trajectory.month_over
    step = _step(indicator.frequency, month, over)
    return Outlook(
        goal=goal,
        target=goal.target,
        value=judgement.value,
        state=_state(goal, start, judgement, is_over=month >= over),
        frequency=step,
        past=month // step.months,
        remaining=max(over - month, 0) // step.months,
        start=start,
        share=trajectory.share_at(judgement.as_of),
        is_year_end=over == len(trajectory.shares),
        in_pieces=is_small_count(abs(Fraction(goal.target) - start), goal.unit, below=plan.settings.small_count),
        decimals=indicator.decimals,
        last_year=_last_year(indicator, judgement, judgement.as_of),
    )


def _leads_there(goal: Goal, start: Fraction) -> bool:
    """Whether there is a way to go: up, or of a stock with a ceiling also down; what only has to hold has none."""
    assert goal.target is not None
    return goal.target > start or (goal.target < start and goal.is_ceiling and goal.kind is ValueKind.LEVEL)


def _step(frequency: Frequency, month: int, over: int) -> Frequency:
    """In which periods the year is counted: the indicator's own where both the past and the rest are whole ones, else months."""
    return Frequency.MONTH if month % frequency.months or over % frequency.months else frequency


def _state(goal: Goal, start: Fraction, judgement: Judgement, *, is_over: bool) -> OutlookState:
    assert goal.target is not None
    assert judgement.value is not None
    way, left = Fraction(goal.target) - start, Fraction(goal.target) - Fraction(judgement.value)
    is_cap = goal.is_ceiling and way > 0
    if is_cap and left < 0:
        return OutlookState.BREACHED
    is_met = is_over if is_cap else left * way <= 0
    # 左右 forgives a little, and what has been found done needs no more.
    if (is_met and not (goal.is_strict and not left)) or judgement.standing is Standing.DONE:
        return OutlookState.REACHED
    return OutlookState.OVERDUE if is_over else OutlookState.OPEN


def _last_year(indicator: Indicator, judgement: Judgement, as_of: Period) -> Decimal | None:
    """The city's value of the same month, where last year's months were entered as the trajectory."""
    drawn = indicator.trajectory
    if drawn is None or drawn.shape is not TrajectoryShape.LAST_YEAR or not judgement.is_city:
        return None
    return drawn.points[as_of.last_month - 1]
