from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import IndicatorId, ItemId, SectionId, UnitId
from core.model.asked import AskedFigure
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.outline import Item
from core.model.period import Period
from core.services.block_guess import Anchor, SheetField, guess
from core.services.item_figures import FigureCell
from core.services.period_sheet import SheetRow

UNIT, JUNE = UnitId("u"), Period.parse("2025-06")
FROM_TOP = Anchor(0, SheetField.VALUE)
VALUE, OTHER, TEXT, PROBLEMS = SheetField.VALUE, SheetField.OTHER, SheetField.TEXT, SheetField.PROBLEMS


def figure(code: str, title: str) -> FigureCell:
    item = Item(ItemId(code), SectionId("s"), None, code, title, 1, (0, 1))
    target = Target(Comparator.AT_LEAST, Decimal(4))
    return FigureCell(
        AskedFigure(item, Indicator(IndicatorId(title), item.id, title, "家", ValueKind.CUMULATIVE, target, 1), UNIT, JUNE), "", None, None
    )


def row(code: str, title: str, *, asks: bool = True, is_first: bool = True) -> SheetRow:
    return SheetRow(ItemId(code), code, f"{code}的事项", title, "", figure(code, title) if asks else None, is_first, is_first)


ROWS = (
    row("1.1.1", "新增总投资超亿元项目"),
    row("1.1.1", "新增超百亿元项目", is_first=False),
    row("1.1.2", "深入开展试点工作", asks=False),
    row("2.1.1", "新增上市企业"),
)


def placed(block: tuple[tuple[str, ...], ...], anchor: Anchor = FROM_TOP) -> list[tuple[int, SheetField, str]]:
    return [(cell.sheet_row, cell.field, cell.text) for cell in guess(block, ROWS, anchor).cells]


def test_a_column_of_numbers_goes_down_over_what_is_asked() -> None:
    assert placed((("20",), ("5",), ("1",))) == [(0, VALUE, "20"), (1, VALUE, "5"), (3, VALUE, "1")]


def test_it_begins_at_the_cell_that_has_the_keyboard() -> None:
    assert placed((("5",), ("1",)), Anchor(1, OTHER)) == [(1, OTHER, "5"), (3, OTHER, "1")]


def test_an_empty_cell_keeps_its_place_and_changes_nothing() -> None:
    assert placed((("20",), ("",), ("1",))) == [(0, VALUE, "20"), (3, VALUE, "1")]


def test_what_reaches_below_the_last_row_is_lost_and_told() -> None:
    found = guess((("20",), ("5",)), ROWS, Anchor(3, VALUE))

    assert ([cell.text for cell in found.cells], found.lost) == (["20"], (1,))


def test_rows_that_say_their_number_go_there_in_whatever_order() -> None:
    block = (("2.1.1", "上市企业", "家", "1"), ("1.1.1", "亿元项目", "个", "20"))

    assert placed(block, Anchor(3, VALUE)) == [(3, VALUE, "1"), (0, VALUE, "20")]


def test_several_rows_of_one_number_go_by_their_names_and_else_as_on_paper() -> None:
    by_name = (("1.1.1", "新增超百亿元项目（个）", "5"), ("1.1.1", "新增总投资超亿元项目（个）", "20"))
    by_order = (("1.1.1", "20"), ("1.1.1", "5"))

    assert placed(by_name) == [(1, VALUE, "5"), (0, VALUE, "20")]
    assert placed(by_order) == [(0, VALUE, "20"), (1, VALUE, "5")]


def test_names_alone_are_enough() -> None:
    assert placed((("新增上市企业", "1"), ("新增总投资超亿元项目", "20"))) == [(3, VALUE, "1"), (0, VALUE, "20")]


def test_a_head_says_what_the_columns_are() -> None:
    block = (("编号", "当期", "本期累计", "存在问题", "进展情况"), ("2.1.1", "1", "3", "无", "已辅导两家"))

    assert set(placed(block)) == {(3, OTHER, "1"), (3, VALUE, "3"), (3, PROBLEMS, "无"), (3, TEXT, "已辅导两家")}


def test_texts_stand_with_the_first_row_of_their_item() -> None:
    block = (("编号", "指标", "数值", "进展情况"), ("1.1.1", "新增超百亿元项目", "5", "均已开工"))

    assert set(placed(block)) == {(1, VALUE, "5"), (0, TEXT, "均已开工")}


def test_without_a_head_words_behind_the_number_are_the_text() -> None:
    assert set(placed((("20", "本月新开工三个项目"), ("5", "均已开工建设")))) == {
        (0, VALUE, "20"), (1, VALUE, "5"), (0, TEXT, "本月新开工三个项目"), (0, TEXT, "均已开工建设"),
    }  # fmt: skip


def test_texts_pasted_into_texts_go_down_the_items() -> None:
    assert placed((("甲",), ("乙",)), Anchor(2, PROBLEMS)) == [(2, PROBLEMS, "甲"), (3, PROBLEMS, "乙")]


@pytest.mark.parametrize("text", ["未开展", "20家", "１，２３４", "3.5%", "1.2亿元"])
def test_reasons_and_numbers_as_offices_write_them_are_figures(text: str) -> None:
    assert placed((("2.1.1", text),)) == [(3, VALUE, text)]


def test_a_word_among_numbers_is_placed_and_refused_later() -> None:
    assert (1, VALUE, "约五个") in placed((("20",), ("约五个",), ("1",)))


def test_a_row_of_an_unknown_number_is_lost_and_told() -> None:
    found = guess((("1.1.1", "20"), ("9.9.9", "7"), ("2.1.1", "1")), ROWS, FROM_TOP)

    assert (found.lost, len(found.cells)) == ((1,), 2)


@given(
    st.lists(
        st.lists(st.sampled_from(["", "1.1.1", "2.1.1", "新增上市企业", "20", "未开展", "已开工", "本期"]), min_size=3, max_size=3),
        max_size=6,
    )
)
def test_every_cell_that_is_placed_is_one_of_the_block_and_of_the_sheet(block: list[list[str]]) -> None:
    cells = tuple(map(tuple, block))

    found = guess(cells, ROWS, FROM_TOP)

    assert all(cells[each.block_row][each.block_column] == each.text != "" for each in found.cells)
    assert all(0 <= each.sheet_row < len(ROWS) for each in found.cells)
    assert {cell.block_row for cell in found.cells}.isdisjoint(found.lost)
