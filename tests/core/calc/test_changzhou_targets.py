"""The example's own targets, each judged for March, June and December with values made by hand; the reason stands beside each row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan

from core.ids import IndicatorId
from core.model.indicator import Comparator, Indicator, Target, ValueKind, WordySort
from core.model.progress import Standing

DONE, AHEAD, ON, BEHIND, UNRATED = Standing

AT_LEAST, MORE_THAN, EQUAL, ABOUT = Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.EQUAL, Comparator.ABOUT
NEW, STOCK, GROWTH, SHARE = ValueKind.CUMULATIVE, ValueKind.LEVEL, ValueKind.GROWTH, ValueKind.SHARE

# name, kind, comparator, target, unit, last year's value; value and standing at the end of March, June, December
AMOUNTS = [
    # expected 2.5, 5, 10; the floor of small counts makes it 2 and 5
    ("一刻钟便民生活圈", NEW, EQUAL, "10", "个", None, ("2", ON), ("4", BEHIND), ("10", DONE)),
    # expected 1, 2, 4
    ("夜间消费集聚商圈", NEW, EQUAL, "4", "个", None, ("1", ON), ("1", BEHIND), ("3", BEHIND)),
    # +35.0, −10.0 and +0.0 points
    ("总投资超亿元项目", NEW, EQUAL, "500", "个", None, ("300", AHEAD), ("200", BEHIND), ("500", DONE)),
    ("超10亿元或1亿美元项目", NEW, EQUAL, "60", "个", None, ("15", ON), ("36", AHEAD), ("59", BEHIND)),
    ("超100亿元或10亿美元项目", NEW, AT_LEAST, "4", "个", None, ("0", BEHIND), ("4", DONE), ("5", DONE)),
    ("智能化技改项目", NEW, AT_LEAST, "800", "个", None, ("199", BEHIND), ("400", ON), ("800", DONE)),
    # 突破: 100 itself does not do at the end
    ("新能源整车产量", NEW, MORE_THAN, "100", "万辆", None, ("25", ON), ("60", AHEAD), ("100", BEHIND)),
    # from 8500亿元 = 0.85万亿元: the way is 0.15, of which a quarter is 0.0375
    ("新能源产业规模", STOCK, AT_LEAST, "1", "万亿元", "0.85", ("0.8875", ON), ("0.92", BEHIND), ("1.01", DONE)),
    # no baseline: waits until due; 超 at the end
    ("规上工业企业", STOCK, MORE_THAN, "7000", "家", None, ("7001", UNRATED), ("6900", UNRATED), ("7001", DONE)),
    ("新增上市企业", NEW, EQUAL, "20", "家", None, ("5", ON), ("12", AHEAD), ("19", BEHIND)),
    ("国家制造业单项冠军", NEW, EQUAL, "8", "家", None, ("2", ON), ("3", BEHIND), ("8", DONE)),
    ("国家专精特新小巨人", NEW, EQUAL, "100", "家", None, ("0", BEHIND), ("0", BEHIND), ("100", DONE)),
    ("科技型中小企业", NEW, AT_LEAST, "1500", "家", None, ("375", ON), ("900", AHEAD), ("1499", BEHIND)),
    ("高新技术企业", NEW, MORE_THAN, "1600", "家", None, ("400", ON), ("1601", DONE), ("1600", BEHIND)),
    # from 80: five more than 85 is the way; a quarter of 5 is one whole firm
    ("独角兽(潜在)企业", STOCK, MORE_THAN, "85", "家", "80", ("81", ON), ("81", BEHIND), ("86", DONE)),
    # 左右 forgives 0.3 points, also at the end
    ("全社会研发经费占比", SHARE, ABOUT, "3.45", "%", None, ("3.16", ON), ("3.1", BEHIND), ("3.41", DONE)),
    ("万人高价值发明专利拥有量", STOCK, EQUAL, "33", "件", "29", ("30", ON), ("32", AHEAD), ("33", DONE)),
    ("公共停车位", NEW, AT_LEAST, "1", "万个", None, ("0.25", ON), ("0.49", BEHIND), ("1", DONE)),
    ("高标准农田", NEW, EQUAL, "8", "万亩", None, ("1.9", BEHIND), ("4", ON), ("8", DONE)),
    # last year's 145.2 was above it: it has to hold
    ("粮食种植面积", STOCK, AT_LEAST, "144.5", "万亩", "145.2", ("144.5", ON), ("144.4", BEHIND), ("145", DONE)),
    # a share is compared with the target itself, at any time
    ("农村生活污水治理覆盖率", SHARE, EQUAL, "100", "%", None, ("99.6", BEHIND), ("100", ON), ("100", DONE)),
    ("生活垃圾分类设施覆盖率", SHARE, EQUAL, "100", "%", None, ("98", BEHIND), ("100", ON), ("99.9", BEHIND)),
    ("太湖综合治理重点项目", NEW, AT_LEAST, "180", "个", None, ("45", ON), ("108", AHEAD), ("180", DONE)),
    ("有机固废处理能力", NEW, EQUAL, "27.3", "万吨/年", None, ("0", BEHIND), ("13.65", ON), ("27.3", DONE)),
    # 左右 forgives 3 % of what is expected: 2.5 − 0.075, 5 − 0.15, 10 − 0.3
    ("城镇新增就业", NEW, ABOUT, "10", "万人", None, ("2.43", ON), ("4.84", BEHIND), ("9.7", DONE)),
    ("职业技能培训", NEW, AT_LEAST, "5", "万人次", None, ("1.75", AHEAD), ("2.5", ON), ("4.9", BEHIND)),
    ("地区生产总值增长", GROWTH, AT_LEAST, "5", "%", None, ("5.5", AHEAD), ("4.9", BEHIND), ("5", DONE)),
    ("社会消费品零售总额增长", GROWTH, ABOUT, "5", "%", None, ("4.7", ON), ("4.6", BEHIND), ("4.7", DONE)),
]

Row = tuple[str, ValueKind, Comparator, str, str, str | None, tuple[str, Standing], tuple[str, Standing], tuple[str, Standing]]


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda row: row[0])
def test_every_quantified_target_is_judged_in_march_june_and_december(row: Row) -> None:
    name, kind, comparator, target, unit, last_year, *seasons = row
    indicator = replace(measure(kind, Target(comparator, Decimal(target)), unit=unit, baseline=last_year), name=name)

    judged = [standing(indicator, period, value) for period, (value, _) in zip(("2025-03", "2025-06", "2025-12"), seasons, strict=True)]

    assert judged == [expected for _, expected in seasons]


def standing(indicator: Indicator, period: str, value: str) -> Standing:
    return city_row(small_plan(indicator), figure(value, period), period=period).standing


def growth(wording: str, sort: WordySort, *, rising: bool = True, reference: IndicatorId | None = None) -> Indicator:
    target = Target(Comparator.QUALITATIVE, wording=wording, sort=sort, rising=rising, reference=reference)
    return measure(GROWTH, target, unit="%")


@pytest.mark.parametrize(
    ("indicator", "value", "in_june", "in_december"),
    [
        (growth("保持稳定增长", WordySort.DIRECTIONAL), "2.6", ON, DONE),  # 一般公共预算收入
        (growth("保持稳定增长", WordySort.DIRECTIONAL), "-0.1", BEHIND, BEHIND),
        (growth("稳中提质", WordySort.DIRECTIONAL), "0", BEHIND, BEHIND),  # 实际使用外资、进出口总额: standing still is no rise
        (growth("持续下降", WordySort.DIRECTIONAL, rising=False), "-12.5", ON, DONE),  # 生产安全事故起数
        (growth("持续下降", WordySort.DIRECTIONAL, rising=False), "3", BEHIND, BEHIND),  # 死亡人数
        (growth("完成省下达任务", WordySort.ASSIGNED), "3.2", UNRATED, UNRATED),  # 单位GDP能耗下降, until the province has told
    ],
)
def test_wordy_headline_targets_are_judged_by_their_sort(
    indicator: Indicator, value: str, in_june: Standing, in_december: Standing
) -> None:
    assert standing(indicator, "2025-06", value) is in_june
    assert standing(indicator, "2025-12", value) is in_december


@pytest.mark.parametrize(("income", "expected"), [("5.5", ON), ("5.2", ON), ("4.8", ON), ("4.6", BEHIND), ("5.7", AHEAD)])
def test_income_keeps_pace_with_the_economy_within_half_a_point(income: str, expected: Standing) -> None:
    """居民人均可支配收入增长与经济增长基本同步, when the economy grew by 5.2 %: −0.5 points and above is in step, +0.5 is ahead."""
    gdp = replace(measure(GROWTH, Target(AT_LEAST, Decimal(5)), unit="%"), id=IndicatorId("gdp"))
    plan = small_plan(growth("与经济增长基本同步", WordySort.RELATIVE, reference=gdp.id), gdp)

    assert city_row(plan, figure(income), figure("5.2", indicator=gdp.id)).standing is expected
