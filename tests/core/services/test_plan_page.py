from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.journeys.conftest import DUTIES, REPORT, SHARES, City

from core.errors import NotTheOffice
from core.services.assignments import assign
from core.services.desk import Desk, Program, open_desk
from core.services.plan_page import Division, division_of, plan_page
from core.services.plans import NewPlan, confirm_all, issue, new_plan


def test_a_new_plan_waits_for_its_office_to_confirm_everything(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w"))

    with open_desk(program, tmp_path / "w") as desk:
        page = plan_page(desk)

    assert not page.is_issued
    assert page.has_changes
    assert page.waiting_items == {item.id for item in page.plan.items} == set(page.without_lead)


def test_confirming_leaves_nothing_waiting(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w"))

    with open_desk(program, tmp_path / "w") as desk:
        confirm_all(desk)

        assert plan_page(desk).unconfirmed == frozenset()


def test_a_plan_may_be_issued_once_it_is_confirmed_led_and_changed(office: Desk, city: City, program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w"))
    with open_desk(program, tmp_path / "w") as desk:
        confirm_all(desk)
        assert not plan_page(desk).may_be_issued  # nobody leads anything

    assert not plan_page(office).may_be_issued  # nothing differs from what was issued
    assign(office, assignments=city.table("duties.csv", DUTIES.replace("1.2,市发改委,", "1.2,市人社局,")), indicators=None)

    assert plan_page(office).may_be_issued


def test_the_report_stands_beside_the_items_that_were_read_from_it(office: Desk) -> None:
    page = plan_page(office)

    assert all(page.report[slice(*item.span)].strip() for item in page.plan.items)
    assert page.report == REPORT.read_text(encoding="utf-8")


def test_an_issued_plan_has_no_changes_until_one_is_made(office: Desk, city: City) -> None:
    assert not plan_page(office).has_changes

    assign(office, assignments=city.table("duties.csv", DUTIES.replace("1.2,市发改委,", "1.2,市人社局,")), indicators=None)
    assert plan_page(office).has_changes

    issue(office, reason="调整")
    assert not plan_page(office).has_changes


def test_units_whose_computers_are_unknown_still_need_their_task_file(office: Desk) -> None:
    page = plan_page(office)

    assert [page.plan.units_by_id[unit].short_name for unit in page.without_task_file] == ["市发改委", "市人社局", "东区", "西区"]


def test_shares_are_summed_against_the_target(office: Desk, city: City) -> None:
    listing = next(
        each for each in office.plan.indicators if each.name == "新增上市企业" and each.id in office.plan.allocations_by_indicator
    )
    assert division_of(office.plan, listing.id) == Division(Decimal(6), Decimal(0))

    assign(office, assignments=None, indicators=city.table("shares.csv", SHARES.replace("月,4,2", "月,6,3")))

    assert division_of(office.plan, listing.id) == Division(Decimal(9), Decimal(50))


def test_an_indicator_without_shares_is_not_divided(office: Desk) -> None:
    undivided = next(each for each in office.plan.indicators if each.id not in office.plan.allocations_by_indicator)

    assert division_of(office.plan, undivided.id) is None


def test_a_unit_has_no_page_of_the_plan(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        plan_page(east)
