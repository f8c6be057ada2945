from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.settings import Recent, grouped
from gui.window.doors import Doors

RECENTS = [
    Recent(Path("甲.jiannuo"), "甲市", 2025, "甲市人民政府", "office", opened=datetime(2025, 7, 1, tzinfo=UTC)),
    Recent(Path("乙.jiannuo"), "甲市", 2025, "乙区", "unit", opened=datetime(2025, 6, 1, tzinfo=UTC)),
]


@pytest.fixture
def doors(qtbot: QtBot) -> Doors:
    doors = Doors()
    qtbot.addWidget(doors)
    return doors


def choose(doors: Doors, group: int) -> None:
    """Give the keyboard to the first workspace of a group."""
    rows = doors.recents.model()
    doors.recents.setCurrentIndex(rows.index(0, 0, rows.index(group, 0)))


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("task_file", "task_file_wanted"),
        ("report", "report_wanted"),
        ("unit_example", "unit_example_wanted"),
        ("office_example", "office_example_wanted"),
        ("workspace", "workspace_wanted"),
    ],
)
def test_each_door_opens(qtbot: QtBot, doors: Doors, button: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(doors, signal)):
        getattr(doors, button).click()


def test_recents_are_grouped_by_place_year_and_role(doors: Doors) -> None:
    doors.show_recents(grouped(RECENTS))

    headings = [doors.recents.topLevelItem(number) for number in range(doors.recents.topLevelItemCount())]
    assert [heading.text(0) for heading in headings if heading] == ["甲市2025 · 主办单位", "甲市2025 · 填报单位"]


def test_enter_opens_the_recent_one(qtbot: QtBot, doors: Doors) -> None:
    doors.show_recents(grouped(RECENTS))
    choose(doors, 1)

    with qtbot.waitSignal(doors.recent_chosen) as told:
        QTest.keyClick(doors.recents, Qt.Key.Key_Return)

    assert told.args == [Path("乙.jiannuo")]


def test_recent_one_can_be_taken_off_the_list(qtbot: QtBot, doors: Doors) -> None:
    doors.show_recents(grouped(RECENTS))
    choose(doors, 0)

    with qtbot.waitSignal(doors.recent_dropped) as told:
        QTest.keyClick(doors.recents, Qt.Key.Key_Delete)

    assert told.args == [Path("甲.jiannuo")]


def test_headings_open_nothing(doors: Doors) -> None:
    opened: list[Path] = []
    doors.recent_chosen.connect(opened.append)
    doors.show_recents(grouped(RECENTS))

    doors.recents.itemClicked.emit(doors.recents.topLevelItem(0), 0)

    assert opened == []
