from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from core.settings import Recent, Settings
from gui.session.place import PageName
from gui.window.menus import Menus
from gui.window.page_table import OF_THE_OFFICE


@pytest.fixture
def menus(qtbot: QtBot) -> Menus:
    window = QMainWindow()
    qtbot.addWidget(window)
    return Menus(window.menuBar(), window)


def test_no_key_stands_for_two_things(menus: Menus) -> None:
    menus.show_pages(OF_THE_OFFICE)
    keys = Counter(key for _, key in menus.shortcuts_listed())

    assert [key for key, count in keys.items() if count > 1] == []


def test_nothing_open_leaves_what_needs_a_workspace_disabled(menus: Menus) -> None:
    menus.show_open(is_open=False, is_office=False, is_read_only=False)

    assert not menus.copy_file.isEnabled()
    assert not menus.submit.isVisible()


def test_read_only_workspace_can_be_checked_and_not_handed_up(menus: Menus) -> None:
    menus.show_open(is_open=True, is_office=False, is_read_only=True)

    assert menus.check.isEnabled()
    assert not menus.submit.isEnabled()


def test_undo_says_what_it_takes_back(menus: Menus) -> None:
    menus.show_history("1.1.2 进展情况", "", may_undo=True)

    assert menus.undo.text() == "撤销(&U)：1.1.2 进展情况"
    assert (menus.undo.isEnabled(), menus.redo.isEnabled()) == (True, False)


def test_chosen_page_is_told(qtbot: QtBot, menus: Menus) -> None:
    menus.show_pages(OF_THE_OFFICE)

    with qtbot.waitSignal(menus.page_chosen) as told:
        menus.page_actions[1].trigger()

    assert told.args == [PageName.REVIEW]


def test_recent_workspace_is_told_by_its_path(qtbot: QtBot, menus: Menus) -> None:
    menus.show_recents([Recent(Path("某市.jiannuo"), "某市", 2025, "某区", "unit")])

    with qtbot.waitSignal(menus.recent_chosen) as told:
        menus.recent_actions[0].trigger()

    assert told.args == [Path("某市.jiannuo")]


def test_chosen_settings_are_marked(menus: Menus) -> None:
    menus.show_settings(Settings(text_scale=150, theme="dark", language="en"))

    marked = {action.text() for action in menus.findChildren(QAction) if action.isChecked()}
    assert marked == {"150%", "深色", "English"}


def test_keys_are_listed_without_mnemonics(menus: Menus) -> None:
    assert ("打开工作簿…", "Ctrl+O") in menus.shortcuts_listed()
