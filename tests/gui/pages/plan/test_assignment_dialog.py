from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.model.duty_rules import TextRule
from core.model.outline import Item
from core.model.plan import Plan
from gui.pages.plan.assignment_dialog import AssignmentDialog
from gui.pages.plan.page import PlanPage
from gui.session.place import PageName, Place
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settle = Callable[[Session], None]


@pytest.fixture
def page(qtbot: QtBot, office_file: Path, open_session: Opener, answers: Answers, settled: Settle) -> PlanPage:
    session = open_session(office_file)
    page = PlanPage(session, answers)
    qtbot.addWidget(page)
    page.resize(1220, 700)
    page.show_place(Place(PageName.PLAN))
    page.show()
    page.activateWindow()
    settled(session)
    return page


def plan_of(page: PlanPage) -> Plan:
    assert page._view is not None
    return page._view.plan


def item(page: PlanPage, code: str) -> Item:
    return next(each for each in plan_of(page).items if each.code == code)


def begin(page: PlanPage) -> AssignmentDialog:
    QTest.keyClick(page.panes.tree, Qt.Key.Key_F4)
    return next(each for each in page.findChildren(AssignmentDialog) if each.isVisible())


def tick(dialog: AssignmentDialog, name: str, state: Qt.CheckState) -> None:
    (entry,) = dialog.supporters.findItems(name, Qt.MatchFlag.MatchExactly)
    entry.setCheckState(state)


def test_an_issued_items_assignment_is_changed_and_taken_back(page: PlanPage, settled: Settle) -> None:
    page.panes.choose(item(page, "1.2.1").id)
    before = plan_of(page)
    units = {unit.short_name: unit.id for unit in before.units}
    dialog = begin(page)
    assert dialog.lead.choice == item(page, "1.2.1").lead

    dialog.lead.show_choice(units["市统计局"])
    tick(dialog, "市财政局", Qt.CheckState.Checked)
    dialog.support_text.show_choice(TextRule.QUARTERLY.value)
    dialog.due.setText("11月底")
    dialog.nodes.setPlainText("6月底 开工过半")
    dialog.keep.click()
    settled(page.session)

    held = item(page, "1.2.1")
    assert held.lead == units["市统计局"]
    assert units["市财政局"] in held.supporters
    assert held.due == date(2025, 11, 30)
    assert [node.name for node in held.nodes] == ["开工过半"]
    assert {duty.text for duty in plan_of(page).duties_by_item[held.id] if not duty.is_lead} == {TextRule.QUARTERLY}
    assert page.steps.issue_button.isVisible()

    page.bar.undo.click()
    settled(page.session)
    assert plan_of(page) == before


def test_a_day_that_cannot_be_read_stays_in_the_form_with_the_reason(page: PlanPage) -> None:
    page.panes.choose(item(page, "1.2.1").id)
    dialog = begin(page)
    dialog.due.setText("尽快")
    dialog.keep.click()

    assert dialog.isVisible()
    assert "尽快" in dialog.trouble.text()
    dialog.reject()


def test_all_items_of_a_task_are_given_at_once_and_keep_their_days(page: PlanPage, settled: Settle) -> None:
    task = next(each for each in plan_of(page).tasks if len(plan_of(page).items_by_task[each.id]) > 1)
    days = [each.due for each in plan_of(page).items_by_task[task.id]]
    page.panes.choose(task.id)
    dialog = begin(page)
    assert not dialog.due.isVisible()

    dialog.lead.show_choice(next(unit.id for unit in plan_of(page).units if unit.short_name == "市统计局"))
    dialog.keep.click()
    settled(page.session)

    items = plan_of(page).items_by_task[task.id]
    assert {plan_of(page).units_by_id[each.lead].short_name for each in items if each.lead} == {"市统计局"}
    assert [each.due for each in items] == days
