"""A formula read as a tree or refused: `core.calc.formula_parser`."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.calc.formula_parser import DEEPEST, LONGEST, parse_formula
from core.calc.formula_tokens import WORDS
from core.calc.formula_tree import formula_text
from core.errors import (
    FormulaBroken,
    FormulaIsEmpty,
    FormulaTooDeep,
    FormulaTooLong,
    FormulaWantsCondition,
    FormulaWantsName,
    FormulaWantsNumber,
    UserError,
)
from core.messages import sentence


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("「甲」=「乙」+「丙」", "「甲」 ＝ 「乙」 ＋ 「丙」"),
        ("[甲]*100/[乙]<=100", "「甲」 × 100 ÷ 「乙」 ≤ 100"),
        ("0≤「占比」≤100", "0 ≤ 「占比」 ≤ 100"),
        ("若「开工」＞0，则「投资」＞0", "若 「开工」 ＞ 0 则 「投资」 ＞ 0"),
        ("若「甲」>1则「乙」>1，否则「乙」=0", "若 「甲」 ＞ 1 则 「乙」 ＞ 1 否则 「乙」 ＝ 0"),
        ("「甲」>0或「乙」>0且「丙」>0", "「甲」 ＞ 0 或 「乙」 ＞ 0 且 「丙」 ＞ 0"),
        ("(「甲」>0或「乙」>0)且「丙」>0", "(「甲」 ＞ 0 或 「乙」 ＞ 0) 且 「丙」 ＞ 0"),
        ("非「甲」>0", "非 「甲」 ＞ 0"),
        ("合计(「甲」、「乙」)＝各辖市区合计(「甲」)", "合计(「甲」、「乙」) ＝ 各辖市区合计(「甲」)"),
        ("绝对值(「甲」-上年(「甲」))≤最大值(1,2.5)", "绝对值(「甲」 − 上年(「甲」)) ≤ 最大值(1、2.5)"),
        ("-「甲」<=--1", "−「甲」 ≤ −(−1)"),
        ("1-2-3<+4", "1 − 2 − 3 ＜ 4"),
        ("「甲」≤目标(「甲」)×1.5", "「甲」 ≤ 目标(「甲」) × 1.5"),
    ],
)
def test_a_formula_is_read_as_officials_write_it(text: str, read: str) -> None:
    assert formula_text(parse_formula(text)) == read


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("「甲」≥", FormulaBroken, 4),
        ("≥「甲」", FormulaBroken, 1),
        ("「甲」「乙」＞1", FormulaBroken, 4),
        ("(「甲」＞1", FormulaBroken, 6),
        ("「甲」＞1)", FormulaBroken, 6),
        ("若「甲」＞1", FormulaBroken, 6),
        ("合计 「甲」＞1", FormulaBroken, 4),
        ("绝对值(1、2)＞1", FormulaBroken, 6),
        ("「甲」＋1", FormulaWantsCondition, 1),
        ("「甲」且「乙」＞1", FormulaWantsCondition, 1),
        ("若「甲」则「乙」＞1", FormulaWantsCondition, 2),
        ("「甲」＋(「乙」＞1)＞0", FormulaWantsNumber, 5),
        ("上期(「甲」＋1)＞0", FormulaWantsName, 1),
        ("上期「甲」＞0", FormulaWantsName, 1),
        ("各辖市区合计(1)＞0", FormulaWantsName, 1),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, error: type[FormulaBroken], place: int) -> None:
    with pytest.raises(error) as refused:
        parse_formula(text, formula="F1")

    assert refused.value.place == place
    assert "公式“F1”" in sentence(refused.value)
    assert "“F1”" in sentence(refused.value, "en")


def test_nothing_is_no_formula() -> None:
    with pytest.raises(FormulaIsEmpty):
        parse_formula(" 　\n")


def test_a_formula_is_bounded_in_length() -> None:
    for text in ("「" + "甲" * LONGEST + "」>1", "+".join("1" * 200) + ">1"):
        with pytest.raises(FormulaTooLong):
            parse_formula(text)


@pytest.mark.parametrize("opening", ["(", "非", "-", "绝对值(", "若", "非(", "合计(1、"])
def test_a_formula_is_bounded_in_depth(opening: str) -> None:
    with pytest.raises((FormulaTooDeep, FormulaTooLong)):
        parse_formula(opening * (DEEPEST + 1) + "「甲」>1")


_pieces = st.sampled_from(
    [
        *WORDS,
        *"「」[]［］【】()（）＋+−-×*÷/＝=≠≥≤＞<>!、，, ;；%.0123456789万亿",
        "「甲」",
        "[乙]",
        "12.5",
        "\ud800",
        "\u200b",
        "²",
        "٣",
        "甲",
    ]
)


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=60) | st.lists(_pieces, max_size=60).map("".join) | st.lists(_pieces, max_size=900).map("".join))
@example("(" * 999)
@example("非" * 999)
@example("-" * 999)
@example("若" * 299)
@example("1" + "+1" * 499)
@example("上期(" * 200)
@example("「\ud800」>\udfff")
@example("1>2\u0000")
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        said = formula_text(parse_formula(text, formula="F1"))
    except UserError as error:
        said = ""
        sentences = {sentence(error), sentence(error, "en")}
    else:
        sentences = {"read"}

    assert all(sentences)
    assert not said or formula_text(parse_formula(said)) == said
