"""A 审核公式 as the office wrote it: its text, how severe it is, at which units it runs, and how far two numbers may be apart."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from core.ids import FormulaId, IndicatorId, UnitId
from core.model.org_unit import UnitKind
from core.model.severity import Severity


class Tolerance(Struct, frozen=True):
    """How far apart two numbers count as equal: in their own unit, or in percent of the larger one. From nought."""

    value: Decimal = Decimal(0)
    is_percent: bool = False

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value < 0:
            message = f"a tolerance below nought: {self.value}"
            raise ValueError(message)

    def allowance(self, one: Fraction, other: Fraction) -> Fraction:
        """The greatest distance of these two numbers at which they are equal."""
        return Fraction(self.value) * (max(abs(one), abs(other)) / 100 if self.is_percent else 1)


NO_TOLERANCE = Tolerance()


class Scope(Struct, frozen=True):
    """Whose figures a formula is about: kinds (CITY: the city's own) and units; of whoever reports them, where nothing is named."""

    kinds: tuple[UnitKind, ...] = ()
    units: tuple[UnitId, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Whether nothing is named."""
        return not self.kinds and not self.units


EVERYWHERE = Scope()


class Formula(Struct, frozen=True):
    """`text` as it is printed, `indicators` by the names that it quotes; `message` is said where it does not hold, empty for none."""

    id: FormulaId
    text: str
    indicators: tuple[tuple[str, IndicatorId], ...]
    severity: Severity = Severity.VERIFY
    message: str = ""
    scope: Scope = EVERYWHERE
    tolerance: Tolerance = NO_TOLERANCE
    order: int = 0
