from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.briefing.blocks import Cell, Column, Table
from core.briefing.fonts import FontSet
from core.briefing.geometry import PORTRAIT
from core.briefing.pages import PlacedRule, PlacedText, Strip
from core.briefing.tables import planned_table

COLUMNS = (Column("序号", 1, "center"), Column("事项", 4), Column("数值", 2, "decimal"))
PITCH = PORTRAIT.line_pitch_pt


def table(count: int, *, note: str = "", bands: tuple[int, ...] = (), long: str = "") -> Table:
    rows: list[tuple[Cell, ...] | Cell] = []
    for number in range(count):
        if number in bands:
            rows.append(Cell(f"（{number}）"))
        rows.append((Cell(f"行{number}"), Cell(long or "推进新能源产业"), Cell("6.5")))
    return Table("表1　完成情况", COLUMNS, tuple(rows), "单位：亿元", note)


def strips_of(source: Table, fonts: FontSet, room_pt: float = PORTRAIT.text_height_pt) -> list[Strip]:
    plan = planned_table(source, PORTRAIT, fonts)
    strips = []
    row = 0
    while row < len(plan.rows):
        strip, row = plan.cut(row, room_pt, fonts)
        strips.append(strip)
    return strips


def words(strip: Strip) -> list[str]:
    return [item.text for item in strip.items if isinstance(item, PlacedText)]


def test_a_long_table_repeats_head_and_unit_under_a_continued_caption(fonts: FontSet) -> None:
    first, second, *_ = strips_of(table(60), fonts)

    assert words(first)[:5] == ["表1　完成情况", "单位：亿元", "序号", "事项", "数值"]
    assert words(second)[:5] == ["续表1　完成情况", "单位：亿元", "序号", "事项", "数值"]


@settings(deadline=None, max_examples=25)
@given(st.integers(min_value=1, max_value=70), st.floats(min_value=200.0, max_value=PORTRAIT.text_height_pt))
def test_every_row_is_printed_once_and_in_order(fonts: FontSet, count: int, room: float) -> None:
    printed = [word for strip in strips_of(table(count), fonts, room) for word in words(strip) if word.startswith("行")]

    assert printed == [f"行{number}" for number in range(count)]


def test_a_strip_takes_whole_lines_of_the_grid(fonts: FontSet) -> None:
    (strip,) = strips_of(table(5), fonts)

    assert strip.height_pt / PITCH == pytest.approx(round(strip.height_pt / PITCH))


def test_a_band_is_not_left_at_the_foot_of_a_page(fonts: FontSet) -> None:
    plan = planned_table(table(10, bands=(4,)), PORTRAIT, fonts)
    up_to_band = PITCH + plan.head.height_pt + sum(row.height_pt for row in plan.rows[:5])

    _, following = plan.cut(0, up_to_band + 1.0, fonts)

    assert following == 4


def test_the_note_stands_with_the_last_row(fonts: FontSet) -> None:
    strips = strips_of(table(60, note="注：数据来源：市统计局。"), fonts)

    assert [any("注：" in word for word in words(strip)) for strip in strips] == [False] * (len(strips) - 1) + [True]


def test_a_row_taller_than_a_page_is_parted_and_loses_nothing(fonts: FontSet) -> None:
    text = "推进新能源产业集群发展" * 200

    strips = strips_of(table(1, long=text), fonts)

    printed = "".join(word for strip in strips for word in words(strip) if word not in {"行0", "6.5"})
    assert len(strips) > 1
    assert all(strip.height_pt <= PORTRAIT.text_height_pt + 0.01 for strip in strips)
    assert printed.replace("续表1　完成情况单位：亿元序号事项数值", "").endswith(text)


def test_what_opens_a_table_is_its_caption_head_and_first_two_rows_with_their_band(fonts: FontSet) -> None:
    plan = planned_table(table(10, bands=(0,)), PORTRAIT, fonts)

    assert plan.opening_height_pt == pytest.approx(PITCH + plan.head.height_pt + sum(row.height_pt for row in plan.rows[:3]))


def test_a_table_without_rows_still_has_its_head(fonts: FontSet) -> None:
    strip, following = planned_table(table(0), PORTRAIT, fonts).cut(0, PORTRAIT.text_height_pt, fonts)

    assert "事项" in words(strip)
    assert following == 0


def test_a_wide_caption_makes_room_for_the_unit(fonts: FontSet) -> None:
    source = Table("表1　" + "主要指标完成情况" * 4, COLUMNS, (), "单位：亿元")
    strip, _ = planned_table(source, PORTRAIT, fonts).cut(0, PORTRAIT.text_height_pt, fonts)
    caption, unit = (item for item in strip.items[:2] if isinstance(item, PlacedText))

    width = sum(fonts_width(piece.text, piece.size_pt) for piece in caption.pieces)

    assert caption.left_pt + width < unit.left_pt


def fonts_width(text: str, size_pt: float) -> float:
    """Hanzi and full-width marks only, but for the digit."""
    return sum(0.57 if char.isdigit() else 1.0 for char in text) * size_pt


def test_a_page_of_a_table_neither_begins_nor_ends_it_with_a_single_row(fonts: FontSet) -> None:
    for count in range(2, 70):
        counts = [sum(word.startswith("行") for word in words(strip)) for strip in strips_of(table(count), fonts)]
        assert counts[-1] >= 2, counts


def test_a_table_opens_with_two_rows(fonts: FontSet) -> None:
    plan = planned_table(table(9), PORTRAIT, fonts)

    _, end = plan.cut(0, plan.opening_height_pt, fonts)

    assert end == 2


def test_at_least_half_a_line_lies_between_a_tables_edge_and_what_follows(fonts: FontSet) -> None:
    for count in range(1, 20):
        (strip,) = strips_of(table(count), fonts)
        lowest = max(rule.to_pt[1] for rule in strip.items if isinstance(rule, PlacedRule))
        assert strip.height_pt - lowest >= PITCH / 2 - 0.01


def test_a_cell_that_points_above_says_its_words_at_a_pages_start(fonts: FontSet) -> None:
    rows = tuple((Cell(str(number)), Cell("同上", at_page_start="推进新能源产业"), Cell("6.5")) for number in range(60))

    first, second, *_ = strips_of(Table("表1　台账", COLUMNS, rows), fonts)

    assert "推进新能源产业" not in words(first)
    assert words(second)[4:10] == [words(second)[4], "推进新能源产业", "6.5", words(second)[7], "同上", "6.5"]
