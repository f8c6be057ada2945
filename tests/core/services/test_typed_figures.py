from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import CITY, ITEM, measure
from tests.core.calc.test_running_totals import PLAN, month

from core.changes.change import Json
from core.errors import (
    DenominatorIsZero,
    NotAQuantity,
    QuantityOutOfRange,
    RatioPartMissing,
    UserError,
    ValueAndReason,
)
from core.ids import SectionId
from core.model.asked import AskedFigure
from core.model.indicator import Indicator, ValueKind
from core.model.outline import Item
from core.model.progress import DataStatus, Missing
from core.services.typed_figures import Typed, TypedFigure, figure_value

SHARE = replace(measure(ValueKind.SHARE, unit="%"), name="占比")


def value_of(typed: TypedFigure, indicator: Indicator | None = None, before: str | None = "3", period: int = 2) -> Json:
    item = Item(ITEM, SectionId("s"), None, "0.1", "事项。", 0, (0, 3))
    numbers = {} if before is None else {month(1): Decimal(before)}
    return figure_value(PLAN, AskedFigure(item, indicator or measure(), CITY, month(period)), typed, numbers)


def test_nothing_typed_is_an_empty_figure() -> None:
    assert value_of(TypedFigure("  ")) is None


@pytest.mark.parametrize(("text", "value"), [("1,234.50", "1234.5"), ("３２００万", "0.32"), ("2亿元", "2")])
def test_a_number_is_read_in_the_indicators_unit(text: str, value: str) -> None:
    assert value_of(TypedFigure(text)) == {"value": value}


def test_a_status_is_told_unless_it_is_actual() -> None:
    assert value_of(TypedFigure("5", status=DataStatus.FLASH)) == {"value": "5", "status": "flash"}
    assert value_of(TypedFigure("5", status=DataStatus.ACTUAL)) == {"value": "5"}


def test_a_reason_stands_for_the_value() -> None:
    assert value_of(TypedFigure(missing=Missing.NOT_STARTED)) == {"missing": "not_started"}


def test_text_in_a_number_field_is_refused_by_the_fields_name() -> None:
    with pytest.raises(NotAQuantity) as refused:
        value_of(TypedFigure("约五"))

    assert (refused.value.field, refused.value.text) == ("指标", "约五")


def test_an_amount_of_a_running_total_is_added_to_the_total_before() -> None:
    assert value_of(TypedFigure("2", Typed.OTHER)) == {"value": "5"}


def test_a_total_of_an_amount_is_what_it_has_over_the_total_before() -> None:
    assert value_of(TypedFigure("5", Typed.OTHER), measure(ValueKind.PERIOD)) == {"value": "2"}


def test_after_a_gap_the_other_reading_goes_on_from_the_last_number_there_is() -> None:
    assert value_of(TypedFigure("2", Typed.OTHER), period=4) == {"value": "5"}
    assert value_of(TypedFigure("5", Typed.OTHER), measure(ValueKind.PERIOD), period=4) == {"value": "2"}
    assert value_of(TypedFigure("2", Typed.OTHER), before=None) == {"value": "2"}


def test_a_kind_without_another_reading_takes_what_is_typed_as_it_is() -> None:
    assert value_of(TypedFigure("2", Typed.OTHER), measure(ValueKind.LEVEL)) == {"value": "2"}


def test_a_share_comes_from_its_parts() -> None:
    assert value_of(TypedFigure(numerator="1", denominator="3"), SHARE) == {"value": "33.333333", "numerator": "1", "denominator": "3"}


def test_a_share_that_is_typed_goes_before_its_parts() -> None:
    assert value_of(TypedFigure("33", numerator="1", denominator="3"), SHARE) == {"value": "33", "numerator": "1", "denominator": "3"}


def test_growth_is_what_the_parts_show_over_one() -> None:
    assert value_of(TypedFigure(numerator="105", denominator="100"), measure(ValueKind.GROWTH, unit="%")) == {
        "value": "5",
        "numerator": "105",
        "denominator": "100",
    }


def test_half_a_share_names_the_other_half() -> None:
    with pytest.raises(RatioPartMissing) as refused:
        value_of(TypedFigure(denominator="3"), SHARE)

    assert (refused.value.given, refused.value.missing) == ("占比（分母）", "占比（分子）")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (TypedFigure("5", missing=Missing.NOT_STARTED), ValueAndReason),
        (TypedFigure("99999999999999"), QuantityOutOfRange),
        (TypedFigure("9223372036854", Typed.OTHER), QuantityOutOfRange),
        (TypedFigure(numerator="1", denominator="2"), NotAQuantity),
        (TypedFigure("5", numerator="一"), NotAQuantity),
    ],
)
def test_what_cannot_be_kept_is_refused(typed: TypedFigure, error: type[UserError]) -> None:
    with pytest.raises(error):
        value_of(typed)


def test_a_share_of_nothing_is_none() -> None:
    with pytest.raises(DenominatorIsZero):
        value_of(TypedFigure(numerator="1", denominator="0"), SHARE)
