from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.calc.finding import Finding
from core.ids import ItemId
from core.model.severity import Severity
from gui.dialogs.findings_list import FindingsList, finding_rows

MISSING = Finding(Severity.BLOCKING, "text-missing", ItemId("i2"), None, "text", (("item", "1.2"),))
LONG = Finding(Severity.HINT, "text-too-long", ItemId("i1"), None, "text", (("item", "1.1"), ("length", "300"), ("limit", "150")))


def test_what_stands_against_handing_up_comes_first() -> None:
    rows = finding_rows([LONG, MISSING], "zh")

    assert [row.item for row in rows] == ["i2", "i1"]
    assert [row.word for row in rows] == ["强制性", "提示性"]


def test_sentences_are_in_the_language_of_the_person() -> None:
    assert finding_rows([MISSING], "en")[0].sentence == "The progress of 1.2 is empty; write what was done."


def test_enter_goes_to_the_item(qtbot: QtBot) -> None:
    shown = FindingsList()
    qtbot.addWidget(shown)
    shown.show_rows(finding_rows([LONG, MISSING], "zh"))

    with qtbot.waitSignal(shown.chosen) as told:
        QTest.keyClick(shown, Qt.Key.Key_Return)

    assert told.args == ["i2"]


def test_line_keeps_the_keyboard_when_findings_are_shown_anew(qtbot: QtBot) -> None:
    shown = FindingsList()
    qtbot.addWidget(shown)
    shown.show_rows(finding_rows([LONG, MISSING], "zh"))
    QTest.keyClick(shown, Qt.Key.Key_Down)

    shown.show_rows(finding_rows([LONG, MISSING], "zh"))

    assert shown.currentIndex().row() == 1
