from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.store.building import DISTRICT, OFFICE, PLAN_ID, ROOT, TOWN, author, make

from core.changes.change import PLAN, PLAN_DRAFT, Json, Register, Scope
from core.changes.plan_values import duty_value, indicator_values, item_values, section_values, task_values
from core.changes.unit_values import unit_values
from core.errors import WorkspaceWithoutPlan
from core.ids import IndicatorId, ItemId, SectionId, TaskId, UnitId
from core.model.duty_rules import TextRule
from core.model.indicator import Comparator, Indicator, Target, ValueKind
from core.model.org_unit import OrgUnit, UnitKind, in_tree_order
from core.model.outline import Item, Section, SectionKind, Task
from core.model.plan import Duty
from core.store.plan_queries import WITH_DRAFT, invitations, latest_revision, load_plan, report_text, unconfirmed
from core.store.workspace import Workspace, WorkUnit

SECTION = Section(SectionId("s1"), "一、", "重点工作", SectionKind.TASKS, None, 1, (0, 4), "")
TASK = Task(TaskId("t1"), SECTION.id, "释放消费潜能", "释放消费潜能。新增上市企业20家。", 1, (5, 24))
ITEM = Item(ItemId("i1"), SECTION.id, TASK.id, "1.1.1", "新增上市企业20家。", 1, (12, 24), DISTRICT, (TOWN,), date(2025, 12, 31), ())
TARGET = Target(Comparator.AT_LEAST, Decimal(20), None, "新增上市企业20家", sort=None)
INDICATOR = Indicator(id=IndicatorId("n1"), item=ITEM.id, name="新增上市企业", unit="家", kind=ValueKind.CUMULATIVE, target=TARGET, order=1)
UNITS = [
    OrgUnit(TOWN, "T", "戴埠镇", "戴埠镇", UnitKind.TOWNSHIP, DISTRICT, 1),
    OrgUnit(DISTRICT, "D", "溧阳市人民政府", "溧阳市", UnitKind.DISTRICT, ROOT, 2),
    OrgUnit(ROOT, "C", "常州市人民政府", "常州市", UnitKind.CITY, None, 0),
]
WHOLE: Json = {"place": "常州市", "year": 2025, "title": "政府工作报告", "root": ROOT, "sample": True}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workspace]:
    with make(tmp_path / "w.jiannuo", OFFICE) as workspace:
        yield workspace


def _write(work: WorkUnit, scope: Scope) -> None:
    def put(entity: str, identity: str, values: Mapping[str, Json]) -> None:
        for field, value in values.items():
            work.set(scope, Register(entity, identity, field), value)

    put("plan", "plan", {"identity": WHOLE})
    for unit in UNITS:
        put("unit", unit.id, unit_values(unit, since="2025-01"))
    put("section", SECTION.id, section_values(SECTION))
    put("task", TASK.id, task_values(TASK))
    put("item", ITEM.id, item_values(ITEM))
    put("indicator", INDICATOR.id, indicator_values(INDICATOR))
    put("allocation", f"{INDICATOR.id}/{DISTRICT}", {"value": "8"})
    put(
        "duty",
        f"{DISTRICT}/{ITEM.id}",
        {"asked": duty_value(Duty(DISTRICT, ITEM.id, is_lead=True, gives_figures=True, text=TextRule.EVERY_PERIOD))},
    )


def test_plan_comes_back_as_it_was_written(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        _write(work, PLAN)

    plan = load_plan(office.database, PLAN_ID)

    assert (plan.place, plan.year, plan.root, plan.is_sample, plan.revision) == ("常州市", 2025, ROOT, True, 0)
    assert [unit.id for unit in plan.units] == [ROOT, DISTRICT, TOWN]
    assert (plan.sections, plan.tasks, plan.items, plan.indicators) == ((SECTION,), (TASK,), (ITEM,), (INDICATOR,))
    assert [(each.indicator, each.unit, each.value) for each in plan.allocations] == [(INDICATOR.id, DISTRICT, Decimal(8))]
    assert plan.duties == (Duty(DISTRICT, ITEM.id, is_lead=True, gives_figures=True, text=TextRule.EVERY_PERIOD),)


def test_draft_is_seen_on_the_desk_only(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        _write(work, PLAN)
        work.set(PLAN_DRAFT, Register("item", ITEM.id, "responsibility"), {"lead": TOWN, "supporters": []})

    assert load_plan(office.database, PLAN_ID).items[0].lead == DISTRICT
    assert load_plan(office.database, PLAN_ID, WITH_DRAFT).items[0].lead == TOWN


def test_item_that_was_dropped_is_gone(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        _write(work, PLAN)
        work.set(PLAN_DRAFT, Register("item", ITEM.id, "outline"), None)

    assert load_plan(office.database, PLAN_ID, WITH_DRAFT).items == ()


def test_workspace_without_a_plan_says_so(office: Workspace) -> None:
    with pytest.raises(WorkspaceWithoutPlan):
        load_plan(office.database, PLAN_ID)


def test_latest_revision_is_the_highest_number_not_the_last_text(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        for number in ("2", "10", "9"):
            work.set(PLAN, Register("revision", number, "issue"), {"reason": "下发"})

    assert latest_revision(office.database) == 10


def test_proposals_wait_until_they_are_confirmed(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        _write(work, PLAN_DRAFT)
        work.set(PLAN_DRAFT, Register("item", ITEM.id, "confirmed"), value=True)

    assert unconfirmed(office.database) == [("indicator", INDICATOR.id)]


def test_report_s_text_and_invitations_are_found(office: Workspace) -> None:
    empty = report_text(office.database)
    with office.unit_of_work(author()) as work:
        work.set(PLAN, Register("plan", "plan", "report"), "各位代表：" * 50)
        work.set(PLAN, Register("invitation", "v1", "offer"), {"unit": DISTRICT, "public": "00" * 32})

    assert empty == ""
    assert report_text(office.database) == "各位代表：" * 50
    assert invitations(office.database) == [{"unit": DISTRICT, "public": "00" * 32}]


def test_units_stand_under_their_parents_in_their_own_order() -> None:
    later = OrgUnit(UnitId("uA"), "A", "武进区", "武进区", UnitKind.DISTRICT, ROOT, 3)

    assert [unit.id for unit in in_tree_order([later, *UNITS])] == [ROOT, DISTRICT, TOWN, later.id]


def test_what_a_newer_program_put_into_the_plan_is_left_out_with_what_hangs_on_it(office: Workspace) -> None:
    strange: dict[Register, Json] = {
        Register("unit", "ux", "identity"): {"code": "X", "name": "园区", "short": "园区", "kind": "park", "order": 9},
        Register("unit", "ux", "parent"): [{"from": "2025-01", "unit": ROOT}],
        Register("duty", "ux/i1", "asked"): {"lead": True, "figures": True, "text": True},
        Register("allocation", "a/b/c", "value"): "1",
        Register("section", "sx", "outline"): {"title": "没有编号"},
        Register("revision", "2-draft", "issue"): {"number": 2},
        Register("indicator", "nx", "definition"): {"item": "nowhere", "kind": "spiral"},
    }
    with office.unit_of_work(author()) as work:
        _write(work, PLAN)
        for register, value in strange.items():
            work.set(PLAN, register, value)

    plan = load_plan(office.database, PLAN_ID)

    assert "ux" not in plan.units_by_id
    assert not any(duty.unit == "ux" for duty in plan.duties)
    assert not any(indicator.id == "nx" for indicator in plan.indicators)
    assert plan.title
