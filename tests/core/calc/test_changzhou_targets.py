"""The example's own targets, read from its report and tables, each judged for March, June and December with values made by hand.

Twelve headline rows and twenty-six quantified items; the reason stands above each row. A season without a value is one in which nothing is
asked yet: half-yearly figures in March.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.calc.building import city_row, figure, measure, small_plan

from core.calc.judge import judge_items
from core.calc.judgement import Figure, Judgement
from core.clock import SteppingClock
from core.ids import IndicatorId
from core.model.indicator import Baseline, Comparator, Indicator, Target, ValueKind, WordySort
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import Observation, Standing, SubmissionState
from core.resources import resource
from core.services.assignments import assign
from core.services.desk import Program, open_desk
from core.services.plans import NewPlan, new_plan

DONE, AHEAD, ON, BEHIND, UNRATED = Standing

Season = tuple[str | None, Standing]
Row = tuple[str, str, Season, Season, Season]
SEASONS = tuple(Period.parse(text) for text in ("2025-03", "2025-06", "2025-12"))

HEADLINES: list[Row] = [
    # 5%以上: +0.5 points is ahead, −0.1 is behind; 5 itself does at the year's end
    ("0.1", "地区生产总值增长", ("5.5", AHEAD), ("4.9", BEHIND), ("5", DONE)),
    # 保持稳定增长: any rise on last year is on, a fall behind; what rose over the year is done
    ("0.2", "一般公共预算收入", ("2.6", ON), ("-0.1", BEHIND), ("0.1", DONE)),
    # 稳中提质: standing still is no rise
    ("0.3", "实际使用外资", ("0", BEHIND), ("3", ON), ("2", DONE)),
    ("0.3", "进出口总额", ("5", ON), ("0", BEHIND), ("-1", BEHIND)),
    # 与经济增长基本同步, against the growth above: 5.0 to 5.5 is −0.5 and in step, 4.3 to 4.9 is −0.6, 4.6 to 5 is −0.4
    ("0.4", "居民人均可支配收入增长", ("5.0", ON), ("4.3", BEHIND), ("4.6", DONE)),
    # 5%左右 forgives 0.3 points
    ("0.5", "社会消费品零售总额增长", ("4.7", ON), ("4.6", BEHIND), ("4.7", DONE)),
    # 持续下降: a fall is good, no change is not
    ("0.6", "生产安全事故起数", ("-12.5", ON), ("3", BEHIND), ("-1", DONE)),
    ("0.6", "生产安全事故死亡人数", ("-5", ON), ("0", BEHIND), ("-20", DONE)),
    # 完成省下达任务: until the province has told the number nothing can be judged
    ("0.7", "主要污染物减排", ("3.2", UNRATED), ("3.2", UNRATED), ("3.2", UNRATED)),
    ("0.7", "单位GDP能耗下降", ("3.1", UNRATED), ("3.1", UNRATED), ("3.1", UNRATED)),
    ("0.7", "大气环境质量改善", ("81.5", UNRATED), ("82", UNRATED), ("82.6", UNRATED)),
    ("0.7", "水环境质量改善", ("94", UNRATED), ("94", UNRATED), ("94", UNRATED)),
]
ITEMS: list[Row] = [
    # expected 2.5, 5, 10; small counts are due in whole pieces: 2, 5, 10
    ("1.1.3", "培育一刻钟便民生活圈", ("2", ON), ("4", BEHIND), ("10", DONE)),
    # expected 1, 2, 4
    ("1.1.3", "打造夜间消费集聚商圈", ("1", ON), ("1", BEHIND), ("3", BEHIND)),
    # of 500: +35.0, −10.0 and ±0.0 points
    ("1.2.1", "新增总投资超亿元项目", ("300", AHEAD), ("200", BEHIND), ("500", DONE)),
    # of 60: 25.0, 60.0 and 98.3 %
    ("1.2.1", "新增超10亿元或1亿美元项目", ("15", ON), ("36", AHEAD), ("59", BEHIND)),
    # of 4: one whole project is due in March; what was met in June stays met
    ("1.2.1", "新增超100亿元或10亿美元项目", ("0", BEHIND), ("4", DONE), ("5", DONE)),
    # 199 of 800 is 24.9 %
    ("1.2.2", "高端化、智能化技改项目", ("199", BEHIND), ("400", ON), ("800", DONE)),
    # 突破: 100 itself does not do at the end
    ("2.1.1", "新能源整车产量", ("25", ON), ("60", AHEAD), ("100", BEHIND)),
    # a stock from last year's 8500亿元 = 0.85万亿元: of the way of 0.15 a quarter is 0.0375, a half 0.075
    ("2.1.1", "新能源产业规模", ("0.8875", ON), ("0.92", BEHIND), ("1.01", DONE)),
    # a stock whose last year the report does not tell waits until it is due; 超 7000 is not met by 7000
    ("2.2.2", "规上工业企业", ("7001", UNRATED), ("6900", UNRATED), ("7000", BEHIND)),
    # of 20: 25.0, 60.0 and 95.0 %
    ("2.2.2", "新增上市企业", ("5", ON), ("12", AHEAD), ("19", BEHIND)),
    # half-yearly; of 8 four are due in June
    ("2.2.2", "新增国家制造业单项冠军", (None, UNRATED), ("3", BEHIND), ("8", DONE)),
    # of 100, published once a year: behind until then
    ("2.2.2", "新增国家专精特新“小巨人”企业", ("0", BEHIND), ("0", BEHIND), ("100", DONE)),
    # of 1500: 25.0, 60.0 and 99.9 %
    ("3.2.1", "招引科技型中小企业", ("375", ON), ("900", AHEAD), ("1499", BEHIND)),
    # 超1600: 1601 in June is done for the year, 1600 in December is not
    ("3.2.1", "新认定高新技术企业", ("400", ON), ("1601", DONE), ("1600", BEHIND)),
    # a stock without last year's value
    ("3.2.1", "独角兽（潜在）企业累计", ("81", UNRATED), ("81", UNRATED), ("86", DONE)),
    # half-yearly; 左右 forgives 0.3 points, so 3.15 would do and 3.1 does not
    ("3.2.1", "全社会研发经费占比", (None, UNRATED), ("3.1", BEHIND), ("3.41", DONE)),
    ("3.3.3", "万人高价值发明专利拥有量", ("30", UNRATED), ("32", UNRATED), ("33", DONE)),
    # of 1万个: 49.0 % in June
    ("5.3.3", "新增公共停车位", ("0.25", ON), ("0.49", BEHIND), ("1", DONE)),
    # of 8万亩, measured and not counted: 23.8 % in March
    ("6.1.1", "新建高标准农田", ("1.9", BEHIND), ("4", ON), ("8", DONE)),
    ("6.1.1", "全市粮食种植面积", ("144.5", UNRATED), ("144.4", UNRATED), ("144.4", BEHIND)),
    # a share is compared with the target itself, at any time: −0.4 points, ±0
    ("6.2.2", "农村生活污水治理覆盖率", ("99.6", BEHIND), ("100", ON), ("100", DONE)),
    ("6.2.2", "生活垃圾分类设施覆盖率", ("98", BEHIND), ("100", ON), ("99.9", BEHIND)),
    # of 180: 25.0, 60.0 and 100.0 %
    ("7.1.2", "太湖综合治理年度重点项目", ("45", ON), ("108", AHEAD), ("180", DONE)),
    # of 27.3万吨/年
    ("7.2.3", "新增有机固废处理能力", ("0", BEHIND), ("13.65", ON), ("27.3", DONE)),
    # 10万人左右 forgives 3 % of what is expected: 2.5 − 0.075, 5 − 0.15, 10 − 0.3
    ("9.1.1", "城镇新增就业", ("2.43", ON), ("4.84", BEHIND), ("9.7", DONE)),
    # of 5万人次: 35.0, 50.0 and 98.0 %
    ("9.1.1", "职业技能培训", ("1.75", AHEAD), ("2.5", ON), ("4.9", BEHIND)),
]
GROWTH_OF_THE_ECONOMY = dict(zip(SEASONS, (value for value, _ in HEADLINES[0][2:]), strict=True))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan as `jiannuo plan new` and `plan assign` make it from the example's report and tables."""
    folder = tmp_path_factory.mktemp("example")
    program = Program(SteppingClock(datetime(2025, 1, 20, tzinfo=UTC)), folder / "data", "测试员")
    report, units, duties, indicators = (
        Path(str(resource("report", name))) for name in ("changzhou_2025.md", "units.csv", "assignments.csv", "indicators.csv")
    )
    workspace = folder / "office.jiannuo"
    new_plan(program, NewPlan(report, workspace, units))
    with open_desk(program, workspace) as desk:
        assign(desk, assignments=duties, indicators=indicators)
        return desk.plan


