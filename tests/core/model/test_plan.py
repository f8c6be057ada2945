from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.ids import IndicatorId, ItemId, PlanId, SectionId, TaskId, UnitId
from core.model.duty_rules import TextRule
from core.model.indicator import Allocation, Comparator, Indicator, Target, ValueKind
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Section, SectionKind, Task
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.model.plan_periods import covered_months
from core.model.plan_settings import PlanSettings

CITY, BUREAU, EAST, TOWN = (UnitId(name) for name in ("city", "bureau", "east", "town"))
SECTION, TASK = SectionId("s"), TaskId("t")
HEADLINE, FIRST, SECOND = (ItemId(name) for name in ("h", "i1", "i2"))
MEASURE = Indicator(IndicatorId("m"), FIRST, "新增", "家", ValueKind.CUMULATIVE, Target(Comparator.EQUAL, Decimal(8)), 1)


def item(name: ItemId, task: TaskId | None) -> Item:
    return Item(name, SECTION, task, name, "事项。", 1, (0, 3))


def duty(unit: UnitId, of: ItemId, *, is_lead: bool = False) -> Duty:
    return Duty(unit, of, is_lead, gives_figures=True, text=TextRule.EVERY_PERIOD)


PLAN = Plan(
    id=PlanId("p"),
    place="某市",
    year=2025,
    title="报告",
    revision=1,
    root=CITY,
    units=(
        OrgUnit(CITY, "0", "市", "市", UnitKind.CITY, None, 0),
        OrgUnit(BUREAU, "1", "局", "局", UnitKind.BUREAU, CITY, 1),
        OrgUnit(EAST, "2", "东区", "东区", UnitKind.DISTRICT, CITY, 2),
        OrgUnit(TOWN, "21", "镇", "镇", UnitKind.TOWNSHIP, EAST, 3),
    ),
    sections=(Section(SECTION, "1", "重点工作", SectionKind.TASKS, None, 1, (0, 9)),),
    tasks=(Task(TASK, SECTION, "任务", "事项。事项。", 1, (0, 9)), Task(TaskId("empty"), SECTION, "空", "", 2, (9, 9))),
    items=(item(HEADLINE, None), item(FIRST, TASK), item(SECOND, TASK)),
    indicators=(MEASURE,),
    allocations=(Allocation(MEASURE.id, EAST, Decimal(3)),),
    duties=(duty(EAST, FIRST), duty(BUREAU, FIRST, is_lead=True), duty(EAST, SECOND)),
)


def test_a_unit_and_all_below_it_are_its_subtree() -> None:
    assert [unit.id for unit in PLAN.subtree(EAST)] == [EAST, TOWN]
    assert PLAN.subtree(CITY) == PLAN.units


def test_units_with_duties_report_in_the_order_of_the_tree() -> None:
    assert [unit.id for unit in PLAN.reporting_units] == [BUREAU, EAST]


def test_the_leads_duty_comes_first_on_its_item() -> None:
    assert [entry.unit for entry in PLAN.duties_by_item[FIRST]] == [BUREAU, EAST]
    assert [entry.item for entry in PLAN.duties_by_unit[EAST]] == [FIRST, SECOND]


def test_every_task_is_a_key_and_headline_items_stand_apart() -> None:
    assert [len(items) for items in PLAN.items_by_task.values()] == [2, 0]
    assert [entry.id for entry in PLAN.headline_items] == [HEADLINE]


def test_what_has_no_members_is_no_key() -> None:
    assert list(PLAN.indicators_by_item) == [FIRST]
    assert list(PLAN.allocations_by_indicator) == [MEASURE.id]
    assert list(PLAN.tasks_by_section) == [SECTION]
    assert PLAN.allocations_by_key[MEASURE.id, EAST].value == 3


def test_a_plan_reports_by_month_from_its_first_period_on() -> None:
    assert [str(period) for period in replace(PLAN, settings=PlanSettings(first_month=11)).periods] == ["2025-11", "2025-12"]


def test_things_are_found_by_their_ids() -> None:
    assert PLAN.units_by_id[TOWN].parent == EAST
    assert PLAN.items_by_id[SECOND].task == TASK
    assert PLAN.tasks_by_id[TASK].title == "任务"
    assert PLAN.sections_by_id[SECTION].kind is SectionKind.TASKS
    assert PLAN.indicators_by_id[MEASURE.id].frequency is Frequency.MONTH


def reporting(frequency: Frequency, first_month: int = 1, *, joins_january: bool = False) -> Plan:
    return replace(PLAN, settings=PlanSettings(frequency, first_month, joins_january=joins_january))


@pytest.mark.parametrize(
    ("frequency", "first_month", "periods"),
    [
        (Frequency.QUARTER, 1, ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]),
        (Frequency.QUARTER, 5, ["2025-Q2", "2025-Q3", "2025-Q4"]),
        (Frequency.HALF, 7, ["2025-H2"]),
        (Frequency.YEAR, 12, ["2025"]),
    ],
)
def test_a_plan_reports_by_its_own_frequency_from_the_period_with_its_first_month_on(
    frequency: Frequency, first_month: int, periods: list[str]
) -> None:
    assert [str(period) for period in reporting(frequency, first_month).periods] == periods


def test_january_is_left_out_of_months_alone() -> None:
    plan = reporting(Frequency.QUARTER, joins_january=True)

    assert str(plan.periods[0]) == "2025-Q1"
    assert str(plan.periods_by_frequency[Frequency.MONTH][0]) == "2025-02"


@given(st.sampled_from(Frequency), st.integers(1, 12), st.booleans())
def test_periods_of_a_plan_tile_the_year_from_its_first_month_on(
    frequency: Frequency,
    first_month: int,
    joins_january: bool,  # hypothesis passes by name
) -> None:
    plan = reporting(frequency, first_month, joins_january=joins_january)

    for periods in plan.periods_by_frequency.values():
        months = [month for period in periods for month in covered_months(plan, period)]
        assert months == list(range(months[0], 13))
        assert first_month in covered_months(plan, periods[0])
    assert plan.periods == plan.periods_by_frequency[frequency]
