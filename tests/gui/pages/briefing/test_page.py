from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.resources import resource
from core.services.desk import Program, open_desk_to_read
from core.services.papers import PaperWanted, Typesetter, paper_bytes
from core.services.plans import NewPlan, new_plan
from core.services.reviews import send_back
from gui.pages.briefing.page import BriefingPage
from gui.session.place import PageName, Place
from gui.session.session import Session

Settle = Callable[[Session], None]
Open = Callable[[Path, str], BriefingPage]
Show = Callable[[Path, str], BriefingPage]


@pytest.fixture
def begin(qtbot: QtBot, open_session: Callable[[Path], Session], answers: Answers) -> Open:
    """Shows the page without waiting for its paper."""

    def open_page(path: Path, period: str) -> BriefingPage:
        page = BriefingPage(open_session(path), answers)
        qtbot.addWidget(page)
        page.resize(1220, 680)
        page.show_place(Place(PageName.BRIEFING, Period.parse(period)))
        page.show()
        return page

    return open_page


@pytest.fixture
def show(begin: Open, settled: Settle) -> Show:
    def open_page(path: Path, period: str) -> BriefingPage:
        page = begin(path, period)
        settled(page.session)
        return page

    return open_page


def press(page: BriefingPage, words: str) -> None:
    button = next(button for button in page.findChildren(QPushButton) if button.text() == words and button.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_paper_is_the_one_that_is_printed_elsewhere(show: Show, program: Program, district_file: Path) -> None:
    page = show(district_file, "2025-02")

    with open_desk_to_read(program, district_file) as desk:
        same = paper_bytes(desk, PaperWanted(PaperKind.WORK, Period.parse("2025-02")), Typesetter()).data
    assert page.pdf == same
    assert page.paper.pages.page_count > 0


def test_the_export_writes_the_bytes_that_are_shown(
    show: Show, district_file: Path, answers: Answers, settled: Settle, tmp_path: Path
) -> None:
    page = show(district_file, "2025-01")
    answers.files.append([tmp_path / "简报.pdf"])

    QTest.mouseClick(page.tools.export_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert (tmp_path / "简报.pdf").read_bytes() == page.pdf
    assert page.banner.sentence == "已导出“简报.pdf”。"


def test_stopping_leaves_nothing_and_the_next_paper_is_laid_out(begin: Open, district_file: Path, settled: Settle) -> None:
    page = begin(district_file, "2025-01")

    press(page, "停止")
    before = page.pdf
    press(page, "重新生成")
    settled(page.session)

    assert before == b""
    assert page.pdf.startswith(b"%PDF")


def test_the_office_sees_the_paper_of_a_unit(show: Show, program: Program, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "2025-01")
    unit = next(unit for unit in page.now.plan.units if unit.short_name == "溧阳市")

    page.tools.viewpoints.show_choice(unit.id)
    page.tools.viewpoints.chosen.emit(unit.id)
    settled(page.session)

    with open_desk_to_read(program, office_file) as desk:
        same = paper_bytes(desk, PaperWanted(PaperKind.WORK, Period.parse("2025-01"), unit.id), Typesetter()).data
    assert page.pdf == same


def test_a_paper_that_something_changed_under_is_made_anew(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "2025-06")
    unit = next(unit.id for unit in page.now.plan.units if unit.short_name == "市交通运输局")
    before = page.pdf

    page.session.write(lambda desk: send_back(desk, unit, Period.parse("2025-06"), reason="请核实。"), owner=page.session)
    settled(page.session)
    if page.banner.sentence:  # on a slow machine the person is asked
        press(page, "重新生成")
        settled(page.session)

    assert page.pdf != before


def test_a_second_visit_lays_nothing_out(show: Show, district_file: Path) -> None:
    page = show(district_file, "2025-01")

    page.show_place(Place(PageName.BRIEFING))

    assert page.session.press.is_idle


def test_the_paper_is_printed_page_by_page(show: Show, district_file: Path, answers: Answers, settled: Settle, tmp_path: Path) -> None:
    page = show(district_file, "2025-01")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    answers.printers.append(printer)
    page.tools.print_wanted.emit()
    settled(page.session)

    document = QPdfDocument()
    document.load(str(tmp_path / "printed.pdf"))
    count = document.pageCount()
    document.close()
    assert count == page.paper.pages.page_count
    assert page.banner.sentence == f"已交给打印机{count}页。"


def test_before_a_plan_is_issued_there_is_no_paper(show: Show, program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "新.jiannuo"
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), path))
    page = show(path, "2025-01")

    assert page.empty.accessibleName() == "方案下发以后才能生成简报。"
    with qtbot.waitSignal(page.wanted) as caught:
        page.empty.chosen.emit()
    assert caught.args == [Place(PageName.PLAN)]


def test_the_leaders_page_is_one_of_the_papers(show: Show, program: Program, office_file: Path, answers: Answers, settled: Settle) -> None:
    page = show(office_file, "2025-06")

    page.tools.kinds.show_choice("leader")
    page.tools.kinds.chosen.emit("leader")
    settled(page.session)

    with open_desk_to_read(program, office_file) as desk:
        same = paper_bytes(desk, PaperWanted(PaperKind.LEADER, Period.parse("2025-06")), Typesetter()).data
    assert page.pdf == same
    assert page.paper.pages.page_count == 1
    QTest.mouseClick(page.tools.export_button, Qt.MouseButton.LeftButton)
    suggested = answers.suggested[-1]
    assert suggested is not None
    assert suggested.name == "领导专报_常州市_2025-06.pdf"
