"""The plan as one value, read from the log's heads."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from sqlite_utils import Database

from core.changes.change import PLAN, PLAN_DRAFT, Json, Scope
from core.changes.plan_values import (
    ASKED,
    CONFIRMED,
    DEFINITION,
    IDENTITY,
    OUTLINE,
    READING,
    REPORT,
    SETTINGS,
    VALUE,
    Fields,
    achievement_from,
    duty_from,
    indicator_from,
    item_from,
    section_from,
    task_from,
    unit_from,
)
from core.changes.registers import (
    ACHIEVEMENT,
    ALLOCATION,
    DUTY,
    INDICATOR,
    INVITATION,
    ITEM,
    PLAN_ENTITY,
    REVISION,
    SECTION,
    TASK,
    UNIT,
)
from core.changes.settings_values import settings_from
from core.errors import BugError
from core.ids import IndicatorId, PlanId, UnitId
from core.model.indicator import Allocation
from core.model.org_unit import OrgUnit
from core.model.plan import Plan
from core.store.queries import instances

ISSUED = (PLAN,)
WITH_DRAFT = (PLAN, PLAN_DRAFT)


def load_plan(database: Database, plan: PlanId, scopes: tuple[Scope, ...] = ISSUED) -> Plan:
    """The plan as issued, or with `WITH_DRAFT` as the office has it on its desk."""

    def rows(entity: str, needed: str) -> list[tuple[str, Fields]]:
        return [(identity, fields) for identity, fields in instances(database, scopes, entity).items() if fields.get(needed) is not None]

    whole = instances(database, scopes, PLAN_ENTITY).get(PLAN_ENTITY, {})
    if not isinstance(whole.get(IDENTITY), dict):
        message = "a workspace without a plan"
        raise BugError(message)
    own = cast("dict[str, str | int | bool]", whole[IDENTITY])
    units = in_tree_order([unit_from(identity, fields) for identity, fields in rows(UNIT, IDENTITY)])
    items = sorted((item_from(identity, fields) for identity, fields in rows(ITEM, OUTLINE)), key=lambda item: item.order)
    indicators = sorted((indicator_from(identity, fields) for identity, fields in rows(INDICATOR, DEFINITION)), key=lambda each: each.order)
    unit_order = {unit.id: order for order, unit in enumerate(units)}
    item_order = {item.id: order for order, item in enumerate(items)}
    duties = [duty_from(identity, fields) for identity, fields in rows(DUTY, ASKED)]
    return Plan(
        id=plan,
        place=str(own["place"]),
        year=int(own["year"]),
        title=str(own["title"]),
        revision=latest_revision(database),
        root=UnitId(str(own["root"])),
        units=units,
        sections=tuple(sorted((section_from(*row) for row in rows(SECTION, OUTLINE)), key=lambda section: section.order)),
        tasks=tuple(sorted((task_from(*row) for row in rows(TASK, OUTLINE)), key=lambda task: task.order)),
        items=tuple(items),
        indicators=tuple(indicators),
        allocations=tuple(
            sorted(
                (_allocation(identity, fields) for identity, fields in rows(ALLOCATION, VALUE)),
                key=lambda allocation: (allocation.indicator, unit_order.get(allocation.unit, 0)),
            )
        ),
        duties=tuple(sorted(duties, key=lambda duty: (unit_order.get(duty.unit, 0), item_order.get(duty.item, 0)))),
        achievements=tuple(sorted((achievement_from(*row) for row in rows(ACHIEVEMENT, READING)), key=lambda each: each.order)),
        settings=settings_from(cast("Fields | None", whole.get(SETTINGS))),
        is_sample=bool(own["sample"]),
    )


def report_text(database: Database) -> str:
    """The source text of the work report; empty where it is not held."""
    text = instances(database, WITH_DRAFT, PLAN_ENTITY).get(PLAN_ENTITY, {}).get(REPORT)
    return text if isinstance(text, str) else ""


def unconfirmed(database: Database) -> list[tuple[str, str]]:
    """Entity and id of every proposal that the office has not confirmed, in no particular order."""
    return [
        (entity, identity)
        for entity in (ITEM, INDICATOR, ACHIEVEMENT)
        for identity, fields in instances(database, WITH_DRAFT, entity).items()
        if fields.get(CONFIRMED) is not True
    ]


def invitations(database: Database) -> dict[str, Json]:
    """The public offers of the plan by invitation id."""
    return {identity: fields.get("offer") for identity, fields in instances(database, ISSUED, INVITATION).items()}


def latest_revision(database: Database) -> int:
    """The number of the latest issued revision; 0 before the first."""
    return max((int(identity) for identity in instances(database, ISSUED, REVISION)), default=0)


def in_tree_order(units: list[OrgUnit]) -> tuple[OrgUnit, ...]:
    """Units so that parents come before their children and siblings in their own order."""
    children: dict[UnitId | None, list[OrgUnit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.order, unit.id)):
        children.setdefault(unit.parent, []).append(unit)
    ordered: list[OrgUnit] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        unit = waiting.pop()
        ordered.append(unit)
        waiting += reversed(children.get(unit.id, []))
    return tuple(ordered)


def _allocation(identity: str, fields: Fields) -> Allocation:
    indicator, unit = identity.split("/")
    return Allocation(IndicatorId(indicator), UnitId(unit), Decimal(fields[VALUE]))
