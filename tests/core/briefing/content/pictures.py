"""A small plan with its judgements by hand: a city, two districts, two bureaus, one section of each kind, three groups of tasks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from msgspec.structs import replace

from core.briefing.picture import Picture, UnitReport
from core.calc.judgement import Against, Judgement, Said, Source
from core.ids import IndicatorId, ItemId, PlanId, SectionId, SubmissionId, TaskId, UnitId
from core.model.duty_rules import TextRule
from core.model.indicator import Achievement, Allocation, AllocationForm, Baseline, Comparator, Indicator, Target, ValueKind, WordySort
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Node, Section, SectionKind, Task
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Missing, Progress, Standing, Submission, SubmissionState

CITY, NORTH, SOUTH, TRADE, STATS = (UnitId(name) for name in ("u0", "u1", "u2", "u3", "u4"))
PERIOD = Period.parse("2025-06")

UNITS = (
    OrgUnit(CITY, "00", "江城市", "江城市", UnitKind.CITY, None, 0),
    OrgUnit(NORTH, "01", "北山市", "北山市", UnitKind.DISTRICT, CITY, 1),
    OrgUnit(SOUTH, "02", "南湖区", "南湖区", UnitKind.DISTRICT, CITY, 2),
    OrgUnit(TRADE, "03", "江城市商务局", "市商务局", UnitKind.BUREAU, CITY, 3),
    OrgUnit(STATS, "04", "江城市统计局", "市统计局", UnitKind.BUREAU, CITY, 4),
)

SECTIONS = (
    Section(SectionId("s1"), "", "2024年工作回顾", SectionKind.REVIEW, None, 0, (0, 1)),
    Section(SectionId("s1.1"), "", "产业集群聚链成势,新城扬帆。", SectionKind.REVIEW, SectionId("s1"), 1, (1, 2)),
    Section(SectionId("s2"), "", "2025年主要预期目标", SectionKind.TARGETS, None, 2, (2, 3)),
    Section(SectionId("s3"), "", "主要工作", SectionKind.ACHIEVEMENTS, SectionId("s2"), 3, (3, 4)),
    Section(SectionId("s3.1"), "一)", "扩需求稳增长,经济运行持续向好。**", SectionKind.ACHIEVEMENTS, SectionId("s3"), 4, (4, 5)),
    Section(SectionId("s4"), "", "重点工作", SectionKind.TASKS, SectionId("s2"), 5, (5, 6)),
    Section(SectionId("s4.1"), "1", "着力扩大有效需求 保持经济稳定**", SectionKind.TASKS, SectionId("s4"), 6, (6, 7)),
    Section(SectionId("s4.2"), "2", "着力强化创新引领 加快锻造新质生产力**", SectionKind.TASKS, SectionId("s4"), 7, (7, 8)),
    Section(SectionId("s4.3"), "3", "着力深化改革开放 增强发展动能**", SectionKind.TASKS, SectionId("s4"), 8, (8, 9)),
)

TASKS = (
    Task(TaskId("t1"), SectionId("s4.1"), "释放消费潜能。", "", 0, (6, 7)),
    Task(TaskId("t2"), SectionId("s4.1"), "狠抓项目投资。", "", 1, (6, 7)),
    Task(TaskId("t3"), SectionId("s4.2"), "激活企业主体创造力。", "", 2, (7, 8)),
    Task(TaskId("t4"), SectionId("s4.3"), "打造一流营商环境。", "", 3, (8, 9)),
    Task(TaskId("t5"), SectionId("s4.3"), "推进重点领域改革。", "", 4, (8, 9)),
)


def _item(name: str, section: str, task: str | None, code: str, text: str, lead: UnitId, *supporters: UnitId) -> Item:
    return Item(ItemId(name), SectionId(section), TaskId(task) if task else None, code, text, 0, (0, 1), lead, supporters)


ITEMS = (
    _item("h1", "s2", None, "0.1", "地区生产总值增长5%以上;", STATS),
    _item("h2", "s2", None, "0.2", "一般公共预算收入保持**稳定增长**;", STATS),
    _item("i1", "s4.1", "t1", "1.1.1", "创新落实消费品以旧换新政策,有序发放消费券。", TRADE, NORTH, SOUTH),
    _item("i2", "s4.1", "t1", "1.1.2", "培育一刻钟便民生活圈10个,打造夜间消费集聚商圈4个。", TRADE, NORTH, SOUTH),
    _item("i3", "s4.1", "t2", "1.2.1", "全年新增总投资超亿元项目500个。", TRADE, NORTH, SOUTH),
    _item("i4", "s4.2", "t3", "2.1.1", "新认定高新技术企业超1600家,全社会研发经费占比达3.45%左右,工业增加值增长6%。", STATS, NORTH),
    _item("i5", "s4.3", "t4", "3.1.1", "推动出台优化营商环境条例。", TRADE),
    _item("i6", "s4.3", "t5", "3.2.1", "加快国有企业战略性重组、专业化整合。", STATS),
)


def _indicator(  # noqa: PLR0917 - a table of indicators reads best by position
    name: str,
    item: str,
    title: str,
    unit: str,
    kind: ValueKind,
    target: Target,
    decimals: int = 0,
    baseline: Baseline | None = None,
    form: AllocationForm = AllocationForm.LEAD_ONLY,
) -> Indicator:
    return Indicator(IndicatorId(name), ItemId(item), title, unit, kind, target, 0, decimals, baseline=baseline, form=form)


GROWTH, SHARE, SUM = ValueKind.GROWTH, ValueKind.SHARE, ValueKind.CUMULATIVE
INDICATORS = (
    _indicator(
        "gdp",
        "h1",
        "地区生产总值增长",
        "%",
        GROWTH,
        Target(Comparator.AT_LEAST, Decimal(5)),
        1,
        Baseline(Decimal(6), "增长6%左右", confirmed=True),
    ),
    _indicator(
        "tax", "h2", "一般公共预算收入", "%", GROWTH, Target(Comparator.QUALITATIVE, wording="保持稳定增长", sort=WordySort.DIRECTIONAL), 1
    ),
    _indicator("circles", "i2", "培育一刻钟便民生活圈", "个", SUM, Target(Comparator.EQUAL, Decimal(10))),
    _indicator("malls", "i2", "打造夜间消费集聚商圈", "个", SUM, Target(Comparator.EQUAL, Decimal(4))),
    _indicator(
        "projects",
        "i3",
        "新增总投资超亿元项目",
        "个",
        SUM,
        Target(Comparator.EQUAL, Decimal(500)),
        baseline=Baseline(Decimal(450), "450个", confirmed=True),
        form=AllocationForm.ALLOCATED,
    ),
    _indicator("hightech", "i4", "新认定高新技术企业", "家", SUM, Target(Comparator.MORE_THAN, Decimal(1600))),
    _indicator("rnd", "i4", "全社会研发经费占比", "%", SHARE, Target(Comparator.ABOUT, Decimal("3.45")), 2),
    _indicator("industry", "i4", "工业增加值增长", "%", GROWTH, Target(Comparator.EQUAL, Decimal(6)), 1),
)

ACHIEVEMENTS = (
    Achievement(
        "a1", SectionId("s1"), "地区生产总值增长", Comparator.ABOUT, Decimal(6), "%", "增长6%左右", "", 0, (0, 1), IndicatorId("gdp")
    ),
    Achievement("a2", SectionId("s1.1"), "产业规模", Comparator.MORE_THAN, Decimal(8500), "亿元", "突破8500亿元", "", 1, (1, 2)),
    Achievement(
        "a3", SectionId("s3.1"), "新增入库项目", Comparator.EQUAL, Decimal(450), "个", "450个", "", 2, (4, 5), IndicatorId("projects")
    ),
)

DUTIES = tuple(
    Duty(unit, item.id, unit == item.lead, gives_figures=True, text=TextRule.EVERY_PERIOD if unit == item.lead else TextRule.WHEN_CHANGED)
    for item in ITEMS
    for unit in (item.lead, *item.supporters)
    if unit is not None
)

PLAN = Plan(
    id=PlanId("p1"),
    place="江城市",
    year=2025,
    title="政府工作报告",
    revision=1,
    root=CITY,
    units=UNITS,
    sections=SECTIONS,
    tasks=TASKS,
    items=ITEMS,
    indicators=INDICATORS,
    allocations=(Allocation(IndicatorId("projects"), NORTH, Decimal(200)), Allocation(IndicatorId("projects"), SOUTH, Decimal(280))),
    duties=DUTIES,
    achievements=ACHIEVEMENTS,
    is_sample=True,
)


def amount(name: str, value: str | None, completion: str, standing: Standing, *, unit: UnitId = CITY, shade: int = 0) -> Judgement:
    """A row of an amount at the end of June."""
    indicator = PLAN.indicators_by_id[IndicatorId(name)]
    allocation = PLAN.allocations_by_key.get((indicator.id, unit))
    return Judgement(
        unit=unit,
        indicator=indicator.id,
        item=indicator.item,
        name=indicator.name,
        kind=indicator.kind,
        comparator=indicator.target.comparator,
        target=allocation.value if allocation else indicator.target.value,
        value=Decimal(value) if value else None,
        reported=Decimal(value) if value else None,
        reviewed=None,
        source=Source.ACCEPTED if value else Source.NONE,
        completion=Decimal(completion) if value else None,
        elapsed=Decimal(50),
        distance=Decimal(completion) - 50 if value else None,
        standing=standing,
        reason=Said(""),
        as_of=PERIOD if value else None,
        is_city=unit == CITY,
        shade=shade,
        against=Against.SCHEDULE if value else Against.NONE,
    )


def rate(
    name: str, value: str, distance: str, standing: Standing, *, as_of: Period = PERIOD, against: Against = Against.TARGET
) -> Judgement:
    """A city row of a rate."""
    indicator = PLAN.indicators_by_id[IndicatorId(name)]
    return Judgement(
        unit=CITY,
        indicator=indicator.id,
        item=indicator.item,
        name=indicator.name,
        kind=indicator.kind,
        comparator=indicator.target.comparator,
        target=indicator.target.value,
        value=Decimal(value),
        reported=Decimal(value),
        reviewed=None,
        source=Source.SUBMITTED,
        completion=None,
        elapsed=None,
        distance=Decimal(distance),
        standing=standing,
        reason=Said(""),
        as_of=as_of,
        is_unreviewed=True,
        is_city=True,
        against=against,
    )


def rated(item: str, standing: Standing) -> Judgement:
    """A city row of an item without figures, by the lead's own rating."""
    return Judgement(
        unit=CITY,
        indicator=None,
        item=ItemId(item),
        name=PLAN.items_by_id[ItemId(item)].text,
        kind=ValueKind.QUALITATIVE,
        comparator=Comparator.QUALITATIVE,
        target=None,
        value=None,
        reported=None,
        reviewed=None,
        source=Source.NONE if standing is Standing.UNRATED else Source.SELF_RATING,
        completion=None,
        elapsed=None,
        distance=None,
        standing=standing,
        reason=Said(""),
        is_city=True,
    )


