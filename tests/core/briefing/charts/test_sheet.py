from __future__ import annotations

import pytest
from tests.core.briefing.charts.conftest import FindAreas, Print, Read

from core.briefing.charts.sheet import Sheet
from core.briefing.charts.style import DISC, Ink

INK = Ink("#FF0000")


def test_figure_is_as_large_as_asked_in_points() -> None:
    figure = Sheet(442.2, 86.97).figure

    assert figure.get_figwidth() * 72 == pytest.approx(442.2)
    assert figure.get_figheight() * 72 == pytest.approx(86.97)


def test_edge_of_a_rectangle_lies_within_it(find_areas: FindAreas) -> None:
    sheet = Sheet(100, 50)

    sheet.put_rectangles([(10, 10, 20, 5)], Ink("#FF0000", "#000000", edge_pt=1.0))

    (box,) = find_areas(sheet, "#FF0000")
    assert tuple(box.extents) == (10.5, 10.5, 29.5, 14.5)


def test_rectangle_without_extent_is_left_out() -> None:
    sheet = Sheet(100, 50)

    sheet.put_rectangles([(10, 10, 0, 5), (10, 10, 5, -1)], INK)

    assert not sheet.artists


def test_shapes_of_one_ink_are_one_path(find_areas: FindAreas) -> None:
    sheet = Sheet(100, 50)

    sheet.put_marks(DISC, [(10, 10), (30, 10)], 8, INK)

    assert len(sheet.artists) == 1
    assert [round(box.width, 6) for box in find_areas(sheet, "#FF0000")] == [8, 8]


def test_nothing_is_put_where_there_is_nothing_to_draw() -> None:
    sheet = Sheet(100, 50)

    sheet.put_marks(DISC, [], 8, INK)
    sheet.put_lines([], "#000000")
    sheet.put_text("  ", 0, 0)

    assert not sheet.artists


def test_line_feed_in_a_label_does_not_start_a_second_line(read_figure: Read) -> None:
    sheet = Sheet(100, 50)

    sheet.put_text("新增\n上市企业", 5, 20)

    assert [word.text for word in sheet.words] == ["新增 上市企业"]
    assert read_figure(sheet) == "新增上市企业"


def test_dashes_are_as_long_as_asked_whatever_the_width(print_figure: Print) -> None:
    sheet = Sheet(100, 50)

    sheet.put_lines([((0, 5), (90, 5))], "#000000", width_pt=0.5, dashes_pt=(4, 2.5))

    assert b"[4 2.5] 0 d" in print_figure(sheet)


def test_things_are_drawn_in_the_order_in_which_they_are_put(print_figure: Print) -> None:
    sheet = Sheet(100, 50)

    sheet.put_text("后", 5, 20)
    sheet.put_rectangles([(0, 0, 9, 9)], INK)
    sheet.put_lines([((0, 5), (90, 5))], "#0000FF")

    content = print_figure(sheet)
    assert content.index(b"Tj") < content.index(b"1 0 0 rg") < content.index(b"0 0 1 RG")
