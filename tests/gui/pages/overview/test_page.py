from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.model.period import Period
from core.model.progress import Standing
from core.services.briefings import roll_up
from core.services.desk import Program, open_desk_to_read
from gui.dialogs.history import HistoryDialog
from gui.models.overview_table import FIRST_UNIT, NO_MARK, TARGET, mark_of
from gui.pages.overview.cell_painter import Shown
from gui.pages.overview.page import OverviewPage
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.widgets.fact_sheet import Grid, Heading, Quote

Settle = Callable[[Session], None]
Show = Callable[[Path], OverviewPage]
JUNE = Period.parse("2025-06")


@pytest.fixture
def show(qtbot: QtBot, open_session: Callable[[Path], Session], answers: Answers, settled: Settle) -> Show:
    def open_page(path: Path) -> OverviewPage:
        session = open_session(path)
        page = OverviewPage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 680)
        page.show_place(Place(PageName.OVERVIEW, JUNE))
        page.show()
        settled(session)
        return page

    return open_page


def cell_of(page: OverviewPage, title: str, unit: str) -> tuple[int, int]:
    assert page.seen is not None
    row = next(number for number, row in enumerate(page.seen.overview.rows) if row.title == title)
    return row, next(number for number, column in enumerate(page.seen.overview.columns) if column.name == unit)


def test_every_mark_is_the_roll_ups_standing(show: Show, program: Program, office_file: Path) -> None:
    page = show(office_file)

    with open_desk_to_read(program, office_file) as desk:
        judged = {(row.item, row.indicator, row.unit): (row.standing, row.shade) for row in roll_up(desk, JUNE)}
    assert page.seen is not None
    found = page.seen.overview
    shown = {
        (row.item, row.indicator, column.unit): mark_of(mark)
        for row, marks in zip(found.rows, page.seen.matrix.marks, strict=True)
        for column, mark in zip(found.columns, marks, strict=True)
        if mark != NO_MARK
    }
    assert shown
    assert all(judged[key] == mark for key, mark in shown.items())


def test_the_strip_counts_what_the_sections_count(show: Show, office_file: Path) -> None:
    page = show(office_file)

    assert page.seen is not None
    counts = [section.tally.counts for section in page.seen.overview.sections]
    assert [dict(bar.counts) for bar in page.strip.bars] == [{each: many for each, many in of.pairs if many} for of in counts]


def test_a_cell_shows_its_explanation(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)
    key = cell_of(page, "新增总投资超亿元项目", "溧阳市")

    page.matrix.choose(*key)
    settled(page.session)

    assert page.seen is not None
    explanation = page.seen.overview.cells[key].judgement.explanation
    assert explanation
    assert Quote(explanation) in page.sheet.blocks


def test_a_citys_sum_shows_the_units_that_it_is_made_of(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)

    page.matrix.choose(*cell_of(page, "新增总投资超亿元项目", "常州市"))
    settled(page.session)

    parts = page.sheet.blocks[page.sheet.blocks.index(Heading("由下列单位的数得出", is_small=True)) + 1]
    assert isinstance(parts, Grid)
    assert [row[0] for row in parts.rows] == ["溧阳市", "金坛区", "武进区", "新北区", "天宁区", "钟楼区", "常州经开区"]


def test_a_cell_of_the_office_leads_to_the_units_review(show: Show, office_file: Path, settled: Settle, qtbot: QtBot) -> None:
    page = show(office_file)
    row, column = cell_of(page, "新增总投资超亿元项目", "溧阳市")
    page.matrix.choose(row, column)
    settled(page.session)

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.go_button, Qt.MouseButton.LeftButton)

    assert page.seen is not None
    found = page.seen.overview
    assert caught.args == [Place(PageName.REVIEW, JUNE, found.rows[row].item, found.columns[column].unit, found.rows[row].indicator)]


def test_a_cell_of_a_unit_leads_to_its_filing(show: Show, district_file: Path, settled: Settle, qtbot: QtBot) -> None:
    page = show(district_file)
    row, column = cell_of(page, "新增上市企业", "溧阳市")
    page.matrix.choose(row, column)
    settled(page.session)

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.go_button, Qt.MouseButton.LeftButton)

    assert page.seen is not None
    assert caught.args == [Place(PageName.FILING, JUNE, page.seen.overview.rows[row].item)]


def test_the_keyboard_moves_from_cell_to_cell(show: Show, office_file: Path) -> None:
    page = show(office_file)
    row, column = cell_of(page, "新增总投资超亿元项目", "溧阳市")
    page.matrix.choose(row, column)

    QTest.keyClick(page.matrix.units, Qt.Key.Key_Right)
    QTest.keyClick(page.matrix.units, Qt.Key.Key_Down)

    assert page.matrix.current == (row + 1, column + 1)


