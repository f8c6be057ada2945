"""Everything that a check tells: `core.services.check_report`."""

from __future__ import annotations

import json

import pytest
from tests.core.services.exchanging import MARCH, PROJECTS, hand_up
from tests.journeys.conftest import City

from core.errors import NotTheOffice, PeriodNotInPlan
from core.model.period import Period
from core.services.assignments import assign
from core.services.check_report import check_everything, report_as_json
from core.services.desk import Desk
from core.services.plans import issue


def test_the_office_runs_the_same_engine_on_what_a_unit_handed_up(city: City, office: Desk) -> None:
    hand_up(city, office, "9")

    report = check_everything(office, MARCH, office.find_unit("东区").id)

    assert (report.findings, report.differs, report.is_clean) == ((), (), True)
    assert report.results is not None


def test_of_a_unit_that_handed_nothing_up_there_is_nothing_to_tell(office: Desk) -> None:
    report = check_everything(office, MARCH, office.find_unit("西区").id)

    assert (report.findings, report.results) == ((), None)


def test_a_formula_is_told_with_its_numbers_at_both_ends(city: City, office: Desk) -> None:
    table = city.table("f.csv", f"编号,公式,级别,适用单位\nF1,「{PROJECTS}」 ≤ 「新增上市企业」 × 5,提示性,各辖市区\n")
    assign(office, assignments=None, indicators=None, formulas=table)
    issue(office, reason="增加审核公式")
    hand_up(city, office, "9")

    told = report_as_json(check_everything(office, MARCH, office.find_unit("东区").id), office.plan, "zh")

    assert isinstance(told["findings"], list)
    (finding,) = told["findings"]
    assert isinstance(finding, dict)
    assert (finding["kind"], finding["severity"], finding["formula"], finding["item_code"]) == ("formula", "hint", "F1", "1.1.1")
    assert isinstance(finding["facts"], dict)
    assert finding["facts"]["shown"] == f"「{PROJECTS}」（9个） ≤ 「新增上市企业」（1家） × 5"
    assert finding["about"] == f"「{PROJECTS}」=9;「新增上市企业」=1"
    assert json.loads(json.dumps(told)) == told


def test_only_the_office_checks_others(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        check_everything(east, MARCH, east.find_unit("西区").id)
    assert check_everything(east, MARCH, east.unit) == check_everything(east, MARCH)


def test_a_period_that_the_plan_does_not_have_is_refused(office: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        check_everything(office, Period.parse("2031-01"), office.find_unit("东区").id)


def test_nothing_is_asked_of_an_office_that_hands_nothing_up(city: City, office: Desk) -> None:
    hand_up(city, office, "9")

    assert check_everything(office, MARCH).findings == ()
    assert check_everything(office, MARCH).is_clean
