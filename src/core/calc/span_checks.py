"""The check of amounts of several periods against the numbers within them (docs/decisions/0022).

Tested in tests/journeys/test_filled_gap.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from core.calc.figure_checks import value_of
from core.calc.finding_maker import Raised
from core.calc.running_totals import Span
from core.calc.sentences import LANGUAGES, phrase_in
from core.calc.spans import amounts_around
from core.calc.wording import period_label
from core.ids import UnitId
from core.model.indicator import Indicator
from core.model.plan import Plan
from core.model.progress import Observation
from core.model.quantity import decimal_text


class SpanRaised(Struct, frozen=True):
    """What is asked about a figure."""

    raised: Raised
    indicator: Indicator
    subject: UnitId


def numbers_within(plan: Plan, unit: UnitId, drafted: Iterable[Observation], others: Iterable[Observation]) -> Iterator[SpanRaised]:
    """A unit's numbers that lie within an amount of its own that covers several periods, where one of the two is drafted."""
    for inner, outer in amounts_around(drafted, (each for each in others if each.reporter == unit)):
        indicator = plan.indicators_by_id.get(inner.indicator)
        if indicator is None or inner.value is None or outer.value is None or outer.span_from is None:
            continue
        about = f"{inner.period}:{decimal_text(inner.value)}<{outer.period}:{decimal_text(outer.value)}"
        span = Span(outer.span_from, outer.period.last_month)
        labels = {
            language: {
                "inner": period_label(inner.period, language),
                "outer": period_label(outer.period, language),
                "span": phrase_in(language, "made.span", first=str(span.first), last=str(span.last)),
            }
            for language in LANGUAGES
        }
        numbers = {"value": value_of(indicator, inner.value), "whole": value_of(indicator, outer.value)}
        yield SpanRaised(Raised.of("within-span", about, labels["en"], **labels["zh"], **numbers), indicator, inner.subject)
