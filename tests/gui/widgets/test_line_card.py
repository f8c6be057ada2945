from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.widgets.line_card import LineCard


@pytest.fixture
def card(qtbot: QtBot) -> LineCard:
    card = LineCard("意见")
    qtbot.addWidget(card)
    return card


def test_lines_replace_the_ones_before(card: LineCard) -> None:
    card.show_lines([QLabel("一"), QLabel("二")])

    card.show_lines([QLabel("三")])

    assert [line.text() for line in card.lines if isinstance(line, QLabel)] == ["三"]


def test_a_sentence_stands_where_there_are_no_lines(card: LineCard) -> None:
    card.show_lines([], "还没有意见。")

    assert card.sentence == "还没有意见。"
