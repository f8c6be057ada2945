from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.briefing.charts.strategies import HEIGHTS, LABELS, WIDTHS

from core.briefing.charts.lettering import text_width
from core.briefing.charts.rows import GAP_PT, RowFrame, Span, widest
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.style import LABEL_PT, SMALL_PT

WIDTH = 442.2


def frame(*labels: str, height: float = 100, columns: tuple[float, ...] = ()) -> tuple[Sheet, RowFrame]:
    sheet = Sheet(WIDTH, height)
    return sheet, RowFrame(sheet, labels, columns_pt=columns)


@given(WIDTHS, HEIGHTS, st.lists(LABELS, min_size=1, max_size=40), st.lists(st.floats(min_value=0, max_value=900), max_size=6))
def test_parts_follow_each_other_and_fill_the_width(width: float, height: float, labels: list[str], columns: list[float]) -> None:
    sheet = Sheet(width, height)

    rows = RowFrame(sheet, labels, columns_pt=columns)

    spans = [rows.label, rows.plot, *rows.columns]
    assert all(later.left - earlier.right == pytest.approx(GAP_PT) for earlier, later in pairwise(spans))
    assert rows.plot.width >= width * 0.25 - 1e-6
    assert spans[-1].right == pytest.approx(width)


@given(HEIGHTS, st.integers(min_value=1, max_value=60))
def test_rows_stand_evenly_from_the_top_within_the_sheet(height: float, count: int) -> None:
    rows = RowFrame(Sheet(WIDTH, height), ["常州"] * count)

    assert rows.middles[0] + rows.pitch / 2 == pytest.approx(rows.top)
    assert rows.middles[-1] - rows.pitch / 2 == pytest.approx(rows.bottom)
    assert -1e-6 <= rows.bottom < rows.top <= height + 1e-6


def test_label_column_is_as_wide_as_the_longest_label() -> None:
    _sheet, rows = frame("常州市", "常州经济开发区")

    assert rows.label.width == pytest.approx(text_width("常州经济开发区", LABEL_PT))


def test_long_label_takes_two_lines_where_there_is_room() -> None:
    sheet, rows = frame("新建改扩建幼儿园、中小学校和普通高中以及特殊教育学校", height=60)

    rows.put_label(0, "新建改扩建幼儿园、中小学校和普通高中以及特殊教育学校")

    lines = [word.text for word in sheet.words]
    assert len(lines) == 2
    assert "".join(lines) == "新建改扩建幼儿园、中小学校和普通高中以及特殊教育学校"


def test_long_label_is_cut_where_rows_stand_close() -> None:
    sheet, rows = frame(*["新建改扩建幼儿园、中小学校和普通高中以及特殊教育学校"] * 10, height=120)

    rows.put_label(0, "新建改扩建幼儿园、中小学校和普通高中以及特殊教育学校")

    (line,) = [word.text for word in sheet.words]
    assert line.endswith("…")


def test_figure_is_shrunk_before_it_is_cut() -> None:
    sheet, rows = frame("常州市", columns=(40,))

    rows.put_cell(0, 0, "123456.78亿元")

    (word,) = sheet.words
    assert word.text == "123456.78亿元"
    assert 5 <= word.lettering.size_pt < SMALL_PT


def test_figures_end_at_the_right_of_their_column() -> None:
    sheet, rows = frame("常州市", columns=(60,))

    rows.put_cell(0, 0, "5.3%")

    (word,) = sheet.words
    assert (word.lettering.align, word.at[0]) == ("right", WIDTH)


def test_chart_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a row"):
        RowFrame(Sheet(WIDTH, 50), [])


def test_span_knows_its_width_and_middle() -> None:
    assert (Span(10, 30).width, Span(10, 30).middle) == (20, 20)


def test_widest_of_no_texts_is_nothing() -> None:
    assert widest([]) == 0
