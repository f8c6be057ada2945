from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.services.desk import Program, open_desk_to_read
from core.services.plan_page import PlanPage, plan_page
from gui.models.plan_tree import PlanFilter, PlanTree, Role, Row


@pytest.fixture
def page(program: Program, office_file: Path) -> PlanPage:
    with open_desk_to_read(program, office_file) as desk:
        return plan_page(desk)


@pytest.fixture
def tree(qtbot: QtBot, page: PlanPage) -> PlanTree:
    made = PlanTree()
    made.show_plan(page.plan, page.words, page.unconfirmed)
    return made


def test_the_tree_has_every_item_in_the_reports_order(tree: PlanTree, page: PlanPage) -> None:
    assert _ids(tree, Row.ITEM) == [item.id for item in page.plan.items]
    assert len(_ids(tree, Row.ITEM)) == 77 + 7


def test_last_years_results_stand_under_their_headings(tree: PlanTree, page: PlanPage) -> None:
    assert sorted(_ids(tree, Row.ACHIEVEMENT)) == sorted(achievement.id for achievement in page.plan.achievements)


def test_a_search_leaves_what_has_all_its_words(tree: PlanTree) -> None:
    found = PlanFilter()
    found.setSourceModel(tree)
    QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)

    found.search("市工信局 1028", only_waiting=False)

    codes = [index.data().split()[0] for index in _rows(found) if index.data(Role.KIND) == Row.ITEM]
    assert codes
    assert all(
        "1028" in str(index.data(Role.WORDS)) + str(index.parent().data(Role.WORDS))
        for index in _rows(found)
        if index.data(Role.KIND) == Row.ITEM
    )


def test_only_what_waits_is_left_when_that_is_asked(qtbot: QtBot, page: PlanPage) -> None:
    tree = PlanTree()
    tree.show_plan(page.plan, page.words, {page.plan.items[3].id})
    found = PlanFilter()
    found.setSourceModel(tree)

    found.search("", only_waiting=True)

    assert [index.data(Role.ID) for index in _rows(found) if index.data(Role.KIND) == Row.ITEM] == [page.plan.items[3].id]


def test_the_same_plan_is_not_built_again(tree: PlanTree, page: PlanPage) -> None:
    assert not tree.show_plan(page.plan, page.words, page.unconfirmed)


def test_a_row_is_found_by_its_id(tree: PlanTree, page: PlanPage) -> None:
    item = page.plan.items[-1]

    assert tree.index_of(item.id).data(Qt.ItemDataRole.DisplayRole).startswith(item.code)
    assert not tree.index_of("unknown").isValid()


def _ids(tree: PlanTree, kind: Row) -> list[str]:
    return [index.data(Role.ID) for index in _rows(tree) if index.data(Role.KIND) == kind]


def _rows(model: PlanTree | PlanFilter, above: QModelIndex | None = None) -> list[QModelIndex]:
    found = []
    parent = above or QModelIndex()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index, *_rows(model, index)]
    return found
