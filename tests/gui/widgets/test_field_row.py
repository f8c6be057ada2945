from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.widgets.field_row import FieldRow
from gui.widgets.figure_field import FigureField


@pytest.fixture
def row(qtbot: QtBot) -> FieldRow:
    row = FieldRow("本期累计", FigureField(), unit="家")
    qtbot.addWidget(row)
    return row


def texts_shown(row: FieldRow) -> list[str]:
    return [label.text() for label in row.findChildren(QLabel) if not label.isHidden() and label.text()]


def test_the_screen_reader_says_name_and_unit(row: FieldRow) -> None:
    assert row.field.accessibleName() == "本期累计（家）"


def test_trouble_of_the_field_is_told_beneath_it(row: FieldRow) -> None:
    row.show_hint("上期为1。")

    row.field.show_trouble("请填数字。")

    assert texts_shown(row) == ["本期累计", "家", "请填数字。"]


def test_the_hint_returns_when_the_trouble_is_over(row: FieldRow) -> None:
    row.show_hint("上期为1。")
    row.field.show_trouble("请填数字。")

    row.field.clear_trouble()

    assert texts_shown(row) == ["本期累计", "家", "上期为1。"]


def test_a_hint_does_not_hide_trouble(row: FieldRow) -> None:
    row.field.show_trouble("请填数字。")

    row.show_hint("上期为1。")

    assert texts_shown(row) == ["本期累计", "家", "请填数字。"]


def test_a_saved_text_has_its_mark(row: FieldRow) -> None:
    QTest.keyClicks(row.field, "2")
    row.field.commit()

    row.field.show_saved()

    assert [label.accessibleName() for label in row.findChildren(QLabel) if not label.pixmap().isNull()] == ["已保存"]


def test_typing_takes_the_mark_away(row: FieldRow) -> None:
    row.field.show_saving()
    row.field.show_saved()

    QTest.keyClicks(row.field, "2")

    assert all(label.pixmap().isNull() for label in row.findChildren(QLabel))
