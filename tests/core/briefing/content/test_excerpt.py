from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.content.excerpt import ELLIPSIS, excerpt

TEXTS = st.text(alphabet=st.sampled_from(list("已开工建设，。；、0123456789.%ABC")), max_size=120)


@given(TEXTS, st.integers(10, 100))
def test_an_excerpt_is_the_text_or_its_beginning_within_the_limit(text: str, limit: int) -> None:
    shown = excerpt(text, limit)

    assert len(shown) <= limit or shown == text
    assert shown == text or text.startswith(shown.removesuffix(ELLIPSIS))


def test_the_cut_falls_after_the_last_whole_sentence() -> None:
    text = "一季度完成投资35亿元。二季度完成投资42.5亿元。三季度计划完成投资50亿元。"

    assert excerpt(text, 32) == "一季度完成投资35亿元。二季度完成投资42.5亿元。……"


def test_a_number_is_not_cut_in_two() -> None:
    assert excerpt("累计完成投资总额达到一二三四123456亿元", 18) == "累计完成投资总额达到一二三四……"
