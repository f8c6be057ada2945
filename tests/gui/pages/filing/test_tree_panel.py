from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.models.filing_tree import TreeRow
from gui.pages.filing.tree_panel import TreePanel

ROWS = (
    TreeRow(0, "一 目标", count="0/1"),
    TreeRow(1, "0.1 生产总值", "i1", "empty", search="0.1 生产总值", is_open=True),
    TreeRow(1, "0.2 税收", "i2", "complete", search="0.2 税收"),
    TreeRow(1, "0.3 外贸", "i3", search="0.3 外贸"),
)


@pytest.fixture
def panel(qtbot: QtBot) -> TreePanel:
    panel = TreePanel()
    qtbot.addWidget(panel)
    panel.show_rows(ROWS, done=1, total=2)
    panel.resize(280, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def test_how_far_the_period_is_stands_at_the_top(panel: TreePanel) -> None:
    assert panel.progress.text() == "应填2项，已填完1项"


def test_a_period_with_nothing_left_says_so(panel: TreePanel) -> None:
    panel.show_rows([replace(row, is_open=False) for row in ROWS], done=2, total=2)

    assert panel.progress.text() == "应填2项，已全部填完"


def test_a_search_that_finds_nothing_says_so(panel: TreePanel) -> None:
    QTest.keyClicks(panel.search, "zzz")
    is_said = panel.nothing.isVisible()
    panel.search.clear()

    assert is_said
    assert not panel.nothing.isVisible()
    assert panel.tree.isVisible()


def test_the_keyboard_begins_in_the_tree(panel: TreePanel) -> None:
    assert panel.focusProxy() is panel.tree


def test_another_current_item_is_told(panel: TreePanel, qtbot: QtBot) -> None:
    panel.show_current("i1")

    with qtbot.waitSignal(panel.item_chosen) as told:
        QTest.keyClick(panel.tree, Qt.Key.Key_Down)

    assert told.args == ["i2"]


def test_an_item_that_is_shown_as_current_is_not_told(panel: TreePanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.item_chosen):
        panel.show_current("i2")

    assert panel.current == "i2"


def test_the_current_item_stays_when_other_rows_come(panel: TreePanel, qtbot: QtBot) -> None:
    panel.show_current("i2")

    with qtbot.assertNotEmitted(panel.item_chosen):
        panel.show_rows((TreeRow(0, "〇 总述"), *ROWS), done=1, total=2)

    assert panel.current == "i2"


def test_enter_on_an_item_asks_for_the_form(panel: TreePanel, qtbot: QtBot) -> None:
    panel.show_current("i1")

    with qtbot.waitSignal(panel.form_wanted):
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)


@pytest.mark.parametrize(("item", "step", "found"), [("i1", 1, "i2"), ("i2", -1, "i1"), ("i3", 1, ""), ("i1", -1, "")])
def test_neighbours_follow_the_report(panel: TreePanel, item: str, step: int, found: str) -> None:
    assert panel.neighbour(item, step) == found


def test_neighbours_pass_over_what_is_not_shown(panel: TreePanel) -> None:
    panel.search.setText("0.1 生")
    only = panel.neighbour("i1", 1)
    panel.search.clear()

    assert (only, panel.neighbour("i1", 1)) == ("", "i2")


def test_marks_and_counts_are_painted(panel: TreePanel) -> None:
    before = panel.tree.grab().toImage()

    panel.show_rows((ROWS[0], TreeRow(1, "0.1 生产总值", "i1", "complete", search="0.1 生产总值"), *ROWS[2:]), done=2, total=2)

    assert panel.tree.grab().toImage() != before


def test_everything_has_a_name_for_a_screen_reader(panel: TreePanel) -> None:
    assert all(each.accessibleName() or each.text() for each in (panel.search, panel.only_open))
    assert panel.tree.accessibleName() == "事项"
