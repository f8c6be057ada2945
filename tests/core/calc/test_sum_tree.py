from __future__ import annotations

from tests.core.calc.building import CITY, EAST, LEAD, LOWER, SOUTH, UNITS, UPPER, WEST

from core.calc.sum_tree import SumTree, children_of

CHILDREN = children_of(UNITS)


def test_without_a_list_the_next_level_is_summed() -> None:
    tree = SumTree(CHILDREN, ())

    assert tree.below(CITY) == (LEAD, EAST, WEST, SOUTH)
    assert tree.below(EAST) == (UPPER, LOWER)
    assert tree.below(LOWER) == ()


def test_what_is_not_listed_is_left_out_of_the_sum_above() -> None:
    assert SumTree(CHILDREN, (EAST, WEST)).below(CITY) == (EAST, WEST)


def test_a_listed_unit_sums_all_that_lies_below_it() -> None:
    assert SumTree(CHILDREN, (EAST, WEST)).below(EAST) == (UPPER, LOWER)


def test_a_listed_unit_within_a_listed_one_is_not_added_again() -> None:
    assert SumTree(CHILDREN, (EAST, LOWER, WEST)).below(CITY) == (EAST, WEST)


def test_listed_units_of_a_lower_level_come_up_alone() -> None:
    tree = SumTree(CHILDREN, (UPPER, WEST))

    assert tree.below(CITY) == (UPPER, WEST)
    assert tree.below(EAST) == (UPPER,)


def test_a_unit_without_listed_ones_below_shows_its_own_sum() -> None:
    assert SumTree(CHILDREN, (WEST,)).below(EAST) == (UPPER, LOWER)
