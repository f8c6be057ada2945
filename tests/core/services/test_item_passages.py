from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.services.desk import Desk
from core.services.item_passages import LONGEST_TITLE, passage, section_path, short_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("社会消费品零售总额增长**5%左右**", "社会消费品零售总额增长5%左右"),
        ("培育优质企业，新增上市企业6家。", "培育优质企业"),
        ("总投资3,250亿元以上，其中产业项目过半。", "总投资3,250亿元以上"),
        ("加强综治中心（“一站式”，矛盾纠纷）建设。", "加强综治中心（“一站式”，矛盾纠纷）建设"),
        ("甲" * 30 + "。", "甲" * 23 + "…"),
    ],
)
def test_a_title_is_the_first_clause(text: str, title: str) -> None:
    assert short_title(text) == title


@given(st.text(max_size=60))
def test_a_title_is_never_too_long(text: str) -> None:
    assert len(short_title(text)) <= LONGEST_TITLE


def test_the_items_of_a_task_stand_in_its_paragraph_one_after_the_other(east: Desk) -> None:
    plan = east.issued_plan
    places = []
    for code in ("1.1.1", "1.1.2"):
        found = passage(plan, east.find_item(code))
        assert found.text[found.start : found.end] == east.find_item(code).text
        places.append((found.start, found.end))

    assert places[0][0] == 0
    assert places[1] == (places[0][1], len(found.text))


def test_a_headline_target_stands_among_the_others_of_its_section(east: Desk) -> None:
    found = passage(east.issued_plan, east.find_item("0.2"))

    assert found.text == "地区生产总值增长5%以上\n城镇新增就业2万人"
    assert found.text[found.start : found.end] == "城镇新增就业2万人"


def test_a_sentence_that_the_office_worded_itself_stands_alone(east: Desk) -> None:
    plan, item = east.issued_plan, east.find_item("1.1.2")
    task = replace(next(task for task in plan.tasks if task.id == item.task), text="全年另有安排。")

    found = passage(replace(plan, tasks=(task,)), item)

    assert (found.text, found.start, found.end) == (item.text, 0, len(item.text))


def test_the_path_of_an_item_begins_with_the_outermost_heading(east: Desk) -> None:
    titles = [section.title for section in section_path(east.issued_plan, east.find_item("1.1.1"))]

    assert titles == ["2025年重点工作", "扩大有效需求"]
