from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.journeys.conftest import City

from core.model.period import Period
from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.packing import write_feedback
from core.services.reviews import send_back
from core.services.status import own_status
from core.store.fingerprints import workspace_fingerprint
from gui.pages.exchange.page import ExchangePage
from gui.session.place import PageName, Place
from gui.session.session import Session

Show = Callable[[Path], ExchangePage]
Settle = Callable[[Session], None]
JANUARY = Period.parse("2025-01")


@pytest.fixture
def show(qtbot: QtBot, open_session: Callable[[Path], Session], answers: Answers, settled: Settle) -> Show:
    def open_page(path: Path) -> ExchangePage:
        session = open_session(path)
        page = ExchangePage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 700)
        page.show_place(Place(PageName.EXCHANGE))
        page.show()
        settled(session)
        return page

    return open_page


ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"
BUREAU = """0.1,地区生产总值增长,5.4,,一季度增长5.4%。,
1.1.1,,,,全市项目按计划推进。,
1.1.2,,,,推进机制已印发。,达进度
1.2.1,,,,组织企业参展12家。,达进度
2.1.1,,,,上市企业梯队已建立。,
2.1.2,,,,培育库已更新。,达进度
"""


@pytest.fixture
def reports(city: City) -> list[Path]:
    """East's and West's January, and the bureau's March."""
    return [
        city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb"),
        city.hands_up("西区", "2025-01", ROWS.format(4), report="2.jnb"),
        city.hands_up("市发改委", "2025-03", BUREAU, report="3.jnb"),
    ]


def test_three_files_are_merged_by_a_drop_and_a_press(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)

    drop(page, reports)
    settled(page.session)
    shown = [line.cells[-1] for line in page.inbox.lines.lines]
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert shown == ["可以合并"] * 3
    assert [line.cells[-1] for line in page.inbox.lines.lines] == ["已合并"] * 3
    assert sorted(line.cells[2] for line in page.history.lines.lines) == ["东区", "市发改委", "西区"]


def test_a_dry_run_changes_nothing(show: Show, city: City, reports: list[Path], program: Program, settled: Settle) -> None:
    before = _fingerprint(program, city.office)
    page = show(city.office)

    drop(page, reports)
    settled(page.session)
    page.inbox.clear()
    page.session.close()
    settled(page.session)

    assert _fingerprint(program, city.office) == before


def test_a_dry_run_that_is_stopped_shows_nothing(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)

    page.take_files(reports)
    page.inbox.busy.cancelled.emit()
    settled(page.session)

    assert not page.inbox.is_showing_files
    assert page.inbox.busy.isHidden()


def test_a_damaged_file_is_refused_with_its_sentence_and_changes_nothing(
    show: Show, city: City, reports: list[Path], program: Program, settled: Settle
) -> None:
    before = _fingerprint(program, city.office)
    page = show(city.office)

    drop(page, [_damaged(reports[0])])
    settled(page.session)

    assert page.inbox.lines.lines[0].mood == "trouble"
    assert page.inbox.lines.lines[0].cells[-1].startswith("拒收：")
    assert not page.inbox.merge_button.isEnabled()
    page.session.close()
    settled(page.session)
    assert _fingerprint(program, city.office) == before


def test_good_files_of_a_drop_merge_beside_a_damaged_one(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)

    drop(page, [_damaged(reports[0]), reports[1]])
    settled(page.session)
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert [line.cells[2] for line in page.history.lines.lines] == ["西区"]


def test_a_folder_takes_in_all_bundles_in_it(show: Show, city: City, reports: list[Path], settled: Settle, tmp_path: Path) -> None:
    (tmp_path / "收" / "里").mkdir(parents=True)
    for report in reports:
        shutil.copy(report, tmp_path / "收" / "里" / report.name)
    (tmp_path / "收" / "说明.txt").write_text("说明", encoding="utf-8")
    page = show(city.office)

    drop(page, [tmp_path / "收"])
    settled(page.session)

    assert sorted(line.cells[0] for line in page.inbox.lines.lines) == sorted(report.name for report in reports)


