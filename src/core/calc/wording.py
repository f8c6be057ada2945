"""Results in official Chinese: values, targets, distances, counts.

Every figure in these texts comes from a result; the templates themselves hold none (`core.calc.sentences`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from core.calc.judgement import ROLLED_UP, Against, Judgement, Source
from core.calc.sentences import phrase, phrase_in
from core.calc.summary import StandingCounts
from core.messages import Language
from core.model.indicator import Comparator, Target, ValueKind, WordySort
from core.model.period import MONTHS_IN_YEAR, Period
from core.model.progress import Missing, Standing, SubmissionState
from core.model.quantity import decimal_of, decimal_text, printed

PLACE_UNIT = "位"
_COMPARATOR_TEMPLATES = {
    Comparator.AT_LEAST: "target.least",
    Comparator.MORE_THAN: "target.more",
    Comparator.AT_MOST: "target.most",
    Comparator.LESS_THAN: "target.less",
    Comparator.ABOUT: "target.about",
    Comparator.EQUAL: "target.equal",
    Comparator.RANGE: "target.range",
}
_PAUSES: dict[Language, str] = {"zh": "、", "en": ", "}
# How a text says "about": as the report did, before the number or behind it.
_ABOUT_WORDS = re.compile(r"[近约]$")
_ABOUT_TEMPLATES = {"近": "target.words-near", "约": "target.words-roughly"}


class Parts(Protocol):
    """What a number was put together from: a judgement, or the number that counts behind it."""

    @property
    def source(self) -> Source:
        """Where the number came from."""

    @property
    def reported_children(self) -> int:
        """The units in it."""

    @property
    def missing_children(self) -> int:
        """The units that owe theirs."""

    @property
    def missing_reasons(self) -> tuple[Missing, ...]:
        """The reasons of those that gave one."""

    @property
    def earlier_periods(self) -> tuple[Period, ...]:
        """The periods of those whose number is older."""


def printed_percent(percent: Decimal) -> str:
    """A percentage with one decimal, rounded half up.

    >>> printed_percent(Decimal("91.666667"))
    '91.7%'
    """
    return f"{printed(percent, 1)}%"


def printed_points(points: Decimal, decimals: int = 1) -> str:
    """The size of a distance without its sign; more decimals than told where they would print nought of something that is not.

    >>> printed_points(Decimal("-12.4")), printed_points(Decimal("0.04")), printed_points(Decimal(0))
    ('12.4', '0.04', '0.0')
    """
    size = abs(points)
    while size and not size.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) and decimals < 6:
        decimals += 1
    return printed(size, decimals)


def value_text(value: Decimal | None, unit: str, decimals: int) -> str:
    """A value with its unit, rounded half up to the indicator's decimals; 未报 where there is none.

    >>> value_text(Decimal("5.25"), "%", 1), value_text(Decimal(2), "位", 0)
    ('5.3%', '第2位')
    """
    if value is None:
        return missing_sign(None)
    return _with_unit(printed(value, decimals), unit)


def target_text(target: Target, unit: str, decimals: int, language: Language = "zh") -> str:
    """A target as a table prints it: ≥5%, 20家, 5%左右, 第1位, or its wording.

    A target is never rounded: it has the indicator's decimals or as many as it needs.
    """
    wording = target.wording or phrase_in(language, "target.unworded")
    if target.comparator is Comparator.QUALITATIVE:
        if target.sort is not WordySort.ASSIGNED:
            return wording
        if target.value is None:
            return phrase_in(language, "target.waiting", wording=wording)
        return phrase_in(language, "target.assigned", wording=wording, value=_target_value(target.value, unit, decimals, language))
    if target.value is None:
        return wording
    value = _target_value(target.value, unit, decimals, language)
    if unit == PLACE_UNIT:
        return value
    high = _target_value(target.high, unit, decimals, language) if target.high is not None else ""
    return phrase_in(language, _COMPARATOR_TEMPLATES[target.comparator], value=value, high=high)


def target_words(target: Target, unit: str) -> str:
    """A target as a sentence says it: 800个以上, 超7000家, 近80万辆, 第1位, or its wording; without the zeros at a number's end.

    >>> target_words(Target(Comparator.AT_LEAST, Decimal("5.00")), "%")
    '5%以上'
    """
    if target.value is None or target.comparator is Comparator.QUALITATIVE or unit == PLACE_UNIT:
        return target_text(target, unit, 0)
    value = _target_value(target.value, unit, 0)
    if target.comparator is Comparator.ABOUT:
        before = target.wording.partition(decimal_text(target.value))[0].rstrip()
        said = _ABOUT_WORDS.search(before)
        return phrase(_ABOUT_TEMPLATES[said[0]] if said else "target.about", value=value)
    if target.comparator is Comparator.RANGE:
        return target_text(target, unit, 0)
    return phrase(_COMPARATOR_TEMPLATES[target.comparator].replace("target.", "target.words-"), value=value)


def missing_sign(missing: Missing | None) -> str:
    """What a cell prints instead of a value: each reason its own sign, 未报 where nothing came."""
    return phrase(f"missing.{missing.value}" if missing else "missing.none")


def parts_phrase(parts: Parts) -> str:
    """What a number was put together from, as a note beside it: 2个单位合计，其中1个单位为5月数，5个单位未报; empty where nothing was."""
    if parts.source not in ROLLED_UP:
        return ""
    made = "made.joined" if parts.source is Source.RATIO else f"made.{parts.source.value}"
    notes = [phrase(made, count=str(parts.reported_children)), earlier_phrase(parts.earlier_periods)]
    return "，".join(filter(None, [*notes, missing_phrase(parts)]))


def earlier_phrase(periods: Sequence[Period], language: Language = "zh") -> str:
    """The units in a number whose own is older: 其中1个单位为3月数、2个单位为5月数; empty where there are none."""
    notes = [
        phrase_in(
            language,
            "made.earlier",
            count=str(count),
            period=period_in_year(period) if language == "zh" else period_label(period, language),
        )
        for period, count in Counter(periods).items()
    ]
    return phrase_in(language, "made.of-which", parts=_PAUSES[language].join(notes)) if notes else ""


def missing_phrase(parts: Parts, language: Language = "zh") -> str:
    """The units that owe a number: 2个单位未报、1个单位未开展; empty where there are none."""
    reasons = Counter(parts.missing_reasons)
    silent = parts.missing_children - reasons.total()
    notes = [phrase_in(language, "made.missing", count=str(silent))] if silent else []
    for reason, count in reasons.items():
        notes.append(phrase_in(language, "made.reason", count=str(count), reason=missing_word(reason, language)))
    return _PAUSES[language].join(notes)


def missing_word(missing: Missing, language: Language = "zh") -> str:
    """The reason for a missing value as a sentence says it: 未到发布期."""
    return missing.label if language == "zh" else phrase_in(language, f"reason.{missing.value}")


def period_in_year(period: Period) -> str:
    """A period without its year: 5月, 第一季度, 上半年; 全年 for the year."""
    return period.label.removeprefix(f"{period.year}年") or phrase("made.year")


def period_label(period: Period, language: Language = "zh") -> str:
    """A period with its year: 2025年6月, June 2025."""
    if language == "zh":
        return period.label
    return phrase_in(language, f"period.{period.frequency.value}-{period.number}", year=str(period.year))


def distance_phrase(judgement: Judgement, language: Language = "zh") -> str:
    """How far a row is, said as a notice says it: 低于序时进度12.4个百分点; 暂不评价进度 where it is not measured.

    Source: 平政督字〔2020〕18号.
    """
    if judgement.distance is None and judgement.standing is not Standing.UNRATED:
        if judgement.source is Source.SELF_RATING:
            return phrase_in(language, "distance.self-rated", standing=standing_word(judgement.standing, language))
        return phrase_in(language, "distance.short" if judgement.standing is Standing.BEHIND else "distance.met")
    is_change = judgement.against is Against.LAST_YEAR and judgement.kind is ValueKind.GROWTH
    if is_change and judgement.value:
        direction = "rise" if judgement.value > 0 else "fall"
        return phrase_in(language, f"distance.last_year-{direction}", points=printed_points(judgement.value))
    return distance_text(judgement.distance, judgement.against, judgement.standing, language=language)


def pieces_phrase(judgement: Judgement, unit: str) -> str:
    """How many whole pieces are due by now, where they decide: 按整数应完成0家; empty where they do not."""
    if judgement.expected is None:
        return ""
    name = pieces_name(judgement.against, judgement.baseline, judgement.target)
    return phrase(f"pieces.{name}", expected=_target_value(judgement.expected, unit, 0))


def pieces_name(against: Against, baseline: Decimal | None, target: Decimal | None) -> str:
    """Whether pieces are done, used, or more or less than last year's; the key of the template."""
    if against is Against.CAP_SCHEDULE:
        return "used"
    if baseline is None or target is None:
        return "done"
    return "more" if target > baseline else "less"


