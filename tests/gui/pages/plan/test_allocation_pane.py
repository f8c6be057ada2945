from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers

from core.ids import UnitId
from core.model.indicator import AllocationForm, Indicator
from core.model.plan import Plan
from gui.pages.plan.allocation_pane import AllocationPane
from gui.pages.plan.allocation_table import BALANCE, CODE, FIRST_UNIT, NAME, TOTAL
from gui.pages.plan.page import PlanPage
from gui.session.place import PageName, Place
from gui.session.session import Session

Opener = Callable[[Path], Session]
Settle = Callable[[Session], None]
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """The grid of the example's office with whoever types in it; what a key does is done when the press returns."""

    def __init__(self, page: PlanPage, settled: Settle) -> None:
        self.page = page
        self._settled = settled
        page.views.tabs.setCurrentIndex(1)
        settled(page.session)
        pane = page.views.allocation
        assert pane is not None
        self.pane: AllocationPane = pane

    @property
    def plan(self) -> Plan:
        assert self.page._view is not None
        return self.page._view.plan

    def indicator(self, name: str) -> Indicator:
        return next(each for each in self.plan.indicators if each.name == name)

    def shares(self, name: str) -> dict[UnitId, Decimal]:
        found = self.plan.allocations_by_indicator.get(self.indicator(name).id, ())
        return {share.unit: share.value for share in found}

    def at(self, name: str, unit: str) -> QModelIndex:
        table = self.pane.table
        line = next(number for number in range(table.rowCount()) if str(table.index(number, NAME).data()).startswith(name))
        column = FIRST_UNIT + [each.short_name for each in table.units].index(unit)
        return table.index(line, column)

    def goes_to(self, name: str, unit: str) -> None:
        """Choose a cell; whatever keys another test left pressed, as Qt remembers them."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.pane.grid.units.selectionModel().setCurrentIndex(self.at(name, unit), flags)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.pane, key, modifiers)
        self._settled(self.page.session)

    def types(self, text: str) -> None:
        for letter in text:  # the first opens a field, which has the keyboard from then on
            QTest.keyClicks(QApplication.focusWidget() or self.pane, letter)

    def settle(self) -> None:
        self._settled(self.page.session)


@pytest.fixture
def hands(qtbot: QtBot, office_file: Path, open_session: Opener, answers: Answers, settled: Settle) -> Hands:
    session = open_session(office_file)
    page = PlanPage(session, answers)
    qtbot.addWidget(page)
    page.resize(1220, 700)
    page.show_place(Place(PageName.PLAN))
    page.show()
    page.activateWindow()
    settled(session)
    return Hands(page, settled)


LISTED = "新增上市企业"


def test_a_share_costs_its_digits_and_one_key(hands: Hands) -> None:
    unit = hands.plan.units_by_id[next(iter(hands.shares(LISTED)))]
    hands.goes_to(LISTED, unit.short_name)
    line = hands.pane.grid.units.currentIndex().row()

    hands.types("11")
    hands.press(Qt.Key.Key_Return)

    assert hands.shares(LISTED)[unit.id] == 11
    assert hands.pane.grid.units.currentIndex().row() == line + 1
    total = sum(hands.shares(LISTED).values())
    assert hands.at(LISTED, unit.short_name).siblingAtColumn(TOTAL).data() == str(total)
    assert "加码" in str(hands.at(LISTED, unit.short_name).siblingAtColumn(BALANCE).data())


def test_what_cannot_be_read_stays_in_its_cell_with_the_reason_until_it_is_mended(hands: Hands) -> None:
    before = hands.shares(LISTED)
    unit = hands.plan.units_by_id[next(iter(before))]
    hands.goes_to(LISTED, unit.short_name)

    hands.types("abc")
    hands.press(Qt.Key.Key_Return)

    cell = hands.at(LISTED, unit.short_name)
    assert (cell.data(), hands.shares(LISTED)) == ("abc", before)
    assert unit.short_name in str(cell.data(Qt.ItemDataRole.ToolTipRole))
    assert unit.short_name in hands.page.banner.sentence
    assert hands.page.has_unsaved

    hands.goes_to(LISTED, unit.short_name)
    hands.types("6")
    hands.press(Qt.Key.Key_Return)
    assert hands.shares(LISTED)[unit.id] == 6
    assert not hands.page.has_unsaved


def test_a_block_is_pasted_as_one_step_that_is_taken_back(hands: Hands) -> None:
    before = hands.shares(LISTED)
    names = [unit.short_name for unit in hands.pane.table.units[:3]]
    hands.goes_to(LISTED, names[0])
    QGuiApplication.clipboard().setText("1\t2\t\r\n")

    hands.press(Qt.Key.Key_V, CTRL)
    ids = [unit.id for unit in hands.pane.table.units[:3]]
    assert [hands.shares(LISTED).get(each) for each in ids] == [1, 2, None]

    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.shares(LISTED) == before
    hands.press(Qt.Key.Key_Y, CTRL)
    assert [hands.shares(LISTED).get(each) for each in ids] == [1, 2, None]


def test_cells_chosen_are_copied_and_emptied(hands: Hands) -> None:
    hands.goes_to(LISTED, hands.pane.table.units[0].short_name)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    hands.pane.grid.units.selectionModel().select(hands.pane.grid.units.currentIndex(), flags)
    hands.press(Qt.Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text().split("\t")
    shares = hands.shares(LISTED)
    assert [Decimal(text) for text in copied if text] == [shares[unit.id] for unit in hands.pane.table.units if unit.id in shares]

    hands.press(Qt.Key.Key_Delete)
    assert hands.shares(LISTED) == {}


def test_a_target_is_divided_at_a_press(hands: Hands) -> None:
    hands.goes_to(LISTED, hands.pane.table.units[0].short_name)
    target = hands.indicator(LISTED).target.value
    held = set(hands.shares(LISTED))

    hands.pane.evenly.click()
    hands.settle()

    shares = hands.shares(LISTED)
    assert set(shares) == held
    assert sum(shares.values()) == target
    assert max(shares.values()) - min(shares.values()) <= 1


def test_the_form_of_an_indicator_is_chosen_in_the_grid(hands: Hands) -> None:
    hands.goes_to(LISTED, hands.pane.table.units[0].short_name)
    hands.pane.form.show_choice(AllocationForm.LEAD_ONLY.value)
    hands.pane.form.chosen.emit(AllocationForm.LEAD_ONLY.value)
    hands.settle()

    assert hands.shares(LISTED) == {}
    assert hands.at(LISTED, hands.pane.table.units[0].short_name).siblingAtColumn(BALANCE).data() == "不分解"


def test_units_without_shares_are_listed_when_wanted(hands: Hands) -> None:
    some = len(hands.pane.table.units)
    hands.pane.all_units.setChecked(True)

    assert len(hands.pane.table.units) == len([unit for unit in hands.plan.units if unit.ended is None]) - 1 > some
    assert hands.pane.table.index(0, CODE).data() == hands.plan.items[0].code
