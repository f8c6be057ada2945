from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.source_view import SourceView, Tint


@pytest.fixture
def view(qtbot: QtBot) -> SourceView:
    made = SourceView()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


@pytest.mark.parametrize("text", ["一、新增上市企业20家。", "𠮷林𠮷：新增上市企业20家。", "一\r\n\r\n二\r\n新增上市企业20家。"])
def test_the_passage_is_marked_whatever_stands_before_it(view: SourceView, text: str) -> None:
    view.show_text(text)
    start = text.index("新增")

    view.mark(start, start + 6)

    assert view.marked_text == "新增上市企业"


def test_marks_of_headings_lists_and_emphasis_are_not_shown(view: SourceView) -> None:
    text = "# 报告\n\n### （一）**产业**\r\n- 新增*上市*企业20家。\n* 3-5家。"

    view.show_text(text)

    assert view.toPlainText() == "报告\n\n（一）产业\n新增*上市*企业20家。\n3-5家。"


def test_a_passage_is_marked_without_the_marks_in_it(view: SourceView) -> None:
    text = "### 标题\n- **新增**上市企业20家。\n"
    view.show_text(text)

    view.mark(text.index("- "), text.index("20"))

    assert view.marked_text == "新增上市企业"


def test_a_click_tells_the_character_under_it(qtbot: QtBot, view: SourceView) -> None:
    text = "𠮷\r\n" + "新增上市企业"
    view.show_text(text)
    view.mark(text.index("上"), text.index("上") + 1)
    place = view.cursorRect().center()

    with qtbot.waitSignal(view.pointed) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert text[told.args[0]] == "上"


def test_another_text_has_no_mark(view: SourceView) -> None:
    view.show_text("一二三")
    view.mark(0, 2)

    view.show_text("四五六")

    assert view.passage is None


def test_passages_are_told_apart_by_more_than_colour(view: SourceView) -> None:
    view.show_text("新增上市企业20家。完善机制。")

    view.tint([Tint(0, 9, "settled"), Tint(10, 14, "waiting")])

    lines = [selection.format.underlineStyle() for selection in view.extraSelections()]
    assert len(set(lines)) == len(lines)
    assert view.tints == (Tint(0, 9, "settled"), Tint(10, 14, "waiting"))


def test_what_is_selected_is_told_in_characters_of_the_text(view: SourceView) -> None:
    text = "- **新增**上市企业20家。"
    view.show_text(text)
    assert view.selected is None

    view.setFocus()
    view.put_cursor(text.index("新"))
    for _ in "新增上市":
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    selected = view.selected
    assert selected is not None
    assert text[slice(*selected)] == "新增**上市"


def test_enter_tells_where_the_cursor_stands(qtbot: QtBot, view: SourceView) -> None:
    text = "一\r\n新增上市企业"
    view.show_text(text)
    view.setFocus()
    view.put_cursor(text.index("上"))

    with qtbot.waitSignal(view.pointed) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)

    assert text[told.args[0]] == "上"
