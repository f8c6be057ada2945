from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.content.pictures import ACHIEVEMENTS, PICTURE, PLAN, SECTIONS

from core.briefing.blocks import Block, Paragraph, Table
from core.briefing.content.outline import places
from core.briefing.content.review import NO_FIGURES, comparison, in_unit, review_blocks
from core.briefing.content.view import View
from core.model.indicator import Achievement, Comparator, ValueKind

VIEW = View(PICTURE)


def _blocks(section: str, view: View = VIEW) -> tuple[Block, ...]:
    return review_blocks(view, next(place for place in places(SECTIONS) if place.section.id == section))


def _compared(achievement: Achievement, view: View = VIEW) -> str:
    assert achievement.indicator is not None
    row = view.row_of(achievement.indicator)
    assert row is not None
    return comparison(view, achievement, row)


def test_a_review_section_becomes_a_table_of_last_year_and_this_year() -> None:
    (table,) = _blocks("s3.1")

    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["指标", "上年全年", "今年截至6月", "对比"]
    assert [[cell.text for cell in row] for row in table.rows if isinstance(row, tuple)] == [
        ["新增入库项目", "450个", "188个", "为上年全年的41.8%"]
    ]


def test_a_result_without_an_indicator_of_this_year_has_dashes_and_a_note() -> None:
    (table,) = _blocks("s1.1")

    assert isinstance(table, Table)
    assert [cell.text for row in table.rows if isinstance(row, tuple) for cell in row] == ["产业规模", "超8500亿元", "—", "—"]
    assert "“—”" in table.note


def test_a_section_without_figures_says_so_in_one_line() -> None:
    bare = View(replace(PICTURE, plan=replace(PLAN, achievements=())))

    (line,) = _blocks("s1.1", bare)

    assert isinstance(line, Paragraph)
    assert line.runs[0].text == NO_FIGURES


def test_a_section_whose_figures_are_in_its_parts_needs_no_line() -> None:
    assert _blocks("s3") == ()


def test_a_rate_is_compared_in_points_and_as_roughly_as_it_was_published() -> None:
    assert _compared(ACHIEVEMENTS[0]) == "低于上年约0.7个百分点"
    assert _compared(replace(ACHIEVEMENTS[0], comparator=Comparator.EQUAL)) == "低于上年0.7个百分点"


def test_a_stock_is_compared_by_its_difference() -> None:
    indicators = tuple(replace(one, kind=ValueKind.LEVEL) if one.id == "projects" else one for one in PLAN.indicators)
    rows = tuple(replace(row, kind=ValueKind.LEVEL) if row.indicator == "projects" else row for row in PICTURE.judgements)
    view = View(replace(PICTURE, plan=replace(PLAN, indicators=indicators), judgements=rows))

    assert _compared(ACHIEVEMENTS[2], view) == "较上年减少262个"
    assert _compared(replace(ACHIEVEMENTS[2], value=Decimal(188)), view) == "与上年持平"


def test_other_units_are_not_compared() -> None:
    assert _compared(replace(ACHIEVEMENTS[2], unit="亿元")) == "—"


def test_a_result_of_nought_is_no_divisor() -> None:
    assert _compared(replace(ACHIEVEMENTS[2], value=Decimal(0))) == "—"


@given(st.integers(-(10**9), 10**9), st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(["", "万", "亿", "万亿"]))
def test_there_and_back_between_scales_changes_nothing(number: int, one: str, other: str) -> None:
    there = in_unit(Decimal(number), f"{one}元", f"{other}元")

    assert there is not None
    assert in_unit(there, f"{other}元", f"{one}元") == number
