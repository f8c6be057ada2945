from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from gui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    banner = Banner()
    qtbot.addWidget(banner)
    return banner


def buttons(banner: Banner) -> list[QPushButton]:
    return [button for button in banner.findChildren(QPushButton) if not button.isHidden()]


def test_it_is_hidden_until_it_has_something_to_tell(banner: Banner) -> None:
    assert (banner.isHidden(), banner.sentence) == (True, "")


@pytest.mark.parametrize("mood", ["trouble", "notice", "info", "good"])
def test_its_mood_is_told_to_the_style_sheet(banner: Banner, mood: str) -> None:
    getattr(banner, f"show_{mood}")("一句话。")

    assert banner.property("kind") == f"banner-{mood}"


def test_a_sentence_is_shown_and_read_aloud(banner: Banner) -> None:
    banner.show_trouble("文件被占用。")

    assert (banner.sentence, banner.accessibleName()) == ("文件被占用。", "文件被占用。")
    assert not banner.isHidden()


def test_a_sentence_is_shown_as_it_is(banner: Banner) -> None:
    banner.show_trouble("<b>a&b</b>")

    assert "<b>a&b</b>" in [label.text() for label in banner.findChildren(QLabel)]


def test_a_button_is_told_by_its_name(banner: Banner, qtbot: QtBot) -> None:
    banner.show_trouble("文件被占用。", [("重试", "retry"), ("另存", "save")])

    with qtbot.waitSignal(banner.chosen) as told:
        buttons(banner)[1].click()

    assert told.args == ["save"]


def test_another_sentence_brings_its_own_buttons(banner: Banner) -> None:
    banner.show_trouble("文件被占用。", [("重试", "retry")])

    banner.show_info("已恢复。")

    assert buttons(banner) == []


def test_it_can_be_put_away(banner: Banner, qtbot: QtBot) -> None:
    banner.show_info("已恢复。")

    with qtbot.waitSignal(banner.dismissed):
        banner.findChildren(QToolButton)[0].click()

    assert banner.isHidden()


def test_it_tells_nothing_once_cleared(banner: Banner) -> None:
    banner.show_info("已恢复。")

    banner.clear()

    assert banner.sentence == ""
