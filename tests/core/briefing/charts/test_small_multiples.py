from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import FIGURES, LABELS, NUMBERS, WIDTHS

from core.briefing.charts.data import TrajectoryData
from core.briefing.charts.heights import GRID_PT, ChartKind, chart_height_lines
from core.briefing.charts.small_multiples import small_multiples

WIDTH = 442.2
NOTHING: tuple[Decimal | None, ...] = (None,) * 12
SERIES = st.one_of(
    st.just(NOTHING),
    st.just((Decimal(5),) * 12),
    st.tuples(*[st.one_of(st.none(), NUMBERS)] * 12),
)
PANELS = st.lists(st.builds(TrajectoryData, LABELS, LABELS, SERIES, SERIES, st.just(NOTHING), FIGURES), min_size=1, max_size=18)


def panel(name: str, *values: int) -> TrajectoryData:
    actual = (*map(Decimal, values), *NOTHING[len(values) :])
    return TrajectoryData(name, "家", tuple(Decimal(2 * month) for month in range(1, 13)), actual, NOTHING, f"{values[-1]}家")


@given(panels=PANELS, width=WIDTHS, height=st.floats(min_value=87, max_value=540, allow_nan=False))
@settings(max_examples=40, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, panels: list[TrajectoryData], width: float, height: float) -> None:
    assert not find_collisions(small_multiples(panels, width, height))


def test_each_panel_has_its_name_its_last_value_and_named_lines(read_figure: Read) -> None:
    height = chart_height_lines(ChartKind.MULTIPLES, 2) * GRID_PT

    text = read_figure(small_multiples([panel("上市企业", 1, 3, 4), panel("高新技术企业", 2, 4, 9)], WIDTH, height))

    assert all(part in text for part in ("上市企业", "4家", "高新技术企业", "9家", "1月", "12月"))
    assert (text.count("实际"), text.count("计划")) == (2, 2)


def test_a_fourth_panel_begins_a_second_row() -> None:
    sheet = small_multiples([panel(f"指标{number}", 1, 2) for number in range(4)], WIDTH, 174)

    heights = [word.at[1] for word in sheet.words if word.text.startswith("指标")]

    assert len(set(heights[:3])) == 1
    assert heights[3] < heights[0] - 80


def test_no_panels_and_short_years_are_refused() -> None:
    with pytest.raises(ValueError, match="panel"):
        small_multiples([], WIDTH, 87)
    with pytest.raises(ValueError, match="twelve"):
        small_multiples([TrajectoryData("甲", "", (None,), (None,), (None,), "")], WIDTH, 87)


def test_same_panels_give_the_same_bytes(print_figure: Print) -> None:
    panels = [panel("上市企业", 1, 3, 4), panel("高新技术企业", 2, 4, 9)]

    assert print_figure(small_multiples(panels, WIDTH, 87)) == print_figure(small_multiples(panels, WIDTH, 87))
