"""Why the standing of a figure is what it is: the reason as data, put into words when somebody asks.

The words are made from the same numbers that were judged; rounding happens only there (`core.calc.formula_wording`).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from core.calc.arithmetic import Arithmetic
from core.calc.attainment import NOT_RATED, Attainment, Goal
from core.calc.computed_rate import PERCENT, computed_rate, is_told_otherwise
from core.calc.counted import Counted
from core.calc.figure_arithmetic import Measured, arithmetic_of, arithmetic_of_unrated
from core.calc.formula_wording import Rated, exact, formula_text, said_target, said_value
from core.calc.judgement import Source
from core.calc.sentences import phrase_in
from core.calc.wording import as_of_text, earlier_phrase, missing_phrase, missing_word
from core.messages import Language
from core.model.indicator import ValueKind
from core.model.period import Period
from core.model.progress import DataStatus
from core.model.quantity import decimal_text

_POINTS: dict[Language, str] = {"zh": "个百分点", "en": " points"}
_COMMA: dict[Language, str] = {"zh": "，", "en": ", "}


class RatedReason(Struct, frozen=True):
    """The reason of a rated figure, judged at a period."""

    rated: Rated
    period: Period

    def said(self, language: Language = "zh") -> str:
        """As of when, the formula, and what the number was made of."""
        formula = formula_text(self.rated, language)
        if self.rated.counted.is_incomplete:
            formula = phrase_in(language, "formula.certain", formula=formula)
        return with_origin(formula, self.rated.counted, goal=self.rated.goal, period=self.period, language=language)

    def arithmetic(self) -> Arithmetic:
        """From the value to its standing."""
        rated, comparison = self.rated, self.rated.comparison
        assert rated.counted.value is not None
        form, base = (comparison.form, comparison.base) if comparison is not None else ("", None)
        return arithmetic_of(Measured(rated.goal, rated.counted.value, rated.share, rated.attainment, rated.settings, form, base))


class UnratedReason(Struct, frozen=True):
    """Why a figure is not rated: the template `unrated.why`, of a number (or of none) at a period."""

    why: str
    goal: Goal
    counted: Counted
    period: Period
    attainment: Attainment = NOT_RATED

    def said(self, language: Language = "zh") -> str:
        """The reason, and what the number was made of."""
        counted = self.counted
        text = phrase_in(
            language,
            f"unrated.{self.why}",
            value=said_value(counted, self.goal, language),
            target=said_target(self.goal, language),
            reason=missing_word(counted.missing, language) if counted.missing is not None else "",
            lacking=missing_phrase(counted, language),
            as_of=as_of_text(self.period, language),
        )
        return with_origin(text, counted, goal=self.goal, period=self.period, language=language)

    def arithmetic(self) -> Arithmetic:
        """The numbers that are there, and no standing."""
        return arithmetic_of_unrated(self.goal, self.counted.value, self.attainment)


def with_origin(text: str, counted: Counted, *, goal: Goal, period: Period, language: Language = "zh") -> str:
    """A text with 截至 before it, where the number belongs to an earlier period, and behind it what the number was made of."""
    # An incomplete number that is not judged has said in the text itself who is missing.
    notes = [note for note in [*_beside(counted, goal, language), *_origin(counted, goal.unit, language)] if note not in text]
    whole = phrase_in(language, "formula.noted", formula=text, notes=_COMMA[language].join(notes)) if notes else text
    is_earlier = counted.value is not None and counted.as_of is not None and counted.as_of.last_month < period.last_month
    if not is_earlier or counted.as_of is None:
        return whole
    return phrase_in(language, "formula.as-of", as_of=as_of_text(counted.as_of, language), rest=whole)


def _beside(counted: Counted, goal: Goal, language: Language) -> list[str]:
    """What stands beside the value: that it lies above a range, and what numerator and denominator come to instead."""
    if counted.value is None:
        return []
    notes: list[str] = []
    if goal.high is not None and counted.value > goal.high:
        notes.append(phrase_in(language, "made.above-range", high=exact(goal.high, goal.unit)))
    computed = computed_rate(counted, goal.kind, goal.unit)
    if computed is not None and is_told_otherwise(counted.value, computed):
        gap = exact(abs(counted.value - computed), _POINTS[language] if goal.unit in PERCENT else goal.unit)
        name = "made.computed-growth" if goal.kind is ValueKind.GROWTH else "made.computed-share"
        notes.append(phrase_in(language, name, computed=exact(computed, goal.unit), difference=gap))
    return notes


def _finality(counted: Counted, unit: str, language: Language) -> Iterator[str]:
    """How final the number is, and what stood before it was revised."""
    if counted.status is not DataStatus.ACTUAL:
        yield phrase_in(language, f"made.{counted.status.value}")
    if counted.former is not None and counted.former.value is not None:
        yield phrase_in(language, "made.revised", former=exact(counted.former.value, unit))


def _origin(counted: Counted, unit: str, language: Language) -> list[str]:
    """How the number came about, in notes of a few words each."""
    notes: list[str] = []
    if counted.is_rolled_up and counted.source is not Source.RATIO:
        notes.append(phrase_in(language, f"made.{counted.source.value}", count=str(counted.reported_children)))
    elif counted.source is Source.RATIO and counted.numerator is not None and counted.denominator is not None:
        count = str(counted.reported_children)
        numerator, denominator = decimal_text(counted.numerator), decimal_text(counted.denominator)
        notes.append(phrase_in(language, "made.ratio", count=count, numerator=numerator, denominator=denominator))
    if counted.value is None:
        return notes
    if counted.opening is not None:
        notes.append(phrase_in(language, "made.opening", opening=exact(counted.opening, unit)))
    if counted.periods:
        notes.append(phrase_in(language, f"made.over-{counted.over_time.value}", count=str(counted.periods)))
    if counted.spans:
        spans = [phrase_in(language, "made.span", first=str(span.first), last=str(span.last)) for span in counted.spans]
        notes.append(phrase_in(language, "made.spans", spans=_COMMA[language].join(spans)))
    notes += _finality(counted, unit, language)
    differs = counted.sum_of_children is not None and counted.sum_of_children != counted.value
    if counted.sum_of_children is not None and differs:
        gap = exact(abs(counted.value - counted.sum_of_children), unit)
        how = "made.difference" if counted.sum_source is Source.SUM else "made.difference-joined"
        notes.append(phrase_in(language, how, sum=exact(counted.sum_of_children, unit), difference=gap))
    if counted.is_rolled_up or differs:
        notes += filter(None, [earlier_phrase(counted.earlier_periods, language), missing_phrase(counted, language)])
    if counted.other is not None and counted.other != counted.value:
        gap = exact(abs(counted.value - counted.other), unit)
        notes.append(phrase_in(language, "made.other", other=exact(counted.other, unit), difference=gap))
    if counted.reviewed is not None and counted.reported is not None and counted.reviewed != counted.reported:
        reviewed, reported = exact(counted.reviewed, unit), exact(counted.reported, unit)
        notes.append(phrase_in(language, "made.reviewed", reviewed=reviewed, reported=reported))
    return notes
