from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS
from tests.gui.pages.filing.conftest import JULY, JUNE, Filing, open_filing
from tests.gui.watching import watched

from core.services.desk import Program
from core.services.drafting import set_figure
from core.services.own_figures import FigureKey
from core.services.typed_figures import TypedFigure
from gui.models.filing_tree import Role
from gui.session.edits import EditHistory
from gui.session.place import PageName, Place
from gui.session.session import Session

LISTED, GIANTS = 0, 1  # the cards of 2.2.2: 新增上市企业, 新增国家专精特新“小巨人”企业


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(filing: Filing, place: int, text: str, *, name: str = "value") -> None:
    """Replace what stands in a figure's field, as a person does who comes by Tab."""
    field = filing.page.form.cards[place].fields[name]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(field, text)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(keyboard(), key, modifiers)


def key_of(filing: Filing, place: int) -> FigureKey:
    cell = filing.page.form.cards[place].cell
    assert cell is not None
    return cell.key


def mark_of(filing: Filing, code: str) -> str:
    return str(filing.page.items.model.index_of(filing.item(code)).data(Role.MARK))


def test_a_figure_typed_is_in_the_file(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()

    assert filing.in_file(program, "2.2.2").figures[LISTED].value == Decimal(3)


def test_a_figure_saved_says_so_and_stays_in_the_other_reading_too(filing: Filing) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()

    assert filing.page.form.cards[LISTED].fields["other"].text() == "1"


def test_the_periods_own_amount_may_be_typed_instead(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "2", name="other")
    press(Qt.Key.Key_Return)
    filing.settle()

    assert filing.in_file(program, "2.2.2").figures[LISTED].value == Decimal(4)
    assert filing.page.form.cards[LISTED].value_field.text() == "4"
    assert keyboard() is filing.page.form.cards[GIANTS].fields["other"]


def test_words_in_a_number_field_stay_with_the_reason(filing: Filing) -> None:
    type_in(filing, LISTED, "none")
    press(Qt.Key.Key_Return)
    filing.settle()

    card = filing.page.form.cards[LISTED]
    assert card.value_field.text() == "none"
    assert "应填数字" in card.trouble


def test_refused_words_are_still_there_after_a_visit_elsewhere(filing: Filing) -> None:
    type_in(filing, LISTED, "none")
    press(Qt.Key.Key_Return)
    filing.settle()

    filing.go("1.1.3")
    elsewhere = filing.page.form.cards[LISTED].value_field.text()
    filing.go("2.2.2")

    card = filing.page.form.cards[LISTED]
    assert (elsewhere, card.value_field.text()) == ("", "none")
    assert "应填数字" in card.trouble


def test_refused_words_are_forgotten_when_the_person_takes_them_back(filing: Filing) -> None:
    type_in(filing, LISTED, "none")
    press(Qt.Key.Key_Return)
    filing.settle()

    filing.page.form.cards[LISTED].value_field.setFocus()
    press(Qt.Key.Key_Escape)
    filing.go("1.1.3")
    filing.go("2.2.2")

    assert (filing.page.form.cards[LISTED].value_field.text(), filing.page.form.cards[LISTED].trouble) == ("", "")


def test_refused_words_are_mended_by_typing_the_other_reading(filing: Filing) -> None:
    type_in(filing, LISTED, "none")
    press(Qt.Key.Key_Return)
    filing.settle()

    type_in(filing, LISTED, "1", name="other")
    press(Qt.Key.Key_Return)
    filing.settle()

    card = filing.page.form.cards[LISTED]
    assert (card.value_field.text(), card.trouble) == ("3", "")


def test_a_figure_is_written_when_another_item_is_chosen(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")

    filing.go("1.1.3")

    assert filing.in_file(program, "2.2.2").figures[LISTED].value == Decimal(3)


def test_a_figure_is_written_for_its_own_period_when_another_is_chosen(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")

    filing.go("2.2.2", JUNE)

    assert filing.in_file(program, "2.2.2").figures[LISTED].value == Decimal(3)
    assert filing.in_file(program, "2.2.2", JUNE).figures[LISTED].value == Decimal(2)


def test_what_is_being_typed_survives_a_change_from_elsewhere(filing: Filing) -> None:
    type_in(filing, LISTED, "4")
    giants = key_of(filing, GIANTS)

    filing.page.session.write(lambda desk: set_figure(desk, giants, TypedFigure("9")), owner=filing.page.session)
    filing.settle()

    cards = filing.page.form.cards
    assert (cards[LISTED].value_field.text(), cards[GIANTS].value_field.text()) == ("4", "9")
    assert cards[LISTED].value_field.is_dirty


def test_undo_brings_the_old_figure_back_into_its_field(filing: Filing, qtbot: QtBot) -> None:
    history = EditHistory(filing.page.session, filing.page)
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()

    history.undo()
    filing.settle()

    assert filing.page.form.cards[LISTED].value_field.text() == ""


def test_the_tree_shows_how_far_an_item_is(filing: Filing) -> None:
    before = mark_of(filing, "2.2.2")
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()
    half = mark_of(filing, "2.2.2")
    type_in(filing, GIANTS, "9")
    press(Qt.Key.Key_Return)
    filing.settle()

    assert (before, half, mark_of(filing, "2.2.2")) == ("empty", "partial", "complete")


def test_enter_walks_from_figure_to_figure_and_on_to_the_next_open_item(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(keyboard(), "9")
    press(Qt.Key.Key_Return)
    filing.settle()

    assert filing.page.item == filing.item("3.2.1")
    assert keyboard() is filing.page.form.cards[0].value_field
    assert filing.in_file(program, "2.2.2").figures[GIANTS].value == Decimal(9)


def test_digits_typed_ahead_go_into_the_next_item(filing: Filing, program: Program) -> None:
    type_in(filing, GIANTS, "9")
    press(Qt.Key.Key_Return)
    for digit in "130":
        QTest.keyClicks(keyboard(), digit)
    press(Qt.Key.Key_Return)
    filing.settle()

    assert filing.in_file(program, "3.2.1").figures[0].value == Decimal(130)
    assert filing.in_file(program, "2.2.2").figures[GIANTS].value == Decimal(9)


def test_tab_reaches_every_control_of_a_figure(filing: Filing) -> None:
    filing.page.form.cards[LISTED].value_field.setFocus()
    reached = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        reached.append(keyboard())

    card = filing.page.form.cards[LISTED]
    assert reached == [card.fields["other"], card.missing, filing.page.form.cards[GIANTS].value_field]


@pytest.mark.parametrize(
    ("key", "modifiers", "code"),
    [
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "3.2.1"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier, "3.2.1"),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, "2.2.1"),
    ],
)
def test_keys_lead_to_the_neighbouring_items(filing: Filing, key: Qt.Key, modifiers: Qt.KeyboardModifier, code: str) -> None:
    filing.page.form.cards[LISTED].value_field.setFocus()

    press(key, modifiers)
    filing.settle()

    assert filing.page.item == filing.item(code)
    assert filing.page.form.place == (JULY, filing.item(code))


def test_a_reason_takes_the_place_of_a_figure(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()
    missing = filing.page.form.cards[LISTED].missing

    missing.setFocus()
    QTest.keyClick(missing, Qt.Key.Key_Down)
    filing.settle()

    cell = filing.in_file(program, "2.2.2").figures[LISTED]
    assert (cell.value, cell.missing and cell.missing.label) == (None, "未到发布期")
    assert filing.page.form.cards[LISTED].value_field.text() == ""


def test_a_figure_can_be_marked_as_not_final(filing: Filing, program: Program) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    filing.settle()

    QTest.keyClick(filing.page.form.cards[LISTED].status, Qt.Key.Key_Down)
    filing.settle()

    cell = filing.in_file(program, "2.2.2").figures[LISTED]
    assert (cell.value, cell.status.value) == (Decimal(3), "flash")


def test_a_text_is_written_when_it_is_left(filing: Filing, program: Program) -> None:
    field = filing.page.form.texts.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "two firms listed")
    press(Qt.Key.Key_Tab)
    filing.settle()

    assert filing.in_file(program, "2.2.2").texts.text == "two firms listed"
    assert filing.page.form.texts.saving_of("text") == "✓ 已保存"


def test_the_same_as_last_fills_what_is_empty(filing: Filing, program: Program) -> None:
    filing.go("9.1.1")
    type_in(filing, 0, "0.42")

    filing.page.form.repeat.click()
    filing.settle()

    page = filing.in_file(program, "9.1.1")
    assert [cell.value for cell in page.figures] == [Decimal("0.42"), Decimal("0.35")]
    assert page.texts.text.startswith("截至6月底")


def test_an_accepted_period_says_what_changing_it_means(filing: Filing) -> None:
    filing.go("2.2.2", JUNE)

    assert "核定后又报" in filing.page.form.state_sentence


def test_only_items_with_work_left_are_listed_when_asked(filing: Filing) -> None:
    filing.page.items.only_open.click()

    items = filing.page.items
    shown = [item for item in items.model.items() if items.filter.mapFromSource(items.model.index_of(item)).isValid()]
    assert len(shown) == 9


def test_the_search_leads_to_an_item_by_the_name_of_its_figure(filing: Filing) -> None:
    filing.page.items.search.setText("停车位")
    QTest.keyClick(filing.page.items.search, Qt.Key.Key_Return)
    filing.settle()

    assert filing.page.item == filing.item("5.3.3")


def test_without_an_item_the_first_with_work_left_is_shown(filing: Filing) -> None:
    filing.page.item = None

    filing.page.show_place(Place(PageName.FILING, JULY))
    filing.settle()

    assert filing.page.form.place == (JULY, filing.item("1.1.3"))


def test_enter_leads_to_what_must_be_explained(filing: Filing) -> None:
    filing.go("9.1.1")
    type_in(filing, 0, "0.37")
    press(Qt.Key.Key_Return)
    filing.settle()

    type_in(filing, 1, "0.36")
    press(Qt.Key.Key_Return)

    assert keyboard() is filing.page.form.texts.fields["problems"]


def test_the_gui_thread_touches_no_file_and_no_database(
    qtbot: QtBot,
    district_file: Path,
    open_session: Callable[[Path], Session],
    answers: Answers,
    settled: Callable[[Session], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with watched(district_file.parent, monkeypatch) as watch:
        filing = open_filing(qtbot, open_session(district_file), district_file, answers, settled)
        type_in(filing, LISTED, "3")
        press(Qt.Key.Key_Return)
        filing.go("9.1.1")

    assert (watch.files, watch.statements) == ([], [])
    assert len(watch.elsewhere) == 2


def test_the_course_of_a_figure_is_drawn(filing: Filing, qtbot: QtBot) -> None:
    filing.page.fold.setChecked(True)

    qtbot.waitUntil(lambda: filing.page.context.chart.is_drawn, timeout=PATIENCE_MS)
    filing.settle()


def test_an_answer_that_comes_late_does_not_replace_what_was_typed_since(filing: Filing) -> None:
    type_in(filing, LISTED, "3")
    press(Qt.Key.Key_Return)
    type_in(filing, GIANTS, "9")
    press(Qt.Key.Key_Tab)
    filing.settle()

    assert [card.value_field.text() for card in filing.page.form.cards[:2]] == ["3", "9"]
