from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NodeUnclear, NotADay
from core.model.outline import Node
from core.model.typed_days import nodes_text, parse_day, parse_nodes

names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_day_is_read_however_it_is_written(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.year:04}.{day.month}.{day.day}",
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}/{day.month:02}/{day.day:02}",
    ):
        assert parse_day(text, year=2025) == day
    assert parse_day(f"{day.month}月1日", year=day.year) == day.replace(day=1)


@pytest.mark.parametrize(
    ("text", "day"), [("2月底", "2024-02-29"), ("12月", "2024-12-31"), ("2025年9月末", "2025-09-30"), (" 6月前 ", "2024-06-30")]
)
def test_a_month_alone_is_its_last_day(text: str, day: str) -> None:
    assert parse_day(text, year=2024) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "年底", "2025-13-01", "2025-02-30", "0月", "6", "2025-06-30前后", "一月"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay):
        parse_day(text, year=2025)


@given(st.lists(st.tuples(names, st.dates(date(1000, 1, 1), date(9999, 12, 31))), max_size=6))
def test_nodes_are_read_back_as_they_are_shown(given_nodes: list[tuple[str, date]]) -> None:
    nodes = tuple(Node(name, day) for name, day in given_nodes)
    assert parse_nodes(nodes_text(nodes), year=2025) == nodes


def test_a_day_without_a_step_is_no_node() -> None:
    with pytest.raises(NodeUnclear):
        parse_nodes("6月底", year=2025)
    with pytest.raises(NotADay):
        parse_nodes("封顶 6月底", year=2025)