JUDGEMENTS = (
    rate("gdp", "5.3", "0.3", Standing.ON, as_of=Period.parse("2025-Q1")),
    rate("tax", "2.6", "2.6", Standing.ON, against=Against.LAST_YEAR),
    rated("i1", Standing.ON),
    amount("circles", "6", "60", Standing.AHEAD),
    replace(amount("malls", None, "0", Standing.UNRATED), missing=Missing.NOT_STARTED),
    replace(amount("projects", "188", "37.6", Standing.BEHIND, shade=1), source=Source.SUM, children=2, reported_children=2),
    amount("projects", "96", "48", Standing.BEHIND, unit=NORTH),
    amount("projects", "92", "32.857143", Standing.BEHIND, unit=SOUTH, shade=1),
    amount("hightech", "830", "51.875", Standing.ON),
    rate("rnd", "3.43", "-0.02", Standing.ON),
    rate("industry", "6.6", "0.6", Standing.AHEAD),
    rated("i5", Standing.DONE),
    rated("i6", Standing.UNRATED),
)

TEXT = "上半年新开工亿元以上项目188个,其中制造业项目102个。" * 8


def report(unit: UnitId, state: SubmissionState) -> UnitReport:
    """What a unit handed up."""
    if state is SubmissionState.MISSING:
        return UnitReport(unit, state, None)
    return UnitReport(unit, state, Submission(SubmissionId(f"b{unit}"), unit, PERIOD, 1, "", datetime(2025, 7, 1, tzinfo=UTC), "张三"))


