from __future__ import annotations

import pytest

from core.model.indicator import ValueKind, WordySort
from core.reading.names import leading_verb, plain_name
from core.reading.plain import depths
from core.reading.quantities import quantities_of
from core.reading.value_kinds import measure_of, value_kind_of, wordy_value_kind_of


def kinds(clause: str) -> tuple[str, ValueKind]:
    quantity = quantities_of(clause, depths(clause))[-1]
    words = clause[: quantity.prefix_start]
    name, verb = plain_name(words), leading_verb(words)
    measure = measure_of(name, verb, quantity)
    return measure, value_kind_of(name, verb, measure, quantity)


@pytest.mark.parametrize(
    "clause",
    [
        "新增上市企业20家",
        "城镇新增就业10万人左右",
        "新增有机固废处理能力27.3万吨/年",
        "招引科技型中小企业1500家以上",
        "培育一刻钟便民生活圈10个",
        "组织实施高端化、智能化技改项目800个以上",
        "新能源整车产量突破100万辆",
        "开展职业技能培训5万人次以上",
        "实际使用外资15.5亿美元",
        "粮食产量保持在180万吨以上",
        "宁波舟山港集装箱吞吐量突破4000万标箱",
        "为经营主体减负2500亿元以上",
        "城镇居民人均可支配收入达到5.2万元",
    ],
)
def test_what_is_made_within_the_year_is_a_running_total(clause: str) -> None:
    assert kinds(clause)[1] is ValueKind.CUMULATIVE


@pytest.mark.parametrize(
    "clause",
    [
        "规上工业企业超7000家",
        "独角兽（潜在）企业累计超85家",
        "万人高价值发明专利拥有量达33件",
        "全市粮食种植面积保持在144.5万亩以上",
        "粮食产能稳定在1100亿斤以上",
        "地铁单日客流量突破40万人次",
        "配置AED达每10万人45台",
        "长期护理保险参保人数达4526万人",
    ],
)
def test_what_is_there_at_a_moment_is_a_level(clause: str) -> None:
    assert kinds(clause)[1] is ValueKind.LEVEL


@pytest.mark.parametrize(
    ("clause", "measure", "kind"),
    [
        ("地区生产总值增长5%以上", "growth", ValueKind.GROWTH),
        ("居民消费价格涨幅2%左右", "growth", ValueKind.GROWTH),
        ("单位生产总值能耗下降6.9%", "decrease", ValueKind.GROWTH),
        ("研发投入年均增幅高于全省平均2个百分点以上", "relative", ValueKind.GROWTH),
        ("全社会研发经费占比达3.45%左右", "share", ValueKind.SHARE),
        ("生活垃圾分类设施覆盖率100%", "share", ValueKind.SHARE),
        ("城镇调查失业率控制在5%以内", "rate", ValueKind.SHARE),
        ("区域创新能力居全国第4位", "rank", ValueKind.RANK),
    ],
)
def test_rates_shares_and_places_say_what_they_are(clause: str, measure: str, kind: ValueKind) -> None:
    assert kinds(clause) == (measure, kind)


@pytest.mark.parametrize(
    ("name", "measure", "sort", "kind"),
    [
        ("一般公共预算收入", "direction", WordySort.DIRECTIONAL, ValueKind.GROWTH),
        ("生产安全事故起数", "direction", WordySort.DIRECTIONAL, ValueKind.GROWTH),
        ("民间投资占比", "direction", WordySort.DIRECTIONAL, ValueKind.SHARE),
        ("居民人均可支配收入增长", "relative", WordySort.RELATIVE, ValueKind.GROWTH),
        ("单位GDP能耗下降", "assigned", WordySort.ASSIGNED, ValueKind.GROWTH),
        ("水环境质量改善", "assigned", WordySort.ASSIGNED, ValueKind.SHARE),
        ("停车“无感支付”覆盖", "coverage", WordySort.JUDGED, ValueKind.QUALITATIVE),
        ("环境绿化满意度", "rank", WordySort.JUDGED, ValueKind.RANK),
    ],
)
def test_the_figure_behind_words_has_its_kind(name: str, measure: str, sort: WordySort, kind: ValueKind) -> None:
    assert wordy_value_kind_of(name, measure, sort) is kind
