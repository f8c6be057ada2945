from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.services.planning import fresh_office, indicator_named, is_whole, item_of_code, said, waiting

from core.errors import ItemIssued, NothingToJoin, SplitOutsideItem
from core.services.desk import Desk, Program
from core.services.item_shapes import join_items, split_item
from core.services.plan_edits import undo_plan_edit
from core.store.plan_queries import report_text


def test_an_item_is_cut_where_the_person_says_and_codes_count_on(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        before = desk.plan
        at = report_text(desk.workspace.database).index("重大项目推进机制")

        edit = split_item(desk, item_of_code(desk, "1.1.2").id, at)

        assert said(desk)[2:5] == [("1.1.1", "全年新增总投资超亿元项目60个以上。"), ("1.1.2", "完善"), ("1.1.3", "重大项目推进机制。")]
        assert is_whole(desk)
        assert item_of_code(desk, "1.1.2").id == before.items[3].id
        assert item_of_code(desk, "1.1.3").id not in waiting(desk)
        undo_plan_edit(desk, edit)
        assert desk.plan == before


def test_an_indicator_goes_with_its_words(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        indicator = indicator_named(desk, "新增总投资超亿元项目")
        at = report_text(desk.workspace.database).index("新增总投资")

        split_item(desk, item_of_code(desk, "1.1.1").id, at)

        assert desk.plan.indicators_by_id[indicator].item == item_of_code(desk, "1.1.2").id


def test_items_of_a_task_are_joined_and_cut_again(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        before = said(desk)
        second, indicator = item_of_code(desk, "1.1.2"), indicator_named(desk, "新增总投资超亿元项目")

        join_items(desk, item_of_code(desk, "1.1.1").id)

        assert [code for code, _ in said(desk)] == ["0.1", "0.2", "1.1.1", "1.2.1", "2.1.1", "2.1.2"]
        assert desk.plan.indicators_by_id[indicator].item == item_of_code(desk, "1.1.1").id
        assert is_whole(desk)
        assert second.id not in waiting(desk)
        split_item(desk, item_of_code(desk, "1.1.1").id, second.span[0])
        assert said(desk) == before


def test_headline_targets_are_joined_with_what_stands_between_them(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        join_items(desk, item_of_code(desk, "0.1").id)

        assert said(desk)[0][1].startswith("地区生产总值增长5%以上")
        assert said(desk)[0][1].endswith("城镇新增就业2万人")
        assert is_whole(desk)


def test_nothing_is_joined_across_tasks_and_nothing_cut_without_words(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        last, whole = item_of_code(desk, "1.1.2"), desk.plan

        with pytest.raises(NothingToJoin):
            join_items(desk, last.id)
        for at in (last.span[0], last.span[1], last.span[1] - 1, 0):
            with pytest.raises(SplitOutsideItem):
                split_item(desk, last.id, at)
        assert desk.plan == whole


def test_what_units_have_is_neither_cut_nor_joined(office: Desk) -> None:
    item = item_of_code(office, "1.1.1")

    with pytest.raises(ItemIssued):
        join_items(office, item.id)
    with pytest.raises(ItemIssued):
        split_item(office, item.id, item.span[0] + 3)
