from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.pages.filing.conftest import Filing, Settle, open_filing
from tests.gui.two_computers import JUNE, bring_conflict

from core.services.desk import Program
from core.services.item_page import Settling
from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.history import HistoryDialog
from gui.session.session import Session

CONTESTED = "1.1.3"


@pytest.fixture
def at_odds(
    qtbot: QtBot,
    program: Program,
    district_file: Path,
    open_session: Callable[[Path], Session],
    answers: Answers,
    settled: Settle,
) -> Filing:
    """The form of an item whose first figure is in conflict."""
    bring_conflict(program, district_file)
    filing = open_filing(qtbot, open_session(district_file), district_file, answers, settled)
    filing.go(CONTESTED, JUNE)
    return filing


def test_a_field_in_conflict_says_so(at_odds: Filing) -> None:
    form = at_odds.page.form

    assert any("另一台电脑" in sentence for sentence in form.cards[0].findings)
    assert not any("另一台电脑" in sentence for sentence in form.cards[1].findings)
    assert form.page is not None
    assert [conflict.settling for conflict in form.page.conflicts] == [Settling.OPEN]


def test_the_conflict_is_settled_from_the_form(at_odds: Filing) -> None:
    button = at_odds.page.lookups.button
    assert "1" in button.text()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = at_odds.page.findChildren(ConflictsDialog)
    at_odds.settle()
    dialog.list.setCurrentRow(next(row for row in range(dialog.list.count()) if dialog.shown_at(row).merged is None))
    other = next(card for card in dialog.cards if card.words.toPlainText() == "88个")
    QTest.mouseClick(other.button, Qt.MouseButton.LeftButton)
    at_odds.settle()

    assert at_odds.page.form.cards[0].value_field.text() == "88"
    assert button.isHidden()
    assert any("已选定" in sentence for sentence in at_odds.page.form.cards[0].findings)
    dialog.close()


def test_an_item_without_conflict_offers_nothing(at_odds: Filing) -> None:
    at_odds.go("2.2.2", JUNE)

    assert at_odds.page.lookups.button.isHidden()


def test_the_history_of_a_figure_is_a_key_away(at_odds: Filing) -> None:
    field = at_odds.page.form.cards[0].value_field
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = at_odds.page.findChildren(HistoryDialog)
    at_odds.settle()

    assert any("88个" in line.cells[3] for line in dialog.model.lines)
    dialog.close()


def test_the_history_of_a_text_is_in_its_menu(at_odds: Filing) -> None:
    at_odds.go("1.2.2", JUNE)
    menu = at_odds.page.form.texts.fields["text"].make_menu()

    next(action for action in menu.actions() if "变更历史" in action.text()).trigger()
    (dialog,) = at_odds.page.findChildren(HistoryDialog)
    at_odds.settle()

    assert any("设备正在安装" in line.cells[3] for line in dialog.model.lines)
    dialog.close()
    menu.deleteLater()
