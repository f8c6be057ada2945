"""The aids of a spot check (抽查): from what units reported to what an inspector may want to look at (docs/decisions/0019).

Each takes values and gives remarks in the order of what it was given; none depends on anything but its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise, takewhile

from core.calc.inspection import (
    DEFAULT_LIMITS,
    ExactlyOnSchedule,
    LateJump,
    Point,
    RevisedDown,
    RoundNumbers,
    SameText,
    Series,
    TextAgainstNumber,
    Versions,
)
from core.calc.judgement import Judgement
from core.calc.text_check import claims_against
from core.calc.trajectory import is_small_count, rounded
from core.ids import IndicatorId, ItemId, UnitId
from core.model.check_settings import InspectionLimits
from core.model.indicator import Comparator, Indicator, ValueKind
from core.model.period import MONTHS_IN_YEAR
from core.model.progress import Progress

_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD})
_WITHOUT_SIZE = frozenset({ValueKind.GROWTH, ValueKind.RANK, ValueKind.QUALITATIVE, ValueKind.MILESTONE})
_CEILINGS = frozenset({Comparator.AT_MOST, Comparator.LESS_THAN})
_ROUND_SHARE = Fraction(1, 5)  # 0 and 5 among ten last digits
_DATES = re.compile(r"(?:\d{4}年)?\d{1,2}(?:[—\-至~]\d{1,2})?月(?:\d{1,2}[日号])?|[一二三四]季度|上半年|全年")
_NOT_SAID = re.compile(r"\W+")


def late_jumps(series: Iterable[Series], *, small_count: int, limits: InspectionLimits = DEFAULT_LIMITS) -> Iterator[LateJump]:
    """Amounts of which a large share came in the last months; targets below `small_count` pieces come in one go by nature."""
    for each in series:
        if each.indicator.kind in _AMOUNTS and len(each.points) > 1 and not _is_small(each, small_count):
            yield from _late_jump(each, limits)


def round_numbers(series: Iterable[Series], limits: InspectionLimits = DEFAULT_LIMITS) -> Iterator[RoundNumbers]:
    """Units whose figures end in 0 or 5 more often than last digits do; each value of an indicator and subject counts once."""
    by_unit: dict[UnitId, list[int]] = {}
    for each in series:
        if each.indicator.kind is not ValueKind.RANK:
            by_unit.setdefault(each.unit, []).extend(sorted(_printed_digits(each, limits)))
    for unit, digits in by_unit.items():
        rounds = sum(1 for number in digits if number % 5 == 0)
        expected = len(digits) * _ROUND_SHARE
        if len(digits) >= limits.round_least and rounds > expected and chance_of(rounds, len(digits)) <= Fraction(limits.round_chance):
            yield RoundNumbers(unit, len(digits), rounds, expected)


def exactly_on_schedule(series: Iterable[Series], limits: InspectionLimits = DEFAULT_LIMITS) -> Iterator[ExactlyOnSchedule]:
    """Amounts whose latest values are the trajectory's to the last printed digit; a target reached exactly at its end says nothing."""
    for each in series:
        if each.indicator.kind not in _AMOUNTS or each.goal is None or not _is_fine(each, limits):
            continue
        underway = [point for point in each.points if each.trajectory.share_at(point.period) < 1]
        run = [*takewhile(partial(_is_scheduled, each), reversed(underway))]
        if len(run) >= limits.exact_periods:
            yield ExactlyOnSchedule(
                each.unit, each.subject, each.indicator, run[-1].period, run[0].period, count=len(run), value=run[0].value
            )


def same_texts(progress: Iterable[Progress], limits: InspectionLimits = DEFAULT_LIMITS) -> Iterator[SameText]:
    """Items on which a unit's latest texts say the same, dates, blanks and punctuation apart; periods without a text are passed over."""
    by_key: dict[tuple[UnitId, ItemId], list[Progress]] = {}
    for entry in progress:
        if entry.text.strip():
            by_key.setdefault((entry.unit, entry.item), []).append(entry)
    for (unit, item), entries in sorted(by_key.items()):
        entries.sort(key=lambda entry: entry.period.last_month, reverse=True)
        said = _said(entries[0].text)
        run = [*takewhile(partial(_says, said), entries)]
        if len(run) >= limits.same_periods and len(said) >= limits.same_length:
            yield SameText(unit, item, run[-1].period, run[0].period, count=len(run), length=len(entries[0].text.strip()))


