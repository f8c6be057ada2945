from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.briefing.charts.conftest import FindAreas, FindCollisions, Print, Read
from tests.core.briefing.charts.strategies import LABELS, STANDINGS, WIDTHS

from core.briefing.charts.data import MatrixData
from core.briefing.charts.heights import GRID_PT
from core.briefing.charts.matrix import matrix_chart, stacked
from core.briefing.charts.style import AREA_INKS
from core.model.progress import Standing

WIDTH = 442.2


@st.composite
def matrices(draw: st.DrawFn) -> MatrixData:
    columns = draw(st.lists(st.one_of(LABELS, st.from_regex(r"\A\d{1,2}\.\d\Z")), min_size=1, max_size=40))
    rows = draw(st.lists(LABELS, min_size=1, max_size=20))
    cells = st.lists(st.one_of(st.none(), STANDINGS), min_size=len(columns), max_size=len(columns)).map(tuple)
    filled = draw(st.lists(cells, min_size=1, max_size=3))
    return MatrixData(tuple(columns), tuple(rows), tuple(filled[index % len(filled)] for index in range(len(rows))))


def matrix(columns: tuple[str, ...], *cells: Standing | None) -> MatrixData:
    return MatrixData(columns, ("溧阳市",), (cells,))


@given(data=matrices(), width=WIDTHS, height=st.floats(min_value=100, max_value=580, allow_nan=False))
@settings(max_examples=40, deadline=None)
def test_no_two_texts_ever_meet(find_collisions: FindCollisions, data: MatrixData, width: float, height: float) -> None:
    assert not find_collisions(matrix_chart(data, width, height))


@pytest.mark.parametrize("name", ["0", "产"])
def test_names_of_very_narrow_columns_stay_on_the_chart(find_collisions: FindCollisions, name: str) -> None:
    data = matrix((name,) * 23, *[None] * 23)

    assert not find_collisions(matrix_chart(data, 200, 100))


@pytest.mark.parametrize("name", ["产业", "扩大有效需求推动产业升级", "10.3"])
def test_names_of_columns_can_be_found_by_a_reader(read_figure: Read, name: str) -> None:
    columns = (name, *(f"{number}.1" for number in range(14)))

    text = read_figure(matrix_chart(matrix(columns, *[None] * 15), WIDTH, 8 * GRID_PT))

    assert name[:5] in text
    assert "溧阳市" in text


def test_every_duty_has_a_cell_and_nothing_else_has(find_areas: FindAreas) -> None:
    figure = matrix_chart(matrix(("一", "二", "三"), Standing.DONE, None, Standing.BEHIND), WIDTH, 5 * GRID_PT)

    counts = [len(find_areas(figure, AREA_INKS[standing].face)) for standing in Standing]

    # One more of each in the key.
    assert counts == [2, 1, 1, 2, 1]


def test_long_upright_name_ends_in_an_ellipsis() -> None:
    assert stacked("建设新5G基站12个", 5) == ["建", "设", "新", "5G", "…"]


def test_short_upright_name_is_whole() -> None:
    assert stacked("建设5G基站", 9) == ["建", "设", "5G", "基", "站"]


@pytest.mark.parametrize(("columns", "cells"), [((), ((),)), (("一",), ()), (("一",), ((),))])
def test_cells_must_match_rows_and_columns(columns: tuple[str, ...], cells: tuple[tuple[Standing, ...], ...]) -> None:
    with pytest.raises(ValueError, match="cell for each"):
        matrix_chart(MatrixData(columns, ("溧阳市",), cells), WIDTH, 5 * GRID_PT)


def test_same_data_give_the_same_bytes(print_figure: Print) -> None:
    data = matrix(("一", "二"), Standing.DONE, Standing.BEHIND)

    assert print_figure(matrix_chart(data, WIDTH, 140)) == print_figure(matrix_chart(data, WIDTH, 140))