def distance_text(distance: Decimal | None, against: Against, standing: Standing, *, decimals: int = 1, language: Language = "zh") -> str:
    """`distance_phrase` from its parts; at least so many decimals, more where one would print nought."""
    if distance is None or against is Against.NONE:
        return phrase_in(language, "distance.none")
    side = "equal" if not distance else "above" if distance > 0 else "below"
    if side == "below" and standing not in {Standing.BEHIND, Standing.UNRATED} and against in _FORGIVING:
        side = "forgiven"
    points = printed(abs(distance), 0) if against is Against.PLACES else printed_points(distance, decimals)
    return phrase_in(language, f"distance.{against.value}-{side}", points=points)


# Measures with a tolerance, within which a row may lie below and yet not be behind.
_FORGIVING = frozenset({Against.STEPS, Against.SCHEDULE, Against.TARGET, Against.REFERENCE})


def as_of_text(period: Period, language: Language = "zh") -> str:
    """The end of a period with its year: 2025年6月底, 2025年底."""
    if language != "zh":
        return phrase_in(language, "period.end", period=period_label(Period.of_month(period.year, period.last_month), language))
    return f"{period.year}{period.as_of}" if period.last_month == MONTHS_IN_YEAR else f"{period.year}年{period.as_of}"


def standing_counts_sentence(counts: StandingCounts, period: Period, *, noun: str = "事项") -> str:
    """The sentence that opens a notice: until when, and how many of the `noun` have which standing.

    Source: the wording of 宣城 2020 and 金寨 2025.
    """
    if not counts.total:
        return phrase("counts.none", as_of=as_of_text(period), noun=noun)
    return phrase("counts.dated", as_of=as_of_text(period), rest=undated_counts_sentence(counts, noun=noun))


