"""The whole period as a sheet: typed in the order of paper, pasted as a block, beside what other computers and input methods do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.pages.filing.conftest import JULY, Filing

from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.services.desk import Program, open_desk_to_read
from core.services.drafting import set_figure, set_text
from core.services.period_sheet import SheetRow, period_sheet
from core.services.typed_figures import TypedFigure
from core.services.undoing import undo_last
from gui.models.filing_sheet import Cell, Column
from gui.pages.filing.sheet_pane import SheetPane

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Sheet:
    """The sheet, and what a person does on it."""

    def __init__(self, filing: Filing, program: Program) -> None:
        self.filing = filing
        self._program = program
        assert filing.page.sheet.pane is not None
        self.pane: SheetPane = filing.page.sheet.pane
        self.view = self.pane.view

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """What another reader of the file finds."""
        with open_desk_to_read(self._program, self.filing.path) as desk:
            return period_sheet(desk, JULY).rows

    def figures(self) -> list[str | None]:
        """The figures in the file, as they stand on paper."""
        return [None if row.cell.value is None else str(row.cell.value) for row in self.rows if row.cell is not None]

    def row(self, code: str, title: str = "") -> SheetRow:
        return next(row for row in self.rows if row.code == code and title in row.title)

    def cell(self, code: str, column: Column, title: str = "") -> Cell:
        lines = self.pane.sheet.lines
        return next(
            Cell(n, column) for n, line in enumerate(lines) if not line.is_band and line.cells[0] == code and title in line.cells[1]
        )

    def go(self, code: str, column: Column, title: str = "") -> None:
        self.view.go(self.cell(code, column, title))

    def types(self, text: str) -> None:
        QTest.keyClicks(focused(), text)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focused(), key, modifier)

    def settle(self) -> None:
        self.filing.settle()

    def pastes(self, text: str, html: str = "") -> None:
        mime = QMimeData()
        mime.setText(text)
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)
        self.presses(Qt.Key.Key_V, CONTROL)
        self.settle()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def sheet(filing: Filing, program: Program) -> Sheet:
    """July, in which nothing is filled in yet, as a sheet."""
    QTest.keyClick(filing.page, Qt.Key.Key_F6)
    filing.settle()
    return Sheet(filing, program)


def test_one_key_leads_from_the_form_to_the_sheet_at_the_same_item_and_back(sheet: Sheet) -> None:
    at_first = sheet.pane.item
    sheet.go("3.2.1", Column.VALUE)

    sheet.presses(Qt.Key.Key_F6)
    sheet.settle()

    assert at_first == sheet.filing.item("2.2.2")
    assert sheet.filing.page.form.place == (JULY, sheet.filing.item("3.2.1"))
    assert focused() in sheet.filing.page.form.cards[0].fields.values()


def test_the_figures_of_a_period_cost_their_digits_and_enter(sheet: Sheet) -> None:
    first = sheet.pane.sheet.first()
    assert first is not None
    sheet.view.go(first)
    wanted = [str(10 + number) for number in range(len(sheet.figures()))]

    for figure in wanted:
        sheet.types(figure)
        sheet.presses(Qt.Key.Key_Return)
    sheet.settle()

    assert sheet.figures() == wanted
    assert sheet.pane.sheet.counts() == (len(wanted), len(wanted))


def test_enter_in_the_last_figure_stays_and_commits(sheet: Sheet) -> None:
    last = [Cell(number, Column.VALUE) for number, line in enumerate(sheet.pane.sheet.lines) if Column.VALUE in line.asked][-1]
    sheet.view.go(last)
    sheet.types("9")

    sheet.presses(Qt.Key.Key_Return)
    sheet.settle()

    assert (sheet.view.cell, sheet.figures()[-1]) == (last, "9")


def test_filling_the_sheet_saves_nothing(sheet: Sheet) -> None:
    for code in ("1.1.3", "2.2.2", "3.2.1"):
        sheet.go(code, Column.VALUE)
        sheet.go(code, Column.TEXT)
    sheet.settle()

    assert set(sheet.figures()) == {None}


def test_an_input_methods_first_letter_begins_a_text(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.TEXT)

    QApplication.sendEvent(focused(), QInputMethodEvent("x", []))
    composing = QInputMethodEvent("xin'kai'gong", [])
    QApplication.sendEvent(focused(), composing)
    done = QInputMethodEvent()
    done.setCommitString("新开工")
    QApplication.sendEvent(focused(), done)
    sheet.presses(Qt.Key.Key_Return)
    sheet.settle()

    assert sheet.row("2.2.2").text == "新开工"


def test_an_input_methods_letters_are_a_figures_too(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE)

    for syllables, words in (("w", ""), ("", "未开展")):
        event = QInputMethodEvent(syllables, [])
        event.setCommitString(words)
        QApplication.sendEvent(focused(), event)
    sheet.presses(Qt.Key.Key_Return)
    sheet.settle()

    cell = sheet.row("2.2.2", "上市").cell
    assert cell is not None
    assert cell.missing is Missing.NOT_STARTED


def test_leaving_while_syllables_are_under_way_keeps_what_was_typed_before(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.TEXT)
    sheet.types("done")
    QApplication.sendEvent(focused(), QInputMethodEvent("x", []))

    sheet.go("3.2.1", Column.VALUE)
    sheet.settle()

    assert sheet.row("2.2.2").text == "done"


def test_keys_are_the_input_methods_while_syllables_are_under_way(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.TEXT)
    before = sheet.view.cell
    QApplication.sendEvent(focused(), QInputMethodEvent("x", []))

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Tab):
        if key is not Qt.Key.Key_Tab:
            sheet.presses(key)

    assert sheet.view.cell == before


def test_a_value_that_arrives_never_overwrites_what_is_being_typed(sheet: Sheet, qtbot: QtBot) -> None:
    del qtbot
    sheet.go("2.2.2", Column.VALUE, "上市")
    key = sheet.row("2.2.2", "上市").cell
    assert key is not None
    sheet.types("5")

    sheet.filing.page.session.write(lambda desk: set_figure(desk, key.key, TypedFigure("3")), owner=sheet.filing.page.session)
    sheet.settle()

    assert sheet.view.figure.read() == "5"
    assert sheet.pane.sheet.text_at(sheet.cell("2.2.2", Column.VALUE, "上市")) == "3"


def test_what_is_refused_stays_in_its_cell_and_is_led_to(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")
    sheet.types("many")
    sheet.presses(Qt.Key.Key_Return)
    sheet.settle()
    refused = sheet.cell("2.2.2", Column.VALUE, "上市")
    shown = sheet.pane.sheet.shown_at(refused)
    sheet.go("1.1.3", Column.TEXT)

    while sheet.view.cell != refused:
        sheet.presses(Qt.Key.Key_F8)

    assert (shown, sheet.view.figure.read()) == ("many", "many")
    assert "many" in sheet.pane.head.told.text()
    sheet.presses(Qt.Key.Key_Escape)
    assert sheet.pane.sheet.refused == {}


def test_a_block_with_three_bad_cells_is_one_step_and_each_bad_cell_is_marked(sheet: Sheet) -> None:
    first = sheet.pane.sheet.first()
    assert first is not None
    sheet.view.go(first)

    sheet.pastes("11\n约\n13\n十\n15\n无数\n17\n")

    figures = sheet.figures()
    assert figures[:7] == ["11", None, "13", None, "15", None, "17"]
    assert sorted(text for text, _ in sheet.pane.sheet.refused.values()) == ["十", "无数", "约"]
    assert "存入4格" in sheet.pane.head.told.text()
    assert "3格没有存入" in sheet.pane.head.told.text()
    sheet.filing.page.session.write(undo_last, owner=sheet.filing.page.session)
    sheet.settle()
    assert set(sheet.figures()) == {None}


def test_excels_table_finds_its_rows_by_name(sheet: Sheet) -> None:
    sheet.go("1.1.3", Column.VALUE)
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("新增上市企业", "3"), ("打造夜间消费集聚商圈", "2")))

    sheet.pastes("whatever", f"<html><body><table>{rows}</table></body></html>")

    found = [row.cell.value for row in (sheet.row("2.2.2", "上市"), sheet.row("1.1.3", "夜间")) if row.cell is not None]
    assert list(map(str, found)) == ["3", "2"]


def test_one_key_says_why_a_figure_is_missing_and_goes_on(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")

    sheet.presses(Qt.Key.Key_2, ALT)
    sheet.settle()

    cell = sheet.row("2.2.2", "上市").cell
    assert cell is not None
    assert cell.missing is Missing.NOT_APPLICABLE
    assert sheet.view.cell == sheet.cell("2.2.2", Column.VALUE, "小巨人")


def test_one_key_says_how_final_a_figure_is(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")
    sheet.types("3")

    sheet.presses(Qt.Key.Key_4, ALT)
    sheet.settle()

    cell = sheet.row("2.2.2", "上市").cell
    assert cell is not None
    assert (str(cell.value), cell.status) == ("3", DataStatus.FLASH)
    assert sheet.pane.sheet.text_at(sheet.cell("2.2.2", Column.STATE, "上市")) == "快报"


def test_one_key_repeats_what_stood_in_the_period_before(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")

    sheet.presses(Qt.Key.Key_D, CONTROL)
    sheet.settle()

    found = [row.cell.value for row in sheet.rows if row.code == "2.2.2" and row.cell is not None]
    assert list(map(str, found)) == ["2", "8"]
    assert sheet.view.figure.read() == "2"


def test_the_amount_of_the_month_may_be_typed_instead_of_the_total(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.OTHER, "上市")
    sheet.types("1")
    sheet.presses(Qt.Key.Key_Return)
    sheet.settle()

    cell = sheet.row("2.2.2", "上市").cell
    assert cell is not None
    assert (str(cell.last), str(cell.value)) == ("2", "3")


def test_arrows_go_from_cell_to_cell_until_something_is_typed(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")

    sheet.presses(Qt.Key.Key_Right)
    right = sheet.view.cell
    sheet.presses(Qt.Key.Key_Left)
    sheet.types("12")
    sheet.presses(Qt.Key.Key_Left)
    inside = sheet.view.cell
    sheet.presses(Qt.Key.Key_Down)

    assert right == sheet.cell("2.2.2", Column.OTHER, "上市")
    assert inside == sheet.cell("2.2.2", Column.VALUE, "上市")
    assert sheet.view.cell == sheet.cell("2.2.2", Column.VALUE, "小巨人")


def test_what_is_being_typed_on_the_sheet_is_kept_for_a_sudden_end(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.TEXT)
    sheet.types("half")

    kept = sheet.pane.half_typed()

    assert [(place.name, text) for place, text in kept.items()] == [("text", "half")]


def test_what_others_wrote_appears_on_the_sheet(sheet: Sheet) -> None:
    item = sheet.filing.item("2.2.2")

    sheet.filing.page.session.write(lambda desk: set_text(desk, JULY, item, "problems", "用地"), owner=sheet.filing.page.session)
    sheet.settle()

    assert sheet.pane.sheet.text_at(sheet.cell("2.2.2", Column.PROBLEMS)) == "用地"


def test_another_period_shows_its_own_sheet(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")
    sheet.types("7")

    sheet.filing.go("2.2.2", Period.parse("2025-06"))

    assert sheet.pane.sheet.text_at(sheet.cell("2.2.2", Column.VALUE, "上市")) == "2"
    cell = sheet.row("2.2.2", "上市").cell
    assert cell is not None
    assert str(cell.value) == "7"


def test_several_cells_chosen_are_copied_as_a_table(sheet: Sheet) -> None:
    sheet.go("2.2.2", Column.VALUE, "上市")
    model = sheet.view.selectionModel()
    for line in (sheet.cell("2.2.2", Column.TITLE, "上市").line, sheet.cell("2.2.2", Column.TITLE, "小巨人").line):
        for column in (Column.TITLE, Column.LAST):
            model.select(sheet.pane.sheet.index(line, column), model.SelectionFlag.Select)

    sheet.view.copy()

    assert QGuiApplication.clipboard().text().startswith("新增上市企业\t")


def test_a_workspace_open_to_be_read_has_a_sheet_that_takes_nothing(read_only: Filing, settled: Callable[..., None]) -> None:
    del settled
    QTest.keyClick(read_only.page, Qt.Key.Key_F6)
    read_only.settle()

    assert read_only.page.sheet.pane is not None
    assert all(not line.opened for line in read_only.page.sheet.pane.sheet.lines)
