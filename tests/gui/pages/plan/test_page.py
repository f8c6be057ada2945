from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.ids import IndicatorId
from core.model.plan import Plan
from core.resources import resource
from core.services.assignments import assign
from core.services.desk import Program, open_desk
from core.services.plans import NewPlan, new_plan
from gui.models.plan_tree import Role
from gui.pages.plan.page import PlanPage
from gui.session.place import PageName, Place
from gui.session.session import Session
from gui.widgets.fact_sheet import Facts, Grid, Quote, Words

Opener = Callable[[Path], Session]
Settle = Callable[[Session], None]


@pytest.fixture
def show(qtbot: QtBot, open_session: Opener, answers: Answers, settled: Settle) -> Callable[[Path], PlanPage]:
    def open_page(path: Path) -> PlanPage:
        session = open_session(path)
        page = PlanPage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 700)
        page.show_place(Place(PageName.PLAN))
        page.show()
        settled(session)
        return page

    return open_page


@pytest.fixture
def new_office(program: Program, tmp_path: Path) -> Path:
    """An office that has begun with the report's text and nothing else."""
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), tmp_path / "主办.jiannuo"))
    return tmp_path / "主办.jiannuo"


def test_the_example_shows_77_items_and_7_headline_targets(show: Callable[[Path], PlanPage], office_file: Path) -> None:
    page = show(office_file)

    assert "77" in page.panes.total.text()
    assert "7项" in page.panes.total.text()


def test_an_item_is_shown_with_its_sentence_marked_in_the_report(show: Callable[[Path], PlanPage], office_file: Path) -> None:
    page = show(office_file)
    item = _plan(page).items[10]

    page.panes.choose(item.id)

    assert page.panes.source.passage == item.span
    assert [block for block in page.panes.sheet.blocks if isinstance(block, Quote)]


def test_a_click_in_the_report_chooses_the_item(show: Callable[[Path], PlanPage], office_file: Path) -> None:
    page = show(office_file)
    item = _plan(page).items[20]

    page.panes.source.pointed.emit(item.span[0] + 1)

    assert page.panes.tree.currentIndex().siblingAtColumn(0).data(Role.ID) == item.id


def test_shares_above_the_target_are_told_in_percent(show: Callable[[Path], PlanPage], office_file: Path) -> None:
    page = show(office_file)
    plan = _plan(page)
    shared = next(each for each in plan.indicators if each.id in plan.allocations_by_indicator and each.unit == "家")

    page.panes.choose(shared.item)

    grid = next(block for block in page.panes.sheet.blocks if isinstance(block, Grid))
    assert grid.rows[-1][0] == "合计"


def test_units_of_a_sum_rules_and_flaws_stand_on_the_sheet(
    show: Callable[[Path], PlanPage], office_file: Path, program: Program, tmp_path: Path
) -> None:
    head = "事项编号,指标,分解方式,汇总方式,填报方式,频次,汇总单位,时间汇总"
    table = tmp_path / "s.csv"
    table.write_text(f"{head}\n2.2.2,新增上市企业,,,,,溧阳市、武进区,最新\n", encoding="utf-8")
    with open_desk(program, office_file) as desk:
        assign(desk, assignments=None, indicators=table)
    page = show(office_file)

    page.panes.choose(_plan(page).indicators_by_id[_listing(page)].item)

    facts = [fact for block in page.panes.sheet.blocks if isinstance(block, Facts) for fact in block.pairs]
    assert ("汇总单位", "溧阳市、武进区") in facts
    assert ("全年各期", "取最新") in facts
    assert any("不计入合计" in block.text for block in page.panes.sheet.blocks if isinstance(block, Words))


def _listing(page: PlanPage) -> IndicatorId:
    return next(each.id for each in _plan(page).indicators if each.name == "新增上市企业")


def test_search_keeps_the_rows_that_have_the_words(show: Callable[[Path], PlanPage], office_file: Path) -> None:
    page = show(office_file)

    QTest.keyClicks(page.panes.search_field, "0.1")

    assert page.panes.tree.model().rowCount() == 1


