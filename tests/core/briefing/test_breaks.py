from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.breaks import break_opportunities, opened_cluster
from core.briefing.punctuation import NOT_AT_END, NOT_AT_START
from core.model.signs import SHADE_MARK


def clusters(text: str) -> list[str]:
    result: list[str] = []
    for char, may_start in zip(text, break_opportunities(text), strict=True):
        if may_start or not result:
            result.append(char)
        else:
            result[-1] += char
    return result


@pytest.mark.parametrize(
    "whole",
    [
        "100万辆",
        "12.4个百分点",
        "6.5%",
        "1,234.5亿元",
        "〔2025〕3号",
        "2025年6月30日",
        "6月30日",
        "2025年1—6月",
        "第20期",
        "63%—68%",
        "-5.2%",
        "——",
        "……",
        "GDP",
        "PM2.5",
        "5G",
        "5400家",
        "23.5℃",
        "1/3",
    ],
)
def test_what_belongs_together_stays_whole_between_characters(whole: str) -> None:
    assert [part.strip("，") for part in clusters(f"增长{whole}，其中")][1 if whole in {"——", "……"} else 2].endswith(whole)


def test_between_characters_a_line_may_end_anywhere() -> None:
    assert clusters("常州市") == ["常", "州", "市"]


def test_marks_stay_with_what_they_close_and_open() -> None:
    assert clusters("获“工程”奖（第一）。") == ["获", "“工", "程”", "奖", "（第", "一）。"]


def test_a_space_ends_a_line_and_never_starts_one() -> None:
    assert clusters("a b") == ["a ", "b"]


@given(st.text(alphabet="常州a1.，。（）“”《》—…% ", max_size=30))
def test_no_cluster_starts_or_ends_with_a_forbidden_mark(text: str) -> None:
    parts = clusters(text)

    assert all(part[0] not in NOT_AT_START for part in parts[1:])
    assert all(part[-1] not in NOT_AT_END for part in parts[:-1])
    assert "".join(parts) == text


def test_a_cluster_too_long_parts_first_between_number_and_unit() -> None:
    assert opened_cluster("100万辆", 0, 5, 0) == [3]


def test_a_cluster_still_too_long_parts_where_no_mark_forbids_it() -> None:
    assert opened_cluster("（甲乙）", 0, 4, 1) == [2]


def test_a_cluster_with_no_such_place_parts_anywhere() -> None:
    assert opened_cluster("（）。", 0, 3, 2) == [1, 2]


def test_a_standing_and_the_sign_of_its_depth_stay_whole() -> None:
    text = f"评价为欠进度{SHADE_MARK * 2}，低于12.0个百分点{SHADE_MARK}"

    inside = {
        index
        for part in (f"欠进度{SHADE_MARK * 2}", f"12.0个百分点{SHADE_MARK}")
        for index in range(text.index(part) + 1, text.index(part) + len(part))
    }
    assert not any(break_opportunities(text)[index] for index in inside)
