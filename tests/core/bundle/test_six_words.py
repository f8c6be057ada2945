from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle.six_words import COUNT, FIRST, SECOND, six_words, typed_words
from core.ids import PlanId

PLAN = PlanId("p1")
KEYS = st.binary(min_size=32, max_size=32)


def test_the_list_has_2048_words_of_two_characters() -> None:
    words = {first + second for first in FIRST for second in SECOND}

    assert (len(FIRST), len(SECOND), len(words)) == (64, 32, 2048)
    assert not set(FIRST) & set(SECOND)


@given(KEYS, st.sampled_from(["", " ", "、", "，", " / ", "\u3000", "-"]))
def test_words_are_read_back_however_they_are_parted(key: bytes, between: str) -> None:
    words = six_words(key, PLAN)

    assert len(words) == COUNT
    assert typed_words(between.join(words)) == words


@given(KEYS, KEYS)
def test_another_key_or_plan_has_other_words(one: bytes, other: bytes) -> None:
    assert (six_words(one, PLAN) == six_words(other, PLAN)) == (one == other)
    assert six_words(one, PLAN) != six_words(one, PlanId("p2"))


def test_words_stay_what_they_are() -> None:
    assert " ".join(six_words(bytes(32), PLAN)) == "大楼 远田 苦龙 短沙 金龙 湿鸟"  # papers that are printed must stay true


@pytest.mark.parametrize("text", ["", "红山", "红山红山红山红山红山红山红山", "abc", "红山 红山 红山 红山 红山 红"])
def test_other_texts_are_other_words(text: str) -> None:
    assert typed_words(text) != six_words(bytes(32), PLAN)
