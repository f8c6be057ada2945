from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.style.dress import theme_of
from gui.widgets.news_line import News, NewsLine


def test_the_tool_tip_has_all_the_words(qtbot: QtBot) -> None:
    line = NewsLine(News("returned", "被退回：请核实", "2025-06-01 李四"))
    qtbot.addWidget(line)

    assert line.toolTip() == "被退回：请核实\n2025-06-01 李四"


def test_a_remark_takes_a_line_of_its_own(qtbot: QtBot) -> None:
    short, long = NewsLine(News("done", "已核定")), NewsLine(News("done", "已核定", "李四"))
    qtbot.addWidget(short)
    qtbot.addWidget(long)

    assert long.sizeHint().height() > short.sizeHint().height()


def test_long_words_take_two_lines(qtbot: QtBot) -> None:
    line = NewsLine(News("returned", "上报被退回，" * 20))
    qtbot.addWidget(line)

    assert line.heightForWidth(200) == line.heightForWidth(10_000) + line.fontMetrics().height()


def test_news_that_lead_nowhere_take_no_keyboard(qtbot: QtBot) -> None:
    line = NewsLine(News("done", "已核定"))
    qtbot.addWidget(line)

    assert not line.isEnabled()
    assert line.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_news_that_lead_somewhere_are_pressed(qtbot: QtBot) -> None:
    line = NewsLine(News("done", "已核定", leads=True))
    qtbot.addWidget(line)

    with qtbot.waitSignal(line.clicked):
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)


def test_the_line_that_has_the_keyboard_is_ringed(qtbot: QtBot) -> None:
    line = NewsLine(News("done", "已核定", leads=True))
    qtbot.addWidget(line)
    line.resize(200, 40)
    line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)

    assert line.grab().toImage().pixelColor(1, 20).name() == theme_of(line).field_focus
