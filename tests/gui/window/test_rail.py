from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from gui.session.place import PageName
from gui.window.page_table import OF_UNITS
from gui.window.rail import Rail


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.show_pages(OF_UNITS)
    return rail


def buttons(rail: Rail) -> list[QToolButton]:
    return sorted((button for button in rail.findChildren(QToolButton) if not button.isHidden()), key=lambda button: button.toolTip()[-3:])


def test_button_tells_which_page_is_wanted(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        buttons(rail)[1].click()

    assert told.args == [PageName.FILING]


def test_one_page_is_marked_as_shown(rail: Rail) -> None:
    rail.show_current(PageName.OVERVIEW)

    assert [button.text() for button in buttons(rail) if button.isChecked()] == ["总览"]


def test_narrow_rail_has_icons_only_and_keeps_its_names(rail: Rail) -> None:
    rail.fold(True)

    assert {button.toolButtonStyle() for button in buttons(rail)} == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    assert [button.accessibleName() for button in buttons(rail)] == ["工作台", "填报", "总览", "简报", "交换"]


def test_other_pages_replace_those_before(rail: Rail) -> None:
    rail.show_pages((PageName.BENCH, PageName.PLAN))

    assert [button.text() for button in buttons(rail)] == ["工作台", "方案"]
