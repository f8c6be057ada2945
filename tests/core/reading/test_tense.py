from __future__ import annotations

import pytest

from core.reading.tense import Evidence, evidence_of


@pytest.mark.parametrize(
    "sentence",
    [
        "成功举办新能源产业发展大会。",
        "“政企通”入选全国优秀案例。",
        "环境绿化满意度蝉联全省第一。",
        "常泰长江大桥全线贯通。",
        "太湖水质首次达Ⅲ类。",
    ],
)
def test_sentences_that_tell_what_was_done(sentence: str) -> None:
    assert evidence_of([sentence]) == Evidence(done=1, ahead=0)


@pytest.mark.parametrize(
    "sentence", ["深入打好蓝天保卫战。", "争创国家级智能网联汽车创新基地。", "力争服务业增加值增长5.5%，正式投用新馆。"]
)
def test_sentences_that_tell_what_is_to_be_done(sentence: str) -> None:
    assert evidence_of([sentence]) == Evidence(done=0, ahead=1)


def test_evidence_adds_up() -> None:
    total = Evidence(1, 2) + Evidence(3, 4)

    assert total == Evidence(4, 6)


def test_one_sentence_decides_nothing() -> None:
    assert not Evidence(1, 0).is_past
    assert not Evidence(0, 1).is_future


def test_past_needs_every_second_sentence_and_future_three_in_four() -> None:
    assert Evidence(3, 3).is_past
    assert not Evidence(3, 3).is_future
    assert Evidence(1, 3).is_future
