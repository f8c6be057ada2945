"""Which number counts: 核定值, else the accepted submission's, else the latest submitted; never a draft (docs/decisions/0003).

A figure counts from its own period on until a later one takes its place: asked for June, an indicator last reported for March counts as of
March. Nothing here looks beyond one plan-year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from core.calc.joining import can_join, join
from core.calc.judgement import ROLLED_UP, Figure, Source
from core.calc.roll_up_rules import time_roll_up
from core.calc.running_totals import Span
from core.model.indicator import Indicator, RollUpRule
from core.model.period import Frequency, Period
from core.model.progress import DataStatus, Missing, Observation, SubmissionState

# Which of several submissions of one figure counts; drafts are not in the list.
PRECEDENCE = {SubmissionState.ACCEPTED: 3, SubmissionState.SUBMITTED: 2, SubmissionState.RETURNED: 1}


# Reasons that let an opening balance stand, and rules under which a number goes on from one.
_LETS_STAND = frozenset({None, Missing.NOT_PUBLISHED})
_GOES_ON = frozenset({RollUpRule.SUM, RollUpRule.MAX, RollUpRule.MIN})


class Counted(Struct, frozen=True):
    """The number that counts of one indicator and subject, with what it was made of.

    `as_of` is the period the number belongs to. `reported` is what was handed up and `reviewed` the 核定值 beside it; `other` is the second
    reporter's number where two report. `children` to `sum_of_children` are set where units were rolled up: how many there are, how many of
    them have a number, how many units owe one and have none (at any depth), the reasons that some of these gave, the periods of the units
    whose number is older than `as_of` (one a unit, oldest first), and the sum where the subject's own figure overrides it, `sum_source`
    being how it was made. `periods` is how many periods of the year were put into one number by a rule of their own (`over_time`), and
    `opening` the opening balance that is in it.
    """

    value: Decimal | None = None
    missing: Missing | None = None
    reported: Decimal | None = None
    reviewed: Decimal | None = None
    source: Source = Source.NONE
    as_of: Period | None = None
    is_unreviewed: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: DataStatus = DataStatus.ACTUAL
    former: Observation | None = None  # what stood before it was revised; of one figure alone
    span_from: int | None = None  # the month that an amount of several periods counts from; of one figure alone
    first_month: int | None = None  # of the year to date, where it does not begin in January
    spans: tuple[Span, ...] = ()  # of the year to date, the amounts that cover periods without a number before them
    other: Decimal | None = None
    children: int = 0
    reported_children: int = 0
    missing_children: int = 0
    missing_reasons: tuple[Missing, ...] = ()
    earlier_periods: tuple[Period, ...] = ()
    sum_of_children: Decimal | None = None
    sum_source: Source = Source.NONE
    periods: int = 0
    over_time: RollUpRule = RollUpRule.NONE
    opening: Decimal | None = None

    @property
    def is_rolled_up(self) -> bool:
        """Whether the number itself was made of units' numbers."""
        return self.source in ROLLED_UP

    @property
    def is_incomplete(self) -> bool:
        """Whether it was made of units' numbers and some are still owed, so that it is less than the whole."""
        return self.is_rolled_up and self.missing_children > 0


def opening_number(value: Decimal, since: Period) -> Counted:
    """An opening balance as a number: of the month before the one from which it holds."""
    month = max(since.first_month - 1, 1)
    return Counted(value, reported=value, source=Source.OPENING, as_of=Period.of_month(since.year, month), opening=value)


def number_that_counts(figures: Sequence[Figure], indicator: Indicator, period: Period, opening: Counted | None = None) -> Counted:
    """What one reporter's figures on one subject come to at a period, on top of an opening balance where there is one.

    A running total, stock, rate or rank is the latest one and a 当期 indicator the sum of its periods, unless the indicator has a rule over
    time of its own. 未到发布期 lets the earlier number stand; any other reason for a missing value says that there is none now (of numbers
    that are put together only 冲突 does).
    """
    rule = time_roll_up(indicator)
    by_period: dict[Period, list[Figure]] = {}
    for figure in figures:
        asked = figure.observation.period
        if asked.year == period.year and asked.last_month <= period.last_month:
            by_period.setdefault(asked, []).append(figure)
    # Of two periods with one end the indicator's own frequency comes later, and so counts.
    periods = sorted(by_period, key=lambda asked: _place(asked, indicator.frequency))
    if rule is RollUpRule.LAST:
        latest = _latest(of_one_period(by_period[asked]) for asked in reversed(periods))
        return opening if opening is not None and latest.value is None and latest.missing in _LETS_STAND else latest
    if rule is RollUpRule.NONE:
        return _latest(of_one_period(by_period[asked]) for asked in reversed(periods) if asked.last_month == period.last_month)
    chosen = [of_one_period(by_period[asked]) for asked in periods]
    if opening is None or rule not in _GOES_ON:
        return _year_to_date(chosen, indicator, rule)
    return _on_top(_year_to_date(chosen, indicator, rule), opening, indicator, rule)


def _place(period: Period, frequency: Frequency) -> tuple[int, bool, int]:
    return period.last_month, period.frequency is frequency, -period.frequency.months


