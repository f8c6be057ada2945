from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.arithmetic import NO_ARITHMETIC, Arithmetic, Rule, Term, reckon
from core.model.progress import Standing

ALWAYS = (Rule("", Standing.ON),)


@given(st.fractions(), st.fractions().filter(bool))
def test_reckoning_is_exact(one: Fraction, other: Fraction) -> None:
    terms = {"one": Term(one), "other": Term(other)}

    numbers = reckon(Arithmetic(terms, {"ratio": "one / other", "back": "ratio * other - -1"}, ALWAYS)).numbers

    assert (numbers["ratio"], numbers["back"]) == (one / other, one + 1)


def test_whole_pieces_and_the_larger_of_two_can_be_said() -> None:
    formulas = {"down": "floor(half)", "up": "ceil(half)", "size": "abs(down - up)", "most": "max(down, up, half)"}

    numbers = reckon(Arithmetic({"half": Term(Fraction(5, 2))}, formulas, ALWAYS)).numbers

    assert [numbers[name] for name in formulas] == [2, 3, 1, 3]


def test_the_first_rule_that_holds_decides() -> None:
    rules = (Rule("x > 3 and x < 5", Standing.AHEAD), Rule("x >= 3", Standing.BEHIND, 2), Rule("", Standing.UNRATED))

    results = [reckon(Arithmetic({"x": Term(Fraction(x))}, {}, rules)) for x in (4, 5, 1)]

    assert [(result.standing, result.shade) for result in results] == [(Standing.AHEAD, 0), (Standing.BEHIND, 2), (Standing.UNRATED, 0)]


@pytest.mark.parametrize("formula", ["x +", "missing", "x ** 2", "x.real", "__import__('os')", "'x'", "1.5", "x < 1", "max(x, key=x)"])
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        reckon(Arithmetic({"x": Term(Fraction(1))}, {"y": formula}, ALWAYS))


@pytest.mark.parametrize("condition", ["x", "x != 1", "1 < x < 3", "not x > 1"])
def test_what_is_no_condition_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match="not a condition"):
        reckon(Arithmetic({"x": Term(Fraction(2))}, {}, (Rule(condition, Standing.ON),)))


def test_an_arithmetic_without_a_rule_that_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        reckon(Arithmetic({}, {}, ()))


def test_without_numbers_nothing_is_rated() -> None:
    assert reckon(NO_ARITHMETIC).standing is Standing.UNRATED


def test_a_number_travels_as_digits_or_as_the_fraction_it_is() -> None:
    assert [Term(Fraction(text)).text for text in ("-0.125", "30", "275/3")] == ["-0.125", "30", "275/3"]
