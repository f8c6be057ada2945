"""What is typed into a figure's cells, made into the value of its register or refused with a sentence that names the cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from core.calc.running_totals import before, from_other_reading
from core.calc.trajectory import rounded
from core.changes.change import Json
from core.errors import DenominatorIsZero, NotAQuantity, RatioPartMissing, ValueAndReason
from core.model.asked import AskedFigure
from core.model.indicator import Indicator, ValueKind
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing
from core.model.quantity import check_range, decimal_text, parse_quantity

OTHER_READING = {ValueKind.CUMULATIVE: "当期数", ValueKind.PERIOD: "累计数"}
NUMERATOR, DENOMINATOR = "分子", "分母"
_PERCENT = frozenset({"%", "个百分点"})


class Typed(StrEnum):
    """Which reading of a figure was typed: the one that the plan asks for, or the other (当期 of a 累计 indicator, 累计 of a 当期 one)."""

    OWN = "own"
    OTHER = "other"


class TypedFigure(Struct, frozen=True):
    """The cells of a figure as they were typed; all empty empties the figure."""

    text: str = ""
    kind: Typed = Typed.OWN
    missing: Missing | None = None
    status: DataStatus = DataStatus.ACTUAL
    numerator: str = ""
    denominator: str = ""


def figure_value(plan: Plan, asked: AskedFigure, typed: TypedFigure, numbers: Mapping[Period, Decimal]) -> Json:
    """The register's value; None empties it. `numbers` are the figure's own numbers of earlier periods.

    Raises:
        NotAQuantity, QuantityOutOfRange, ValueAndReason, RatioPartMissing, DenominatorIsZero: it cannot be kept.
    """
    text = typed.text.strip()
    if text and typed.missing is not None:
        raise ValueAndReason(value=text, reason=typed.missing.label)
    indicator = asked.indicator
    numerator = _part(indicator, NUMERATOR, typed.numerator)
    denominator = _part(indicator, DENOMINATOR, typed.denominator)
    value: dict[str, Json] = {}
    if text:
        value["value"] = decimal_text(_number(plan, asked, typed, numbers))
    elif typed.missing is not None:
        value["missing"] = typed.missing.value
    elif numerator is None and denominator is None:
        return None
    else:
        value["value"] = decimal_text(_ratio(indicator, numerator, denominator))
    parts = {"numerator": numerator, "denominator": denominator}
    value |= {name: decimal_text(part) for name, part in parts.items() if part is not None}
    if typed.status is not DataStatus.ACTUAL:
        value["status"] = typed.status.value
    return value


def _number(plan: Plan, asked: AskedFigure, typed: TypedFigure, numbers: Mapping[Period, Decimal]) -> Decimal:
    indicator = asked.indicator
    known = before(plan, indicator, numbers, asked.period)
    if typed.kind is Typed.OWN or known is None:
        return parse_quantity(typed.text, field=indicator.name, unit=indicator.unit)
    field = f"{indicator.name}（{OTHER_READING[indicator.kind]}）"
    number = parse_quantity(typed.text, field=field, unit=indicator.unit)
    stored = from_other_reading(indicator.kind, number, known.total)
    check_range(stored, text=typed.text, field=field)
    return stored


def _part(indicator: Indicator, name: str, text: str) -> Decimal | None:
    return parse_quantity(text, field=f"{indicator.name}（{name}）") if text.strip() else None


def _ratio(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal:
    """The value of numerator and denominator, as units' are rolled up: in percent for an indicator in %, the growth for 同比增速."""
    # Growth is not asked for with its parts, yet a table may bring them, and then they may be put right.
    if not indicator.takes_parts and indicator.kind is not ValueKind.GROWTH:
        raise NotAQuantity(text="", field=indicator.name)
    if numerator is None or denominator is None:
        parts = [f"{indicator.name}（{name}）" for name in (NUMERATOR, DENOMINATOR)]
        given, missing = parts if denominator is None else reversed(parts)
        raise RatioPartMissing(given=given, missing=missing)
    if not denominator:
        raise DenominatorIsZero(name=indicator.name)
    ratio = Fraction(numerator) / Fraction(denominator)
    if indicator.kind is ValueKind.GROWTH:
        ratio -= 1
    value = rounded(ratio * (100 if indicator.unit in _PERCENT else 1))
    check_range(value, text=decimal_text(value), field=indicator.name)
    return value
