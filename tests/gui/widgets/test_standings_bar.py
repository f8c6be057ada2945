from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.model.progress import Standing
from gui.widgets.standings_bar import StandingsBar


@pytest.fixture
def bar(qtbot: QtBot) -> StandingsBar:
    bar = StandingsBar()
    qtbot.addWidget(bar)
    bar.resize(200, bar.sizeHint().height())
    bar.show_counts("1 扩大内需", [(Standing.DONE, 1), (Standing.AHEAD, 0), (Standing.BEHIND, 3)])
    return bar


def test_standings_that_nothing_has_are_left_out(bar: StandingsBar) -> None:
    assert bar.counts == ((Standing.DONE, 1), (Standing.BEHIND, 3))


def test_a_screen_reader_hears_the_standings_in_words(bar: StandingsBar) -> None:
    assert bar.accessibleName() == "1 扩大内需 已完成 1　欠进度 3"


def test_pieces_are_as_wide_as_their_counts(bar: StandingsBar) -> None:
    picture = bar.grab().toImage()

    y = bar.height() - 6
    assert picture.pixelColor(20, y) != picture.pixelColor(80, y)
    assert picture.pixelColor(80, y) == picture.pixelColor(180, y)


def test_it_stays_pressed(bar: StandingsBar, qtbot: QtBot) -> None:
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton)

    assert bar.isChecked()


def test_nothing_to_count_is_drawn_as_nothing(bar: StandingsBar) -> None:
    bar.show_counts("2", [])

    assert not bar.grab().isNull()
