from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import HEIGHTS, LABELS, LEAST_PITCH_PT, STANDINGS, WIDTHS

from core.briefing.blocks import Tone
from core.briefing.charts.data import NodeRow, NodeState
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.node_strip import node_strip
from core.briefing.charts.style import AREA_INKS, TONE_COLOURS
from core.model.progress import Standing

WIDTH = 442.2
STATES = st.tuples(*[st.sampled_from(list(NodeState))] * 12)
ROWS = st.lists(st.builds(NodeRow, LABELS, STATES, STANDINGS), min_size=1, max_size=30)
SIGNS = {".": NodeState.NONE, "o": NodeState.DUE, "x": NodeState.DONE, "!": NodeState.LATE}


def row(states: str) -> NodeRow:
    return NodeRow("出台促进民营经济发展条例", tuple(SIGNS[sign] for sign in states), Standing.UNRATED)


@given(rows=ROWS, width=WIDTHS, height=HEIGHTS)
@settings(max_examples=40, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, rows: list[NodeRow], width: float, height: float) -> None:
    assert not find_collisions(node_strip(rows, width, height + LEAST_PITCH_PT * len(rows)))


def test_months_key_and_labels_can_be_found_by_a_reader(read_figure: Read) -> None:
    text = read_figure(node_strip([row("..x..x..o..o")], WIDTH, 2 * GRID_PT))

    assert text == "计划完成逾期1月2月3月4月5月6月7月8月9月10月11月12月出台促进民营经济发展条例其他"


def test_every_node_has_its_mark(find_areas: FindAreas) -> None:
    figure = node_strip([row("xx!!!......o")], WIDTH, 2 * GRID_PT)

    done = find_areas(figure, TONE_COLOURS[Tone.DONE])
    late = find_areas(figure, AREA_INKS[Standing.BEHIND].face)

    # One more of each in the key.
    assert (len(done), len(late)) == (3, 4)
    assert done[-1].x0 < late[-1].x0


def test_a_year_has_twelve_months() -> None:
    with pytest.raises(ValueError, match="twelve"):
        node_strip([row("xx")], WIDTH, 2 * GRID_PT)


def test_same_rows_give_the_same_bytes(print_figure: Print) -> None:
    assert print_figure(node_strip([row("x!o.........")], WIDTH, 58)) == print_figure(node_strip([row("x!o.........")], WIDTH, 58))
