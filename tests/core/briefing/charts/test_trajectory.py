from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import FIGURES, LABELS, NUMBERS, WIDTHS

from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.trajectory import trajectory_chart

WIDTH = 442.2
NOTHING: tuple[Decimal | None, ...] = (None,) * 12
SERIES = st.one_of(
    st.just(NOTHING),
    st.tuples(*[st.one_of(st.none(), NUMBERS)] * 12),
    st.tuples(*[st.decimals(min_value=4800, max_value=5000, places=1)] * 12),
)
DATA = st.builds(TrajectoryData, LABELS, LABELS, SERIES, SERIES, SERIES, FIGURES)
EXAMPLE = TrajectoryData(
    "新增上市企业",
    "家",
    tuple(Decimal(20) * month / 12 for month in range(1, 13)),
    (*map(Decimal, [0, 1, 2, 5, 5, 7]), *NOTHING[:6]),
    (*NOTHING[:5], *(Decimal(7) + Decimal(13) * month / 6 for month in range(7))),
    "7家 35.0%",
)


@given(data=DATA, width=WIDTHS, height=st.floats(min_value=60, max_value=400, allow_nan=False))
@settings(max_examples=60, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, data: TrajectoryData, width: float, height: float) -> None:
    assert not find_collisions(trajectory_chart(data, width, height))


def test_lines_are_named_and_the_last_value_is_printed(read_figure: Read) -> None:
    text = read_figure(trajectory_chart(EXAMPLE, WIDTH, 6 * GRID_PT))

    assert all(part in text for part in ("新增上市企业（家）", "实际7家35.0%", "计划", "所需", "1月", "12月", "20"))


def test_indicator_without_values_says_why(read_figure: Read) -> None:
    text = read_figure(trajectory_chart(TrajectoryData("产值", "亿元", NOTHING, NOTHING, NOTHING, "未到发布期"), WIDTH, 6 * GRID_PT))

    assert "未到发布期" in text
    assert "计划" not in text


def test_negative_plan_is_printed_with_a_real_minus(read_figure: Read) -> None:
    plan = tuple(Decimal(-month) for month in range(1, 13))

    assert "−12" in read_figure(trajectory_chart(TrajectoryData("能耗", "", plan, NOTHING, NOTHING, "x"), WIDTH, 6 * GRID_PT))


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(ValueError, match="twelve"):
        trajectory_chart(TrajectoryData("产值", "亿元", (), (), (), ""), WIDTH, 6 * GRID_PT)


def test_same_data_give_the_same_bytes(print_figure: Print) -> None:
    assert print_figure(trajectory_chart(EXAMPLE, WIDTH, 170)) == print_figure(trajectory_chart(EXAMPLE, WIDTH, 170))
