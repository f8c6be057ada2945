from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.models.exchange_lines import Line, LinesModel
from gui.widgets.line_table import LineTable


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


def test_columns_fit_their_words_and_rows_what_wraps(qtbot: QtBot) -> None:
    model = LinesModel(["文件", "结论"])
    table = LineTable(model, "收到的文件", wide=1)
    qtbot.addWidget(table)
    table.resize(420, 300)
    table.show()

    model.show_lines([Line(("上报包_市交通运输局_2025-06.jnb", "可以合并")), Line(("坏.jnb", "拒收：" + "不完整或已被改动，" * 8))])

    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("上报包_市交通运输局_2025-06.jnb")
    assert table.rowHeight(1) > 2 * table.rowHeight(0)


def test_a_narrow_table_scrolls_rather_than_breaking_words_to_letters(qtbot: QtBot) -> None:
    model = LinesModel(["文件", "结论"])
    model.show_lines([Line(("上报包_市交通运输局_2025-06.jnb", "可以合并"))])
    table = LineTable(model, "收到的文件", wide=1)
    qtbot.addWidget(table)
    table.resize(200, 300)
    table.show()

    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("可以合并")
