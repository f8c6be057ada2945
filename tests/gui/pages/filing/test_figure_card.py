from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.calc.running_totals import Reading
from core.model.indicator import ValueKind
from core.model.period import Period
from core.model.progress import DataStatus, Missing
from core.services.desk import Program, open_desk_to_read
from core.services.item_figures import FigureCell
from core.services.item_page import item_page
from core.services.typed_figures import Typed, TypedFigure
from gui.pages.filing.figure_card import CardFacts, FigureCard
from gui.pages.filing.kept_input import Kept
from gui.widgets.finding_lines import FindingLine

JUNE = Period.parse("2025-06")
Told = list[tuple[TypedFigure, str]]
Chosen = list[DataStatus | Missing | None]


@pytest.fixture
def cell(program: Program, district_file: Path) -> FigureCell:
    """新增上市企业 of 溧阳市 in June: 2, as in May."""
    with open_desk_to_read(program, district_file) as desk:
        item = next(item.id for item in desk.plan.items if item.code == "2.2.2")
        return item_page(desk, JUNE, item).figures[0]


@pytest.fixture
def card(qtbot: QtBot) -> FigureCard:
    card = FigureCard()
    qtbot.addWidget(card)
    with qtbot.waitExposed(card):
        card.show()
    return card


@pytest.fixture
def told(card: FigureCard) -> Told:
    """What the card told."""
    heard: Told = []
    card.typed.connect(lambda _, typed, name: heard.append((typed, name)))
    return heard


@pytest.fixture
def chosen(card: FigureCard) -> Chosen:
    """What was chosen of the card."""
    heard: Chosen = []
    card.chosen.connect(lambda _, choice: heard.append(choice))
    return heard


def facts(cell: FigureCell, *, kept: dict[str, Kept] | None = None, may_edit: bool = True) -> CardFacts:
    finding = FindingLine("核实性", "请核对。")
    return CardFacts(cell, JUNE, "", "zh", kept or {}, (finding,), may_edit)


def ratio(cell: FigureCell) -> FigureCell:
    indicator = replace(cell.asked.indicator, kind=ValueKind.SHARE, unit="%")
    return replace(cell, asked=replace(cell.asked, indicator=indicator), reading=Reading(None, None), before=None)


def type_in(card: FigureCard, name: str, text: str) -> None:
    card.fields[name].setFocus(Qt.FocusReason.TabFocusReason)
    card.fields[name].selectAll()
    QTest.keyClicks(card.fields[name], text)
    card.fields[name].commit()


def test_a_figure_is_shown_in_both_readings(card: FigureCard, cell: FigureCell) -> None:
    card.show_facts(facts(cell), is_fresh=True)

    assert (card.fields["value"].text(), card.fields["other"].text()) == ("2", "0")
    assert card.findings == ["【核实性】请核对。"]


def test_showing_a_figure_tells_nothing(card: FigureCard, cell: FigureCell, told: Told) -> None:
    card.show_facts(facts(cell), is_fresh=True)
    card.commit()

    assert told == []


def test_the_figure_typed_keeps_its_status(card: FigureCard, cell: FigureCell, told: Told) -> None:
    card.show_facts(facts(replace(cell, status=DataStatus.FLASH)), is_fresh=True)

    type_in(card, "value", "3")

    assert told == [(TypedFigure("3", status=DataStatus.FLASH), "value")]


def test_the_periods_own_amount_is_told_as_such(card: FigureCard, cell: FigureCell, told: Told) -> None:
    card.show_facts(facts(cell), is_fresh=True)

    type_in(card, "other", "1")

    assert told == [(TypedFigure("1", Typed.OTHER), "other")]


def test_without_a_total_before_the_other_reading_cannot_be_typed(card: FigureCard, cell: FigureCell) -> None:
    card.show_facts(facts(replace(cell, before=None)), is_fresh=True)

    assert card.fields["other"].isReadOnly()
    assert not card.fields["value"].isReadOnly()


def test_a_share_follows_from_its_parts(card: FigureCard, cell: FigureCell, told: Told) -> None:
    card.show_facts(facts(replace(ratio(cell), numerator=Decimal(3), denominator=Decimal(4))), is_fresh=True)

    type_in(card, "denominator", "5")

    assert told == [(TypedFigure(numerator="3", denominator="5"), "denominator")]


@pytest.mark.parametrize("name", ["numerator", "denominator"])
def test_only_shares_have_parts(card: FigureCard, cell: FigureCell, name: str) -> None:
    card.show_facts(facts(cell), is_fresh=True)
    amount = card.fields[name].isVisible()
    card.show_facts(facts(ratio(cell)), is_fresh=True)

    assert (amount, card.fields[name].isVisible()) == (False, True)


def test_another_status_is_told_by_itself(card: FigureCard, cell: FigureCell, chosen: Chosen) -> None:
    card.show_facts(facts(cell), is_fresh=True)

    QTest.keyClick(card.status, Qt.Key.Key_Down)

    assert chosen == [DataStatus.FLASH]


def test_a_reason_is_told_by_itself(card: FigureCard, cell: FigureCell, chosen: Chosen) -> None:
    card.show_facts(facts(cell), is_fresh=True)

    QTest.keyClick(card.missing, Qt.Key.Key_Down)
    QTest.keyClick(card.missing, Qt.Key.Key_Up)

    assert chosen == [Missing.NOT_PUBLISHED, None]


def test_refused_words_are_put_back_with_their_sentence(card: FigureCard, cell: FigureCell) -> None:
    card.show_facts(facts(cell, kept={"value": Kept("三家", "应填数字。")}), is_fresh=True)

    assert (card.fields["value"].text(), card.trouble) == ("三家", "应填数字。")


def test_nothing_can_be_changed_where_it_may_not(card: FigureCard, cell: FigureCell) -> None:
    card.show_facts(facts(cell, may_edit=False), is_fresh=True)

    assert all(field.isReadOnly() for field in card.fields.values())
    assert not card.status.isEnabled()
    assert not card.missing.isEnabled()


def test_every_control_has_a_name_for_a_screen_reader(card: FigureCard, cell: FigureCell) -> None:
    card.show_facts(facts(cell), is_fresh=True)

    assert card.fields["value"].accessibleName() == "新增上市企业（家） 本期累计"
    assert all(control.accessibleName() for control in card.controls())
