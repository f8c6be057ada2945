from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.widgets.history_table import HistoryLine, HistoryTable

HEADINGS = ("填报期", "数值")
LINES = (HistoryLine("6月", ("2",), ("未核定",)), HistoryLine("5月", ("1",)))


def test_every_period_has_a_line(qtbot: QtBot) -> None:
    table = HistoryTable()
    qtbot.addWidget(table)

    table.show_lines(HEADINGS, LINES)

    assert table.texts == [["6月", "2"], ["5月", "1"]]
    assert table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "未核定"


def test_it_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    table = HistoryTable()
    qtbot.addWidget(table)
    table.show_lines(HEADINGS, LINES[:1])
    one = table.height()

    table.show_lines(HEADINGS, LINES)

    assert table.height() == one + table.rowHeight(0)


def test_it_takes_no_keyboard(qtbot: QtBot) -> None:
    table = HistoryTable()
    qtbot.addWidget(table)

    assert table.focusPolicy() is Qt.FocusPolicy.NoFocus
