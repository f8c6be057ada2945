"""What a formula is made of, and its text again: `core.calc.formula_tree`."""

from __future__ import annotations

from hypothesis import given
from tests.core.calc.formulas import conditions

from core.calc.formula_parser import parse_formula
from core.calc.formula_tree import Condition, Quantity, Reading, formula_text, is_condition, quantities, quantity_text


@given(conditions)
def test_a_printed_formula_is_read_as_the_same_formula(tree: Condition) -> None:
    assert parse_formula(formula_text(tree)) == tree


@given(conditions)
def test_a_formula_is_printed_one_way_only(tree: Condition) -> None:
    text = formula_text(tree)

    assert formula_text(parse_formula(text)) == text
    assert is_condition(tree)


def test_brackets_stand_only_where_they_are_needed() -> None:
    text = formula_text(parse_formula("((「甲」+(「乙」×2)))=(1-(2-3)) 且 (非(「甲」>0))"))

    assert text == "「甲」 ＋ 「乙」 × 2 ＝ 1 − (2 − 3) 且 非 「甲」 ＞ 0"


def test_a_name_with_its_own_closing_mark_has_it_doubled() -> None:
    assert quantity_text(Quantity(Reading.LAST, "带「引号」的")) == "上期(「带「引号」」的」)"


def test_quantities_come_in_the_order_of_the_text_as_often_as_they_stand_there() -> None:
    tree = parse_formula("若 「甲」 > 0 则 合计(「乙」, 「甲」) ≥ 上期(「甲」) 否则 「丙」 = 0")

    assert [quantity_text(each) for each in quantities(tree)] == ["「甲」", "「乙」", "「甲」", "上期(「甲」)", "「丙」"]


def test_a_quantity_may_be_shown_with_its_number() -> None:
    text = formula_text(parse_formula("「甲」≤「乙」"), lambda quantity: f"{quantity_text(quantity)}5")

    assert text == "「甲」5 ≤ 「乙」5"