def test_every_quantified_target_of_the_example_has_a_row_here(example: Plan) -> None:
    named = [(example.items_by_id[each.item].code, each.name) for each in example.indicators if each.target.sort is not WordySort.JUDGED]

    assert named == [(code, name) for code, name, *_ in [*HEADLINES, *ITEMS]]
    assert (len(HEADLINES), len(ITEMS)) == (12, 26)


@pytest.mark.parametrize("row", [*HEADLINES, *ITEMS], ids=lambda row: f"{row[0]} {row[1]}")
def test_a_target_is_judged_in_march_june_and_december(example: Plan, row: Row) -> None:
    code, name, *seasons = row
    indicator = find(example, code, name)

    judged = [judge(example, indicator, period, value).standing for period, (value, _) in zip(SEASONS, seasons, strict=True)]

    assert judged == [expected for _, expected in seasons]


@pytest.mark.parametrize(
    ("name", "assigned", "seasons"),
    [
        # the province told 3.2: at least that
        ("主要污染物减排", "3.2", (("3.0", BEHIND), ("3.2", ON), ("3.2", DONE))),
        ("单位GDP能耗下降", "3.1", (("3.6", AHEAD), ("3.1", ON), ("3.0", BEHIND))),
        ("大气环境质量改善", "82", (("81.5", BEHIND), ("82", ON), ("82.6", DONE))),
    ],
)
def test_an_assigned_headline_is_judged_once_its_number_is_told(
    example: Plan, name: str, assigned: str, seasons: tuple[Season, Season, Season]
) -> None:
    waiting = find(example, "0.7", name)
    told = replace(waiting, target=replace(waiting.target, value=Decimal(assigned)))
    plan = replace(example, indicators=tuple(told if each.id == told.id else each for each in example.indicators))

    judged = [judge(plan, told, period, value).standing for period, (value, _) in zip(SEASONS, seasons, strict=True)]

    assert judged == [expected for _, expected in seasons]


