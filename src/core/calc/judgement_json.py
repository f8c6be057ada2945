"""Judgements as other programs read them: `jiannuo rollup --json`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from core.calc.judgement import Judgement, Source
from core.model.period import Period
from core.model.quantity import decimal_text

Json = str | None


def judgement_as_json(judgement: Judgement) -> dict[str, Json]:
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


def roll_up_as_json(period: Period, judgements: Iterable[Judgement]) -> dict[str, str | list[dict[str, Json]]]:
    """The whole answer: `period` and `rows` in the order given."""
    return {"period": str(period), "rows": [judgement_as_json(judgement) for judgement in judgements]}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)
