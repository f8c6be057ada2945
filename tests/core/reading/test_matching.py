from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.indicator import ValueKind
from core.reading.matching import ALIKE, Measured, best_match, in_unit, likeness

NAMES = st.text(alphabet="新增上市企业总量家累计增长", max_size=8)
MEASURED = st.builds(Measured, NAMES, st.sampled_from(["家", "万家", "%"]), st.sampled_from([ValueKind.LEVEL, ValueKind.GROWTH]))


@given(MEASURED, MEASURED)
def test_likeness_is_the_same_both_ways_and_a_share(left: Measured, right: Measured) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0 <= likeness(left, right) <= 1


@given(MEASURED)
def test_a_figure_is_like_itself_unless_nothing_of_its_name_is_left(measured: Measured) -> None:
    assert likeness(measured, measured) in {0.0, 1.0}


@pytest.mark.parametrize(
    ("left", "right", "is_alike"),
    [
        (Measured("城镇新增就业", "万人", ValueKind.CUMULATIVE), Measured("城镇新增就业", "人", ValueKind.CUMULATIVE), True),
        (Measured("新能源整车产量", "万辆", ValueKind.CUMULATIVE), Measured("整车产量", "万辆", ValueKind.CUMULATIVE), True),
        (Measured("新增上市企业", "家", ValueKind.CUMULATIVE), Measured("上市企业累计", "家", ValueKind.LEVEL), False),
        (Measured("进出口总额", "亿元", ValueKind.CUMULATIVE), Measured("进出口总额增长", "%", ValueKind.GROWTH), False),
        (Measured("新建改建农村公路", "公里", ValueKind.CUMULATIVE), Measured("改造老旧小区", "公里", ValueKind.CUMULATIVE), False),
    ],
)
def test_the_same_is_measured_where_name_unit_and_kind_agree(left: Measured, right: Measured, *, is_alike: bool) -> None:
    assert (likeness(left, right) >= ALIKE) is is_alike


def test_the_best_of_several_is_taken_and_none_where_none_is_alike() -> None:
    wanted = Measured("高新技术企业", "家", ValueKind.LEVEL)
    others = [Measured("规上工业企业", "家", ValueKind.LEVEL), Measured("高新技术企业总量", "家", ValueKind.LEVEL)]

    assert best_match(wanted, others) == 1
    assert best_match(wanted, others[:1]) is None


def test_values_are_turned_into_the_wanted_scale() -> None:
    assert in_unit(Decimal("10.4"), "万人", "人") == Decimal(104000)
    assert in_unit(Decimal(5), "%", "家") is None
