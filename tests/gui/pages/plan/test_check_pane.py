from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.journeys.conftest import REPORT

from core.services.desk import Program
from core.services.plans import NewPlan, new_plan
from gui.models.plan_tree import Role
from gui.pages.plan.page import PlanPage
from gui.pages.plan.views import CHECK
from gui.pages.plan.views import REPORT as REPORT_VIEW
from gui.session.place import PageName, Place
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settle = Callable[[Session], None]


@pytest.fixture
def page(qtbot: QtBot, program: Program, tmp_path: Path, open_session: Opener, answers: Answers, settled: Settle) -> PlanPage:
    new_plan(program, NewPlan(REPORT, tmp_path / "主办.jiannuo"))
    session = open_session(tmp_path / "主办.jiannuo")
    page = PlanPage(session, answers)
    qtbot.addWidget(page)
    page.resize(1220, 700)
    page.show_place(Place(PageName.PLAN))
    page.show()
    settled(session)
    return page


def look_at_check(page: PlanPage, settled: Settle) -> list[str]:
    page.views.tabs.setCurrentIndex(CHECK)
    settled(page.session)
    check = page.views.check
    assert check is not None
    model = check.lines.model()
    return [str(model.index(line, 2).data()) for line in range(model.rowCount())]


def test_a_line_leads_to_what_it_is_about(page: PlanPage, settled: Settle) -> None:
    told = look_at_check(page, settled)
    assert page._view is not None
    item = page._view.plan.items[-1]
    line = next(number for number, sentence in enumerate(told) if sentence.startswith(item.code))
    check = page.views.check
    assert check is not None

    check.lines.setCurrentIndex(check.lines.model().index(line, 0))
    QTest.keyClick(check.lines, Qt.Key.Key_Return)
    settled(page.session)

    assert page.views.tabs.currentIndex() == REPORT_VIEW
    assert page.panes.tree.currentIndex().siblingAtColumn(0).data(Role.ID) == item.id


def test_what_was_settled_is_gone_when_one_looks_again(page: PlanPage, settled: Settle) -> None:
    before = look_at_check(page, settled)
    page.views.tabs.setCurrentIndex(REPORT_VIEW)
    page.bar.confirm.click()
    settled(page.session)

    assert len(look_at_check(page, settled)) < len(before)
    check = page.views.check
    assert check is not None
    assert "必须处理" in check.summary.text()
