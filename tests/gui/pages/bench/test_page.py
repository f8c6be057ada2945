from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.two_computers import bring_conflict, enter_other_computer

from core.model.period import Period
from core.resources import resource
from core.services.desk import Program, open_desk_to_read
from core.services.home import unit_home
from core.services.office_home import office_home
from core.services.plans import NewPlan, new_plan
from core.services.review_queue import Heap
from core.services.reviews import send_back
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.history import HistoryDialog
from gui.pages.bench.page import BenchPage
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.widgets.news_line import NewsLine
from gui.widgets.progress_row import ProgressRow

Settle = Callable[[Session], None]
Show = Callable[[Path, Period], BenchPage]
JUNE = Period.parse("2025-06")
JULY = Period.parse("2025-07")


@pytest.fixture
def show(qtbot: QtBot, open_session: Callable[[Path], Session], answers: Answers, settled: Settle) -> Show:
    def open_page(path: Path, period: Period) -> BenchPage:
        session = open_session(path)
        page = BenchPage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 680)
        page.show_place(Place(PageName.BENCH, period))
        page.show()
        settled(session)
        return page

    return open_page


def place_behind(page: BenchPage, qtbot: QtBot, button: QWidget) -> Place:
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    place: Place = caught.args[0]
    return place


def test_a_units_numbers_are_those_of_its_home(show: Show, program: Program, district_file: Path) -> None:
    page = show(district_file, JULY)

    with open_desk_to_read(program, district_file) as desk:
        home = unit_home(desk, JULY, page.now.today)
    assert page.unit.due.accessibleName().startswith(f"待报事项 {len(home.due)}")
    assert page.unit.late.accessibleName() == "逾期事项 0"
    rows = [line.counts for line in page.unit.sections.lines if isinstance(line, ProgressRow)]
    assert rows == [(section.complete, section.total) for section in home.sections]


def test_the_numbers_keep_their_height_beside_long_lists(show: Show, district_file: Path) -> None:
    page = show(district_file, JUNE)

    assert page.unit.due.height() == page.unit.due.sizeHint().height()


def test_a_period_that_is_handed_up_counts_no_days(show: Show, district_file: Path) -> None:
    page = show(district_file, JUNE)

    assert page.unit.headline.deadline == "6月28日截止"


def test_the_button_leads_to_the_next_thing_to_do(show: Show, program: Program, district_file: Path, qtbot: QtBot) -> None:
    page = show(district_file, JULY)

    place = place_behind(page, qtbot, page.unit.headline.button)

    with open_desk_to_read(program, district_file) as desk:
        following = unit_home(desk, JULY, page.now.today).next_place
    assert following is not None
    assert place == Place(PageName.FILING, JULY, following.item)
    assert page.now.plan.items_by_id[following.item].code in page.unit.headline.button.text()


def test_the_button_of_an_untouched_period_begins_it(show: Show, district_file: Path) -> None:
    page = show(district_file, JULY)

    assert page.unit.headline.button.text().startswith("开始填报：")


def test_a_button_that_leads_to_another_period_names_it(show: Show, program: Program, district_file: Path) -> None:
    page = show(district_file, JULY)
    with open_desk_to_read(program, district_file) as desk:
        home = unit_home(desk, JULY, page.now.today)

    page.unit.show_home(page.now, replace(home, period=JUNE))

    assert page.unit.headline.button.text().startswith("补报7月：")


def test_a_tile_leads_to_the_first_place_behind_it(show: Show, program: Program, district_file: Path, qtbot: QtBot) -> None:
    page = show(district_file, JULY)

    place = place_behind(page, qtbot, page.unit.due)

    with open_desk_to_read(program, district_file) as desk:
        first = unit_home(desk, JULY, page.now.today).due[0]
    assert place == Place(PageName.FILING, first.period, first.item)


def test_a_tile_with_nothing_behind_it_cannot_be_pressed(show: Show, district_file: Path) -> None:
    page = show(district_file, JUNE)

    assert not page.unit.due.isEnabled()


def test_a_section_leads_to_its_first_item_that_is_open(show: Show, district_file: Path, qtbot: QtBot) -> None:
    page = show(district_file, JULY)

    place = place_behind(page, qtbot, page.unit.sections.lines[1])

    assert place.page is PageName.FILING
    assert place.item is not None
    assert page.now.plan.items_by_id[place.item].code.startswith("2.")


