"""What a person may type that is no figure, and texts that are none: told beside the field, kept there until mended, never half written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.driving import content
from tests.gui.hands import Person, listed_of, must_be_a_sentence

from core.model.progress import Missing
from core.services.desk import Program
from core.services.item_page import ItemPage
from gui.app import Parts
from gui.widgets.prose_field import ProseField
from gui.window.main_window import MainWindow

Open = Callable[[Path], MainWindow]

NO_FIGURES = ["abc", "1..2", "1.2.3", "--3", "1,23", "九", "12万家企业", "1e5", "0x10", "NaN", "∞", "9" * 99, "１２．３．４", "3 4", "=1+2"]
FIGURES = {
    "＋３": "3",
    "１２": "12",
    "1,234": "1234",
    "１，２３４": "1234",
    "0.1万": "1000",
    " 7 ": "7",
    "7家": "7",
    "12.5": "12.5",
    "１２.５": "12.5",
    "-3": "-3",
    "－３": "-3",
}


@pytest.fixture
def person(qtbot: QtBot, parts: Parts, opened: Open, district_file: Path) -> Person:
    opened(district_file)
    person = Person(qtbot, parts.window)
    person.fills_in()
    return person


def held(person: Person, program: Program, path: Path) -> ItemPage:
    person.closes_file()
    return listed_of(program, path)


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_is_no_figure_is_told_beside_its_field(person: Person, program: Program, district_file: Path, text: str) -> None:
    person.types("5")

    person.types(text)

    assert (person.figure.text(), person.figure.property("state")) == (text, "trouble")
    must_be_a_sentence(person.form.form.cards[0].trouble)
    assert person.told == ""
    assert held(person, program, district_file).figures[0].value == 5


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_understood_as_people_type_it(person: Person, program: Program, district_file: Path, text: str) -> None:
    person.types(text)

    assert person.form.form.cards[0].trouble == ""
    assert held(person, program, district_file).figures[0].value == Decimal(FIGURES[text])


def test_what_was_refused_is_there_when_the_person_comes_back(person: Person) -> None:
    person.types("1..2")
    person.fills_in("1.1.1")

    person.fills_in()

    assert (person.figure.text(), person.figure.property("state")) == ("1..2", "trouble")


def test_escape_brings_back_what_is_saved(person: Person) -> None:
    person.types("5")
    person.types("1..2")
    person.figure.setFocus()

    QTest.keyClick(person.figure, Qt.Key.Key_Escape)

    assert (person.figure.text(), person.form.form.cards[0].trouble) == ("5", "")


def test_syllables_that_nobody_chose_are_not_a_figure(person: Person, program: Program, district_file: Path) -> None:
    person.types("5")
    person.figure.setFocus()
    QApplication.sendEvent(person.figure, QInputMethodEvent("liu", []))

    person.figure.clearFocus()
    person.wait()

    assert held(person, program, district_file).figures[0].value == 5


def test_syllables_that_are_chosen_on_leaving_are_saved(person: Person, program: Program, district_file: Path) -> None:
    person.writes("1")
    QApplication.sendEvent(person.figure, QInputMethodEvent("er", []))
    chosen = QInputMethodEvent()
    chosen.setCommitString("2")
    QApplication.sendEvent(person.figure, chosen)

    person.form.form.texts.fields["text"].setFocus()
    person.wait()

    assert held(person, program, district_file).figures[0].value == 12


def test_two_lines_that_are_pasted_are_never_joined_to_one_figure(person: Person, program: Program, district_file: Path) -> None:
    person.types("5")
    QGuiApplication.clipboard().setText("12\n34")
    person.writes("")

    QTest.keyClick(person.figure, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    person.presses_enter()

    assert held(person, program, district_file).figures[0].value in {None, Decimal(5)}


def test_a_figure_with_a_reason_for_missing_is_one_of_both(person: Person, program: Program, district_file: Path) -> None:
    person.types("5")
    person.form.form.cards[0].missing.chosen.emit(Missing.NOT_PUBLISHED.value)
    person.wait()

    page = held(person, program, district_file)
    assert [page.figures[0].value is None, page.figures[0].missing is None].count(True) == 1


def write_text(person: Person, text: str) -> ProseField:
    field = person.form.form.texts.fields["text"]
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.wait()
    return field


def test_a_very_long_text_is_kept_whole(person: Person, program: Program, district_file: Path) -> None:
    text = "新增两家。" * 20_000

    write_text(person, text)

    assert held(person, program, district_file).texts.text == text


@pytest.mark.parametrize(
    "text", ["前\x00后", "前\x07后", "前\x1b[31m后", "前\u202e后", "前\ufeff后", "前\ufffe后", "前\u2029后", "前\u2028后"]
)
def test_characters_that_nobody_sees_are_no_trouble(person: Person, program: Program, district_file: Path, text: str) -> None:
    field = write_text(person, text)

    assert field.property("state") != "trouble"
    kept = held(person, program, district_file).texts.text
    assert (kept[0], kept[-1]) == ("前", "后")


def test_half_a_character_takes_nothing_else_with_it(person: Person, program: Program, district_file: Path) -> None:
    write_text(person, "前" + "\ud83d" + "后")

    assert held(person, program, district_file).texts.text in {"前\ufffd后", "前后"}


def test_blanks_are_no_text(person: Person, program: Program, district_file: Path) -> None:
    write_text(person, "一句话")

    write_text(person, " \u3000\n\t ")

    assert held(person, program, district_file).texts.text == ""


def test_blanks_are_no_figure(person: Person, program: Program, district_file: Path) -> None:
    person.types("5")

    person.types(" \u3000 ")

    assert held(person, program, district_file).figures[0].value is None


def test_looking_at_every_field_changes_nothing(person: Person, district_file: Path) -> None:
    person.closes_file()
    before = content(district_file)
    person.opens(district_file)
    person.fills_in()

    for control in (*person.form.form.cards[0].fields.values(), *person.form.form.texts.fields.values()):
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_Tab)
    person.wait()
    person.closes_file()

    assert content(district_file) == before
