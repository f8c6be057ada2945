from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.calc.text_merging import Merged, leaves_a_choice, merge_all, merge_texts
from core.calc.word_difference import words_of

TEXTS = st.text(alphabet=st.sampled_from("新增上市企业15，。 ab"), max_size=30)  # as people type


@given(TEXTS, TEXTS)
def test_what_one_side_changed_is_taken_over(base: str, text: str) -> None:
    assert merge_texts(base, text, base) == Merged(text, 0)
    assert merge_texts(base, base, text) == Merged(text, 0)


@given(TEXTS, TEXTS)
def test_what_both_changed_alike_stands_once(base: str, text: str) -> None:
    assert merge_texts(base, text, text) == Merged(text, 0)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_not_contested_does_not_depend_on_the_side(base: str, first: str, second: str) -> None:
    one, other = merge_texts(base, first, second), merge_texts(base, second, first)

    assert one.contested == other.contested
    assert one.contested or one == other


@given(TEXTS, TEXTS)
def test_without_a_base_no_word_of_either_is_lost(first: str, second: str) -> None:
    merged = Counter(words_of(merge_texts(None, first, second).text.replace(" ", "")))

    for text in (first, second):
        own = Counter(text.replace(" ", ""))
        assert not own - Counter("".join(merged.elements()))


def test_two_sentences_added_in_different_places_both_stand() -> None:
    base = "项目已开工。资金已到位。"

    merged = merge_texts(base, "3个项目已开工。资金已到位。", "项目已开工。资金已到位，设备进场。")  # Chinese marks

    assert merged == Merged("3个项目已开工。资金已到位，设备进场。", 0)  # Chinese marks


def test_without_a_base_what_either_added_stands() -> None:
    first, second = "新开工3个项目，资金已到位。", "新开工项目，资金已到位，设备进场。"  # Chinese marks

    assert merge_texts(None, first, second) == Merged("新开工3个项目，资金已到位，设备进场。", 0)  # Chinese marks


def test_where_both_changed_the_same_words_both_stand_for_a_person_to_choose() -> None:
    assert merge_texts("完成8个。", "完成9个。", "完成10个。") == Merged("完成【9｜10】个。", 1)


def test_any_number_of_texts_become_one() -> None:
    assert merge_all("甲。乙。丙。", ["甲一。乙。丙。", "甲。乙二。丙。", "甲。乙。丙三。"]) == Merged("甲一。乙二。丙三。", 0)
    assert merge_all(None, ["甲。"]) == Merged("甲。", 0)


def test_a_choice_left_in_a_text_is_seen() -> None:
    assert leaves_a_choice(merge_texts("完成8个。", "完成9个。", "完成10个。").text)
    assert not leaves_a_choice("按【2025】12号文，完成9个｜10个。")  # Chinese marks
