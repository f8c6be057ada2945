from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace
from tests.core.calc.building import CITY, EAST, LEAD, SOUTH, WEST, city_row, figure, measure, small_plan

from core.calc.judgement import Judgement
from core.calc.ranking import order_by_arrears, rank_units, unit_marks
from core.calc.summary import Mark
from core.ids import ItemId, UnitId
from core.model.org_unit import UnitKind
from core.model.period import Period
from core.model.plan import Duty, Plan
from core.model.progress import Standing

ONE = city_row(small_plan(measure()), figure("10"))
ITEMS = tuple(ItemId(f"i{number}") for number in range(1, 5))
MARCH = Period.parse("2025-03")
ON, BEHIND, UNRATED = Standing.ON, Standing.BEHIND, Standing.UNRATED


def plan_of(units: tuple[UnitId, ...]) -> Plan:
    plan = small_plan()
    duties = [Duty(unit, item, is_lead=unit == LEAD, gives_figures=True) for unit in units for item in ITEMS]
    return replace(plan, items=tuple(replace(plan.items[0], id=item) for item in ITEMS), duties=tuple(duties))


def rows(standings: dict[UnitId, tuple[Standing, ...]]) -> list[Judgement]:
    return [
        replace(ONE, unit=unit, item=item, standing=standing, is_city=unit == CITY)
        for unit, members in standings.items()
        for item, standing in zip(ITEMS, members, strict=True)
    ]


def test_districts_are_ranked_by_the_share_of_items_on_schedule_and_ties_share_a_place() -> None:
    plan = plan_of((EAST, WEST, SOUTH))
    judgements = rows({EAST: (ON, BEHIND, ON, ON), WEST: (ON, ON, ON, ON), SOUTH: (ON, ON, ON, BEHIND)})

    districts, departments = rank_units(plan, judgements, {EAST, WEST, SOUTH}, period=MARCH)

    assert [(entry.unit, entry.place, entry.score) for entry in districts.ranked] == [
        (WEST, 1, Decimal(100)),
        (EAST, 2, Decimal(75)),
        (SOUTH, 2, Decimal(75)),
    ]
    assert (departments.kind, departments.ranked) == (UnitKind.BUREAU, ())


def test_a_unit_that_has_ended_is_neither_ranked_nor_listed_as_silent() -> None:
    plan = plan_of((EAST, WEST))
    ended = tuple(replace(unit, ended=MARCH) if unit.id == WEST else unit for unit in plan.units)

    districts, _ = rank_units(replace(plan, units=ended), rows({EAST: (ON, ON, ON, ON)}), {EAST}, period=MARCH)

    assert ([entry.unit for entry in districts.ranked], districts.apart) == ([EAST], ())


def test_after_a_shared_place_the_next_is_left_out() -> None:
    plan = plan_of((EAST, WEST, SOUTH))
    judgements = rows({EAST: (ON, ON, ON, ON), WEST: (ON, ON, ON, ON), SOUTH: (ON, ON, ON, BEHIND)})

    districts, _ = rank_units(plan, judgements, {EAST, WEST, SOUTH}, period=MARCH)

    assert [entry.place for entry in districts.ranked] == [1, 1, 3]


def test_a_unit_without_a_report_or_with_too_few_rated_items_stands_apart_with_the_reason() -> None:
    plan = plan_of((EAST, WEST))
    judgements = rows({EAST: (ON, ON, UNRATED, UNRATED), WEST: (ON, ON, ON, ON)})

    districts, _ = rank_units(plan, judgements, {EAST}, period=MARCH)

    assert districts.ranked == ()
    assert [(entry.unit, entry.reason) for entry in districts.apart] == [(EAST, "评价事项不足3项"), (WEST, "本期未报")]
    assert [entry.reason_in("en") for entry in districts.apart] == ["fewer than 3 rated items", "nothing reported"]


def test_weights_count_in_the_score() -> None:
    plan = plan_of((EAST,))
    judgements = rows({EAST: (ON, BEHIND, ON, ON)})

    districts, _ = rank_units(plan, judgements, {EAST}, period=MARCH, weights={ITEMS[1]: Decimal(3)})

    assert districts.ranked[0].score == Decimal(50)


def test_a_lead_is_rated_by_the_city_where_it_has_no_row_of_its_own() -> None:
    marks = unit_marks(plan_of((LEAD, EAST)), rows({CITY: (ON, BEHIND, ON, ON)}))

    assert marks[LEAD][ITEMS[1]] == Mark(BEHIND)
    assert marks[EAST][ITEMS[1]] == Mark(UNRATED)


def test_a_notice_orders_by_number_behind_then_by_depth() -> None:
    plan = plan_of((EAST, WEST, SOUTH))
    marks = {
        EAST: {ITEMS[0]: Mark(BEHIND, 2)},
        WEST: {ITEMS[0]: Mark(BEHIND), ITEMS[1]: Mark(BEHIND)},
        SOUTH: {ITEMS[0]: Mark(BEHIND, 1)},
    }

    assert [unit.id for unit in order_by_arrears(plan.reporting_units, marks)] == [WEST, EAST, SOUTH]


def test_units_without_arrears_stay_in_the_order_of_the_tree() -> None:
    assert [unit.id for unit in order_by_arrears(plan_of((EAST, WEST)).reporting_units, {})] == [EAST, WEST]
