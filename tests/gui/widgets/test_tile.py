from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.tile import Tile


@pytest.fixture
def tile(qtbot: QtBot) -> Tile:
    tile = Tile("待填")
    qtbot.addWidget(tile)
    return tile


def test_the_screen_reader_says_all_of_it(tile: Tile) -> None:
    tile.show_number("12", sentence="其中3项今天到期")

    assert tile.accessibleName() == "待填 12 其中3项今天到期"


def test_a_label_stays_until_another_is_told(tile: Tile) -> None:
    tile.show_number("1", label="迟报")

    tile.show_number("2")

    assert tile.accessibleName() == "迟报 2"


def test_pressing_the_number_presses_the_tile(tile: Tile, qtbot: QtBot) -> None:
    tile.show_number("12")
    tile.resize(tile.sizeHint())

    with qtbot.waitSignal(tile.clicked):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_a_sentence_makes_it_higher(tile: Tile) -> None:
    tile.show_number("12")
    low = tile.sizeHint().height()

    tile.show_number("12", sentence="其中3项今天到期")

    assert tile.sizeHint().height() > low


def test_tiles_in_a_row_are_equally_high_and_no_higher_than_they_must_be(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    column.addLayout(row)
    column.addStretch()
    tiles = [Tile("待填"), Tile("迟报")]
    tiles[0].show_number("12", sentence="其中3项今天到期")
    for tile in tiles:
        row.addWidget(tile)
    window.resize(600, 900)

    window.grab()

    assert {tile.height() for tile in tiles} == {tiles[0].sizeHint().height()}


def test_a_crowded_column_leaves_a_tile_its_height(qtbot: QtBot) -> None:
    window, crowd, tile = QWidget(), QWidget(), Tile("待填")
    qtbot.addWidget(window)
    window.setStyleSheet('QPushButton[kind="tile"] { border: 1px solid black; min-height: 0; }')  # as the window's own
    crowd.setMinimumHeight(400)
    tile.show_number("12", sentence="其中3项今天到期")
    column = QVBoxLayout(window)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # as inside a window that is as high as it is
    column.addWidget(tile)
    column.addWidget(crowd)
    window.resize(300, 200)

    window.grab()

    assert tile.height() >= tile.minimumSizeHint().height()
