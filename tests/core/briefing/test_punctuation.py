from __future__ import annotations

import pytest

from core.briefing.punctuation import NOT_AT_END, NOT_AT_START, WHITE_AFTER, WHITE_BEFORE, is_wide


def test_no_mark_is_forbidden_at_both_edges_but_the_slash() -> None:
    both = NOT_AT_START & NOT_AT_END

    assert both == {"/", "／"}


def test_marks_that_carry_white_are_bound_to_the_side_they_close_or_open() -> None:
    assert WHITE_AFTER <= NOT_AT_START
    assert WHITE_BEFORE <= NOT_AT_END


@pytest.mark.parametrize(
    ("char", "expected"), [("常", True), ("“", True), ("—", True), ("，", True), ("a", False), ("5", False), (".", False)]
)
def test_hanzi_and_full_width_marks_stand_on_the_grid(char: str, expected: bool) -> None:
    assert is_wide(char) is expected
