from __future__ import annotations

from decimal import Decimal

import pytest

from core.model.indicator import RollUpRule, ValueKind
from core.model.period import Frequency
from core.reading.proposal import read_report
from core.reading.suggestions import suggested_baselines, suggested_frequency, suggested_roll_up
from core.resources import resource

EXAMPLE = read_report(resource("report", "changzhou_2025.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "unit", "kind", "rule"),
    [
        ("新增上市企业", "家", ValueKind.CUMULATIVE, RollUpRule.SUM),
        ("规上工业企业", "家", ValueKind.LEVEL, RollUpRule.SUM),
        ("新增有机固废处理能力", "万吨/年", ValueKind.CUMULATIVE, RollUpRule.SUM),
        ("PM2.5平均浓度", "微克/立方米", ValueKind.LEVEL, RollUpRule.NONE),
        ("城镇低保标准", "元/月", ValueKind.LEVEL, RollUpRule.NONE),
        ("万人高价值发明专利拥有量", "件", ValueKind.LEVEL, RollUpRule.SUM),
        ("每千人口拥有3岁以下托位数", "个", ValueKind.LEVEL, RollUpRule.NONE),
        ("地区生产总值增长", "%", ValueKind.GROWTH, RollUpRule.NONE),
        ("研发经费占比", "%", ValueKind.SHARE, RollUpRule.NONE),
        ("综合实力", "位", ValueKind.RANK, RollUpRule.NONE),
    ],
)
def test_amounts_are_summed_and_rates_and_levels_are_not(name: str, unit: str, kind: ValueKind, rule: RollUpRule) -> None:
    found, reason = suggested_roll_up(name, unit, kind)

    assert found is rule
    assert reason


@pytest.mark.parametrize(
    ("name", "usual", "frequency"),
    [
        ("地区生产总值增长", Frequency.MONTH, Frequency.QUARTER),
        ("居民人均可支配收入增长", Frequency.MONTH, Frequency.QUARTER),
        ("全社会研发经费占比", Frequency.MONTH, Frequency.YEAR),
        ("粮食产量", Frequency.MONTH, Frequency.YEAR),
        ("社会消费品零售总额增长", Frequency.MONTH, Frequency.MONTH),
        ("地区生产总值增长", Frequency.HALF, Frequency.HALF),
    ],
)
def test_nothing_is_asked_more_often_than_it_is_published(name: str, usual: Frequency, frequency: Frequency) -> None:
    assert suggested_frequency(name, usual)[0] is frequency


def test_last_years_figures_of_the_review_are_this_years_bases() -> None:
    found = {EXAMPLE.commitments[place].name: value for place, (value, _achievement) in suggested_baselines(EXAMPLE.commitments).items()}

    assert found["地区生产总值增长"] == Decimal(6)
    assert found["城镇新增就业"] == Decimal("10.4")


def test_the_words_of_a_base_stand_in_the_review() -> None:
    for place, (_value, achievement) in suggested_baselines(EXAMPLE.commitments).items():
        assert EXAMPLE.commitments[place].kind == "target"
        assert achievement.kind == "achievement"