def test_a_table_of_units_is_told_with_the_count_that_its_step_has(
    show: Callable[[Path], PlanPage], new_office: Path, answers: Answers, settled: Settle
) -> None:
    page = show(new_office)

    answers.files.append([resource("report", "units.csv")])
    QTest.mouseClick(page.steps.units_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert f"共{len(_plan(page).units) - 1}个单位" in page.banner.sentence


def test_a_new_office_is_led_to_task_files(
    show: Callable[[Path], PlanPage], new_office: Path, answers: Answers, settled: Settle, tmp_path: Path
) -> None:
    page = show(new_office)
    session = page.session
    assert not page.steps.issue_button.isEnabled()

    QTest.mouseClick(page.steps.confirm_button, Qt.MouseButton.LeftButton)
    settled(session)
    for button, table in (
        (page.steps.units_button, "units.csv"),
        (page.steps.duties_button, "assignments.csv"),
        (page.steps.shares_button, "indicators.csv"),
    ):
        answers.files.append([resource("report", table)])
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settled(session)
    assert page.steps.reason_field.isVisibleTo(page)
    (tmp_path / "任务包").mkdir()
    answers.files.append([tmp_path / "任务包"])
    QTest.mouseClick(page.steps.issue_button, Qt.MouseButton.LeftButton)
    settled(session)

    grid = next(block for block in page.panes.sheet.blocks if isinstance(block, Grid))
    assert len(grid.rows) == len(_plan(page).reporting_units)
    assert len(list((tmp_path / "任务包").glob("任务包_常州市2025_*.jnb"))) == len(_plan(page).reporting_units) > 10
    assert _plan(page).revision == 1


def test_an_issue_needs_its_reason(
    show: Callable[[Path], PlanPage], office_file: Path, answers: Answers, settled: Settle, program: Program, tmp_path: Path
) -> None:
    page = show(office_file)
    table = tmp_path / "duties.csv"
    table.write_text("事项编号,牵头单位,配合单位\n0.1,市发改委,\n", encoding="utf-8")
    answers.files.append([table])
    QTest.mouseClick(page.steps.duties_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    QTest.mouseClick(page.steps.issue_button, Qt.MouseButton.LeftButton)

    assert page.steps.reason_field.property("state") == "trouble"
    assert not any("文件夹" in asked for asked in answers.asked)


def test_a_table_that_cannot_be_used_changes_nothing(
    qtbot: QtBot, show: Callable[[Path], PlanPage], new_office: Path, answers: Answers, settled: Settle, tmp_path: Path
) -> None:
    page = show(new_office)
    (tmp_path / "units.csv").write_text("名称\n某市\n", encoding="utf-8")
    answers.files.append([tmp_path / "units.csv"])

    with qtbot.waitSignal(page.session.troubled) as told:
        QTest.mouseClick(page.steps.units_button, Qt.MouseButton.LeftButton)
    settled(page.session)

    assert "units.csv" in told.args[0].sentence
    assert len(_plan(page).units) == 1


def test_nothing_can_be_pressed_where_the_workspace_is_only_read(
    qtbot: QtBot, session: Session, answers: Answers, settled: Settle, new_office: Path
) -> None:
    with qtbot.waitSignal(session.opened):
        session.open(new_office, owner=session, is_read_only=True)
    page = PlanPage(session, answers)
    qtbot.addWidget(page)
    page.show_place(Place(PageName.PLAN))
    settled(session)

    assert not page.steps.confirm_button.isEnabled()
    assert not page.steps.units_button.isEnabled()


def test_what_waits_for_confirmation_is_said_on_its_sheet(show: Callable[[Path], PlanPage], new_office: Path) -> None:
    page = show(new_office)

    assert [block for block in page.panes.sheet.blocks if isinstance(block, Words) and block.mood == "notice"]


def test_the_plan_that_is_shown_is_the_file_s(
    show: Callable[[Path], PlanPage], new_office: Path, settled: Settle, program: Program
) -> None:
    page = show(new_office)
    QTest.mouseClick(page.steps.confirm_button, Qt.MouseButton.LeftButton)
    settled(page.session)
    page.session.close()
    settled(page.session)

    with open_desk(program, new_office) as desk:
        assert all(indicator.baseline is None or indicator.baseline.confirmed for indicator in desk.plan.indicators)


def _plan(page: PlanPage) -> Plan:
    return page.now.plan
