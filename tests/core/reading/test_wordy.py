from __future__ import annotations

import pytest

from core.model.indicator import WordySort
from core.reading.wordy import is_meant, wordy_of


@pytest.mark.parametrize(
    ("words", "subject", "wording", "rising"),
    [
        ("一般公共预算收入保持稳定增长", "一般公共预算收入", "保持稳定增长", True),
        ("进出口总额稳中提质", "进出口总额", "稳中提质", True),
        ("生产安全事故起数和死亡人数持续下降", "生产安全事故起数和死亡人数", "持续下降", False),
        ("主要污染物排放进一步降低", "主要污染物排放", "进一步降低", False),
        ("民间投资占比稳定上升", "民间投资占比", "稳定上升", True),
        ("生产安全事故起数和死亡人数“双下降”", "生产安全事故起数和死亡人数", "“双下降”", False),
        ("设区市PM2.5平均浓度稳中有降", "设区市PM2.5平均浓度", "稳中有降", False),
    ],
)
def test_directions_say_which_way_is_good(words: str, subject: str, wording: str, *, rising: bool) -> None:
    found = wordy_of(words)

    assert found is not None
    assert (found.sort, found.subject, found.wording, found.rising) == (WordySort.DIRECTIONAL, subject, wording, rising)


@pytest.mark.parametrize(
    ("words", "wording", "reference"),
    [
        ("居民人均可支配收入增长与经济增长基本同步", "与经济增长基本同步", "经济增长"),
        ("地方一般公共预算收入增速与经济增速同步", "与经济增速同步", "经济增速"),
        ("居民消费价格涨幅与全国一致", "与全国一致", "全国"),
        ("居民收入增速高于经济增速", "高于经济增速", "经济增速"),
        ("一般公共预算收入增速快于全国", "快于全国", "全国"),
        ("项目投资增速快于GDP增速", "快于GDP增速", "GDP增速"),
        ("固定资产投资增速均高于全国平均水平", "高于全国平均水平", "全国平均水平"),
    ],
)
def test_relative_targets_name_what_they_are_measured_against(words: str, wording: str, reference: str) -> None:
    found = wordy_of(words)

    assert found is not None
    assert (found.sort, found.wording, found.reference) == (WordySort.RELATIVE, wording, reference)


@pytest.mark.parametrize(
    ("words", "subject", "wording"),
    [
        ("水环境质量改善完成省下达任务", "水环境质量改善", "完成省下达任务"),
        ("节能减排指标控制在省政府下达的范围之内", "节能减排指标", "控制在省政府下达的范围之内"),
        ("单位地区生产总值能耗完成“十四五”国家考核目标", "单位地区生产总值能耗", "完成“十四五”国家考核目标"),
        ("全面完成国家下达的节能减排降碳约束性指标和环境质量改善目标", "节能减排降碳约束性指标和环境质量改善目标", "全面完成国家下达目标"),
    ],
)
def test_assigned_targets_wait_for_their_number(words: str, subject: str, wording: str) -> None:
    found = wordy_of(words)

    assert found is not None
    assert (found.sort, found.subject, found.wording) == (WordySort.ASSIGNED, subject, wording)


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("实现停车“无感支付”全覆盖", "coverage"),
        ("实现长护险制度基本覆盖", "coverage"),
        ("推动零就业家庭动态清零", "zero"),
        ("消除问题水体", "zero"),
        ("全面完成“美丽河湖”建设任务", "completion"),
        ("技改投资占工业投资比重全省第一", "rank"),
        ("交通健康指数连续六年保持全国主要城市第一方阵", "rank"),
        ("太湖水质首次达Ⅲ类", "class"),
        ("消费增速连续8个月全省第一", "rank"),
        ("国际收支基本平衡", "state"),
        ("居民消费价格保持合理水平", "state"),
        ("PM2.5浓度绝对值为有监测数据以来最低", "record"),
    ],
)
def test_judged_targets_say_how_they_are_seen(words: str, measure: str) -> None:
    found = wordy_of(words)

    assert found is not None
    assert (found.sort, found.measure) == (WordySort.JUDGED, measure)


@pytest.mark.parametrize("words", ["单位GDP能耗下降", "深入打好蓝天保卫战", "稳步提高养老金", "促进农民持续增收", "推动" * 100 + "全覆盖"])
def test_names_and_plain_prose_are_no_wordy_targets(words: str) -> None:
    assert wordy_of(words) is None


def test_headline_rows_are_always_meant_and_prose_only_where_it_is_measured() -> None:
    foreign_trade = wordy_of("外贸外资促稳提质")
    society = wordy_of("社会大局保持稳定")
    share = wordy_of("民间投资占比稳定上升")

    assert foreign_trade is not None
    assert society is not None
    assert share is not None
    assert is_meant(foreign_trade, "target", is_headline=True)
    assert not is_meant(society, "target", is_headline=False)
    assert is_meant(share, "target", is_headline=False)


def test_a_rank_without_subject_is_not_meant() -> None:
    found = wordy_of("位居全国地级市之首")

    assert found is None or not is_meant(found, "achievement", is_headline=False)