@pytest.mark.parametrize(
    ("code", "name", "last_year", "seasons"),
    [
        # from 80: five more than 85 is the way; a quarter of 5 is one whole firm, half of it two
        ("3.2.1", "独角兽（潜在）企业累计", "80", (("81", ON), ("81", BEHIND), ("86", DONE))),
        # from 29: one of four is due in March, two in June
        ("3.3.3", "万人高价值发明专利拥有量", "29", (("30", ON), ("32", AHEAD), ("33", DONE))),
        # last year's 145.2 was above it: it has only to hold
        ("6.1.1", "全市粮食种植面积", "145.2", (("144.5", ON), ("144.4", BEHIND), ("145", DONE))),
        # from 6800: of the way of 200 a quarter is 50
        ("2.2.2", "规上工业企业", "6800", (("6850", ON), ("6899", BEHIND), ("7001", DONE))),
    ],
)
def test_a_stock_is_judged_all_year_once_the_office_has_entered_last_years(
    example: Plan, code: str, name: str, last_year: str, seasons: tuple[Season, Season, Season]
) -> None:
    stock = replace(find(example, code, name), baseline=Baseline(Decimal(last_year), "上年", confirmed=True))
    plan = replace(example, indicators=tuple(stock if each.id == stock.id else each for each in example.indicators))

    judged = [judge(plan, stock, period, value).standing for period, (value, _) in zip(SEASONS, seasons, strict=True)]

    assert judged == [expected for _, expected in seasons]


@pytest.mark.parametrize(("income", "expected"), [("5.5", ON), ("5.2", ON), ("4.8", ON), ("4.6", BEHIND), ("5.7", AHEAD)])
def test_income_keeps_pace_with_the_economy_within_half_a_point(income: str, expected: Standing) -> None:
    """居民人均可支配收入增长与经济增长基本同步, when the economy grew by 5.2 %: −0.5 points and above is in step, +0.5 is ahead."""
    gdp = replace(measure(ValueKind.GROWTH, Target(Comparator.AT_LEAST, Decimal(5)), unit="%"), id=IndicatorId("gdp"))
    target = Target(Comparator.QUALITATIVE, wording="与经济增长基本同步", sort=WordySort.RELATIVE, reference=gdp.id)
    plan = small_plan(measure(ValueKind.GROWTH, target, unit="%"), gdp)

    assert city_row(plan, figure(income), figure("5.2", indicator=gdp.id)).standing is expected


def find(plan: Plan, code: str, name: str) -> Indicator:
    return next(each for each in plan.indicators if each.name == name and plan.items_by_id[each.item].code == code)


def judge(plan: Plan, indicator: Indicator, period: Period, value: str | None) -> Judgement:
    """The city's row with the value that the lead gave for the indicator's own period, and the growth of the economy beside it."""
    economy = find(plan, "0.1", "地区生产总值增长")
    figures = [given(plan, economy, period, GROWTH_OF_THE_ECONOMY[period])] if indicator.id != economy.id else []
    if value is not None:
        figures.append(given(plan, indicator, period, value))
    rows = judge_items(plan, period, figures, (), items={indicator.item}, units={plan.root})
    return next(row for row in rows if row.indicator == indicator.id)


def given(plan: Plan, indicator: Indicator, period: Period, value: str | None) -> Figure:
    lead, own = plan.items_by_id[indicator.item].lead, period.latest(indicator.frequency)
    assert lead is not None
    assert own is not None
    assert value is not None
    return Figure(Observation(lead, indicator.id, plan.root, own, Decimal(value)), SubmissionState.ACCEPTED)
