from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.reading.items import sentence_spans

PIECES = st.lists(st.sampled_from(["新增20家", "。", "！", "“", "”", "（", "）", "*", " ", "，", "A.", "？", "\n", "'"]), max_size=30).map(
    "".join
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, (0, len(text)))]


def test_a_full_stop_ends_an_item() -> None:
    assert sentences("深入打好蓝天保卫战。推进现代水网建设,全面完成建设任务。") == [
        "深入打好蓝天保卫战。",
        "推进现代水网建设,全面完成建设任务。",
    ]


def test_a_full_stop_inside_quotation_marks_or_brackets_ends_nothing() -> None:
    assert sentences("落实“快办。快结”机制（见附件。）并推广。加强检查。") == ["落实“快办。快结”机制（见附件。）并推广。", "加强检查。"]


def test_a_quoted_sentence_ends_behind_its_closing_mark() -> None:
    assert sentences("他说：“干就完了。”我们照办。") == ["他说：“干就完了。”", "我们照办。"]


def test_semicolons_do_not_end_an_item() -> None:
    assert len(sentences("新建站点50个；改造公园10个。")) == 1


def test_a_decimal_point_ends_nothing() -> None:
    assert len(sentences("全社会研发经费占比达3.45%左右")) == 1


def test_marks_without_words_belong_to_the_sentence_before() -> None:
    assert sentences("推进改革。** 。扩大开放。") == ["推进改革。** 。", "扩大开放。"]


@given(PIECES)
def test_items_put_together_are_the_text_character_for_character(text: str) -> None:
    if any(character.isalnum() for character in text):
        assert "".join(sentences(text)) == text


@given(PIECES, st.integers(0, 10), st.integers(0, 10))
def test_spans_are_those_of_the_source(text: str, before: int, after: int) -> None:
    source = "x" * before + text + "y" * after

    spans = sentence_spans(source, (before, before + len(text)))

    assert all(before <= start < end <= before + len(text) for start, end in spans)
    assert all(left[1] == right[0] for left, right in pairwise(spans))
