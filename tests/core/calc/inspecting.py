"""What units of the small city reported over the year, for the aids of a spot check."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace
from tests.core.calc.building import EAST, ITEM, LEAD, figure, measure, small_plan

from core.calc.inspection import Series, series_of
from core.ids import UnitId
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.period import Period
from core.model.progress import Progress

THOUSAND = Target(Comparator.EQUAL, Decimal(1200))


def month(number: int) -> Period:
    """A month of the plan's year."""
    return Period.of_month(2025, number)


def monthly(values: Sequence[str], indicator: Indicator | None = None, *, first: int = 1) -> Series:
    """What the lead reported month by month from a month on, of a target of 1200 unless told."""
    figures = [figure(value, str(month(number))) for number, value in enumerate(values, start=first)]
    (series,) = series_of(small_plan(indicator or measure(target=THOUSAND)), figures)
    return series


def counts(values: Sequence[str]) -> Series:
    """The same of a rate-free indicator without decimals whose values stand for themselves."""
    return monthly(values, replace(measure(ValueKind.LEVEL, THOUSAND, unit="家"), decimals=0))


def texts(*lines: str, unit: UnitId = EAST) -> list[Progress]:
    """A unit's texts on the item, one for each month from January on."""
    return [Progress(unit, ITEM, month(number), text) for number, text in enumerate(lines, start=1)]


__all__ = ["LEAD", "THOUSAND", "counts", "month", "monthly", "texts"]
