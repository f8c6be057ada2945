"""Judgements, and what lies ahead of them, as other programs read them: `jiannuo rollup --json`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from core.calc.allocation import Division, division_sentence, divisions_of
from core.calc.judgement import Judgement, Source
from core.calc.outlook import Outlook, outlook_of
from core.calc.outlook_wording import outlook_formula, outlook_sentence
from core.calc.own_level import own_level_rows
from core.calc.revisions import Revision
from core.calc.trajectory import rounded
from core.model.period import Period
from core.model.plan import Plan
from core.model.quantity import decimal_text

Text = str | None
Json = Text | dict[str, str] | dict[str, dict[str, str]] | list[dict[str, str]]
_AHEAD = ("remaining", "remaining_frequency", "needed", "average", "multiple", "projection", "last_year", "outlook", "outlook_formula")


def judgement_as_json(judgement: Judgement) -> dict[str, Text]:
    """One row: numbers as decimal text, percent in `completion` and `elapsed`, points (places for ranks) in `distance`; None where none."""
    return {
        "unit": judgement.unit,
        "indicator": judgement.indicator,
        "item": judgement.item,
        "name": judgement.name,
        "kind": judgement.kind.value,
        "comparator": judgement.comparator.value,
        "target": _text(judgement.target),
        "value": _text(judgement.value),
        "reported": _text(judgement.reported),
        "reviewed": _text(judgement.reviewed),
        "source": None if judgement.source is Source.NONE else judgement.source.value,
        "completion": _text(judgement.completion),
        "elapsed": _text(judgement.elapsed),
        "distance": _text(judgement.distance),
        "standing": judgement.standing.value,
        "explanation": judgement.explanation,
    }


def outlook_as_json(outlook: Outlook | None) -> dict[str, Text]:
    """What lies ahead of a row: `needed` and `average` a period, its `multiple`, and `projection`, rounded to six places; None where none.

    `remaining` is how many periods of `remaining_frequency` are left; `last_year` the same period's value of last year.
    """
    if outlook is None:
        return dict.fromkeys(_AHEAD)
    is_open = outlook.needed is not None
    return {
        "remaining": str(outlook.remaining) if is_open else None,
        "remaining_frequency": outlook.frequency.value if is_open else None,
        "needed": _exact(outlook.needed),
        "average": _exact(outlook.average),
        "multiple": _exact(outlook.multiple),
        "projection": _exact(outlook.projection),
        "last_year": _text(outlook.last_year),
        "outlook": outlook_sentence(outlook),
        "outlook_formula": outlook_formula(outlook) or None,
    }


def reason_as_json(judgement: Judgement) -> dict[str, Json]:
    """Why a row is what it is: `terms` (exact numbers with their units), `formula` (by the name of its result, in order), `rules`.

    A number is decimal text, or numerator/denominator where no decimal is exact. The first of the rules whose `if` holds gives `standing`
    and `shade`; an empty `if` holds always (`core.calc.arithmetic.reckon`).
    """
    arithmetic = judgement.reason.arithmetic()
    rules = [{"if": rule.condition, "standing": rule.standing.value, "shade": str(rule.shade)} for rule in arithmetic.rules]
    terms = {name: {"number": term.text, "unit": term.unit} for name, term in arithmetic.terms.items()}
    return {"terms": terms, "formula": dict(arithmetic.formulas), "rules": rules}


def made_as_json(judgement: Judgement) -> dict[str, Text]:
    """What a figure is set beside: `units_sum`, what the units below came to; `computed`, what numerator and denominator come to.

    Each with the figure less it.
    """
    return {
        "units_sum": _text(judgement.sum_of_children),
        "units_difference": _less(judgement.value, judgement.sum_of_children),
        "computed": _text(judgement.computed),
        "computed_difference": _less(judgement.value, judgement.computed),
    }


def division_as_json(plan: Plan, division: Division) -> dict[str, Text]:
    """The sum check of a divided goal: `total` of the shares, `surplus` in percent of the goal (加码), `rest` (市本级)."""
    return {
        "indicator": division.indicator,
        "unit": division.unit,
        "goal": _text(division.goal),
        "total": decimal_text(division.total),
        "surplus": _exact(division.surplus),
        "rest": _text(division.rest),
        "sentence": division_sentence(plan, division),
    }


def finality_as_json(judgement: Judgement) -> dict[str, Text]:
    """How final the number is (`status`), and what stood before it was revised (`former`, `former_status`); None where there is none."""
    former = judgement.former
    return {
        "status": None if judgement.value is None else judgement.status.value,
        "former": None if former is None else _text(former.value),
        "former_status": None if former is None else former.status.value,
    }


def revision_as_json(revision: Revision) -> dict[str, Text]:
    """A figure that was handed up again: what stood before and what counts now, each with its status."""
    return {
        "reporter": revision.reporter,
        "subject": revision.subject,
        "indicator": revision.indicator,
        "period": str(revision.period),
        "former": _text(revision.former),
        "former_status": revision.former_status.value,
        "value": _text(revision.value),
        "status": revision.status.value,
    }


def roll_up_as_json(plan: Plan, period: Period, judgements: Iterable[Judgement]) -> dict[str, str | list[dict[str, Json]]]:
    """The whole answer: `period` and `rows` in the order given, each with what lies ahead of it and why it is what it is.

    `own_level` are the lines of what divisions leave to units themselves (市本级), `allocations` the sum checks.
    """
    judgements = tuple(judgements)
    rows: list[dict[str, Json]] = [
        {
            **judgement_as_json(judgement),
            **made_as_json(judgement),
            **finality_as_json(judgement),
            **outlook_as_json(outlook_of(plan, judgement)),
            **reason_as_json(judgement),
        }
        for judgement in judgements
    ]
    own_level: list[dict[str, Json]] = [{**judgement_as_json(line)} for line in own_level_rows(plan, period, judgements)]
    allocations: list[dict[str, Json]] = [
        {**division_as_json(plan, division)}
        for indicator in plan.indicators
        for division in divisions_of(plan, indicator, plan.units_at(period))
    ]
    return {"period": str(period), "rows": rows, "own_level": own_level, "allocations": allocations}


def _less(value: Decimal | None, other: Decimal | None) -> Text:
    return None if value is None or other is None else decimal_text(value - other)


def _exact(value: Fraction | None) -> Text:
    return None if value is None else decimal_text(rounded(value))


def _text(value: Decimal | None) -> Text:
    return None if value is None else decimal_text(value)
