from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from tests.gui.pages.filing.conftest import Filing

from gui.pages.filing.item_form import ItemForm


def shown(form: ItemForm) -> list[str]:
    """The names of the figures that are shown."""
    return [card.cell.asked.indicator.name for card in form.cards if card.cell is not None and not card.isHidden()]


def test_an_item_has_a_card_for_every_figure(filing: Filing) -> None:
    filing.go("9.1.1")

    assert shown(filing.page.form) == ["城镇新增就业", "职业技能培训"]


def test_cards_are_used_again(filing: Filing) -> None:
    before = list(filing.page.form.cards)

    filing.go("5.3.3")
    one = shown(filing.page.form)
    filing.go("9.1.1")

    assert one == ["新增公共停车位"]
    assert filing.page.form.cards == before


def test_an_item_of_which_nothing_is_asked_can_still_be_told_of(filing: Filing) -> None:
    filing.go("5.2.1")

    assert shown(filing.page.form) == []
    assert not filing.page.form.texts.fields["text"].isReadOnly()
    assert filing.page.form.first_field() is filing.page.form.texts.fields["text"]


def test_the_keyboard_goes_to_what_is_empty(filing: Filing) -> None:
    form = filing.page.form
    first = form.first_field()

    page = form.page
    assert page is not None
    assert first is form.cards[0].value_field
    assert all(cell.is_empty for cell in page.figures)


def test_nothing_can_be_typed_in_a_workspace_that_is_open_to_be_read(read_only: Filing) -> None:
    form = read_only.page.form

    fields = [field.isReadOnly() for field in form.findChildren(QLineEdit) if field.isVisible()]
    texts = [field.isReadOnly() for field in form.findChildren(QPlainTextEdit) if field.isVisible()]
    assert all(fields)
    assert all(texts)
    assert "只读" in form.state_sentence
    assert not form.repeat.isVisible()


def test_both_figures_of_an_item_are_seen_without_scrolling(filing: Filing) -> None:
    form = filing.page.form

    bottom = form.cards[1].mapTo(form, form.cards[1].rect().bottomLeft()).y()
    assert bottom < form.height()


def test_no_control_is_cut_off_at_the_side(filing: Filing) -> None:
    form = filing.page.form

    form.resize(form.minimumSizeHint().width(), 600)

    card = form.cards[0]
    assert card.mapTo(form, card.rect().topRight()).x() <= form.width()


def test_nothing_can_be_typed_before_an_item_is_shown(qtbot: QtBot) -> None:
    form = ItemForm()
    qtbot.addWidget(form)

    assert not form.texts.isEnabled()
    assert not form.evidence.isEnabled()
