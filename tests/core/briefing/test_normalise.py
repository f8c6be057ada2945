from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.normalise import normalised


def test_a_decomposed_letter_is_composed() -> None:
    assert normalised("e\u0301") == "é"


def test_joiners_and_selectors_go() -> None:
    assert normalised("a\u200d\ufe0fb\ufeff") == "ab"


def test_full_width_spaces_stay_as_they_were_set() -> None:
    assert normalised("表1\u3000\u3000指标") == "表1\u3000\u3000指标"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)

    assert normalised(once) == once
