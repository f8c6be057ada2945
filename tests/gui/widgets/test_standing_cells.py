from __future__ import annotations

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from core.model.progress import Standing
from gui.widgets.line_table import LineTable
from gui.widgets.standing_cells import StandingCells

STANDING, SHADE = 300, 301


@pytest.mark.parametrize("standing", list(Standing))
def test_the_mark_is_drawn_beside_the_word(qtbot: QtBot, standing: Standing) -> None:
    pictures = []
    for cells in (True, False):
        model = QStandardItemModel(1, 1)
        item = QStandardItem(standing.label)
        item.setData(standing, STANDING)
        model.setItem(0, 0, item)
        table = LineTable(model, "评价", wide=0)
        qtbot.addWidget(table)
        if cells:
            table.setItemDelegate(StandingCells(STANDING, SHADE, table))
        table.resize(160, 80)
        pictures.append(table.grab().toImage())

    assert pictures[0] != pictures[1]


def test_a_cell_without_a_standing_shows_its_words_alone(qtbot: QtBot) -> None:
    model = QStandardItemModel(1, 1)
    model.setItem(0, 0, QStandardItem("—"))
    table = LineTable(model, "评价", wide=0)
    qtbot.addWidget(table)
    plain = table.grab().toImage()

    table.setItemDelegate(StandingCells(STANDING, SHADE, table))

    assert table.grab().toImage() == plain
