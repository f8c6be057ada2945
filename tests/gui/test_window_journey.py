"""A month in the window, as its people go through it: the district fills in, checks and hands up; the office merges, returns, prints."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.ids import ItemId
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import SubmissionState
from core.services.checking import check_period
from core.services.desk import Desk, Program, open_desk, open_desk_to_read
from core.services.drafting import set_text
from core.services.item_page import item_page
from core.services.packing import write_report
from core.services.progress import record, submit
from core.services.status import status_of_units
from gui.app import Parts
from gui.dialogs.submit import SubmitDialog
from gui.pages.exchange.page import ExchangePage
from gui.pages.filing.page import FilingPage
from gui.pages.review.page import ReviewPage
from gui.pages.review.return_dialog import ReturnDialog
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.window.main_window import MainWindow

JUNE = Period.parse("2025-06")
JULY = Period.parse("2025-07")
LISTED = "2.2.2"  # 新增上市企业

Settle = Callable[[Session], None]
Open = Callable[[Path], MainWindow]


@pytest.fixture
def july(demo: Demo, program: Program, district_file: Path) -> Path:
    """溧阳市's workspace with July filled in as June was."""
    fill_in(demo, program, district_file, "溧阳市")
    return district_file


def fill_in(demo: Demo, program: Program, path: Path, unit: str) -> None:
    """July as June was, without the figures that only a quarter's end asks for."""
    lines = (demo.folder / "填报表" / f"2025-06_{unit}.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    sheet = path.with_suffix(".csv")
    with open_desk(program, path) as desk:
        sheet.write_text("".join(lines), encoding="utf-8")
        refused = {verdict.row for verdict in record(desk, JULY, sheet).refused}
        sheet.write_text("".join(line for row, line in enumerate(lines, start=1) if row not in refused), encoding="utf-8")
        assert record(desk, JULY, sheet).refused == ()
        for finding in check_period(desk, JULY):
            if finding.stops_submitting:
                set_text(desk, JULY, finding.item, "problems", "部分项目受用地审批影响，进度偏慢。")


def test_figure_typed_with_keys_stands_in_the_file(parts: Parts, opened: Open, settled: Settle, program: Program, july: Path) -> None:
    window = opened(july)
    page = go_to_item(window, settled)

    type_figure(page, "7")
    settled(parts.session)
    window.menus.close_file.trigger()
    settled(parts.session)

    with open_desk_to_read(program, july) as desk:
        assert item_page(desk, JULY, item_of(desk)).figures[0].value == Decimal(7)


def test_evidence_that_is_dropped_stands_in_the_file(parts: Parts, opened: Open, settled: Settle, program: Program, july: Path) -> None:
    photo = july.with_name("现场照片.jpg")
    photo.write_bytes(b"\xff\xd8\xff sample")
    page = go_to_item(opened(july), settled)

    drop(page.form.evidence, [photo])
    settled(parts.session)

    with open_desk_to_read(program, july) as desk:
        assert [file.name for file in item_page(desk, JULY, item_of(desk)).evidence] == ["现场照片.jpg"]


def test_check_lists_what_stands_against_handing_up(parts: Parts, opened: Open, settled: Settle, july: Path) -> None:
    window = opened(july)
    page = go_to_item(window, settled)
    type_figure(page, "")  # an emptied field is a figure that is missing

    QTest.mouseClick(window.frame.title_line.check, Qt.MouseButton.LeftButton)
    settled(parts.session)

    findings = window.frame.findings.list
    lines = [line for row in range(findings.topLevelItemCount()) if (line := findings.topLevelItem(row))]
    shown = [line.text(column) for line in lines for column in range(findings.columnCount())]
    assert [text for text in shown if "新增上市企业" in text and "未填" in text], shown


def test_period_is_handed_up_into_a_file_that_the_office_merges(
    qtbot: QtBot, parts: Parts, opened: Open, settled: Settle, program: Program, july: Path, office_file: Path, answers: Answers
) -> None:
    window = opened(july)
    go_to_item(window, settled)
    folder = july.parent / "上报"
    answers.files.append([folder])

    QTest.mouseClick(window.frame.title_line.submit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: submit_dialog() is not None, timeout=PATIENCE_MS)
    dialog = submit_dialog()
    assert dialog is not None
    dialog.folder_wanted.emit()
    QTest.mouseClick(dialog.submit, Qt.MouseButton.LeftButton)
    settled(parts.session)
    assert folder.is_dir(), window.frame.banner.sentence
    (report,) = folder.glob("*.jnb")
    merge_in_window(opened(office_file), settled, [report])

    with open_desk_to_read(program, office_file) as desk:
        assert state_at_office(desk, "溧阳市") is SubmissionState.SUBMITTED


def test_office_merges_three_files_by_drop_and_returns_one(
    parts: Parts, opened: Open, settled: Settle, program: Program, demo: Demo, office_file: Path, tmp_path: Path
) -> None:
    reports = [handed_up(demo, program, unit, tmp_path) for unit in ("溧阳市", "武进区", "新北区")]
    window = opened(office_file)

    merge_in_window(window, settled, reports)
    window.pages.go(Place(PageName.REVIEW, JULY, unit=next(unit.id for unit in plan_of(window).units if unit.short_name == "武进区")))
    settled(parts.session)
    page = window.pages.current
    assert isinstance(page, ReviewPage)
    QTest.mouseClick(page.pane.return_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    dialog.reason.setPlainText("请补充佐证材料")
    QTest.mouseClick(dialog.give_back, Qt.MouseButton.LeftButton)
    settled(parts.session)

    with open_desk_to_read(program, office_file) as desk:
        states = {unit: state_at_office(desk, unit) for unit in ("溧阳市", "武进区", "新北区")}
    assert states == {
        "溧阳市": SubmissionState.SUBMITTED,
        "武进区": SubmissionState.RETURNED,
        "新北区": SubmissionState.SUBMITTED,
    }


def test_change_from_elsewhere_keeps_what_is_being_typed(parts: Parts, opened: Open, settled: Settle, district_file: Path) -> None:
    window = opened(district_file)
    page = go_to_item(window, settled)
    field = page.form.cards[0].value_field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, "12")

    parts.session.write(note_elsewhere, owner=parts.session)
    settled(parts.session)

    assert (field.text(), field.is_dirty) == ("12", True)


def note_elsewhere(desk: Desk) -> None:
    set_text(desk, JULY, item_of(desk), "problems", "别处写下的问题")


def go_to_item(window: MainWindow, settled: Settle) -> FilingPage:
    window.pages.go(Place(PageName.FILING, JULY, next(item.id for item in plan_of(window).items if item.code == LISTED)))
    settled(window.session)
    page = window.pages.current
    assert isinstance(page, FilingPage)
    return page


def type_figure(page: FilingPage, text: str) -> None:
    """Replace the first figure and press Enter, as one who comes by Tab."""
    field = page.form.cards[0].value_field
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def drop(widget: QWidget, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(4, 4), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(4, 4), copy, data, left, none))


def submit_dialog() -> SubmitDialog | None:
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SubmitDialog) and widget.isVisible()]
    return found[0] if found else None


def merge_in_window(window: MainWindow, settled: Settle, reports: list[Path]) -> None:
    drop(window, reports)
    settled(window.session)
    page = window.pages.current
    assert isinstance(page, ExchangePage)
    QTest.mouseClick(page.inbox.merge_button, Qt.MouseButton.LeftButton)
    settled(window.session)


def handed_up(demo: Demo, program: Program, unit: str, folder: Path) -> Path:
    """A district's report on July, made elsewhere."""
    path = Path(shutil.copy(demo.file("district", unit=unit), folder / f"{unit}.jiannuo"))
    fill_in(demo, program, path, unit)
    with open_desk(program, path) as desk:
        submit(desk, JULY)
        return write_report(desk, folder / f"{unit}.jnb").path


def state_at_office(desk: Desk, unit: str) -> SubmissionState:
    identity = desk.find_unit(unit).id
    return next(row.state for row in status_of_units(desk, JULY) if row.unit == identity)


def item_of(desk: Desk) -> ItemId:
    return desk.find_item(LISTED).id


def plan_of(window: MainWindow) -> Plan:
    assert window.session.now is not None
    return window.session.now.plan
