from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from core.ids import IndicatorId, ItemId, PlanId, SectionId, TaskId, UnitId
from core.model.indicator import Allocation, Comparator, Indicator, Target, ValueKind
from core.model.org_unit import OrgUnit, UnitKind
from core.model.outline import Item, Section, SectionKind, Task
from core.model.period import Frequency
from core.model.plan import Duty, Plan
from core.model.plan_settings import PlanSettings

CITY, BUREAU, EAST, TOWN = (UnitId(name) for name in ("city", "bureau", "east", "town"))
SECTION, TASK = SectionId("s"), TaskId("t")
HEADLINE, FIRST, SECOND = (ItemId(name) for name in ("h", "i1", "i2"))
MEASURE = Indicator(IndicatorId("m"), FIRST, "新增", "家", ValueKind.CUMULATIVE, Target(Comparator.EQUAL, Decimal(8)), 1)


def item(name: ItemId, task: TaskId | None) -> Item:
    return Item(name, SECTION, task, name, "事项。", 1, (0, 3))


def duty(unit: UnitId, of: ItemId, *, is_lead: bool = False) -> Duty:
    return Duty(unit, of, is_lead, gives_figures=True, gives_text=True)


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
