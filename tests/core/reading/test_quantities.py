from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.plain import depths, plain_text
from core.reading.quantities import ORDINAL, RANK, Quantity, quantities_of


def read(text: str) -> tuple[Quantity, ...]:
    plain = plain_text(text)
    return quantities_of(plain, depths(plain))


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("地区生产总值增长5%以上", "5", "%", ">="),
        ("新认定高新技术企业超1600家", "1600", "家", ">"),
        ("新能源整车产量突破100万辆", "100", "万辆", ">"),
        ("城镇调查失业率控制在5%以内", "5", "%", "<="),
        ("城镇调查失业率5.5%以内", "5.5", "%", "<="),
        ("居民消费价格总水平涨幅控制在4%左右", "4", "%", "~"),
        ("整车产量近80万辆", "80", "万辆", "~"),
        ("粮食产能稳定在1100亿斤以上", "1100", "亿斤", ">="),
        ("水质比例不低于97.5%", "97.5", "%", ">="),
        ("能耗低于0.3吨标准煤", "0.3", "吨标准煤", "<"),
        ("审批时限压缩至3个工作日", "3", "个工作日", "<="),
        ("占比达3.45%左右", "3.45", "%", "~"),
        ("占全国份额提高到15.3%", "15.3", "%", "="),
        ("开展活动2000余场", "2000", "场", ">"),
        ("新引育高层次人才2300多人", "2300", "人", ">"),
        ("惠及经营主体120万户次", "120", "万户次", "="),
        ("保障性租赁住房25.1万套（间）", "25.1", "万套（间）", "="),
        ("新增有机固废处理能力27.3万吨/年", "27.3", "万吨/年", "="),
        ("电价下降3分/千瓦时以上", "3", "分/千瓦时", ">="),
        ("高于全省平均2个百分点以上", "2", "个百分点", ">="),
        ("全员劳动生产率20.5万元/人", "20.5", "万元/人", "="),
        ("增长５．５％", "5.5", "%", "="),
        ("经营主体1,095,200户", "1095200", "户", "="),
    ],
)
def test_number_unit_and_comparison_are_read(text: str, value: str, unit: str, comparator: str) -> None:
    (quantity,) = read(text)

    assert (quantity.value, quantity.unit, quantity.comparator.value) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize(("text", "printed"), [("价格下降3-5分/立方米", "3-5"), ("增长5%—5.5%", "5-5.5"), ("增长5%至5.5%", "5-5.5")])
def test_a_range_keeps_both_ends(text: str, printed: str) -> None:
    (quantity,) = read(text)

    assert quantity.text == printed
    assert quantity.comparator.value == "range"
    assert quantity.high is not None
    assert quantity.value < quantity.high


def test_a_step_in_the_scale_of_money_is_one_of_it() -> None:
    (quantity,) = read("新能源产业规模迈上万亿元台阶的崭新目标")

    assert (quantity.value, quantity.unit, quantity.comparator.value) == (Decimal(1), "万亿元", ">=")


def test_people_may_be_counted_without_unit() -> None:
    (quantity,) = read("保持2300万省外劳动力稳定就业")

    assert (quantity.value, quantity.unit) == (Decimal(2300), "万人")


def test_a_place_in_a_ranking_and_a_milestone_are_told_apart() -> None:
    assert [quantity.prefix for quantity in read("居全国第4位，第100万台新能源车下线")] == [RANK, ORDINAL]


@pytest.mark.parametrize(
    "text",
    [
        "2024年工作回顾",
        "持续完善“1028”产业体系",
        "全面完成“1+8”专项行动",
        "推动“3个70%”、“7个不准”等举措",
        "地铁5号线全线推进",
        "PM<sub>2.5</sub>浓度",
        "“四好农村路”2.0版建设",
        "为全省0-6岁儿童筛查",
        "为60岁以上老年人接种",
        "理念提出20周年",
        "超亿元项目",
        "云和5A级景区",
    ],
)
def test_years_codes_ages_and_versions_are_no_quantities(text: str) -> None:
    assert read(text) == ()


@given(st.text(alphabet="0123456789.%-—至万亿个家元第超以上左右（）“”", max_size=60))
def test_any_row_of_numbers_and_units_is_read_in_order(text: str) -> None:
    found = read(text)

    assert all(quantity.prefix_start <= quantity.start < quantity.end <= quantity.suffix_end for quantity in found)
    assert [quantity.start for quantity in found] == sorted(quantity.start for quantity in found)
