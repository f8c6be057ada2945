"""A unit's answer to a finding (审核说明) as a register and back: one register for each value that was questioned.

The register's id holds a digest of the finding's key, so that an answer to another value is another register: two computers that answer
different values are in no conflict, and a value that comes back finds its answer again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final, cast

from core.changes.change import Json, Register
from core.changes.codec import encode_value
from core.changes.registers import EXPLANATION
from core.ids import FormulaId, IndicatorId, ItemId, UnitId
from core.model.explanation import Explanation, FindingKey
from core.model.period import Period

ANSWER: Final = "answer"
_DIGITS = 24


def explanation_register(unit: UnitId, period: Period, key: FindingKey) -> Register:
    """The register of a unit's answer to a finding of a reporting period."""
    digest = hashlib.sha256(encode_value(key_value(key))).hexdigest()[:_DIGITS]
    return Register(EXPLANATION, f"{unit}/{key.item}/{period}/{digest}", ANSWER)


def explanation_value(explanation: Explanation) -> Json:
    """What was questioned, and what was said to it."""
    return {**key_value(explanation.key), "text": explanation.text}


def explanation_from(value: Mapping[str, Any]) -> Explanation:
    """The answer.

    Raises:
        KeyError, ValueError, TypeError: a newer program, or a mistaken one, wrote it.
    """
    text = value["text"]
    if not isinstance(text, str):
        raise TypeError(text)
    return Explanation(key_from(value), text)


def key_value(key: FindingKey) -> dict[str, Json]:
    """A finding's key as a value."""
    fields = {
        "code": key.code,
        "item": key.item,
        "indicator": key.indicator,
        "subject": key.subject,
        "formula": key.formula,
        "about": key.about,
    }
    return cast("dict[str, Json]", fields)


def key_from(value: Mapping[str, Any]) -> FindingKey:
    """The key.

    Raises:
        KeyError, TypeError: it is none.
    """
    texts = {name: value[name] for name in ("code", "item", "about")}
    others = {name: value[name] for name in ("indicator", "subject", "formula")}
    if any(not isinstance(text, str) for text in texts.values()) or any(not isinstance(each, str | None) for each in others.values()):
        raise TypeError(value)
    indicator, subject, formula = others["indicator"], others["subject"], others["formula"]
    return FindingKey(
        texts["code"],
        ItemId(texts["item"]),
        None if indicator is None else IndicatorId(indicator),
        None if subject is None else UnitId(subject),
        None if formula is None else FormulaId(formula),
        texts["about"],
    )
