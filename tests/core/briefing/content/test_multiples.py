from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.briefing.content.pictures import CITY, PICTURE

from core.briefing.content.multiples import multiples_blocks
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.period import Period

MONTHS = [Period.parse(f"2025-{month:02}") for month in range(1, 7)]


def with_history(count: int) -> Picture:
    """The picture with so many values of every indicator of the city."""
    values = tuple((month, Decimal(number)) for number, month in enumerate(MONTHS[:count], start=1))
    return replace(PICTURE, history={(indicator.id, CITY): values for indicator in PICTURE.plan.indicators})


def test_indicators_with_three_values_stand_side_by_side() -> None:
    view = View(with_history(3))
    items = [item for item in view.items if len(view.rows(item)) and view.rows(item)[0].value is not None]
    shown = [row.name for item in items for row in view.rows(item) if row.indicator is not None and row.value is not None]

    (block,) = multiples_blocks(view, items, "主要指标")

    assert block.caption == "主要指标：今年以来走势（虚线为计划）"
    assert list(block.texts[::2]) == shown
    assert len(shown) > 1


def test_two_values_are_no_course() -> None:
    view = View(with_history(2))

    assert multiples_blocks(view, view.items, "主要指标") == ()


def test_one_indicator_is_no_comparison() -> None:
    view = View(with_history(3))
    item = next(item for item in view.items if len(view.rows(item)) == 1 and view.rows(item)[0].value is not None)

    assert multiples_blocks(view, [item], "主要指标") == ()
