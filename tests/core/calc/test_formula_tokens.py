"""A formula's text taken apart: `core.calc.formula_tokens`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.formula_tokens import Kind, near_text, tokens
from core.errors import FormulaMarkUnknown, FormulaNameBare, FormulaNameOpen, FormulaNumberUnclear


def texts_of(text: str) -> list[str]:
    return [token.text for token in tokens("F1", text)][:-1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("「甲」+１２.５", ["甲", "＋", "12.5"]),
        ("[占GDP 比重（%）]－［乙］", ["占GDP 比重（%）", "−", "乙"]),
        ("【甲】>=2", ["甲", "≥", "2"]),
        ("1<>2!=3", ["1", "≠", "2", "≠", "3"]),
        ("１＞＝２，３；４", ["1", "≥", "2", "、", "3", "、", "4"]),
        ("2且非3", ["2", "且", "非", "3"]),
        ("各县市区合计（「甲」）", ["各辖市区合计", "(", "甲", ")"]),
        ("如果最大(1)那么", ["若", "最大值", "(", "1", ")", "则"]),
        ("「带「引号」」的」", ["带「引号」的"]),
    ],
)
def test_full_width_and_ascii_forms_are_the_same(text: str, parts: list[str]) -> None:
    assert texts_of(text) == parts


def test_tokens_know_their_places() -> None:
    found = [(token.kind, token.place, token.near) for token in tokens("F1", "  「甲」 ＞＝１０")]

    assert found == [(Kind.NAME, 3, "「甲」"), (Kind.MARK, 7, "＞＝"), (Kind.NUMBER, 9, "１０"), (Kind.END, 11, "")]


@pytest.mark.parametrize("number", ["1,000", "1，000", "12万", "5%", "5％", "3.", "007", "1.2.3", "1" * 21, "3亿元", "2²"])
def test_a_number_with_a_unit_or_separators_is_unclear(number: str) -> None:
    with pytest.raises(FormulaNumberUnclear) as refused:
        texts_of(f"「甲」≥{number}")

    assert refused.value.place == 5


def test_a_name_without_quotes_is_refused_whole() -> None:
    with pytest.raises(FormulaNameBare) as refused:
        texts_of("「甲」＞上年末存款2024 + 1")

    assert (refused.value.place, refused.value.near) == (5, "上年末存款2024")


def test_an_open_or_empty_name_is_refused() -> None:
    for text in ("「甲", "[甲］", "「 」 > 1"):
        with pytest.raises(FormulaNameOpen):
            texts_of(text)


def test_an_unknown_mark_is_named() -> None:
    with pytest.raises(FormulaMarkUnknown) as refused:
        texts_of("「甲」 ? 1")

    assert (refused.value.place, refused.value.near) == (5, "?")


@given(st.text(st.characters(), max_size=30), st.integers(0, 30))
def test_what_stands_near_a_place_can_always_be_printed(text: str, place: int) -> None:
    near_text(text, place).encode()
