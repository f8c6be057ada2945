from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.two_computers import JUNE, bring_conflict

from core.model.period import Period
from core.services.desk import Desk, Program
from core.services.history_page import ShownChange, shown_period_history
from gui.dialogs.history import HistoryDialog
from gui.session.session import Session


def of_june(desk: Desk) -> tuple[ShownChange, ...]:
    return shown_period_history(desk, desk.find_unit("溧阳市").id, JUNE, "zh")


def of_no_period(desk: Desk) -> tuple[ShownChange, ...]:
    return shown_period_history(desk, desk.find_unit("溧阳市").id, Period.parse("2031-01"), "zh")


def of_nothing(desk: Desk) -> tuple[ShownChange, ...]:
    del desk
    return ()


def test_a_history_tells_who_changed_what_to_what(
    qtbot: QtBot, program: Program, district_file: Path, open_session: Callable[[Path], Session], settled: Callable[[Session], None]
) -> None:
    bring_conflict(program, district_file)
    session = open_session(district_file)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = HistoryDialog(session, "溧阳市", of_june, owner)

    settled(session)

    cells = [line.cells for line in dialog.model.lines]
    assert cells[0][1] == "李四"
    assert any("溧阳市第2台电脑" in line for line in cells)
    assert any("88个" in line[3] for line in cells)
    assert any("现值" in line[4] and "第1次上报" in line[4] for line in cells)


def test_an_empty_history_and_a_refused_one_say_so(
    qtbot: QtBot, district_file: Path, open_session: Callable[[Path], Session], settled: Callable[[Session], None]
) -> None:
    session = open_session(district_file)
    owner = QWidget()
    qtbot.addWidget(owner)
    empty, refused = (HistoryDialog(session, "", question, owner) for question in (of_nothing, of_no_period))

    settled(session)

    assert empty.sentence == "还没有填过。"
    assert "2031" in refused.sentence
