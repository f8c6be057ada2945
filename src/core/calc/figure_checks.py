"""What is wrong with one figure by itself, or beside its target and the figures before it: range, whole pieces, slips, leaps.

Names and units are all there is to tell a count from an average and a level from a balance that may lie below nought; where they leave a
doubt nothing is found, since a wrong finding of this sort keeps a true figure from being reported (docs/decisions/0011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from core.calc.sentences import LANGUAGES, phrase_in
from core.calc.wording import target_text, value_text
from core.messages import Language
from core.model.check_settings import CheckLimits
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.progress import Observation
from core.model.quantity import decimal_text
from core.model.severity import Severity

_AMOUNTS = frozenset({ValueKind.CUMULATIVE, ValueKind.PERIOD, ValueKind.LEVEL})
_TIMES = {
    2: ("两", "twice"),
    10: ("十", "ten times"),
    100: ("百", "a hundred times"),
    1000: ("千", "a thousand times"),
    10000: ("万", "ten thousand times"),
}
_WHOLES = {"%": 100, "‰": 1000}
_PIECES = frozenset("家个项件所户人次座处条台套辆名只头栋幢间张场批宗起例艘架颗口株棵支部篇册届村镇") | {"人次", "家次", "件次"}
_AVERAGE = re.compile(r"[每均率比]|[十百千万]人")
_BALANCE = re.compile(r"净|利润|盈|亏|[顺逆]差|差[额值]|[结盈]余|余额|增减")
_BEYOND_WHOLE = re.compile(r"完成|产销|拨备|倍|比值|之比|指数|增[长速幅]")


class History(Struct, frozen=True):
    """What stands beside a figure. `goal` is the year's target, of a unit its allocation, None where there is none.

    `last` is the period before's number (of a 当期 indicator that period's own amount), `to_date` the year to date with the figure in it,
    and `trend` what the earlier periods point to for it; None where nothing was reported before.
    """

    goal: Decimal | None
    is_allocation: bool = False
    last: Decimal | None = None
    to_date: Decimal | None = None
    trend: Decimal | None = None


DEFAULT_LIMITS = CheckLimits()


class Flaw(Struct, frozen=True):
    """Something found in a figure; `facts` and `english` as in `Finding`."""

    severity: Severity
    code: str
    facts: tuple[tuple[str, str], ...]
    english: tuple[tuple[str, str], ...] = ()


def flaws(indicator: Indicator, observation: Observation, history: History, limits: CheckLimits = DEFAULT_LIMITS) -> Iterator[Flaw]:
    """Everything wrong with a figure, or to be asked about; nothing of one that has no value."""
    value = observation.value
    if value is None:
        return
    out_of_range = [*_range_flaws(indicator, value, history)]
    yield from out_of_range
    if out_of_range:
        return
    if _falls(indicator, value, history.last) and history.last is not None:
        yield _flaw(Severity.EXPLAIN, "total-falls", indicator, value, last=value_of(indicator, history.last))
    if indicator.kind is ValueKind.GROWTH and indicator.unit in {"%", "个百分点"} and abs(value) > limits.steepest_growth:
        yield _flaw(Severity.VERIFY, "growth-beyond", indicator, value, limit=str(limits.steepest_growth))
    if indicator.kind in _AMOUNTS:
        yield from _amount_flaws(indicator, value, history, limits)


def _range_flaws(indicator: Indicator, value: Decimal, history: History) -> Iterator[Flaw]:
    """What cannot be true of the indicator."""
    kind, unit = indicator.kind, indicator.unit
    known = [number for number in (history.goal, indicator.target.value, _base(indicator)) if number is not None]
    if kind is ValueKind.RANK:
        if value < 1 or value != value.to_integral_value():
            yield _flaw(Severity.BLOCKING, "not-a-place", indicator, value)
        return
    if value < 0 and not _may_be_negative(indicator, known):
        yield _flaw(Severity.BLOCKING, "negative", indicator, value)
    if _is_counted(indicator, known) and value != value.to_integral_value():
        yield _flaw(Severity.BLOCKING, "not-whole", indicator, value, unit=unit)
    limit = _WHOLES.get(unit)
    is_share = limit is not None and kind is not ValueKind.GROWTH and not _BEYOND_WHOLE.search(indicator.name)
    if limit is not None and is_share and value > limit and all(number <= limit for number in known):
        yield _flaw(Severity.BLOCKING, "share-beyond", indicator, value, limit=f"{limit}{unit}")


def _may_be_negative(indicator: Indicator, known: list[Decimal]) -> bool:
    """Growth, a change in points, and balances."""
    is_change = indicator.kind is ValueKind.GROWTH or indicator.unit == "个百分点"
    return is_change or _BALANCE.search(indicator.name) is not None or any(number < 0 for number in known)


def _is_counted(indicator: Indicator, known: list[Decimal]) -> bool:
    """Whether it counts whole pieces: a unit of pieces, printed without decimals, no average, and no fraction in target or baseline."""
    counts = indicator.unit in _PIECES and indicator.decimals == 0 and indicator.kind is not ValueKind.GROWTH
    return counts and _AVERAGE.search(indicator.name) is None and all(number == number.to_integral_value() for number in known)


def _falls(indicator: Indicator, value: Decimal, last: Decimal | None) -> bool:
    return indicator.kind is ValueKind.CUMULATIVE and last is not None and value < last


def _amount_flaws(indicator: Indicator, value: Decimal, history: History, limits: CheckLimits) -> Iterator[Flaw]:
    """A slip of unit against the last number, or the target where there is none; else a leap far above target and trend."""
    # At the year's start a true figure may be a thousandth of its target, so the target is only a ceiling for slips.
    if history.last and _is_slip(value, history.last, limits.magnitude, is_either_way=True):
        yield _slip(indicator, value, ("last", history.last), limits)
    elif history.goal and not history.last and _is_slip(value, history.goal, limits.magnitude, is_either_way=False):
        yield _slip(indicator, value, (_goal_name(history), history.goal), limits)
    elif _leaps(history, limits):
        yield _leap(indicator, history, limits)


def _is_slip(value: Decimal, measure: Decimal, times: int, *, is_either_way: bool) -> bool:
    is_small = is_either_way and value != 0 and abs(value) * times <= abs(measure)
    return is_small or abs(value) >= abs(measure) * times


def _slip(indicator: Indicator, value: Decimal, measure: tuple[str, Decimal], limits: CheckLimits) -> Flaw:
    chinese, english = (_measure(language, measure[0], indicator, measure[1]) for language in LANGUAGES)
    times, of_times = _times(limits.magnitude, "zh"), _times(limits.magnitude, "en")
    in_english = {"measure": english, "times": of_times}
    return _flaw(Severity.VERIFY, "magnitude", indicator, value, in_english, measure=chinese, times=times, unit=indicator.unit)


def _times(count: int, language: Language) -> str:
    """千, 两, 1500; in English a thousand, twice, 1500 times."""
    chinese, english = _TIMES.get(count, (str(count), f"{count} times"))
    return chinese if language == "zh" else english


def _leaps(history: History, limits: CheckLimits) -> bool:
    if history.to_date is None or history.goal is None or history.goal <= 0 or history.to_date <= limits.far_above * history.goal:
        return False
    return history.trend is None or history.to_date > limits.far_beyond_trend * history.trend


def _leap(indicator: Indicator, history: History, limits: CheckLimits) -> Flaw:
    assert history.to_date is not None
    assert history.goal is not None
    facts = [
        {
            "measure": _measure(language, _goal_name(history), indicator, history.goal),
            "times": _times(limits.far_above, language),
            "trend": "",
        }
        for language in LANGUAGES
    ]
    if history.trend is not None:
        for language, of_language in zip(LANGUAGES, facts, strict=True):
            # Reckoned, not reported: as exact as the indicator prints, where a twelfth has no end.
            trend = value_text(history.trend, indicator.unit, indicator.decimals)
            of_language["trend"] = phrase_in(language, "measure.trend", value=trend, times=_times(limits.far_beyond_trend, language))
    chinese, english = facts
    shown = value_of(indicator, history.to_date)
    chinese["value"], english["value"] = phrase_in("zh", f"value.{indicator.kind.value}", value=shown), shown
    return _flaw(Severity.VERIFY, "far-above-target", indicator, history.to_date, english, **chinese)


def _measure(language: Language, name: str, indicator: Indicator, number: Decimal) -> str:
    return phrase_in(language, f"measure.{name}", value=value_of(indicator, number))


def _goal_name(history: History) -> str:
    return "allocation" if history.is_allocation else "target"


def _flaw(
    severity: Severity, code: str, indicator: Indicator, number: Decimal, english: dict[str, str] | None = None, /, **facts: str
) -> Flaw:
    # Places are said 第2位, and in English by the digits alone.
    spoken = {"value": decimal_text(number)} if indicator.kind is ValueKind.RANK else {}
    return Flaw(severity, code, tuple(({"value": value_of(indicator, number)} | facts).items()), tuple((spoken | (english or {})).items()))


def value_of(indicator: Indicator, number: Decimal) -> str:
    """A number with the indicator's decimals, or as many as it needs: what is asked about is never rounded."""
    return target_text(Target(Comparator.EQUAL, number), indicator.unit, indicator.decimals)


def _base(indicator: Indicator) -> Decimal | None:
    return indicator.baseline.value if indicator.baseline else None
