"""The page of a unit that fills in its period, on the demo's 溧阳市 after six months."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS

from core.ids import ItemId
from core.model.period import Period
from core.model.plan import Plan
from core.services.desk import Program, open_desk_to_read
from core.services.item_page import ItemPage, item_page
from gui.pages.filing.page import FilingPage
from gui.session.place import PageName, Place
from gui.session.session import Session

JULY = Period.parse("2025-07")
JUNE = Period.parse("2025-06")

Settle = Callable[[Session], None]


class Filing:
    """The page, and what a person does with it."""

    def __init__(self, page: FilingPage, path: Path, settled: Settle) -> None:
        self.page = page
        self.path = path
        self._settled = settled

    def item(self, code: str) -> ItemId:
        return item_of(self.page.now.plan, code)

    def go(self, code: str, period: Period = JULY) -> None:
        self.page.show_place(Place(PageName.FILING, period, self.item(code)))
        self.settle()

    def settle(self) -> None:
        self._settled(self.page.session)

    def in_file(self, program: Program, code: str, period: Period = JULY) -> ItemPage:
        """What another reader of the file finds."""
        with open_desk_to_read(program, self.path) as desk:
            return item_page(desk, period, self.item(code))


def item_of(plan: Plan, code: str) -> ItemId:
    return next(item.id for item in plan.items if item.code == code)


def open_filing(qtbot: QtBot, session: Session, path: Path, answers: Answers, settled: Settle) -> Filing:
    """The page on 2.2.2 in July, where nothing is filled in yet; its reference column is folded, so that no chart is drawn."""
    page = FilingPage(session, answers)
    qtbot.addWidget(page)
    page.fold.setChecked(False)
    page.resize(1260, 690)
    made = Filing(page, path, settled)
    made.go("2.2.2")
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.settle()
    return made


@pytest.fixture
def filing(qtbot: QtBot, district_file: Path, open_session: Callable[[Path], Session], answers: Answers, settled: Settle) -> Filing:
    return open_filing(qtbot, open_session(district_file), district_file, answers, settled)


@pytest.fixture
def read_only(qtbot: QtBot, district_file: Path, session: Session, answers: Answers, settled: Settle) -> Filing:
    """The same in a workspace that is open to be read."""
    with qtbot.waitSignal(session.opened, timeout=PATIENCE_MS):
        session.open(district_file, owner=session, is_read_only=True)
    return open_filing(qtbot, session, district_file, answers, settled)
