from __future__ import annotations

from core.reading.verbs import BEFORE_COUNT, OUTPUT_VERB


def test_the_longest_verb_is_taken() -> None:
    match = OUTPUT_VERB.match("新改扩建中小学")

    assert match is not None
    assert match.group() == "新改扩建"


def test_a_noun_is_no_verb() -> None:
    assert OUTPUT_VERB.match("国家制造业单项冠军") is None


def test_verbs_and_prepositions_may_stand_right_before_a_count() -> None:
    assert BEFORE_COUNT.search("全省改造提升")
    assert BEFORE_COUNT.search("为")
    assert not BEFORE_COUNT.search("落实落细民营经济")