def undated_counts_sentence(counts: StandingCounts, *, noun: str = "事项") -> str:
    """The same for a paragraph that has said until when."""
    return phrase("counts.whole", total=str(counts.total), noun=noun, parts=standing_shares(counts))


def standing_shares(counts: StandingCounts) -> str:
    """How many have which standing, with shares that add to 100.0%, and that some were adjusted to do so; empty ones are left out."""
    shares = counts.shares()
    parts = [
        phrase(f"counts.{standing.value}", count=str(count), share=printed_percent(shares[standing]))
        for standing, count in counts.pairs
        if count
    ]
    return "，".join(parts) + (phrase("counts.adjusted") if is_adjusted(counts) else "")


def is_adjusted(counts: StandingCounts) -> bool:
    """Whether a printed share differs from its own rounding, so that all add to 100.0% (docs/decisions/0002)."""
    exact = {standing: Decimal(100 * count) / counts.total if counts.total else Decimal(0) for standing, count in counts.pairs}
    return any(share != exact[standing].quantize(Decimal("0.1"), ROUND_HALF_UP) for standing, share in counts.shares().items())


def submissions_sentence(states: Mapping[SubmissionState, int]) -> str:
    """How many units are 已核定, 待审, 已退回, 未报; what every briefing's lead must state. A unit still filling in counts as 未报."""
    missing = states.get(SubmissionState.MISSING, 0) + states.get(SubmissionState.DRAFT, 0)
    counts = [(state, states.get(state, 0)) for state in (SubmissionState.ACCEPTED, SubmissionState.SUBMITTED, SubmissionState.RETURNED)]
    counts.append((SubmissionState.MISSING, missing))
    total = sum(count for _, count in counts)
    parts = [
        phrase(f"submissions.{state.value}", count=str(count)) for state, count in counts if count or state is not SubmissionState.RETURNED
    ]
    return phrase("submissions.whole", total=str(total), parts="，".join(parts))


def standing_word(standing: Standing, language: Language = "zh") -> str:
    """已完成, 超进度, 达进度, 欠进度, 其他."""
    return standing.label if language == "zh" else phrase_in(language, f"standing.{standing.value}")


def _target_value(value: Decimal, unit: str, decimals: int, language: Language = "zh") -> str:
    exponent = decimal_of(value).as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return _with_unit(printed(value, max(decimals, own)), unit, language)


def _with_unit(digits: str, unit: str, language: Language = "zh") -> str:
    return phrase_in(language, "target.place", value=digits) if unit == PLACE_UNIT else f"{digits}{unit}"
