from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.models.filing_tree import FilingFilter, FilingTree, Role, TreeRow

ROWS = (
    TreeRow(0, "一 目标", count="0/1"),
    TreeRow(1, "0.1 生产总值", "i1", "empty", search="0.1 生产总值 GDP", is_open=True),
    TreeRow(0, "二 任务", count="1/1"),
    TreeRow(1, "1.1 投资"),
    TreeRow(2, "1.1.1 项目", "i2", "complete", search="1.1.1 项目"),
)


@pytest.fixture
def tree(qtbot: QtBot) -> FilingTree:
    tree = FilingTree()
    tree.show_rows(ROWS)
    return tree


@pytest.fixture
def kept(tree: FilingTree) -> FilingFilter:
    kept = FilingFilter()
    kept.setSourceModel(tree)
    return kept


def titles(kept: FilingFilter) -> list[str]:
    found: list[str] = []

    def walk(parent: object) -> None:
        for place in range(kept.rowCount(parent)):  # type: ignore[arg-type]  # an index, or none
            index = kept.index(place, 0, parent)  # type: ignore[arg-type]
            found.append(index.data())
            walk(index)

    walk(kept.index(-1, -1))
    return found


def test_rows_stand_under_the_row_above_that_is_less_deep(tree: FilingTree) -> None:
    item = tree.index_of("i2")

    assert (item.parent().data(), item.parent().parent().data()) == ("1.1 投资", "二 任务")


def test_a_mark_changes_in_place(tree: FilingTree) -> None:
    before = tree.index_of("i1")
    changed = (ROWS[0], TreeRow(1, "0.1 生产总值", "i1", "complete"), *ROWS[2:])

    is_other = tree.show_rows(changed)

    assert not is_other
    assert before.isValid()
    assert before.data(Role.MARK) == "complete"


def test_other_lines_are_built_anew(tree: FilingTree) -> None:
    assert tree.show_rows(ROWS[2:])
    assert tree.items() == ["i2"]


def test_an_item_that_is_not_there_has_no_place(tree: FilingTree) -> None:
    assert not tree.index_of("i9").isValid()


def test_words_keep_the_lines_that_hold_them_with_their_headings(kept: FilingFilter) -> None:
    kept.look_for("gdp")

    assert titles(kept) == ["一 目标", "0.1 生产总值"]


def test_only_open_lines_are_kept_when_asked(kept: FilingFilter) -> None:
    kept.show_only_open(is_wanted=True)

    assert titles(kept) == ["一 目标", "0.1 生产总值"]


def test_the_line_being_worked_on_stays_although_it_is_complete(kept: FilingFilter) -> None:
    kept.show_only_open(is_wanted=True)

    kept.keep("i2")

    assert "1.1.1 项目" in titles(kept)


def test_a_line_that_becomes_complete_goes_when_only_open_ones_are_kept(tree: FilingTree, kept: FilingFilter) -> None:
    kept.show_only_open(is_wanted=True)

    tree.show_rows((ROWS[0], TreeRow(1, "0.1 生产总值", "i1", "complete"), *ROWS[2:]))

    assert titles(kept) == []
