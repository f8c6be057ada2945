"""What the file refused while the person went elsewhere: it waits to be mended, tried again or given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.hands import Person
from tests.gui.pages.filing.conftest import JULY, JUNE, Filing

from core.services.desk import Program
from gui.widgets.figure_field import FigureField
from gui.widgets.prose_field import ProseField
from gui.window.main_window import MainWindow

CODE = "2.2.2"


class Away:
    """The workspace's file, which can be taken away from under the program and put back."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._elsewhere = path.with_name("别处.jiannuo")

    def take(self) -> None:
        self._path.rename(self._elsewhere)

    def put_back(self) -> None:
        self._elsewhere.rename(self._path)


@pytest.fixture
def away(filing: Filing) -> Away:
    return Away(filing.path)


@pytest.fixture
def text(filing: Filing, away: Away) -> ProseField:
    """The text of 2.2.2 in July with words that the missing file has refused, after a visit to June."""
    field = filing.page.form.texts.fields["text"]
    away.take()
    enter(filing, field, "late")
    visit(filing)
    return field


@pytest.fixture
def caption(filing: Filing, away: Away, answers: Answers, tmp_path: Path) -> FigureField:
    """The same with the caption of a file."""
    papers = tmp_path / "批文.pdf"
    papers.write_bytes(b"%PDF-1.7")
    answers.files.append([papers])
    filing.page.attachments.choose()
    filing.settle()
    away.take()
    enter(filing, filing.page.form.evidence.lines[0].caption, "late")
    visit(filing)
    return filing.page.form.evidence.lines[0].caption


def enter(filing: Filing, field: FigureField | ProseField, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)
    field.commit()
    filing.settle()


def visit(filing: Filing) -> None:
    """Go elsewhere and come back."""
    filing.go(CODE, JUNE)
    filing.go(CODE, JULY)


def test_a_refused_text_is_there_again_with_the_reason(filing: Filing, text: ProseField) -> None:
    assert (text.read(), text.property("state")) == ("late", "trouble")
    assert "另存副本" in filing.page.form.texts.trouble


def test_a_refused_text_that_is_there_again_is_saved_by_leaving_it(filing: Filing, program: Program, text: ProseField, away: Away) -> None:
    away.put_back()

    filing.page.leave()
    filing.settle()

    assert filing.in_file(program, CODE).texts.text == "late"
    assert (text.property("state"), filing.page.form.texts.trouble, filing.page.has_unsaved) == ("saved", "", False)


def test_a_refused_text_that_is_there_again_outlives_the_next_reading(filing: Filing, text: ProseField) -> None:
    filing.page.refresh()
    filing.settle()

    assert (text.read(), text.property("state")) == ("late", "trouble")


@pytest.mark.parametrize("name", ["text", "caption"])
def test_refused_words_that_the_person_gives_up_do_not_come_back(filing: Filing, request: pytest.FixtureRequest, name: str) -> None:
    field = request.getfixturevalue(name)
    field.setFocus()

    QTest.keyClick(field, Qt.Key.Key_Escape)
    given_up = (field.read(), filing.page.has_unsaved)
    visit(filing)

    again = filing.page.form.texts.fields["text"] if name == "text" else filing.page.form.evidence.lines[0].caption
    assert (given_up, again.read()) == (("", False), "")


def test_a_refused_caption_is_there_again(caption: FigureField) -> None:
    assert (caption.read(), caption.property("state")) == ("late", "trouble")


def test_a_refused_caption_is_saved_by_enter(filing: Filing, program: Program, caption: FigureField, away: Away) -> None:
    away.put_back()

    QTest.keyClick(caption, Qt.Key.Key_Return)
    filing.settle()

    assert [each.caption for each in filing.in_file(program, CODE).evidence] == ["late"]


def test_a_refused_caption_goes_with_its_file(filing: Filing, caption: FigureField, away: Away) -> None:
    away.put_back()

    filing.page.form.evidence.lines[0].removed.emit(filing.page.form.evidence.lines[0].row.id)
    filing.settle()

    assert not filing.page.has_unsaved


def test_a_refused_figure_of_another_period_is_unsaved(filing: Filing) -> None:
    enter(filing, filing.page.form.cards[0].value_field, "13.5x")

    filing.go("1.1.3", JUNE)

    assert filing.page.has_unsaved


@pytest.mark.parametrize("item", [CODE, "1.1.3"])
def test_closing_asks_before_a_refused_figure_is_lost(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], district_file: Path, answers: Answers, item: str
) -> None:
    person = Person(qtbot, opened(district_file))
    person.fills_in(CODE)
    person.types("13.5x")
    person.fills_in(item)

    answers.yes = False
    person.window.close()
    person.wait()
    answers.yes = True

    assert (len(answers.asked), person.session.now is not None) == (1, True)


def test_a_refused_figure_that_is_there_again_gives_way_to_the_files(filing: Filing) -> None:
    filing.go(CODE, JUNE)
    field = filing.page.form.cards[0].value_field
    field.selectAll()
    enter(filing, field, "none")
    filing.go(CODE, JULY)
    filing.go(CODE, JUNE)

    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert field.text() == "2"
