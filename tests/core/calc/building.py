"""A small city to judge: one lead bureau, three districts, two townships in the first of them."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from core.calc.judge import judge_period
from core.calc.judgement import Figure, Judgement
from core.ids import IndicatorId, ItemId, PlanId, SectionId, TaskId, UnitId
from core.model.indicator import (
    Allocation,
    AllocationForm,
    Baseline,
    Comparator,
    Indicator,
    Reporter,
    RollUpRule,
    Target,
    ValueKind,
)
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Section, SectionKind, Task
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus, Missing, Observation, Progress, ReviewedValue, SubmissionState

CITY, LEAD = UnitId("city"), UnitId("lead")
EAST, WEST, SOUTH = UnitId("east"), UnitId("west"), UnitId("south")
UPPER, LOWER = UnitId("upper"), UnitId("lower")
ITEM = ItemId("item")
MEASURE = IndicatorId("measure")

UNITS = (
    OrgUnit(CITY, "0", "某市", "某市", UnitKind.CITY, None, 0),
    OrgUnit(LEAD, "1", "某局", "某局", UnitKind.BUREAU, CITY, 1),
    OrgUnit(EAST, "2", "东区", "东区", UnitKind.DISTRICT, CITY, 2),
    OrgUnit(UPPER, "21", "上镇", "上镇", UnitKind.TOWNSHIP, EAST, 3),
    OrgUnit(LOWER, "22", "下镇", "下镇", UnitKind.TOWNSHIP, EAST, 4),
    OrgUnit(WEST, "3", "西区", "西区", UnitKind.DISTRICT, CITY, 5),
    OrgUnit(SOUTH, "4", "南区", "南区", UnitKind.DISTRICT, CITY, 6),
)


def measure(
    kind: ValueKind = ValueKind.CUMULATIVE,
    target: Target | None = None,
    *,
    unit: str = "亿元",
    roll_up: RollUpRule = RollUpRule.NONE,
    baseline: str | None = None,
    reporter: Reporter = Reporter.LEAD,
) -> Indicator:
    """The one indicator of the small plan; divided among units where it is rolled up."""
    return Indicator(
        id=MEASURE,
        item=ITEM,
        name="指标",
        unit=unit,
        kind=kind,
        target=target or Target(Comparator.EQUAL, Decimal(20)),
        order=1,
        decimals=1,
        unit_roll_up=roll_up,
        form=AllocationForm.LEAD_ONLY if roll_up is RollUpRule.NONE else AllocationForm.ALLOCATED,
        reporter=reporter if roll_up is RollUpRule.NONE else Reporter.EACH_UNIT,
        baseline=Baseline(Decimal(baseline), "上年") if baseline is not None else None,
    )


def small_plan(*indicators: Indicator, shares: dict[UnitId, str] | None = None, item: Item | None = None) -> Plan:
    """A plan of one item with these indicators; `shares` are the allocations of the first."""
    section, task = SectionId("section"), TaskId("task")
    the_item = item or Item(ITEM, section, task, "1.1.1", "新增项目。", 1, (0, 5), lead=LEAD)
    return Plan(
        id=PlanId("plan"),
        place="某市",
        year=2025,
        title="某市2025年政府工作报告",
        revision=1,
        root=CITY,
        units=UNITS,
        sections=(Section(section, "1", "重点工作", SectionKind.TASKS, None, 1, (0, 5)),),
        tasks=(Task(task, section, "任务", "新增项目。", 1, (0, 5)),),
        items=(replace(the_item, section=section, task=task),),
        indicators=indicators,
        allocations=tuple(Allocation(indicators[0].id, unit, Decimal(value)) for unit, value in (shares or {}).items()),
    )


def figure(
    value: str | None,
    period: str = "2025-06",
    *,
    subject: UnitId = CITY,
    reporter: UnitId | None = None,
    state: SubmissionState = SubmissionState.ACCEPTED,
    reviewed: str | None = None,
    parts: tuple[str, str] | None = None,
    missing: Missing | None = None,
    status: DataStatus = DataStatus.ACTUAL,
    indicator: IndicatorId = MEASURE,
) -> Figure:
    """A figure as the office holds it; the city's is reported by the lead, a unit's by the unit unless told."""
    who = reporter or (LEAD if subject == CITY else subject)
    when = Period.parse(period)
    numerator, denominator = (Decimal(parts[0]), Decimal(parts[1])) if parts else (None, None)
    number = Decimal(value) if value is not None else None
    word = ReviewedValue(CITY, indicator, subject, when, Decimal(reviewed), "核对") if reviewed is not None else None
    return Figure(Observation(who, indicator, subject, when, number, missing, numerator, denominator, status), state, word)


def city_row(plan: Plan, *figures: Figure, period: str = "2025-06", progress: tuple[Progress, ...] = ()) -> Judgement:
    """The city's row of the plan's first indicator."""
    return judge_period(plan, Period.parse(period), figures, progress)[0]


def unit_row(plan: Plan, unit: UnitId, *figures: Figure, period: str = "2025-06") -> Judgement:
    """A unit's row of the plan's first indicator."""
    return next(row for row in judge_period(plan, Period.parse(period), figures, ()) if row.unit == unit)
