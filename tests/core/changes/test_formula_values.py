"""A formula as a register value and back: `core.changes.formula_values`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.changes.codec import decode_value, encode_value
from core.changes.formula_values import RULE, formula_from, formula_value
from core.ids import FormulaId, IndicatorId, UnitId
from core.model.formula import Formula, Scope, Tolerance
from core.model.org_unit import UnitKind
from core.model.severity import Severity

PLAIN = Formula(FormulaId("F1"), "「甲」 ＞ 0", (("甲", IndicatorId("i1")),))
WHOLE = Formula(
    FormulaId("F2"),
    "「甲」 ＞ 「乙」",
    (("乙", IndicatorId("i2")), ("甲", IndicatorId("i1"))),
    Severity.BLOCKING,
    "请核对。",
    Scope((UnitKind.DISTRICT,), (UnitId("u"),)),
    Tolerance(Decimal("0.5"), is_percent=True),
    7,
)


@pytest.mark.parametrize("formula", [PLAIN, WHOLE])
def test_a_formula_travels_whole(formula: Formula) -> None:
    assert formula_from(formula.id, {RULE: decode_value(encode_value(formula_value(formula)).decode())}) == formula


def test_what_is_the_default_is_not_written() -> None:
    assert formula_value(PLAIN) == {"text": "「甲」 ＞ 0", "names": {"甲": "i1"}, "severity": "verify", "order": 0}


@pytest.mark.parametrize("wrong", [{"severity": "fatal"}, {"text": 3}, {"names": None}, {"tolerance": {"value": "-1", "percent": False}}])
def test_what_a_newer_program_wrote_is_no_formula(wrong: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError, AttributeError)):
        formula_from("F1", {RULE: {**formula_value(PLAIN), **wrong}})  # type: ignore[dict-item]  # an object here
