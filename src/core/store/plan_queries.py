"""The plan as one value, read from the log's heads."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TypeVar, cast

from msgspec.structs import replace

from core.changes.change import PLAN, PLAN_DRAFT, Json, Scope
from core.changes.formula_values import RULE, formula_from
from core.changes.plan_values import (
    ASKED,
    CONFIRMED,
    DEFINITION,
    IDENTITY,
    OFFER,
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
)
from core.changes.registers import (
    ACHIEVEMENT,
    ALLOCATION,
    DUTY,
    FORMULA,
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
from core.changes.unit_values import unit_from
from core.errors import UserError, WorkspaceWithoutPlan
from core.ids import IndicatorId, PlanId, UnitId, root_unit
from core.model.indicator import Allocation
from core.model.org_unit import in_tree_order
from core.model.outline import Item
from core.model.plan import Plan
from core.model.plan_settings import PlanSettings
from core.model.quantity import decimal_from
from core.store.queries import head_values, instances
from core.store.sqlite import Database

Part = TypeVar("Part")

ISSUED = (PLAN,)
WITH_DRAFT = (PLAN, PLAN_DRAFT)
MOST_DIGITS = 9  # of a revision's number; Python itself refuses to read thousands of them


def load_plan(database: Database, plan: PlanId, scopes: tuple[Scope, ...] = ISSUED) -> Plan:
    """The plan as issued, or with `WITH_DRAFT` as the office has it on its desk.

    What a newer program put into it and this one does not understand is left out, together with what hangs on it; it stays in the log.

    Raises:
        WorkspaceWithoutPlan: nothing says what plan it is.
    """
    whole = instances(database, scopes, PLAN_ENTITY).get(PLAN_ENTITY, {})
    own = whole.get(IDENTITY)
    year = own.get("year") if isinstance(own, dict) else None
    if not isinstance(own, dict) or not isinstance(year, int):
        raise WorkspaceWithoutPlan(plan=plan)

    def read(entity: str, needed: str, make: Callable[[str, Fields], Part]) -> list[Part]:
        found = instances(database, scopes, entity).items()
        made = (_understood(make, identity, fields) for identity, fields in found if fields.get(needed) is not None)
        return [part for part in made if part is not None]

    units = in_tree_order(read(UNIT, IDENTITY, unit_from))
    unit_order = {unit.id: order for order, unit in enumerate(units)}
    sections = sorted(read(SECTION, OUTLINE, section_from), key=lambda section: section.order)
    section_ids = {section.id for section in sections}
    tasks = sorted((task for task in read(TASK, OUTLINE, task_from) if task.section in section_ids), key=lambda task: task.order)
    places = {None, *(task.id for task in tasks)}
    items = [item for item in read(ITEM, OUTLINE, item_from) if item.section in section_ids and item.task in places]
    items = sorted((_with_known_units(item, unit_order) for item in items), key=lambda item: item.order)
    item_order = {item.id: order for order, item in enumerate(items)}
    indicators = [each for each in read(INDICATOR, DEFINITION, indicator_from) if each.item in item_order]
    indicator_ids = {indicator.id for indicator in indicators}
    allocations = [each for each in read(ALLOCATION, VALUE, _allocation) if each.indicator in indicator_ids and each.unit in unit_order]
    duties = [duty for duty in read(DUTY, ASKED, duty_from) if duty.unit in unit_order and duty.item in item_order]
    achievements = [each for each in read(ACHIEVEMENT, READING, achievement_from) if each.section in section_ids]
    return Plan(
        id=plan,
        place=str(own.get("place", "")),
        year=year,
        title=str(own.get("title", "")),
        revision=latest_revision(database),
        root=root_unit(plan),
        units=units,
        sections=tuple(sections),
        tasks=tuple(tasks),
        items=tuple(items),
        indicators=tuple(sorted(indicators, key=lambda each: each.order)),
        allocations=tuple(sorted(allocations, key=lambda each: (each.indicator, unit_order[each.unit]))),
        duties=tuple(sorted(duties, key=lambda duty: (unit_order[duty.unit], item_order[duty.item]))),
        achievements=tuple(sorted(achievements, key=lambda each: each.order)),
        settings=_settings(whole.get(SETTINGS)),
        is_sample=own.get("sample") is True,
        formulas=tuple(sorted(read(FORMULA, RULE, formula_from), key=lambda formula: (formula.order, formula.id))),
    )


def report_text(database: Database) -> str:
    """The source text of the work report; empty where it is not held."""
    text = instances(database, WITH_DRAFT, PLAN_ENTITY).get(PLAN_ENTITY, {}).get(REPORT)
    return text if isinstance(text, str) else ""


def unconfirmed(database: Database) -> list[tuple[str, str]]:
    """Entity and id of every proposal that the office has not confirmed, in no particular order; what was taken out waits for nothing."""
    return [
        (entity, identity)
        for entity, needed in ((ITEM, OUTLINE), (INDICATOR, DEFINITION), (ACHIEVEMENT, READING))
        for identity, fields in instances(database, WITH_DRAFT, entity).items()
        if fields.get(CONFIRMED) is not True and fields.get(needed) is not None
    ]


def invitations(database: Database) -> list[Json]:
    """The public offers of the plan; where two sites of the office offered without knowing of each other, both stand."""
    return [value for _, field, value in head_values(database, PLAN, INVITATION) if field == OFFER]


def latest_revision(database: Database) -> int:
    """The number of the latest issued revision; 0 before the first."""
    numbers = (int(identity) for identity in instances(database, ISSUED, REVISION) if identity.isdecimal() and len(identity) <= MOST_DIGITS)
    return max(numbers, default=0)


def _understood(make: Callable[[str, Fields], Part], identity: str, fields: Fields) -> Part | None:
    """The part of the plan that an instance makes; None when a newer program, or a mistaken one, wrote it."""
    try:
        part = make(identity, fields)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, ArithmeticError, UserError):
        return None
    return part if isinstance(getattr(part, "order", 0), int) else None


def _with_known_units(item: Item, units: Container[UnitId]) -> Item:
    lead = item.lead if item.lead in units else None
    return replace(item, lead=lead, supporters=tuple(unit for unit in item.supporters if unit in units))


def _settings(value: Json) -> PlanSettings:
    try:
        return settings_from(cast("Fields | None", value))
    except (KeyError, ValueError, TypeError, ArithmeticError):
        return PlanSettings()


def _allocation(identity: str, fields: Fields) -> Allocation:
    indicator, unit = identity.split("/")
    return Allocation(IndicatorId(indicator), UnitId(unit), decimal_from(fields[VALUE]))
