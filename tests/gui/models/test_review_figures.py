from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.model.progress import Standing
from gui.models.review_figures import SHADE_ROLE, STANDING_ROLE, Column, FigureLine, FiguresModel

LINE = FigureLine(
    code="1.2.1",
    name="新增上市企业（家）",
    last="1",
    value="2",
    target="4",
    completion="50.0%",
    elapsed="50.0%",
    distance="±0.0",
    notes="核实性1",
    reviewed="",
    standing=Standing.BEHIND,
    shade=2,
    is_grave=True,
)


@pytest.fixture
def model(qtbot: QtBot) -> FiguresModel:
    made = FiguresModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show_lines([LINE])
    return made


def test_a_standing_is_told_by_its_word_too(model: FiguresModel) -> None:
    assert model.index(0, Column.STANDING).data() == "欠进度"


def test_whoever_paints_gets_standing_and_shade(model: FiguresModel) -> None:
    index = model.index(0, Column.STANDING)

    assert (index.data(STANDING_ROLE), index.data(SHADE_ROLE)) == (Standing.BEHIND, 2)


def test_nothing_can_be_edited(model: FiguresModel) -> None:
    assert not any(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable for column in Column)


def test_every_column_has_a_name(model: FiguresModel) -> None:
    assert all(model.headerData(column, Qt.Orientation.Horizontal) for column in Column)
