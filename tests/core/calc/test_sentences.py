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
