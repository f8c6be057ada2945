from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gui.models.exchange_lines import Line, LinesModel
from gui.style.theme import load_theme


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = LinesModel(["文件", "新增", "结论"], frozenset({1}))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_lines([Line(("a.jnb", "3", "可以合并"), "good"), Line(("b.jnb", "", "拒收"), "trouble")])

    assert model.index(1, 2).data() == "拒收"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "新增"


def test_the_mood_colours_the_conclusion_only(qtbot: QtBot) -> None:
    model = LinesModel(["文件", "结论"])
    model.show_lines([Line(("b.jnb", "拒收"), "trouble")])

    assert model.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) == QColor(load_theme("light").trouble)
    assert model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None


def test_figures_stand_to_the_right(qtbot: QtBot) -> None:
    model = LinesModel(["文件", "新增"], frozenset({1}))
    model.show_lines([Line(("a.jnb", "3"))])

    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
