from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.window.actor_picker import ActorPicker


@pytest.fixture
def picker(qtbot: QtBot) -> ActorPicker:
    picker = ActorPicker()
    qtbot.addWidget(picker)
    picker.show_actors("张三", ["李四", "张三"])
    return picker


def names(picker: ActorPicker) -> list[str]:
    return [action.text() for action in picker.menu().actions() if action.text()]


def test_known_names_are_offered_once_each(picker: ActorPicker) -> None:
    assert names(picker) == ["张三", "李四", "换一个姓名…"]


def test_names_are_offered_anew_without_doubling(picker: ActorPicker) -> None:
    picker.show_actors("李四", ["李四", "张三"])

    assert names(picker) == ["李四", "张三", "换一个姓名…"]


def test_one_click_tells_the_name(qtbot: QtBot, picker: ActorPicker) -> None:
    with qtbot.waitSignal(picker.chosen) as told:
        picker.menu().actions()[1].trigger()

    assert told.args == ["李四"]


def test_mnemonic_marks_in_a_name_are_shown_as_they_are(picker: ActorPicker) -> None:
    picker.show_actors("张&李", [])

    assert picker.text() == "张&&李"


def test_long_name_is_cut_and_told_whole(picker: ActorPicker) -> None:
    picker.show_actors("阿" * 30, [])

    assert picker.text() == "阿" * 11 + "…"
    assert "阿" * 30 in picker.toolTip()
