"""A person who is faster than the file: what is chosen and typed while something else is on its way to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.gui.pages.filing.conftest import JUNE, Filing

from core.model.progress import DataStatus, Missing
from core.services.desk import Desk, Program
from core.services.item_figures import FigureCell
from gui.pages.filing.figure_card import FigureCard
from gui.session.place import PageName, Place

CODE = "2.2.2"


class Slow:
    """The writer's lane, held up until `go`."""

    def __init__(self, filing: Filing) -> None:
        self._gate = threading.Event()
        self._filing = filing
        filing.page.session.write(self._wait, owner=filing.page)

    def go(self) -> None:
        self._gate.set()
        self._filing.settle()

    def let_go(self) -> None:
        self._gate.set()

    def _wait(self, desk: Desk) -> None:
        del desk
        self._gate.wait(10)


@pytest.fixture
def slow(filing: Filing) -> Iterator[Slow]:
    """June's figure of 2.2.2, which is 2, before a writer that takes its time."""
    filing.go(CODE, JUNE)
    made = Slow(filing)
    yield made
    made.let_go()


def enter(card: FigureCard, text: str) -> None:
    card.value_field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(card.value_field, text)
    QTest.keyClick(card.value_field, Qt.Key.Key_Return)


def press(key: Qt.Key, field: QWidget) -> None:
    field.setFocus()
    QTest.keyClick(field, key)


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def listed(filing: Filing, program: Program) -> FigureCell:
    return filing.in_file(program, CODE, JUNE).figures[0]


def test_a_status_chosen_at_once_is_the_new_figures(filing: Filing, program: Program, slow: Slow) -> None:
    card = filing.page.form.cards[0]
    enter(card, "3")

    QTest.keyClick(card.status, Qt.Key.Key_Down)
    slow.go()

    cell = listed(filing, program)
    assert (cell.value, cell.status) == (Decimal(3), DataStatus.FLASH)


def test_a_reason_taken_back_leaves_the_figure_typed_just_before(filing: Filing, program: Program) -> None:
    filing.go(CODE, JUNE)
    card = filing.page.form.cards[0]
    QTest.keyClick(card.missing, Qt.Key.Key_Down)
    filing.settle()
    slow = Slow(filing)
    enter(card, "3")

    QTest.keyClick(card.missing, Qt.Key.Key_Up)
    slow.go()

    cell = listed(filing, program)
    assert (cell.value, cell.missing) == (Decimal(3), None)


def test_a_reason_chosen_at_once_takes_the_place_of_the_new_figure(filing: Filing, program: Program, slow: Slow) -> None:
    card = filing.page.form.cards[0]
    enter(card, "3")

    QTest.keyClick(card.missing, Qt.Key.Key_Down)
    slow.go()

    cell = listed(filing, program)
    assert (cell.value, cell.missing) == (None, Missing.NOT_PUBLISHED)


def test_a_reason_given_up_at_once_is_not_in_the_file(filing: Filing, program: Program, slow: Slow) -> None:
    card = filing.page.form.cards[0]
    QTest.keyClick(card.missing, Qt.Key.Key_Down)

    QTest.keyClick(card.missing, Qt.Key.Key_Up)
    slow.go()

    assert listed(filing, program).missing is None


def test_a_status_leaves_refused_words_to_be_mended(filing: Filing) -> None:
    filing.go(CODE, JUNE)
    card = filing.page.form.cards[0]
    enter(card, "none")
    filing.settle()

    QTest.keyClick(card.status, Qt.Key.Key_Down)
    filing.settle()

    assert card.value_field.text() == "none"
    assert "应填数字" in card.trouble


def test_words_typed_before_another_period_is_shown_belong_to_the_one_still_shown(filing: Filing, program: Program) -> None:
    field = filing.page.form.texts.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "one")
    filing.page.show_place(Place(PageName.FILING, JUNE, filing.item(CODE)))

    QTest.keyClicks(field, " two")
    filing.settle()

    assert (filing.in_file(program, CODE).texts.text, filing.in_file(program, CODE, JUNE).texts.text) == ("one two", "")


def test_a_figure_typed_before_another_item_is_shown_belongs_to_the_one_still_shown(filing: Filing, program: Program) -> None:
    field = filing.page.form.cards[0].value_field
    field.setFocus()
    filing.page.show_place(Place(PageName.FILING, JUNE, filing.item("1.1.3")))

    QTest.keyClicks(field, "7")
    filing.settle()

    assert filing.in_file(program, CODE).figures[0].value == Decimal(7)


def test_the_keyboard_stays_where_the_person_went_while_the_next_item_was_read(filing: Filing) -> None:
    press(Qt.Key.Key_F8, filing.page.form.cards[0].value_field)
    QTest.keyClicks(keyboard(), "9")

    QTest.mouseClick(filing.page.items.search, Qt.MouseButton.LeftButton)
    filing.settle()

    assert keyboard() is filing.page.items.search
    assert filing.page.form.cards[0].value_field.text() == ""
