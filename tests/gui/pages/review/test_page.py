from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QTableWidgetItem
from pytestqt.qtbot import QtBot
from tests.conftest import Demo
from tests.gui.answers import Answers
from tests.gui.pages.review.conftest import JUNE, Settle, Show, document_in

from core.ids import UnitId
from core.model.period import Period
from core.model.progress import SubmissionState
from core.resources import resource
from core.services.desk import Program, open_desk, open_desk_to_read
from core.services.home import unit_home
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback, write_report
from core.services.plans import NewPlan, new_plan
from core.services.progress import attach, submit
from core.services.submission_page import submission_page
from gui.pages.review.page import ReviewPage
from gui.pages.review.return_dialog import ReturnDialog
from gui.pages.review.value_dialog import ReviewedValueDialog
from gui.session.place import PageName, Place
from gui.widgets.fact_sheet import Words

Kind = TypeVar("Kind", bound=QDialog)


def test_the_queue_shows_every_unit_in_its_heap(show: Show, office_file: Path) -> None:
    page = show(office_file)

    heaps = [page.queue.model.index(row, 0).data() for row in range(page.queue.model.rowCount())]
    assert heaps == ["可直接核定（3）", "未报（1）", "已核定（19）"]
    assert page.queue.accept_all_button.text() == "核定全部可直接核定的（3）"


def test_the_first_that_waits_is_shown_with_its_number_and_author(show: Show, office_file: Path) -> None:
    page = show(office_file)

    assert page.pane.title.text().endswith("2025年6月")
    assert "第1次上报" in page.pane.head.text()
    assert "示例填报员" in page.pane.head.text()


def test_a_figure_explains_its_standing(show: Show, office_file: Path) -> None:
    page = show(office_file, "天宁区")

    row = page.pane.chosen_figure
    assert row is not None
    assert row.judgement is not None
    assert Words(row.judgement.explanation) in page.pane.sheets[0].blocks


def test_a_place_leads_to_the_items_figure(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "天宁区")
    assert page.pane.page is not None
    wanted = page.pane.page.figures[5]

    page.show_place(Place(PageName.REVIEW, JUNE, wanted.item.id, page.pane.page.unit.id))
    settled(page.session)

    row = page.pane.chosen_figure
    assert row is not None
    assert row.item.id == wanted.item.id


def test_a_place_leads_to_the_row_of_its_indicator(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "天宁区")
    assert page.pane.page is not None
    figures = page.pane.page.figures
    items = [row.item.id for row in figures]
    wanted = next(row for place, row in enumerate(figures) if row.item.id in items[:place])

    page.show_place(Place(PageName.REVIEW, JUNE, wanted.item.id, page.pane.page.unit.id, wanted.indicator.id))
    settled(page.session)

    row = page.pane.chosen_figure
    assert row is not None
    assert row.indicator.id == wanted.indicator.id


def test_ctrl_enter_accepts_and_goes_on_to_the_next(show: Show, office_file: Path, settled: Settle, program: Program) -> None:
    page = show(office_file, "天宁区")
    accepted = page.queue.unit
    assert accepted is not None

    QTest.keyClick(page.queue.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page.session)

    assert page.queue.unit != accepted
    assert page.pane.page is not None
    assert page.pane.page.state is SubmissionState.SUBMITTED
    _close(page, settled)
    assert _state(program, office_file, accepted) is SubmissionState.ACCEPTED


def test_bare_letters_decide_nothing(show: Show, office_file: Path, settled: Settle, program: Program) -> None:
    page = show(office_file, "天宁区")
    chosen = page.queue.unit
    assert chosen is not None

    for letter in "araRA":
        QTest.keyClicks(page.queue.tree, letter)
    settled(page.session)
    _close(page, settled)

    assert _state(program, office_file, chosen) is SubmissionState.SUBMITTED


def test_the_keys_j_and_k_go_through_the_queue(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file)
    first = page.queue.unit

    QTest.keyClick(page.queue.tree, Qt.Key.Key_J)
    second = page.queue.unit
    QTest.keyClick(page.queue.tree, Qt.Key.Key_K)
    settled(page.session)

    assert first != second
    assert page.queue.unit == first


