from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.services.exchanging import PROJECTS, district, later_office
from tests.core.services.planning import fresh_office, indicator_named
from tests.journeys.conftest import City

from core.calc.plan_checks import PlanFinding, Weight
from core.errors import NotTheOffice
from core.model.indicator import AllocationForm
from core.services.allocating import set_form, set_shares
from core.services.confirming import confirm
from core.services.desk import Desk, Program
from core.services.plan_checking import check_plan


def codes(desk: Desk) -> set[str]:
    return {finding.code for finding in check_plan(desk)}


def of_code(desk: Desk, code: str) -> list[PlanFinding]:
    return [finding for finding in check_plan(desk) if finding.code == code]


def test_a_plan_just_read_says_of_everything_that_it_is_unconfirmed_and_led_by_nobody(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        assert len(of_code(desk, "item-unconfirmed")) == len(of_code(desk, "no-lead")) == len(desk.plan.items)
        assert {each.weight for each in of_code(desk, "no-lead")} == {Weight.BLOCKING}

        confirm(desk, [item.id for item in desk.plan.items])

        assert not {"item-unconfirmed", "indicator-unconfirmed"} & codes(desk)


def test_what_keeps_a_plan_from_being_issued_comes_first_then_the_reports_order(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        found = check_plan(desk)
        weights = [each.weight is Weight.ADVICE for each in found]
        assert weights == sorted(weights)
        order = [item.code for item in desk.plan.items]
        places = [order.index(each.item_code) for each in found if each.weight is Weight.BLOCKING and each.item_code]
        assert places == sorted(places)


def test_an_issued_plan_has_nothing_that_would_have_kept_it(city: City) -> None:
    with later_office(city) as office:
        assert [each for each in check_plan(office) if each.weight is Weight.BLOCKING] == []


def test_a_share_of_a_unit_that_nobody_asks_is_pointed_out(city: City) -> None:
    with later_office(city) as office:
        bureau = office.find_unit("市人社局")
        assert not of_code(office, "share-without-duty")
        set_shares(office, {(indicator_named(office, PROJECTS), bureau.id): "3"})

        (found,) = of_code(office, "share-without-duty")
        assert bureau.short_name in found.sentence
        assert (found.kind, found.id, found.item_code) == ("indicator", indicator_named(office, PROJECTS), "1.1.1")


def test_units_that_report_what_none_of_them_is_asked_are_pointed_out(city: City) -> None:
    with later_office(city) as office:
        set_form(office, [indicator_named(office, PROJECTS)], AllocationForm.LEAD_ONLY)
        assert "units-asked-of-nobody" in codes(office)


def test_the_command_says_what_must_be_settled(city: City, tmp_path: Path) -> None:
    said = city.desk.does("plan", "check", city.office)
    assert said.splitlines()[-1].startswith("方案检查：")
    found = json.loads(city.desk.does("plan", "check", city.office, "--json"))
    assert len(found) == len(said.splitlines()) - 1 or said.startswith("方案检查：没有")

    city.desk.does(
        "plan", "new", city.table("r.md", "# 2025年甲市政府工作报告\n## 重点工作\n新增上市企业6家。\n"), "-o", tmp_path / "n.jiannuo"
    )
    assert "必须：" in city.desk.does("plan", "check", tmp_path / "n.jiannuo")
    assert "主办单位" in city.desk.refuses("plan", "check", city.unit("东区"))


def test_a_units_workspace_has_no_plan_to_check(city: City) -> None:
    with district(city) as east, pytest.raises(NotTheOffice):
        check_plan(east)
