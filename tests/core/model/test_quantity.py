from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAQuantity, QuantityOutOfRange, UserError
from core.model.quantity import (
    LARGEST_MICROS,
    check_range,
    decimal_from,
    decimal_of,
    decimal_text,
    from_micros,
    parse_quantity,
    printed,
    shares_of_hundred,
    to_micros,
    unit_scale,
)

MICROS = st.integers(-LARGEST_MICROS, LARGEST_MICROS)


def parse(text: str, unit: str = "") -> Decimal:
    return parse_quantity(text, field="产值", unit=unit)


@given(MICROS)
def test_millionths_go_through_text_and_back_exactly(micros: int) -> None:
    value = from_micros(micros)

    assert to_micros(value) == micros
    assert to_micros(Decimal(decimal_text(value))) == micros
    assert to_micros(parse(decimal_text(value))) == micros


@given(MICROS)
def test_text_of_a_value_is_plain_digits(micros: int) -> None:
    text = decimal_text(from_micros(micros))

    assert "E" not in text
    assert not text.endswith((".", "-0"))
    assert "." not in text or not text.endswith("0")


def test_nought_has_no_sign() -> None:
    assert decimal_text(Decimal("-0.00")) == "0"
    assert decimal_of(parse("-0")) == 0


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12", "家", "12"),
        (" 12 家 ", "家", "12"),
        ("１２．５", "亿元", "12.5"),
        ("1,234,567.8", "元", "1234567.8"),
        ("1，234", "元", "1234"),
        ("3200万", "亿元", "0.32"),
        ("3200万元", "亿元", "0.32"),
        ("1.2亿", "万元", "12000"),
        ("1.5万", "个", "15000"),
        ("1.5万个", "个", "15000"),
        ("15000个", "万个", "1.5"),
        ("5.3%", "%", "5.3"),
        ("5.3％", "%", "5.3"),
        ("0.5个百分点", "%", "0.5"),
        ("-2.1", "%", "-2.1"),
        ("−2.1", "%", "-2.1"),
        ("－2.1", "%", "-2.1"),
        ("+2.1", "%", "2.1"),
        ("0.0000005", "亿元", "0.000001"),
        ("1万亿", "万亿元", "1"),
    ],
)
def test_numbers_are_read_as_clerks_type_them(text: str, unit: str, value: str) -> None:
    assert parse(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "约12", "十二", "12-13", "1,2,3", "12,34", "1e5", "nan", "Infinity", "12 3", "5.3公里", "--5", "1.2.3", "①", "5²", "½", "٣"],
)
def test_what_is_no_number_is_refused_with_the_fields_name(text: str) -> None:
    with pytest.raises(NotAQuantity) as refusal:
        parse(text, "家")

    assert refusal.value.field == "产值"


def test_a_number_past_the_millionths_of_64_bits_is_refused() -> None:
    assert parse("9223372036854.775807") == Decimal("9223372036854.775807")
    for text in ("9223372036854.775808", "-9223372036855", "1" * 41, "9.3万亿"):
        with pytest.raises(QuantityOutOfRange):
            parse(text)


def test_a_range_is_of_both_signs() -> None:
    with pytest.raises(QuantityOutOfRange):
        check_range(Decimal(-(10**13)), text="", field="产值")


@given(st.text(max_size=30), st.sampled_from(["", "家", "亿元", "%", "万亿元", "万吨/年"]))
def test_no_text_raises_anything_but_a_users_error(text: str, unit: str) -> None:
    try:
        value = parse(text, unit)
    except UserError:
        return
    assert to_micros(value) is not None


@given(st.decimals(-(10**8), 10**8, places=2))
def test_wan_and_yi_are_the_same_quantity_in_another_unit(value: Decimal) -> None:
    text = decimal_text(value)

    assert parse(f"{text}万", "元") == parse(f"{text}", "元") * 10**4
    assert parse(f"{text}万元", "亿元") == (parse(text) / 10**4).quantize(Decimal("0.000001"), "ROUND_HALF_UP")


def test_more_than_millionths_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="six decimals"):
        to_micros(Decimal("0.0000001"))


def test_figures_are_printed_half_up_with_a_real_minus() -> None:
    assert [printed(Decimal(text), 1) for text in ("0.25", "-0.25", "-0.04", "2", "91.666667")] == ["0.3", "−0.3", "0.0", "2.0", "91.7"]


def test_a_unit_is_split_from_its_scale() -> None:
    assert unit_scale("万亿元") == (10**12, "元")
    assert unit_scale("家") == (1, "家")
    assert unit_scale("万") == (1, "万")


def test_jinzhai_2025_prints_shares_that_add_to_a_hundred() -> None:
    """金寨 2025, docs/decisions/0002."""
    assert [str(share) for share in shares_of_hundred([17, 162, 10, 24, 9])] == ["7.7", "72.9", "4.5", "10.8", "4.1"]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.integers(0, 3))
def test_shares_add_to_a_hundred_and_stay_near_the_exact_ones(counts: list[int], decimals: int) -> None:
    shares = shares_of_hundred(counts, decimals)
    whole = sum(counts)

    assert sum(shares) == (100 if whole else 0)
    step = Decimal(1).scaleb(-decimals)
    if whole:
        assert all(abs(share - Decimal(100 * count) / whole) <= step * len(counts) for share, count in zip(shares, counts, strict=True))


def test_shares_of_nothing_are_nought() -> None:
    assert shares_of_hundred([0, 0]) == [Decimal(0), Decimal(0)]


@pytest.mark.parametrize("text", ["1E+999990", "1e5", "NaN", "Infinity", "+1", " 1", "1.", ".5", "１", "9" * 21, "1." + "0" * 21, ""])
def test_number_that_does_not_travel_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match="no travelling decimal"):
        decimal_from(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_number_travels_and_comes_back(value: Decimal) -> None:
    assert decimal_from(decimal_text(value)) == value
