from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.style.dress import dress
from gui.style.theme import load_theme
from gui.widgets.fact_sheet import Facts, FactSheet, Grid, Heading, Opener, Quote, Words


@pytest.fixture
def sheet(qtbot: QtBot) -> FactSheet:
    made = FactSheet()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_everything_on_a_sheet_can_be_read(sheet: FactSheet) -> None:
    sheet.show_blocks(
        [
            Heading("事项"),
            Words("进展顺利"),
            Quote("新增上市企业20家"),
            Facts((("牵头单位", "市发改委"),)),
            Grid(("单位", "目标"), (("溧阳市", "4"),), frozenset({1})),
            Opener("名单.pdf", "abc", "12 KB"),
        ]
    )

    text = sheet.toPlainText()
    assert all(word in text for word in ("事项", "进展顺利", "20家", "牵头单位", "市发改委", "溧阳市", "4", "名单.pdf", "12 KB"))


def test_what_people_write_is_never_taken_for_markup(sheet: FactSheet) -> None:
    sheet.show_blocks([Words("<b>1 < 2 & 3</b>\n第二行")])

    assert sheet.toPlainText().split() == ["<b>1", "<", "2", "&", "3</b>", "第二行"]


def test_what_can_be_opened_is_told_by_its_name(qtbot: QtBot, sheet: FactSheet) -> None:
    sheet.show_blocks([Opener("名单.pdf", "ab/cd")])
    sheet.setFocus()

    with qtbot.waitSignal(sheet.wanted) as told:
        sheet.focusNextPrevChild(True)
        QTest.keyClick(sheet, Qt.Key.Key_Return)

    assert told.args == ["ab/cd"]


def test_what_cannot_be_opened_is_no_link(sheet: FactSheet) -> None:
    sheet.show_blocks([Opener("名单.pdf", "", "尚未收到")])

    assert "href" not in sheet.toHtml()


def test_the_same_blocks_keep_their_place(sheet: FactSheet) -> None:
    blocks = [Words(f"第{number}段") for number in range(60)]
    sheet.show_blocks(blocks)
    sheet.verticalScrollBar().setValue(100)

    sheet.show_blocks(list(blocks))

    assert sheet.verticalScrollBar().value() == 100


def test_a_sheet_follows_the_theme(qapp: QApplication, sheet: FactSheet) -> None:
    sheet.show_blocks([Words("欠进度", "trouble")])

    dress(qapp, load_theme("dark"))

    assert load_theme("dark").trouble in sheet.toHtml()
    dress(qapp, load_theme("light"))