def test_a_return_is_told_with_its_reason_and_leads_to_its_period(show: Show, district_file: Path, qtbot: QtBot) -> None:
    page = show(district_file, JUNE)
    returned = next(line for line in page.unit.feedback.lines if isinstance(line, NewsLine) and line.news.icon == "returned")

    place = place_behind(page, qtbot, returned)

    assert "固定资产投资项目库不一致" in returned.news.words
    assert place == Place(PageName.FILING, Period.parse("2025-05"))


def test_the_office_is_said_to_hold_the_last_submission(show: Show, district_file: Path) -> None:
    page = show(district_file, JUNE)

    words = [line.news.words for line in page.unit.sent.lines if isinstance(line, NewsLine)]

    assert words == ["最近一次：2025年6月第1次上报", "主办单位已收到2025年6月第1次上报"]


def test_the_offices_numbers_are_those_of_its_home(show: Show, program: Program, office_file: Path) -> None:
    page = show(office_file, JUNE)

    with open_desk_to_read(program, office_file) as desk:
        home = office_home(desk, JUNE, page.now.today)
    shown = {heap: tile.accessibleName().split()[-1] for heap, tile in page.office.tiles.items()}
    assert shown == {heap: str(count) for heap, count in home.counts.items()}


def test_the_offices_button_leads_to_the_first_unit_that_waits(show: Show, program: Program, office_file: Path, qtbot: QtBot) -> None:
    page = show(office_file, JUNE)

    place = place_behind(page, qtbot, page.office.headline.button)

    with open_desk_to_read(program, office_file) as desk:
        row = office_home(desk, JUNE, page.now.today).next_row
    assert row is not None
    assert place == Place(PageName.REVIEW, JUNE, unit=row.unit)


def test_a_missing_unit_is_named_and_leads_to_its_review(show: Show, office_file: Path, qtbot: QtBot) -> None:
    page = show(office_file, JUNE)
    (line,) = page.office.missing.lines

    place = place_behind(page, qtbot, line)

    assert isinstance(line, NewsLine)
    assert line.news.words == "常州市钟楼区人民政府"
    assert place.unit is not None
    assert page.now.plan.units_by_id[place.unit].short_name == "钟楼区"


def test_a_tile_of_the_office_leads_to_the_review(show: Show, office_file: Path, qtbot: QtBot) -> None:
    page = show(office_file, JUNE)

    place = place_behind(page, qtbot, page.office.tiles[Heap.ACCEPTED])

    assert place == Place(PageName.REVIEW, JUNE)


def test_a_return_is_counted_as_soon_as_it_is_written(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, JUNE)
    unit = next(unit.id for unit in page.now.plan.units if unit.short_name == "市交通运输局")

    page.session.write(lambda desk: send_back(desk, unit, JUNE, reason="请核实。"), owner=page.session)
    settled(page.session)

    assert page.office.tiles[Heap.RETURNED].accessibleName() == "已退回 1"


def test_an_office_without_a_plan_is_led_to_the_plan(show: Show, program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "新.jiannuo"
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), path))
    page = show(path, JUNE)

    assert "方案还没有下发" in page.empty.accessibleName()
    with qtbot.waitSignal(page.wanted) as caught:
        page.empty.chosen.emit()
    assert caught.args == [Place(PageName.PLAN)]


def test_what_another_computer_filled_in_otherwise_is_told_and_looked_at(
    show: Show, program: Program, district_file: Path, settled: Settle
) -> None:
    bring_conflict(program, district_file)
    page = show(district_file, JULY)

    line = next(line for line in page.unit.sent.lines if isinstance(line, NewsLine) and "另一台电脑" in line.news.words)
    line.click()
    (dialog,) = page.findChildren(ConflictsDialog)
    settled(page.session)

    assert "2" in line.news.words
    assert dialog.list.count() == 2
    dialog.close()


def test_what_changed_since_the_last_visit_is_told(show: Show, district_file: Path, settled: Settle) -> None:
    page = show(district_file, JULY)
    assert not any("处变化" in line.news.words for line in page.unit.feedback.lines if isinstance(line, NewsLine))
    page.session.write(partial(enter_other_computer, owner="溧阳市"), owner=page.session)
    settled(page.session)

    line = next(line for line in page.unit.feedback.lines if isinstance(line, NewsLine) and "处变化" in line.news.words)
    line.click()
    (dialog,) = page.findChildren(HistoryDialog)
    settled(page.session)

    assert any("88个" in line.cells[3] for line in dialog.model.lines)
    dialog.close()
    page.leave()
    page.refresh()
    settled(page.session)
    assert not any("处变化" in line.news.words for line in page.unit.feedback.lines if isinstance(line, NewsLine))
