from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.calc.building import EAST, WEST, city_row, figure, measure, small_plan

from core.calc.computed_rate import is_told_otherwise
from core.calc.judgement_json import made_as_json
from core.model.indicator import Comparator, RollUpRule, Target, ValueKind

GROWTH = measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%")
SHARE = measure(ValueKind.SHARE, Target(Comparator.ABOUT, Decimal("3.45")), unit="%")


def test_a_published_growth_counts_and_the_computed_one_stands_beside_it() -> None:
    """5620.5 against 5310 is 5.847…%, and 5.2 % was published at comparable prices."""
    row = city_row(small_plan(GROWTH), figure("5.2", parts=("5620.5", "5310")))

    assert (row.value, row.distance, row.computed) == (Decimal("5.2"), Decimal("0.2"), Decimal("5.847458"))
    assert "按本年和上年数算得5.847458%，与公布数相差0.647458个百分点" in row.explanation
    assert made_as_json(row)["computed_difference"] == "-0.647458"


def test_a_growth_that_is_the_computed_one_rounded_is_not_remarked() -> None:
    row = city_row(small_plan(GROWTH), figure("5.8", parts=("5620.5", "5310")))

    assert row.computed == Decimal("5.847458")
    assert "算得" not in row.explanation


def test_a_share_is_set_beside_its_parts_too() -> None:
    row = city_row(small_plan(SHARE), figure("3.4", parts=("33", "1000")))

    assert row.computed == Decimal("3.3")
    assert "按分子、分母算得3.3%，与公布数相差0.1个百分点" in row.explanation


@pytest.mark.parametrize("parts", [None, ("5", "0")])
def test_without_both_parts_there_is_no_computed_rate(parts: tuple[str, str] | None) -> None:
    assert city_row(small_plan(GROWTH), figure("5.2", parts=parts)).computed is None


def test_a_ratio_of_units_is_the_computed_one_itself() -> None:
    share = measure(ValueKind.SHARE, SHARE.target, unit="%", roll_up=RollUpRule.RATIO)
    plan = small_plan(share, shares={EAST: "3", WEST: "3"})

    row = city_row(plan, figure("3", subject=EAST, parts=("3", "100")), figure("4", subject=WEST, parts=("4", "100")))

    assert (row.value, row.computed) == (Decimal("3.5"), None)


@pytest.mark.parametrize(
    ("published", "computed", "otherwise"),
    [
        ("5", "5.04", False),
        ("5", "5.06", True),
        ("5.25", "5.254", False),
        ("5.25", "5.256", True),
        ("-1.2", "-1.249", False),
        ("0", "0", False),
    ],
)
def test_a_published_rate_has_its_own_places(published: str, computed: str, otherwise: bool) -> None:
    assert is_told_otherwise(Decimal(published), Decimal(computed)) is otherwise