def test_the_keyboard_passes_over_the_bands_of_sections(show: Show, office_file: Path) -> None:
    page = show(office_file)
    assert page.seen is not None
    last = page.seen.overview.sections[0].end - 1
    page.matrix.choose(last, 0)

    QTest.keyClick(page.matrix.units, Qt.Key.Key_Down)

    assert page.matrix.current == (last + 1, 0)


def test_a_section_pressed_shows_only_its_rows(show: Show, office_file: Path) -> None:
    page = show(office_file)

    QTest.mouseClick(page.strip.bars[2], Qt.MouseButton.LeftButton)

    assert page.table.text_at(0, 0) == page.tools.sections.currentText()
    assert all(page.table.text_at(line, 0).startswith("2") for line in range(page.table.rowCount()))


def test_a_section_pressed_again_shows_all(show: Show, office_file: Path) -> None:
    page = show(office_file)
    before = page.table.rowCount()

    QTest.mouseClick(page.strip.bars[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.strip.bars[2], Qt.MouseButton.LeftButton)

    assert page.table.rowCount() == before


def test_only_districts_are_shown_beside_the_city(show: Show, office_file: Path) -> None:
    page = show(office_file)

    page.tools.groups.show_choice("departments")
    page.tools.groups.chosen.emit("departments")

    hidden = [page.matrix.units.isColumnHidden(FIRST_UNIT + number) for number in range(8)]
    assert hidden == [False] + [True] * 7


def test_both_tables_scroll_together(show: Show, office_file: Path) -> None:
    page = show(office_file)

    page.matrix.units.verticalScrollBar().setValue(page.matrix.units.verticalScrollBar().maximum())

    assert page.matrix.names.verticalScrollBar().value() == page.matrix.units.verticalScrollBar().value()
    assert page.matrix.names.viewport().height() == page.matrix.units.viewport().height()


def test_targets_make_way_for_units_where_there_is_little_room(show: Show, office_file: Path) -> None:
    page = show(office_file)
    page.resize(700, 600)
    is_out_of_the_way = page.matrix.names.isColumnHidden(TARGET)
    page.resize(1600, 900)

    assert is_out_of_the_way
    assert not page.matrix.names.isColumnHidden(TARGET)


def test_one_cell_copied_means_the_whole_table(show: Show, office_file: Path) -> None:
    page = show(office_file)

    QTest.mouseClick(page.tools.copy_button, Qt.MouseButton.LeftButton)

    assert page.seen is not None
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(page.seen.overview.rows) + 1
    assert lines[0].split("\t")[4:6] == ["常州市", "溧阳市"]


def test_a_place_is_shown_by_its_cell(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)
    row, column = cell_of(page, "新增上市企业", "溧阳市")
    assert page.seen is not None
    item, unit = page.seen.overview.rows[row].item, page.seen.overview.columns[column].unit

    page.show_place(Place(PageName.OVERVIEW, JUNE, item, unit))
    settled(page.session)

    assert page.matrix.current == (row, column)


def test_the_cell_stays_when_everything_is_read_again(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)
    key = cell_of(page, "新增上市企业", "溧阳市")
    page.matrix.choose(*key)

    page.refresh()
    settled(page.session)

    assert page.matrix.current == key
    assert page.sheet.blocks[0] == Heading("2.2.2 新增上市企业")


def test_a_unit_with_room_for_figures_sees_them_at_once(show: Show, district_file: Path) -> None:
    page = show(district_file)

    assert page.matrix.painter.shown is Shown.VALUE


def test_marks_of_different_standings_look_different(show: Show, office_file: Path) -> None:
    page = show(office_file)
    page.tools.standings.show_choice(Standing.BEHIND)
    page.tools.standings.chosen.emit(Standing.BEHIND)
    line = next(line for line in range(page.table.rowCount()) if not page.table.is_band(line))

    first = page.matrix.units.visualRect(page.table.index(line, FIRST_UNIT))
    second = page.matrix.units.visualRect(page.table.index(line, FIRST_UNIT + 1))

    assert page.table.mark_at(line, FIRST_UNIT) != page.table.mark_at(line, FIRST_UNIT + 1)
    picture = page.matrix.units.viewport().grab()
    assert picture.copy(first).toImage() != picture.copy(second).toImage()


def test_the_history_of_a_cells_figure_is_a_key_away(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)
    page.matrix.choose(*cell_of(page, "新增上市企业", "溧阳市"))
    settled(page.session)
    page.activateWindow()
    page.matrix.units.setFocus()

    QTest.keyClick(page.matrix.units, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.findChildren(HistoryDialog)
    settled(page.session)

    assert dialog.model.lines
    assert all("溧阳市第1台电脑" in line.cells[2] for line in dialog.model.lines)
    dialog.close()
