"""What a unit says to a finding (审核说明): an answer belongs to the value that was questioned, and ends when that changes.

Values only, tested where findings are answered (`core.calc.finding_maker`).
"""

from __future__ import annotations

from msgspec import Struct

from core.ids import FormulaId, IndicatorId, ItemId, UnitId


class FindingKey(Struct, frozen=True):
    """Which finding of a period it is; `about` is what was questioned, as canonical text, and no more than that."""

    code: str
    item: ItemId
    indicator: IndicatorId | None = None
    subject: UnitId | None = None
    formula: FormulaId | None = None
    about: str = ""


class Explanation(Struct, frozen=True):
    """The answer of a unit to one finding of a period."""

    key: FindingKey
    text: str
