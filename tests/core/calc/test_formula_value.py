"""Whether a formula holds: `core.calc.formula_value`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calc.formulas import conditions

from core.calc.formula_parser import parse_formula
from core.calc.formula_tree import AllOf, AnyOf, Comparison, Condition, Implication, Not, Number, Quantity, Reading, Relation, quantities
from core.calc.formula_value import Lack, Lacking, Outcome, Read, evaluate
from core.model.formula import NO_TOLERANCE, Tolerance

LACKED = Lack.NOT_REPORTED


def reader(values: Mapping[str, str]) -> Read:
    def read(quantity: Quantity) -> Decimal | Lack:
        return Decimal(values[quantity.name]) if quantity.name in values else LACKED

    return read


def outcome(text: str, tolerance: Tolerance = NO_TOLERANCE, **values: str) -> Outcome:
    return evaluate(parse_formula(text), reader(values), tolerance)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("0.1＋0.2＝0.3", True),
        ("1÷3×3＝1", True),
        ("10−2−3＝5", True),
        ("12÷2÷3＝2", True),
        ("2＋3×4＝14", True),
        ("−2×3＝−6", True),
        ("0≤5≤3", False),
        ("合计(1、2、3)＝6 且 最大值(1、2)＝2 且 最小值(1、2)＝1 且 绝对值(−1)＝1", True),
        ("若 1＞2 则 1＝0", True),
        ("若 1＞2 则 1＝1 否则 1＝0", False),
        ("非 1＝2 或 1＝2", True),
        ("9999999999×9999999999＝99999999980000000001", True),
    ],
)
def test_arithmetic_is_exact(text: str, holds: bool) -> None:  # what is expected
    assert outcome(text).holds is holds


def test_what_does_not_hold_shows_its_two_sides_and_numbers() -> None:
    found = outcome("「甲」÷3 ＝ 「乙」", 甲="10", 乙="3")

    assert found.sides == (Fraction(10, 3), Fraction(3))
    assert found.numbers == ((Quantity(Reading.OWN, "甲"), Decimal(10)), (Quantity(Reading.OWN, "乙"), Decimal(3)))


def test_what_is_missing_cannot_be_checked_and_is_named() -> None:
    found = outcome("「甲」＋「乙」＞「丙」", 甲="1", 丙="0")

    assert (found.holds, found.lacking) == (None, (Lacking(Quantity(Reading.OWN, "乙"), LACKED),))


def test_what_is_missing_does_not_matter_where_the_rest_settles_it() -> None:
    assert outcome("「甲」＞0 或 「乙」＞0", 甲="1").holds is True
    assert outcome("「甲」＞0 且 「乙」＞0", 甲="0").holds is False
    assert outcome("若 「甲」＞0 则 「乙」＞0", 甲="0").holds is True
    assert outcome("若 「乙」＞0 则 「甲」＞0", 甲="1").holds is True
    assert outcome("若 「乙」＞0 则 「甲」＞0", 甲="0").holds is None


def test_dividing_by_nought_cannot_be_checked() -> None:
    assert outcome("1÷「甲」＞0", 甲="0") == Outcome(None, ((Quantity(Reading.OWN, "甲"), Decimal(0)),), (Lacking(None, Lack.ZERO),))


def test_a_tolerance_lets_numbers_near_each_other_be_equal() -> None:
    near = Tolerance(Decimal("0.1"))
    percent = Tolerance(Decimal(1), is_percent=True)

    assert [outcome(f"10 {mark} 10.1", near).holds for mark in "＝≠≥≤＞＜"] == [True, False, True, True, False, False]
    assert outcome("10＝10.11", near).holds is False
    assert (outcome("99＝100", percent).holds, outcome("98.9＝100", percent).holds) == (True, False)


amounts = st.decimals(-1000, 1000, places=2)
tolerances = st.builds(Tolerance, st.decimals(0, 50, places=2), st.booleans())


@given(amounts, amounts, tolerances)
def test_one_of_equal_more_and_less_holds_whatever_the_tolerance(left: Decimal, right: Decimal, tolerance: Tolerance) -> None:
    def holds(relation: Relation) -> bool | None:
        sides = Quantity(Reading.OWN, "左"), Quantity(Reading.OWN, "右")
        return evaluate(Comparison(sides[0], ((relation, sides[1]),)), lambda each: left if each.name == "左" else right, tolerance).holds

    assert [holds(Relation.EQUAL), holds(Relation.MORE), holds(Relation.LESS)].count(True) == 1
    assert holds(Relation.AT_LEAST) is not holds(Relation.LESS)
    assert holds(Relation.AT_MOST) is not holds(Relation.MORE)
    assert holds(Relation.UNEQUAL) is not holds(Relation.EQUAL)


@given(conditions, st.dictionaries(st.sampled_from(["甲", "乙", "」"]), amounts), tolerances)
def test_any_formula_comes_to_one_of_three_outcomes(tree: Condition, values: dict[str, Decimal], tolerance: Tolerance) -> None:
    asked: list[Quantity] = []

    def read(quantity: Quantity) -> Decimal | Lack:
        asked.append(quantity)
        return values.get(quantity.name, LACKED)

    found = evaluate(tree, read, tolerance)

    assert len(asked) == len(set(asked)) <= len([*quantities(tree)])
    assert (found.holds is None) == bool(found.lacking)
    assert evaluate(Not(tree), read, tolerance).holds is (None if found.holds is None else not found.holds)


@given(conditions, st.lists(amounts, min_size=8, max_size=8), st.sets(st.integers(0, 7)))
def test_what_is_missing_never_turns_an_outcome_round(tree: Condition, values: list[Decimal], gone: set[int]) -> None:
    """Filling in what was missing settles what was unknown, and changes nothing that was settled."""
    numbered = {quantity: index % 8 for index, quantity in enumerate(dict.fromkeys(quantities(tree)))}
    part = evaluate(tree, lambda each: LACKED if numbered[each] in gone else values[numbered[each]])
    whole = evaluate(tree, lambda each: values[numbered[each]])

    assert part.holds in {None, whole.holds}


@given(conditions, conditions, st.lists(amounts, min_size=8, max_size=8))
def test_joined_conditions_hold_as_logic_says(one: Condition, other: Condition, values: list[Decimal]) -> None:
    def read(quantity: Quantity) -> Decimal:
        return values[sum(map(ord, quantity.name + quantity.reading.value)) % 8]

    def holds(tree: Condition) -> bool | None:
        return evaluate(tree, read).holds

    assert holds(AnyOf((one, other))) is holds(Not(AllOf((Not(one), Not(other)))))
    assert holds(Implication(one, other)) is holds(AnyOf((Not(one), other)))


@given(st.decimals(0, 10**6, places=4), st.integers(1, 60))
def test_the_size_of_numbers_stays_bounded(value: Decimal, factors: int) -> None:
    text = "×".join(["「甲」"] * factors) + "＝「乙」"
    expected = Fraction(value) ** factors

    found = evaluate(parse_formula(text), lambda each: value if each.name == "甲" else Decimal(0))

    assert found.holds is (expected == 0)
    assert found.sides is None or found.sides[0] == expected


def test_a_number_as_written_is_taken_as_written() -> None:
    assert parse_formula("0.10＝0.1") == Comparison(Number(Decimal("0.10")), ((Relation.EQUAL, Number(Decimal("0.1"))),))
