from __future__ import annotations

import pytest

from core.briefing.blocks import Cell, Column, FontRole
from core.briefing.fonts import FontSet
from core.briefing.pages import PlacedText
from core.briefing.table_cells import ColumnPlan, cell_lines, lines_within, planned_columns, row_height, set_cell, split_number

SIZE = 10.5
COLUMNS = (Column("指标", 3), Column("数值", 1, "decimal"))


def rows(*numbers: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell("指标"), Cell(number)) for number in numbers)


def start_of(number: str, fonts: FontSet, *others: str) -> float:
    column = planned_columns(COLUMNS, rows(number, *others), 400.0, SIZE, fonts)[1]
    placed = set_cell(cell_lines(Cell(number), column, FontRole.SONGTI, SIZE, fonts), 20.0, SIZE)[0]
    assert isinstance(placed, PlacedText)
    return placed.left_pt


def test_columns_share_the_width(fonts: FontSet) -> None:
    plans = planned_columns(COLUMNS, (), 400.0, SIZE, fonts)

    assert [plan.left_pt for plan in plans] == pytest.approx([0.0, 300.0])
    assert [plan.width_pt for plan in plans] == pytest.approx([300.0, 100.0])


@pytest.mark.parametrize("number", ["6.5%", "1,234.56", "-12.3", "80", "100万辆"])
def test_decimal_points_of_a_column_stand_in_one_line(fonts: FontSet, number: str) -> None:
    others = ("6.5%", "1,234.56", "-12.3", "80", "100万辆")
    column = planned_columns(COLUMNS, rows(*others), 400.0, SIZE, fonts)[1]
    parts = split_number(number)
    assert parts is not None

    point = start_of(number, fonts, *others) + fonts.width(parts[0], FontRole.SONGTI, SIZE)

    margin = (column.width_pt - column.before_pt - column.after_pt) / 2
    assert point == pytest.approx(column.left_pt + margin + column.before_pt)


def test_a_word_in_a_decimal_column_is_centred(fonts: FontSet) -> None:
    assert start_of("—", fonts, "6.5") == pytest.approx(350.0 - fonts.width("—", FontRole.SONGTI, SIZE) / 2)


def test_a_row_is_as_high_as_its_longest_cell(fonts: FontSet) -> None:
    column = planned_columns(COLUMNS, (), 400.0, SIZE, fonts)[1]
    short = cell_lines(Cell("一"), column, FontRole.SONGTI, SIZE, fonts)
    long = cell_lines(Cell("一\n二\n三"), column, FontRole.SONGTI, SIZE, fonts)

    assert row_height([short, long], SIZE, 0.7) == row_height([long], SIZE, 0.7) > row_height([short], SIZE, 0.7)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_height_holds_the_lines_it_was_made_for(fonts: FontSet, count: int) -> None:
    column = planned_columns(COLUMNS, (), 400.0, SIZE, fonts)[1]
    cell = cell_lines(Cell("\n".join(["一"] * count)), column, FontRole.SONGTI, SIZE, fonts)

    assert lines_within(row_height([cell], SIZE, 0.7), SIZE, 0.7) == count


def test_an_empty_cell_has_no_lines_and_takes_one(fonts: FontSet) -> None:
    column = planned_columns(COLUMNS, (), 400.0, SIZE, fonts)[0]
    empty = cell_lines(Cell(""), column, FontRole.SONGTI, SIZE, fonts)

    assert set_cell(empty, 20.0, SIZE) == []
    assert lines_within(row_height([empty], SIZE, 0.7), SIZE, 0.7) == 1


def test_a_word_a_little_too_wide_for_its_column_is_set_smaller_rather_than_torn(fonts: FontSet) -> None:
    column = planned_columns((Column("评价", 1, "center"),), (), 50.0, SIZE, fonts)[0]

    whole = cell_lines(Cell("欠进度▼▼"), column, FontRole.SONGTI, SIZE, fonts)
    sentence = cell_lines(Cell("评价为欠进度，需说明"), column, FontRole.SONGTI, SIZE, fonts)

    assert len(whole.lines) == 1
    assert whole.text[0].style.size_pt < SIZE
    assert sentence.text[0].style.size_pt == SIZE


def test_a_note_below_a_number_is_set_smaller_rather_than_torn_and_the_number_stays_on_the_point(fonts: FontSet) -> None:
    column = ColumnPlan(0.0, 46.0, "decimal", before_pt=20.0, after_pt=10.0)

    cell = cell_lines(Cell("236.5\n（含5月数）"), column, FontRole.SONGTI, 9.0, fonts)

    assert [index for index, _ in cell.lines] == [0, 1]
    assert cell.text[0].style.size_pt == 9.0
    assert cell.text[1].style.size_pt < 9.0
    assert cell.shift_pt == pytest.approx(8.0 + 20.0 - fonts.width("236", FontRole.SONGTI, 9.0))


def test_numbers_with_a_sign_of_comparison_stand_on_the_point_too(fonts: FontSet) -> None:
    whole = start_of("500", fonts, "≥7000") + fonts.width("500", FontRole.SONGTI, SIZE)

    assert start_of("≥7000", fonts, "500") + fonts.width("≥7000", FontRole.SONGTI, SIZE) == pytest.approx(whole)


def test_a_number_is_set_smaller_rather_than_read_in_two_halves(fonts: FontSet) -> None:
    column = ColumnPlan(0.0, 42.0, "right")

    cell = cell_lines(Cell("+100000.0"), column, FontRole.SONGTI, SIZE, fonts)

    assert len(cell.lines) == 1