def of_one_period(figures: Sequence[Figure]) -> Counted:
    """What counts of all that one reporter said of one subject at one period; the last given wins among equals."""
    best = max(reversed(figures), key=lambda figure: PRECEDENCE.get(figure.state, 0))
    reviewed = next((figure.reviewed.value for figure in reversed(figures) if figure.reviewed), None)
    observation = best.observation
    is_accepted = best.state is SubmissionState.ACCEPTED
    reported = observation.value if best.state in PRECEDENCE else None
    return Counted(
        value=reviewed if reviewed is not None else reported,
        missing=observation.missing if reviewed is None else None,
        reported=reported,
        reviewed=reviewed,
        source=Source.REVIEWED if reviewed is not None else Source.ACCEPTED if is_accepted else Source.SUBMITTED,
        as_of=observation.period,
        is_unreviewed=reviewed is None and not is_accepted,
        numerator=observation.numerator,
        denominator=observation.denominator,
        status=observation.status if reviewed is None else DataStatus.ACTUAL,
        former=best.former if reviewed is None else None,
        span_from=observation.span_from,
    )


def _latest(latest_first: Iterable[Counted]) -> Counted:
    waiting: Counted | None = None
    for number in latest_first:
        if number.value is not None:
            return number
        if number.missing is not Missing.NOT_PUBLISHED:
            return replace(number, source=Source.NONE)
        waiting = waiting or replace(number, source=Source.NONE)
    return waiting or Counted()


def _year_to_date(chosen: Sequence[Counted], indicator: Indicator, rule: RollUpRule) -> Counted:
    """What the periods that do not overlap come to, the indicator's own frequency first.

    An amount of several periods counts before those within it, which it holds already (docs/decisions/0022).
    """
    if chosen and chosen[-1].missing is Missing.CONFLICT:
        return replace(chosen[-1], source=Source.NONE)
    taken: dict[int, Counted] = {}
    valued = [number for number in chosen if can_join(number, rule)]
    for number in sorted(valued, key=lambda number: _joined_before(number, indicator)):
        months = _months(number)
        if not taken.keys() & months:
            taken.update(dict.fromkeys(months, number))
    parts = list({id(number): number for _, number in sorted(taken.items())}.values())
    joined = join(rule, parts, indicator)
    if joined is None:
        return replace(chosen[-1], value=None, source=Source.NONE) if chosen else Counted()
    is_reviewed = any(part.reviewed is not None for part in parts)
    is_unreviewed = any(part.is_unreviewed for part in parts)
    first = min(taken)
    whole = replace(
        parts[-1],
        value=joined.value,
        reported=_reported(parts, indicator, rule),
        reviewed=joined.value if is_reviewed else None,
        source=Source.REVIEWED if is_reviewed else Source.SUBMITTED if is_unreviewed else Source.ACCEPTED,
        is_unreviewed=is_unreviewed,
        first_month=first if first > 1 else None,
        spans=tuple(_spans(taken)),
        status=next((part.status for part in parts if part.status is not DataStatus.ACTUAL), DataStatus.ACTUAL),
        former=None,
        span_from=None,
    )
    if rule is RollUpRule.SUM:
        return whole
    return replace(whole, numerator=joined.numerator, denominator=joined.denominator, periods=len(parts), over_time=rule)


def _spans(taken: Mapping[int, Counted]) -> Iterator[Span]:
    """The amounts that cover periods without a number before them, with these."""
    months = sorted(taken)
    for before, month in pairwise((0, *months)):
        is_first = before == 0 or taken[before] is not taken[month]
        is_after_gap = before > 0 and month - before > 1
        if is_first and (is_after_gap or taken[month].span_from is not None):
            last = max(each for each in months if taken[each] is taken[month])
            yield Span(before + 1 if is_after_gap else month, last)


def _reported(parts: Sequence[Counted], indicator: Indicator, rule: RollUpRule) -> Decimal | None:
    """What the numbers that were handed up come to, without those that have a 核定值 alone; None where there are none."""
    reported = [part for part in parts if part.reported is not None]
    if rule is RollUpRule.SUM:  # the usual one, without new values
        return sum((part.reported for part in reported if part.reported is not None), Decimal(0)) if reported else None
    joined = join(rule, [replace(part, value=part.reported) for part in reported], indicator)
    return joined.value if joined is not None else None


def _on_top(number: Counted, opening: Counted, indicator: Indicator, rule: RollUpRule) -> Counted:
    """A year to date that goes on from an opening balance, which covers all months before."""
    if number.value is None:
        return number if number.missing is Missing.CONFLICT else opening
    joined = join(rule, [opening, number], indicator)
    whole = joined.value if joined is not None else None
    reported = None if number.reported is None else join(rule, [opening, replace(number, value=number.reported)], indicator)
    return replace(
        number,
        value=whole,
        reported=reported.value if reported is not None else None,
        reviewed=whole if number.reviewed is not None else None,
        first_month=None,
        opening=opening.value,
    )


def _months(number: Counted) -> frozenset[int]:
    assert number.as_of is not None
    return frozenset(range(number.span_from or number.as_of.first_month, number.as_of.last_month + 1))


def _joined_before(number: Counted, indicator: Indicator) -> tuple[bool, int]:
    """What sorts numbers by which counts where they overlap: the own frequency, then the more periods in one amount."""
    is_other = number.as_of is None or number.as_of.frequency is not indicator.frequency
    months = 0 if number.span_from is None else len(_months(number))
    return is_other, -months