PICTURE = Picture(
    plan=PLAN,
    period=PERIOD,
    viewpoint=CITY,
    judgements=JUDGEMENTS,
    reports=(
        report(NORTH, SubmissionState.ACCEPTED),
        report(SOUTH, SubmissionState.MISSING),
        report(TRADE, SubmissionState.ACCEPTED),
        report(STATS, SubmissionState.SUBMITTED),
    ),
    progress={
        (ItemId("i3"), TRADE): Progress(TRADE, ItemId("i3"), PERIOD, TEXT, "部分项目用地尚未落实。", "逐个项目倒排工期。"),
        (ItemId("i3"), NORTH): Progress(NORTH, ItemId("i3"), PERIOD, "开工96个。"),
        (ItemId("i5"), TRADE): Progress(TRADE, ItemId("i5"), PERIOD, "条例已于5月公布施行。", self_rating=Standing.DONE),
    },
    history={},
    evidence={},
    issue_date=date(2025, 7, 3),
    issue_number=6,
    fingerprint="f0a1b2c3",
    program_version="0.1.0",
)


def with_nodes(picture: Picture, item: str, *nodes: Node) -> Picture:
    """The picture with dated steps for one item."""
    items = tuple(replace(member, nodes=nodes) if member.id == item else member for member in picture.plan.items)
    return replace(picture, plan=replace(picture.plan, items=items))


def with_judgement(picture: Picture, row: Judgement) -> Picture:
    """The picture with one row in the place of that of the same item, indicator and unit."""
    key = (row.item, row.indicator, row.unit)
    return replace(
        picture,
        judgements=tuple(row if (other.item, other.indicator, other.unit) == key else other for other in picture.judgements),
    )
