"""A 审核公式 as a register value and back: one register, since its names mean nothing without its text."""

from __future__ import annotations

from typing import Any, Final

from core.changes.change import Json
from core.changes.plan_values import Fields
from core.ids import FormulaId, IndicatorId, UnitId
from core.model.formula import NO_TOLERANCE, Formula, Scope, Tolerance
from core.model.org_unit import UnitKind
from core.model.quantity import decimal_from, decimal_text
from core.model.severity import Severity

RULE: Final = "rule"


def formula_value(formula: Formula) -> Json:
    """Text, the indicators by name, severity and order; message, scope and tolerance where the office set them."""
    names: dict[str, Json] = dict(formula.indicators)
    value: dict[str, Json] = {"text": formula.text, "names": names, "severity": formula.severity.value, "order": formula.order}
    if formula.message:
        value["message"] = formula.message
    if formula.scope.kinds:
        value["kinds"] = [kind.value for kind in formula.scope.kinds]
    if formula.scope.units:
        value["units"] = [*formula.scope.units]
    if formula.tolerance != NO_TOLERANCE:
        value["tolerance"] = {"value": decimal_text(formula.tolerance.value), "percent": formula.tolerance.is_percent}
    return value


def formula_from(identity: str, values: Fields) -> Formula:
    """The formula.

    Raises:
        KeyError, ValueError, TypeError: a newer program, or a mistaken one, wrote it.
    """
    own = values[RULE]
    scope = Scope(tuple(UnitKind(kind) for kind in own.get("kinds", ())), tuple(UnitId(unit) for unit in own.get("units", ())))
    return Formula(
        FormulaId(identity),
        _text(own["text"]),
        tuple((_text(name), IndicatorId(_text(indicator))) for name, indicator in sorted(own["names"].items())),
        Severity(own["severity"]),
        _text(own.get("message", "")),
        scope,
        _tolerance(own.get("tolerance")),
        own["order"],
    )


def _tolerance(value: Any) -> Tolerance:  # noqa: ANN401 # as decoded from the log
    return NO_TOLERANCE if value is None else Tolerance(decimal_from(value["value"]), is_percent=value["percent"] is True)


def _text(value: Any) -> str:  # noqa: ANN401 # as decoded from the log
    if not isinstance(value, str):
        raise TypeError(value)
    return value
