from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.two_computers import JUNE, bring_conflict

from core.services.conflict_page import Settling
from core.services.desk import Desk, Program, open_desk_to_read
from core.services.period_history import period_history
from gui.dialogs.conflicts import ConflictsDialog
from gui.session.session import Session

Settle = Callable[[Session], None]
Show = Callable[[Path], ConflictsDialog]


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    return owner


@pytest.fixture
def show(owner: QWidget, program: Program, open_session: Callable[[Path], Session], settled: Settle) -> Show:
    def open_dialog(path: Path) -> ConflictsDialog:
        bring_conflict(program, path)
        session = open_session(path)
        assert session.now is not None
        unit = next(unit.id for unit in session.now.plan.units if unit.short_name == "溧阳市")
        dialog = ConflictsDialog(session, unit, JUNE, owner)
        dialog.open()
        settled(session)
        return dialog

    return open_dialog


def choose(dialog: ConflictsDialog, *, is_text: bool) -> None:
    rows = [row for row in range(dialog.list.count()) if (dialog.shown_at(row).merged is not None) == is_text]
    dialog.list.setCurrentRow(rows[0])


def test_values_stand_side_by_side_with_who_wrote_them(show: Show, district_file: Path) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=False)

    assert dialog.list.count() == 2
    assert {card.words.toPlainText() for card in dialog.cards} >= {"88个"}
    assert {card.heading.text() for card in dialog.cards} == {"溧阳市第1台电脑（本机）", "溧阳市第2台电脑"}


def test_one_value_is_taken_and_waits_to_be_handed_up(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=False)
    other = next(card for card in dialog.cards if card.words.toPlainText() == "88个")

    QTest.mouseClick(other.button, Qt.MouseButton.LeftButton)
    settled(session)

    shown = next(shown for row in range(2) if (shown := dialog.shown_at(row)).merged is None)
    assert (shown.settling, shown.chosen) == (Settling.CHOSEN, "88个")


def test_another_value_is_typed(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=False)
    assert not dialog.keep.isEnabled()

    QTest.keyClicks(dialog.value, "90")
    QTest.keyClick(dialog.value, Qt.Key.Key_Return)
    settled(session)

    assert {dialog.shown_at(row).chosen for row in range(2)} == {"", "90个"}


def test_what_cannot_be_kept_stays_with_the_reason(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=False)

    QTest.keyClicks(dialog.value, "abc")
    dialog.keep.click()
    settled(session)

    assert dialog.value.text() == "abc"
    assert "abc" in dialog.trouble.text()


def test_a_merged_text_is_proposed_changed_and_taken(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=True)
    assert "设备正在安装" in dialog.text.toPlainText()

    dialog.text.setPlainText("合并后另写的进展。")
    dialog.keep.click()
    settled(session)

    assert "合并后另写的进展。" in {dialog.shown_at(row).chosen for row in range(2)}


def test_what_is_typed_stays_whatever_is_read_or_looked_at(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)
    choose(dialog, is_text=True)
    dialog.text.setPlainText("正在写")

    choose(dialog, is_text=False)
    dialog.refresh()
    settled(session)
    choose(dialog, is_text=True)
    dialog.refresh()
    settled(session)

    assert dialog.text.toPlainText() == "正在写"


def test_the_office_looks_and_does_not_settle(show: Show, office_file: Path) -> None:
    dialog = show(office_file)

    assert dialog.cards
    assert all(card.button.isHidden() for card in dialog.cards)
    assert dialog.keep.isHidden()
    assert "由该单位自己选定" in dialog.state.text()


def test_the_last_conflict_settled_elsewhere_leaves_nothing_to_settle(
    show: Show, district_file: Path, settled: Settle, session: Session, program: Program
) -> None:
    dialog = show(district_file)

    def settle_all(desk: Desk) -> None:
        from core.services.progress import submit  # noqa: PLC0415 # what another part of the window does meanwhile
        from core.services.settling import settle_by_side  # noqa: PLC0415 # as above

        for row in range(2):
            settle_by_side(desk, dialog.shown_at(row).key, 1)
        submit(desk, JUNE)

    session.write(settle_all, owner=session)
    settled(session)

    assert dialog.shown is None
    assert dialog.cards == []
    assert "没有冲突" in dialog.title.text()
    with open_desk_to_read(program, district_file) as desk:
        assert len(period_history(desk, desk.unit, JUNE)) > 2


def test_it_goes_with_the_workspace(show: Show, district_file: Path, settled: Settle, session: Session) -> None:
    dialog = show(district_file)

    session.close()
    settled(session)

    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