def texts_against_numbers(
    progress: Iterable[Progress], rows: Mapping[tuple[UnitId, ItemId], Sequence[tuple[Judgement, Indicator]]]
) -> Iterator[TextAgainstNumber]:
    """What texts claim and no figure bears out; `rows` are the judgements that a unit's text on an item may speak of."""
    for entry in sorted(progress, key=lambda each: (each.unit, each.item, each.period.last_month)):
        for claim in claims_against(entry.text, rows.get((entry.unit, entry.item), ())):
            yield TextAgainstNumber(entry.unit, entry.item, entry.period, claim)


def revised_down(
    versions: Iterable[Versions],
    series: Iterable[Series],
    indicators: Mapping[IndicatorId, Indicator],
    limits: InspectionLimits = DEFAULT_LIMITS,
) -> Iterator[RevisedDown]:
    """Figures that a later submission put lower, then running totals that fell from one period to the next; never rates or places."""
    for each in versions:
        indicator = indicators.get(each.indicator)
        if indicator is None or indicator.kind in _WITHOUT_SIZE:
            continue
        for former, value in pairwise(each.values):
            if _fell(former, value, limits):
                yield RevisedDown(each.unit, each.subject, indicator, each.period, each.period, former=former, value=value)
    for one in series:
        if one.indicator.kind is not ValueKind.CUMULATIVE:
            continue
        for before, after in pairwise(one.points):
            if _fell(before.value, after.value, limits):
                yield RevisedDown(one.unit, one.subject, one.indicator, before.period, after.period, former=before.value, value=after.value)


def chance_of(rounds: int, figures: int) -> Fraction:
    """How likely so many or more of some figures end in 0 or 5 when every last digit is as likely: the binomial tail, exactly.

    >>> chance_of(1, 1), chance_of(0, 9)
    (Fraction(1, 5), Fraction(1, 1))
    """
    others = _ROUND_SHARE.denominator - 1
    ways, tail = 1, 0  # of `count` round ones, from all of them downwards
    for count in range(figures, rounds - 1, -1):
        tail += ways
        ways = ways * others * count // (figures - count + 1)
    return Fraction(tail, _ROUND_SHARE.denominator**figures)


def _late_jump(series: Series, limits: InspectionLimits) -> Iterator[LateJump]:
    last = series.points[-1]
    before = [point for point in series.points if point.period.last_month <= last.period.last_month - limits.late_months]
    if not before or last.value <= 0 or last.period.last_month < limits.late_from or series.indicator.target.comparator in _CEILINGS:
        return
    since = before[-1]
    brought = last.value - since.value
    share = Fraction(brought) / Fraction(last.value)
    by_now = series.trajectory.share_at(last.period)
    expected = (by_now - series.trajectory.share_at(since.period)) / by_now if by_now else Fraction(0)
    if share >= Fraction(limits.late_share) and share >= limits.late_multiple * expected:
        yield LateJump(
            unit=series.unit,
            subject=series.subject,
            indicator=series.indicator,
            since=since.period,
            until=last.period,
            brought=brought,
            total=last.value,
            share=100 * share,
            expected=100 * expected,
        )


def _is_small(series: Series, small_count: int) -> bool:
    whole = series.goal if series.goal is not None else series.points[-1].value
    return is_small_count(Fraction(whole), series.indicator.unit, below=small_count)


def _printed_digits(series: Series, limits: InspectionLimits) -> set[int]:
    """The values as whole numbers of their last printed digit, those with enough digits; 当期 indicators by what each period brought."""
    totals = [point.value for point in series.points]
    if series.indicator.kind is ValueKind.PERIOD:
        totals = [after - before for before, after in pairwise([Decimal(0), *totals])]
    numbers = (int(rounded(abs(Fraction(value)) * 10**series.indicator.decimals, 0)) for value in totals)
    return {number for number in numbers if number >= 10 ** (limits.round_digits - 1)}


def _is_fine(series: Series, limits: InspectionLimits) -> bool:
    """Whether a month of the target is so many printed digits that a value meets the schedule by chance only rarely."""
    assert series.goal is not None
    month_of_goal = Fraction(series.goal) / MONTHS_IN_YEAR
    return month_of_goal * Fraction(10) ** series.indicator.decimals >= limits.exact_grain


def _is_scheduled(series: Series, point: Point) -> bool:
    assert series.goal is not None
    scheduled = rounded(Fraction(series.goal) * series.trajectory.share_at(point.period), series.indicator.decimals)
    return scheduled != 0 and point.value == scheduled


def _says(said: str, entry: Progress) -> bool:
    return _said(entry.text) == said


def _said(text: str) -> str:
    return _NOT_SAID.sub("", _DATES.sub("", text))


def _fell(former: Decimal, value: Decimal, limits: InspectionLimits) -> bool:
    fall = Fraction(former) - Fraction(value)
    return fall > 0 and fall >= abs(Fraction(former)) * Fraction(limits.revised_share)
