from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.content.numbering import Level, chinese_number, level_below, numbered


@given(st.integers(1, 99), st.integers(1, 99))
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) == (one == other)


def test_each_level_has_the_mark_of_the_standard() -> None:
    levels: tuple[Level, ...] = (1, 2, 3, 4)

    assert [numbered(level, 21) for level in levels] == ["二十一、", "（二十一）", "21.", "（21）"]


def test_there_is_no_level_below_the_fourth() -> None:
    assert (level_below(3), level_below(4)) == (4, None)
