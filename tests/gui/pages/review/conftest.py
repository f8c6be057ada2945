"""The page of review on a workspace, and submissions that a district hands up with a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.ids import UnitId
from core.model.period import Period
from core.services.desk import Program, open_desk
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.progress import attach, submit
from gui.pages.review.page import ReviewPage
from gui.session.place import PageName, Place
from gui.session.session import Session

JUNE = Period.parse("2025-06")
Show = Callable[..., ReviewPage]
Settle = Callable[[Session], None]


@pytest.fixture
def show(qtbot: QtBot, open_session: Callable[[Path], Session], answers: Answers, settled: Settle) -> Show:
    def open_page(path: Path, unit: str = "", period: Period = JUNE) -> ReviewPage:
        session = open_session(path)
        page = ReviewPage(session, answers)
        qtbot.addWidget(page)
        page.resize(1220, 700)
        page.show()
        page.show_place(Place(PageName.REVIEW, period, None, _unit(session, unit) if unit else None))
        settled(session)
        page.activateWindow()
        return page

    return open_page


def _unit(session: Session, name: str) -> UnitId:
    assert session.now is not None
    return next(unit.id for unit in session.now.plan.units if unit.short_name == name)


def document_in(folder: Path, content: bytes = b"%PDF-1") -> Path:
    path = folder / "名单.pdf"
    path.write_bytes(content)
    return path


def bring(program: Program, district: Path, office: Path, document: Path, folder: Path) -> None:
    """Have a district hand June up again with a file, and the office take it in."""
    report = report_with(program, district, document, folder / "上报包.jnb")
    with open_desk(program, office) as desk:
        merge(desk, dry_run(desk, [report]))


def report_with(program: Program, district: Path, document: Path, path: Path) -> Path:
    with open_desk(program, district) as desk:
        attach(desk, JUNE, desk.plan.duties_by_unit[desk.unit][0].item, document)
        submit(desk, JUNE)
        return write_report(desk, path).path