def test_a_return_travels_to_the_unit_with_its_reason_and_remark(
    show: Show, demo: Demo, office_file: Path, settled: Settle, program: Program, tmp_path: Path
) -> None:
    page = show(office_file, "天宁区")
    returned = page.queue.unit
    assert returned is not None

    QTest.keyClick(page.queue.tree, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = _dialog(page, ReturnDialog)
    dialog.reason.setPlainText("请核实项目数")
    _remark(dialog, 0).setText("请附名单")
    QTest.mouseClick(_button(dialog.give_back), Qt.MouseButton.LeftButton)
    settled(page.session)
    _close(page, settled)

    with open_desk_to_read(program, office_file) as desk:
        (past,) = submission_page(desk, returned, JUNE).past
        assert past.reviews[0].reason == "请核实项目数"
        assert [comment for _, comment in past.reviews[0].comments] == ["请附名单"]


def test_the_district_sees_why_its_period_came_back(
    show: Show, office_file: Path, district_file: Path, settled: Settle, program: Program, tmp_path: Path
) -> None:
    with open_desk(program, district_file) as desk:
        item = desk.plan.duties_by_unit[desk.unit][0].item
        attach(desk, JUNE, item, document_in(tmp_path))
        submit(desk, JUNE)
        report = write_report(desk, tmp_path / "上报包.jnb")
    with open_desk(program, office_file) as desk:
        merge(desk, dry_run(desk, [report.path]))
    page = show(office_file, "溧阳市")
    QTest.mouseClick(page.pane.return_button, Qt.MouseButton.LeftButton)
    dialog = _dialog(page, ReturnDialog)
    dialog.reason.setPlainText("请说明附件来源")
    QTest.mouseClick(_button(dialog.give_back), Qt.MouseButton.LeftButton)
    settled(page.session)
    _close(page, settled)

    with open_desk(program, office_file) as desk:
        sent = {file.recipient: file.path for file in write_feedback(desk, _folder(tmp_path / "反馈"))}
        path = sent[desk.find_unit("溧阳市").id]
    with open_desk(program, district_file) as desk:
        merge(desk, dry_run(desk, [path]))
        feedback = unit_home(desk, JUNE, date(2025, 7, 4)).feedback

    assert feedback[0].reason == "请说明附件来源"


def test_all_clean_ones_are_accepted_at_once_after_their_names_were_shown(
    show: Show, office_file: Path, answers: Answers, settled: Settle
) -> None:
    page = show(office_file)

    QTest.mouseClick(page.queue.accept_all_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert answers.asked == ["核定全部可直接核定的3个单位？"]
    assert page.queue.accept_all_button.text().endswith("（0）")
    assert not page.queue.accept_all_button.isEnabled()


def test_a_reviewed_value_stands_beside_the_units_own(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "天宁区")
    before = page.pane.figures.lines[0].value

    QTest.mouseClick(page.pane.value_button, Qt.MouseButton.LeftButton)
    dialog = _dialog(page, ReviewedValueDialog)
    QTest.keyClicks(dialog.value, "7")
    dialog.reason.setPlainText("剔除重复项目")
    QTest.mouseClick(_button(dialog.keep), Qt.MouseButton.LeftButton)
    settled(page.session)

    assert (page.pane.figures.lines[0].value, page.pane.figures.lines[0].reviewed) == (before, "7")


def test_the_units_number_is_nowhere_editable(show: Show, office_file: Path) -> None:
    page = show(office_file, "天宁区")

    assert page.pane.table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers


def test_what_is_missing_says_so_and_leads_to_the_exchange(qtbot: QtBot, show: Show, office_file: Path) -> None:
    page = show(office_file, "钟楼区")
    assert not page.pane.accept_button.isEnabled()

    with qtbot.waitSignal(page.wanted) as told:
        page.pane.empty.chosen.emit()

    assert told.args == [Place(PageName.EXCHANGE)]


def test_what_changed_since_the_submission_before_is_listed(show: Show, office_file: Path) -> None:
    page = show(office_file, "溧阳市", Period.parse("2025-05"))

    words = "\n".join(block.text for block in page.pane.sheets[3].blocks if isinstance(block, Words))
    assert "36 → 33" in words
    assert "已退回" in words


def test_before_the_plan_is_issued_the_page_says_so(show: Show, program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), tmp_path / "w.jiannuo"))

    page = show(tmp_path / "w.jiannuo")

    assert "还没有下发" in page.pane.empty.accessibleName()


def _close(page: ReviewPage, settled: Settle) -> None:
    page.session.close()
    settled(page.session)


def _state(program: Program, office: Path, unit: UnitId) -> SubmissionState:
    with open_desk_to_read(program, office) as desk:
        return submission_page(desk, unit, JUNE).state


def _dialog(page: ReviewPage, kind: type[Kind]) -> Kind:
    found = page.findChild(kind)
    assert isinstance(found, kind)
    return found


def _remark(dialog: ReturnDialog, row: int) -> QTableWidgetItem:
    cell = dialog.remarks.item(row, 1)
    assert cell is not None
    return cell


def _button(button: object) -> QPushButton:
    assert isinstance(button, QPushButton)
    return button


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
