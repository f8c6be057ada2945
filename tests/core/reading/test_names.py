from __future__ import annotations

import pytest

from core.reading.names import (
    is_elided,
    leading_verb,
    names_together,
    plain_name,
    shared_names,
    subject_of,
    topic_of,
    without_lead,
    without_verb,
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("努力实现新能源整车产量", "新能源整车产量"),
        ("力争全年社会消费品零售总额增长", "社会消费品零售总额增长"),
        ("完成老旧小区改造", "老旧小区改造"),
        ("组织实施高端化、智能化技改项目", "高端化、智能化技改项目"),
        ("新增“雄鹰”企业", "新增“雄鹰”企业"),
        ("“415X”集群规上制造业企业营收", "“415X”集群规上制造业企业营收"),
        ("研发投入年均增幅高于全省平均", "研发投入年均增幅高于全省平均"),
    ],
)
def test_names_are_without_intention_and_neutral_verbs(words: str, name: str) -> None:
    assert plain_name(words) == name


def test_words_of_manner_alone_stay() -> None:
    assert without_lead("力争") == "力争"


@pytest.mark.parametrize(
    ("words", "verb"), [("全年新增总投资超亿元项目", "新增"), ("规上工业企业", ""), ("力争新认定高新技术企业", "新认定")]
)
def test_the_leading_verb_is_behind_words_of_manner(words: str, verb: str) -> None:
    assert leading_verb(words) == verb


@pytest.mark.parametrize(
    ("words", "elided"), [("总量", True), ("累计", True), ("增长", True), ("总产", True), ("粮食产量", False), ("", True)]
)
def test_a_measure_alone_lacks_its_subject(words: str, *, elided: bool) -> None:
    assert is_elided(words) is elided


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("国家专精特新“小巨人”企业新增", "国家专精特新“小巨人”企业"),
        ("新改扩建中小学", "中小学"),
        ("粮食播种面积", "粮食"),
        ("高新技术企业新增", "高新技术企业"),
    ],
)
def test_a_subject_is_a_name_without_verb_and_measure(name: str, subject: str) -> None:
    assert subject_of(name) == subject


def test_a_clause_without_figure_may_name_the_subject_of_the_next() -> None:
    assert topic_of("上市企业数量实现里程碑式跨越") == "上市企业"
    assert topic_of("健全就业服务机制") == ""


def test_a_title_without_its_verb_names_what_a_task_is_about() -> None:
    assert without_verb("深化太湖综合治理") == "太湖综合治理"
    assert without_verb("稳定外资外贸") == "稳定外资外贸"


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (["实际使用外资", "进出口总额"], ("实际使用外资", "进出口总额")),
        (["主要污染物减排", "单位GDP能耗下降"], ("主要污染物减排", "单位GDP能耗下降")),
        (
            ["规上工业增加值", "固定资产投资", "社会消费品零售总额增速"],
            ("规上工业增加值增速", "固定资产投资增速", "社会消费品零售总额增速"),
        ),
        (["超长期特别国债", "中央预算内投资等份额占全国比重"], ("超长期特别国债、中央预算内投资等份额占全国比重",)),
        (
            ["社会消费品零售总额", "固定资产投资", "一般公共预算收入等指标增速"],
            ("社会消费品零售总额增速", "固定资产投资增速", "一般公共预算收入增速"),
        ),
        (["高端化", "智能化项目占比"], ("高端化、智能化项目占比",)),
    ],
)
def test_a_rate_or_direction_holds_for_each_of_several_subjects(parts: list[str], names: tuple[str, ...]) -> None:
    assert shared_names(parts) == names


def test_values_that_cannot_be_told_apart_keep_all_the_words() -> None:
    assert names_together(["节庆", "论坛数量分别压减"], 3) == ("节庆、论坛数量压减",) * 3


def test_two_subjects_joined_by_and_take_their_values_in_order() -> None:
    assert names_together(["宁波舟山港货物和集装箱吞吐量分别增长"], 2) == ("宁波舟山港货物吞吐量增长", "集装箱吞吐量增长")
