from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import DUTIES, REPORT, SHARES, City

from core.calc.allocation import Flaw
from core.errors import NotTheOffice
from core.services.assignments import assign
from core.services.desk import Desk, Program, open_desk
from core.services.plan_page import plan_page
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


def test_a_target_whose_form_and_shares_disagree_is_named(office: Desk, city: City) -> None:
    assert plan_page(office).allocation_flaws == {}

    assign(office, assignments=None, indicators=city.table("shares.csv", SHARES.replace("上市企业,分解", "上市企业,不分解")))

    flaws = plan_page(office).allocation_flaws
    assert [(office.plan.indicators_by_id[each].name, finding.flaw) for each, (finding,) in flaws.items()] == [
        ("新增上市企业", Flaw.NOT_DIVIDED)
    ]


def test_a_unit_has_no_page_of_the_plan(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        plan_page(east)
