from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from core.model.period import Period
from core.model.plan import Plan
from core.services.desk import Program, open_desk_to_read
from core.services.work_list import WorkList, WorkMark, work_list
from gui.models.filing_tree import TreeRow
from gui.pages.filing.tree_rows import tree_rows

JULY = Period.parse("2025-07")


@pytest.fixture
def read(program: Program, district_file: Path) -> tuple[Plan, WorkList]:
    with open_desk_to_read(program, district_file) as desk:
        return desk.plan, work_list(desk, JULY)


@pytest.fixture
def rows(read: tuple[Plan, WorkList]) -> tuple[TreeRow, ...]:
    return tree_rows(*read)


def row(rows: tuple[TreeRow, ...], start: str) -> TreeRow:
    return next(each for each in rows if each.title.startswith(start))


def test_items_stand_under_their_task_and_section(rows: tuple[TreeRow, ...]) -> None:
    titles = [(each.depth, each.title) for each in rows[3:8]]

    assert titles == [
        (0, "1 着力扩大有效需求 保持经济稳定向好势头"),
        (1, "1.1 释放消费潜能"),
        (2, "1.1.1 创新落实消费品以旧换新政策"),
        (2, "1.1.2 积极发展“首发经济”“银发经济”"),
        (2, "1.1.3 培育一刻钟便民生活圈10个"),
    ]


def test_headline_targets_stand_right_under_their_section(rows: tuple[TreeRow, ...]) -> None:
    assert [each.depth for each in rows[:3]] == [0, 1, 1]


def test_every_item_has_one_row(read: tuple[Plan, WorkList], rows: tuple[TreeRow, ...]) -> None:
    assert [each.item for each in rows if each.item] == [item.id for item in read[1].items]


def test_a_heading_counts_what_is_asked_beneath_it(rows: tuple[TreeRow, ...]) -> None:
    assert (row(rows, "1 着力").count, row(rows, "2025年").count) == ("0/3", "")


def test_a_heading_with_everything_complete_is_ticked(read: tuple[Plan, WorkList]) -> None:
    plan, work = read
    done = [replace(item, mark=WorkMark.COMPLETE, is_complete=True) if item.asked else item for item in work.items]

    heading = row(tree_rows(plan, replace(work, items=tuple(done))), "1 着力")

    assert (heading.mark, heading.count) == ("complete", "3/3")


def test_a_heading_with_something_to_mend_is_not_ticked(read: tuple[Plan, WorkList]) -> None:
    plan, work = read
    done = [replace(item, mark=WorkMark.RETURNED, is_complete=True) if item.asked else item for item in work.items]

    heading = row(tree_rows(plan, replace(work, items=tuple(done))), "1 着力")

    assert (heading.mark, heading.count) == ("", "3/3")


def test_an_item_is_found_by_the_name_of_its_figure(rows: tuple[TreeRow, ...]) -> None:
    assert "新增公共停车位" in row(rows, "5.3.3").search


def test_a_row_says_its_mark_to_a_screen_reader(rows: tuple[TreeRow, ...]) -> None:
    assert row(rows, "1.1.3").said.endswith("，未填")
    assert row(rows, "1.1.1").said.endswith("，本期无须填报")


def test_only_what_is_asked_and_not_complete_is_open(read: tuple[Plan, WorkList]) -> None:
    assert sum(item.is_open for item in read[1].items) == 9
