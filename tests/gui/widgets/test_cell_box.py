from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.cell_box import CellBox
from gui.widgets.figure_field import FigureField


def test_the_saving_of_a_field_is_acknowledged(qtbot: QtBot) -> None:
    field = FigureField()
    box = CellBox("本期累计", field)
    qtbot.addWidget(box)
    box.watch(field)
    said = []

    QTest.keyClicks(field, "3")
    said.append(box.saving)
    field.commit()
    said.append(box.saving)
    field.show_saved()
    said.append(box.saving)

    assert said == ["未保存", "保存中", "✓ 已保存"]


def test_refused_words_are_not_saved(qtbot: QtBot) -> None:
    field = FigureField()
    box = CellBox("本期累计", field)
    qtbot.addWidget(box)
    box.watch(field)

    QTest.keyClicks(field, "x")
    field.commit()
    field.show_trouble("应填数字。")

    assert box.saving == "未保存"


def test_the_acknowledgement_moves_nothing(qtbot: QtBot) -> None:
    field = FigureField()
    box = CellBox("当期", field)
    qtbot.addWidget(box)
    box.watch(field)
    before = box.minimumSizeHint()

    field.show_saving()
    field.show_saved()

    assert box.minimumSizeHint() == before
