from __future__ import annotations

import re

import pytest

from core.calc.sentences import LANGUAGES, chinese_list, chinese_list_etc, phrase, templates
from core.errors import BugError


def test_no_template_holds_a_typed_figure() -> None:
    texts = [*templates().values(), *templates("en").values()]

    assert [text for text in texts if re.search(r"\d", re.sub(r"\{\w+\}", "", text))] == []


@pytest.mark.parametrize(
    "table",
    [
        "distance.",
        "measure.",
        "outlook.",
        "ranking.",
        "value.",
        "formula.",
        "trajectory.",
        "increment.",
        "pieces.",
        "verdict.",
        "unrated.",
    ],
)
def test_what_the_window_says_is_there_in_both_languages_with_the_same_facts(table: str) -> None:
    chinese, english = (
        {name: set(re.findall(r"\{(\w+)\}", text)) for name, text in templates(language).items() if name.startswith(table)}
        for language in LANGUAGES
    )

    assert chinese == english


def chinese(pattern: str) -> list[str]:
    """The Chinese templates in which a pattern is found, without the facts that they take."""
    return [text for text in templates().values() if re.search(pattern, re.sub(r"\{\w+\}", "", text))]


def test_no_pause_stands_before_etc() -> None:
    """GB/T 15834-2011 4.5.3: 标有“等”之类词语的并列项前不用顿号."""
    assert chinese("、等") == []


def test_no_figure_is_typed_in_chinese_numerals_either() -> None:
    """GB/T 15835-2011 4.1.1: counts beside units of measure stand in Arabic numerals, which only results give; 一期 is a plain word."""
    assert (
        chinese(
            r"[一二两三四五六七八九十百千万亿〇零]+(倍|元|%|％|亩|吨|公里|百分点)|[二三四五六七八九十百千〇零]+(项|家|位|名|人|月|年|日|天)"
        )
        == []
    )


def test_signs_of_numbers_are_those_of_the_standard() -> None:
    """GB/T 15835-2011 4.1.2 has % and not ％; a range takes a dash (5.1.2), and digits stand in half width."""
    assert chinese(r"[％０-９~～]") == []


def test_chinese_sentences_take_chinese_punctuation() -> None:
    assert chinese(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]") == []


def test_a_template_that_does_not_exist_is_our_fault() -> None:
    with pytest.raises(BugError):
        phrase("distance.sideways", points="1.0")


def test_a_fact_that_is_not_given_is_our_fault() -> None:
    with pytest.raises(BugError):
        phrase("distance.schedule-below")


def test_lists_take_pauses_and_one_and() -> None:
    assert chinese_list(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert chinese_list(["甲", "乙"]) == "甲和乙"
    assert chinese_list([]) == ""


def test_a_shortened_list_has_no_pause_before_its_etc() -> None:
    assert chinese_list_etc(["甲", "乙", "丙"], 2) == "甲、乙等"
    assert chinese_list_etc(["甲", "乙"], 2) == "甲和乙"
