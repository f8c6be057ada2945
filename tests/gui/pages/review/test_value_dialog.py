from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.ids import IndicatorId, ItemId
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from gui.pages.review.value_dialog import ReviewedValueDialog

INDICATOR = Indicator(IndicatorId("n"), ItemId("i"), "产值", "亿元", ValueKind.CUMULATIVE, Target(Comparator.AT_LEAST, Decimal(100)), 0)


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(owner: QWidget) -> ReviewedValueDialog:
    made = ReviewedValueDialog(INDICATOR, "12亿元", "zh", owner)
    made.open()
    return made


def test_a_value_without_a_reason_cannot_be_kept(dialog: ReviewedValueDialog) -> None:
    QTest.keyClicks(dialog.value, "11")

    assert not _keep(dialog).isEnabled()


def test_a_value_is_told_in_the_indicators_unit(qtbot: QtBot, dialog: ReviewedValueDialog) -> None:
    dialog.value.setText("3200万")
    dialog.reason.setPlainText(" 按统计口径核减 ")

    with qtbot.waitSignal(dialog.agreed) as told:
        QTest.mouseClick(_keep(dialog), Qt.MouseButton.LeftButton)

    assert told.args == [Decimal("0.32"), "按统计口径核减"]


def test_what_is_no_number_is_refused_beside_the_field(qtbot: QtBot, dialog: ReviewedValueDialog) -> None:
    dialog.value.setText("十几")
    dialog.reason.setPlainText("核减")

    with qtbot.assertNotEmitted(dialog.agreed):
        QTest.mouseClick(_keep(dialog), Qt.MouseButton.LeftButton)

    assert "产值" in dialog.trouble.text()
    assert dialog.isVisible()


def _keep(dialog: ReviewedValueDialog) -> QPushButton:
    button = dialog.keep
    assert isinstance(button, QPushButton)
    return button