def test_a_folder_without_bundles_says_so(show: Show, city: City, settled: Settle, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    page = show(city.office)

    drop(page, [tmp_path / "空"])
    settled(page.session)

    assert "没有数据包" in page.inbox.banner.sentence
    assert not page.inbox.is_showing_files


def test_what_was_shown_is_what_is_merged_or_nothing(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)
    drop(page, [reports[0]])
    settled(page.session)

    shutil.copy(reports[1], reports[0])
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert "还没有合并" in page.inbox.banner.sentence
    assert page.history.lines.lines == ()


def test_files_that_came_before_bring_nothing(show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)
    drop(page, reports)
    settled(page.session)
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    drop(page, reports)
    settled(page.session)

    assert {line.cells[-1] for line in page.inbox.lines.lines} == {"都已收到过，没有新内容"}


def test_an_office_that_has_heard_of_nobody_has_no_feedback_to_send(show: Show, city: City) -> None:
    page = show(city.office)

    assert page.outbox.feedback.state == "还没有要发的反馈：还没有单位报来数据。"
    assert not page.outbox.feedback.button.isEnabled()


def test_missing_numbers_are_named(show: Show, city: City, settled: Settle) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb"))
    shutil.copy(city.office, city.folder / "before.jiannuo")
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-02", ROWS.format(9), report="2.jnb"))
    city.desk.does("review", city.office, "accept", "东区", "2025-02")
    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    city.desk.does("merge", city.unit("东区"), next((city.folder / "feedback").glob("*东区*")))
    third = city.hands_up("东区", "2025-03", ROWS.format(15), report="3.jnb")
    page = show(city.folder / "before.jiannuo")

    drop(page, [third])
    settled(page.session)

    (line,) = page.inbox.lines.lines
    assert (line.mood, line.cells[-1].partition("从未收到")[1]) == ("notice", "从未收到")
    assert not page.inbox.merge_button.isEnabled()


def test_a_unit_writes_its_report_under_the_name_suggested(
    show: Show, city: City, reports: list[Path], answers: Answers, settled: Settle, tmp_path: Path
) -> None:
    page = show(city.unit("东区"))
    assert "2025年1月第1次上报" in page.outbox.report.state

    answers.files.append([tmp_path / "上报包.jnb"])
    QTest.mouseClick(page.outbox.report.button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert (tmp_path / "上报包.jnb").is_file()
    assert "上报包.jnb" in page.sent_banner.sentence


def test_the_office_writes_feedback_for_those_who_lack_it(
    show: Show, city: City, reports: list[Path], answers: Answers, program: Program, settled: Settle, tmp_path: Path
) -> None:
    city.desk.does("merge", city.office, *reports)
    with open_desk(program, city.office) as desk:
        send_back(desk, desk.find_unit("东区").id, JANUARY, reason="请核对项目数")
    page = show(city.office)
    assert "东区" in page.outbox.feedback.state

    (tmp_path / "反馈").mkdir()
    answers.files.append([tmp_path / "反馈"])
    QTest.mouseClick(page.outbox.feedback.button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert list((tmp_path / "反馈").glob("反馈包_*东区.jnb"))
    assert page.last_folder == tmp_path / "反馈"


def test_after_merging_the_office_is_led_to_review(qtbot: QtBot, show: Show, city: City, reports: list[Path], settled: Settle) -> None:
    page = show(city.office)
    drop(page, reports)
    settled(page.session)
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    with qtbot.waitSignal(page.wanted) as told:
        page.inbox.banner.chosen.emit("next")

    assert told.args == [Place(PageName.REVIEW)]


def test_nothing_is_merged_into_a_workspace_that_is_only_read(
    qtbot: QtBot, session: Session, answers: Answers, city: City, reports: list[Path], settled: Settle
) -> None:
    with qtbot.waitSignal(session.opened):
        session.open(city.office, owner=session, is_read_only=True)
    page = ExchangePage(session, answers)
    qtbot.addWidget(page)
    page.show_place(Place(PageName.EXCHANGE))

    page.take_files(reports)
    settled(session)

    assert page.inbox.is_showing_files
    assert not page.inbox.merge_button.isEnabled()


def test_a_unit_that_merges_its_feedback_has_the_reason_of_a_return(
    show: Show, city: City, reports: list[Path], program: Program, settled: Settle, tmp_path: Path
) -> None:
    (tmp_path / "反馈").mkdir()
    city.desk.does("merge", city.office, *reports)
    with open_desk(program, city.office) as desk:
        send_back(desk, desk.find_unit("东区").id, JANUARY, reason="请核对项目数")
        write_feedback(desk, tmp_path / "反馈")
    page = show(city.unit("东区"))

    drop(page, [next((tmp_path / "反馈").glob("*东区*"))])
    settled(page.session)
    assert page.inbox.lines.lines[0].cells[2] == "2025年1月第1次：退回"
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(page.session)
    page.session.close()
    settled(page.session)

    with open_desk_to_read(program, city.unit("东区")) as desk:
        assert [status.reason for status in own_status(desk) if status.period == JANUARY] == ["请核对项目数"]


def test_a_unit_is_told_what_the_office_holds(show: Show, city: City, reports: list[Path]) -> None:
    city.desk.does("merge", city.office, *reports)
    city.desk.does("review", city.office, "accept", "东区", "2025-01")
    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    city.desk.does("merge", city.unit("东区"), next((city.folder / "feedback").glob("*东区*")))

    page = show(city.unit("东区"))

    assert page.outbox.report.state == "主办单位已确认收到2025年1月第1次上报。"
    assert not page.outbox.report.button.isEnabled()


def test_a_file_for_somebody_else_is_refused(show: Show, city: City, settled: Settle) -> None:
    page = show(city.unit("东区"))

    drop(page, [city.task_file("西区")])
    settled(page.session)

    assert page.inbox.lines.lines[0].cells[-1].startswith("拒收：")


def drop(page: ExchangePage, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(10, 10), copy, data, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(10, 10), copy, data, left, none))


def _damaged(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def _fingerprint(program: Program, path: Path) -> str:
    with open_desk_to_read(program, path) as desk:
        return workspace_fingerprint(desk.workspace)
