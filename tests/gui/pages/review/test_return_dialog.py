from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.ids import ItemId
from gui.pages.review.return_dialog import ReturnDialog


def test_remarks_on_items_come_with_the_reason(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    dialog = ReturnDialog("溧阳市", "2025年6月", [(ItemId("a"), "1.1.1 甲"), (ItemId("b"), "1.1.2 乙")], owner)
    told: list[tuple[str, dict[ItemId, str]]] = []
    dialog.decided.connect(lambda reason, comments: told.append((reason, comments)))
    dialog.open()

    cell = dialog.remarks.item(1, 1)
    assert cell is not None
    cell.setText("请附文件")
    dialog.reason.setPlainText("请核实")
    button = dialog.give_back
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert told == [("请核实", {"b": "请附文件"})]


def test_without_a_reason_nothing_is_returned(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    dialog = ReturnDialog("溧阳市", "2025年6月", [], owner)
    dialog.open()

    assert not dialog.give_back.isEnabled()
