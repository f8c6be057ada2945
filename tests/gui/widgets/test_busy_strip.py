from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from gui.widgets.busy_strip import BusyStrip


@pytest.fixture
def strip(qtbot: QtBot) -> BusyStrip:
    strip = BusyStrip()
    qtbot.addWidget(strip)
    return strip


def test_it_is_hidden_while_nothing_is_done(strip: BusyStrip) -> None:
    assert strip.isHidden()


def test_it_says_what_is_done_and_how_far_it_is(strip: BusyStrip) -> None:
    strip.start("正在合并。")

    strip.show_progress(3, 12, "正在合并第3个文件。")

    bar = strip.findChildren(QProgressBar)[0]
    assert (bar.value(), bar.maximum(), bar.accessibleName()) == (3, 12, "正在合并第3个文件。")


def test_the_sentence_stays_where_none_is_told(strip: BusyStrip) -> None:
    strip.start("正在合并。")

    strip.show_progress(3, 12, "")

    assert strip.findChildren(QLabel)[0].text() == "正在合并。"


def test_it_is_asked_to_stop_once(strip: BusyStrip, qtbot: QtBot) -> None:
    strip.start("正在合并。")
    button = strip.findChildren(QPushButton)[0]

    with qtbot.waitSignal(strip.cancelled):
        button.click()

    assert not button.isEnabled()


def test_what_cannot_be_stopped_has_no_button(strip: BusyStrip) -> None:
    strip.start("正在打开。", can_be_cancelled=False)

    assert strip.findChildren(QPushButton)[0].isHidden()


def test_it_goes_when_the_work_ends(strip: BusyStrip) -> None:
    strip.start("正在合并。")

    strip.end()

    assert strip.isHidden()
