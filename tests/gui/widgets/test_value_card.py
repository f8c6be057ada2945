from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.value_card import ValueCard, ValueFacts, words_html

FACTS = ValueFacts("东区第2台电脑", "李四 · 2025-07-03", "目前采用", (("项目", False), ("已", True), ("开工<", False)), "选用这个")


def test_a_card_tells_who_said_what_and_offers_it(qtbot: QtBot) -> None:
    card = ValueCard("s:3", FACTS)
    qtbot.addWidget(card)

    with qtbot.waitSignal(card.taken) as taken:
        QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)

    assert taken.args == ["s:3"]
    assert card.words.toPlainText() == "项目已开工<"
    assert card.words.accessibleName() == "东区第2台电脑，目前采用"


def test_a_value_that_cannot_be_taken_has_no_button(qtbot: QtBot) -> None:
    card = ValueCard("s:3", ValueFacts("东区", "", "", (("12", False),), ""))
    qtbot.addWidget(card)

    assert card.button.isHidden()
    assert card.marks.isHidden()


def test_own_words_are_told_by_more_than_colour() -> None:
    html = words_html((("项目", False), ("已", True)), ink="#a00", ground="#fff")

    assert html.startswith("项目<span")
    assert "underline" in html
    assert "font-weight" in html
