from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.models.filing_sheet import Cell, Column, FilingSheet, SheetLine

VALUE, TEXT = Column.VALUE, Column.TEXT


def line(code: str, value: str = "", *, asked: tuple[int, ...] = (VALUE,), state: str = "") -> SheetLine:
    cells = (code, f"{code}的指标", "家", "4家", "2", value, "", "", state, "", "", "")
    return SheetLine(cells, opened=frozenset({*asked, VALUE, TEXT}), asked=frozenset(asked))


LINES = (
    SheetLine(("一、目标",), is_band=True),
    line("1.1.1", "20"),
    line("1.1.2", asked=(VALUE, TEXT)),
    line("1.1.3", asked=()),
    SheetLine(("二、任务",), is_band=True),
    line("2.1.1"),
)


@pytest.fixture
def sheet(qtbot: QtBot) -> FilingSheet:
    del qtbot
    sheet = FilingSheet()
    sheet.show_lines(LINES)
    return sheet


def test_it_is_a_model_as_qt_wants_it(sheet: FilingSheet) -> None:
    tester = QAbstractItemModelTester(sheet, QAbstractItemModelTester.FailureReportingMode.Fatal)

    sheet.show_lines((*LINES[:1], line("1.1.1", "21"), *LINES[2:]))
    sheet.show_lines(LINES[:3])
    tester.deleteLater()


def test_enter_goes_down_over_what_is_asked(sheet: FilingSheet) -> None:
    assert sheet.below(Cell(1, VALUE), 1) == Cell(2, VALUE)
    assert sheet.below(Cell(2, VALUE), 1) == Cell(5, VALUE)
    assert sheet.below(Cell(5, VALUE), 1) is None
    assert sheet.below(Cell(5, VALUE), -1) == Cell(2, VALUE)


def test_a_column_that_nothing_asks_for_is_walked_over_what_is_open(sheet: FilingSheet) -> None:
    lines = [
        SheetLine(each.cells, opened=each.opened | {Column.PROBLEMS}, asked=each.asked) if not each.is_band else each for each in LINES
    ]
    sheet.show_lines(lines)

    assert sheet.below(Cell(2, Column.PROBLEMS), 1) == Cell(3, Column.PROBLEMS)


def test_tab_goes_along_the_rows(sheet: FilingSheet) -> None:
    assert sheet.after(Cell(2, VALUE), 1) == Cell(2, TEXT)
    assert sheet.after(Cell(2, TEXT), 1) == Cell(5, VALUE)
    assert sheet.after(Cell(2, TEXT), -1) == Cell(2, VALUE)


def test_the_first_cell_is_the_first_empty_figure(sheet: FilingSheet) -> None:
    assert sheet.first() == Cell(2, VALUE)


def test_what_is_to_do_next_are_empty_and_refused_cells_in_a_ring(sheet: FilingSheet) -> None:
    sheet.show_refused({Cell(1, VALUE): ("约", "不是数")})

    assert sheet.next_to_do(None) == Cell(1, VALUE)
    assert sheet.next_to_do(Cell(2, VALUE)) == Cell(2, TEXT)
    assert sheet.next_to_do(Cell(5, VALUE)) == Cell(1, VALUE)


def test_a_reason_answers_for_a_figure(sheet: FilingSheet) -> None:
    sheet.show_lines((*LINES[:5], line("2.1.1", state="未开展")))

    assert sheet.counts() == (4, 2)


def test_what_waits_and_what_was_refused_is_shown_in_place_of_the_file(sheet: FilingSheet) -> None:
    sheet.show_waiting({Cell(1, VALUE): "21"})
    sheet.show_refused({Cell(2, VALUE): ("约", "不是数")})

    index = sheet.index(2, VALUE)
    assert [sheet.shown_at(Cell(1, VALUE)), sheet.text_at(Cell(1, VALUE)), index.data()] == ["21", "20", "约"]
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "不是数"


def test_other_lines_forget_what_was_shown_in_their_place(sheet: FilingSheet) -> None:
    sheet.show_refused({Cell(1, VALUE): ("约", "不是数")})

    is_other = sheet.show_lines(LINES[:3])

    assert (is_other, sheet.refused) == (True, {})


def test_a_rectangle_is_copied_without_bands(sheet: FilingSheet) -> None:
    cells = [Cell(number, column) for number in range(3, 6) for column in (Column.CODE, Column.LAST)]

    assert sheet.as_table(cells) == "1.1.3\t2\n2.1.1\t2"
