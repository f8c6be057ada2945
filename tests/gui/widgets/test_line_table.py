from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.models.exchange_lines import Line, LinesModel
from gui.widgets.line_table import LineTable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # a table by itself is a window, which the offscreen screen cannot size


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    model = LinesModel(["文件", "结论"], parent=host)
    model.show_lines([Line(("a.jnb", "可以合并"))])
    table, field = LineTable(model, "收到的文件", wide=1), QLineEdit()
    column = QVBoxLayout()
    column.addWidget(table)
    column.addWidget(field)
    host.setLayout(column)
    host.resize(400, 300)
    with qtbot.waitExposed(host):
        host.show()
    table.setFocus()

    QTest.keyClick(table, Qt.Key.Key_Tab)

    assert field.hasFocus()


def test_the_table_has_its_name_for_screen_readers(qtbot: QtBot) -> None:
    table = LineTable(LinesModel(["文件"]), "收到的文件", wide=0)
    qtbot.addWidget(table)

    assert table.accessibleName() == "收到的文件"
