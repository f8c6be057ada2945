from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.ids import UnitId
from gui.models.review_tree import UNIT_ROLE, HeapLines, QueueLine, QueueTree

CLEAN = HeapLines("可直接核定", "check", "good", (QueueLine(UnitId("a"), "甲局", ""), QueueLine(UnitId("b"), "乙局", "第2次")))
MISSING = HeapLines("未报", "empty", "muted", (QueueLine(UnitId("c"), "丙区", ""),))
RETURNED = HeapLines("已退回", "returned", "muted", ())


@pytest.fixture
def tree(qtbot: QtBot) -> QueueTree:
    made = QueueTree()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show_heaps([CLEAN, MISSING, RETURNED])
    return made


def test_heaps_carry_their_counts_and_empty_ones_are_left_out(tree: QueueTree) -> None:
    assert [tree.index(row, 0).data() for row in range(tree.rowCount())] == ["可直接核定（2）", "未报（1）"]


def test_units_stand_from_top_to_bottom_across_heaps(tree: QueueTree) -> None:
    assert [index.data(UNIT_ROLE) for index in tree.units()] == ["a", "b", "c"]


def test_a_unit_is_found_where_it_stands(tree: QueueTree) -> None:
    assert tree.index_of(UnitId("b")).data() == "乙局"
    assert not tree.index_of(UnitId("x")).isValid()


def test_the_same_queue_is_not_built_again(tree: QueueTree) -> None:
    assert not tree.show_heaps([CLEAN, MISSING, RETURNED])
