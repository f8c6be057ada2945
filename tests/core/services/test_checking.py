from __future__ import annotations

import pytest
from tests.journeys.conftest import City

from core.errors import ChecksFailed, PeriodNotInPlan
from core.messages import Language
from core.model.period import Period
from core.services.check_report import check_everything, finding_as_json
from core.services.checking import check_period, must_pass_checks
from core.services.desk import Desk
from core.services.progress import record

MARCH = Period.parse("2025-03")


def test_a_workspace_fresh_from_its_task_file_is_whole(east: Desk, office: Desk) -> None:
    assert check_everything(east).is_clean
    assert check_everything(office).is_clean


def test_figures_that_are_asked_and_missing_stand_against_handing_up(east: Desk) -> None:
    checked = check_everything(east, MARCH)

    assert not checked.is_clean
    assert {finding.item for finding in checked.findings} == {east.find_item(code).id for code in ("1.1.1", "2.1.1")}
    with pytest.raises(ChecksFailed) as refused:
        must_pass_checks(east, MARCH)
    assert refused.value.count == 2


def test_a_period_that_the_plan_does_not_have_is_not_found_in_order(east: Desk) -> None:
    for wrong in (Period.parse("2031-01"), Period.parse("2025-Q1")):
        with pytest.raises(PeriodNotInPlan):
            check_everything(east, wrong)


def test_an_answer_clears_a_finding(east: Desk, city: City) -> None:
    rows = "事项编号,指标,数值,缺报原因,存在问题\n1.1.1,新增总投资超亿元项目,5,,\n2.1.1,新增上市企业,,未开展,\n"
    record(east, MARCH, city.table("r.csv", rows))
    assert [finding.stops_submitting for finding in check_period(east, MARCH)].count(True) == 1

    record(east, MARCH, city.table("r.csv", "事项编号,存在问题\n1.1.1,土地指标未落实，已协调。\n"))

    must_pass_checks(east, MARCH)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_findings_are_told_to_programs_too(east: Desk, language: Language) -> None:
    told = [finding_as_json(finding, east.plan, language) for finding in check_period(east, MARCH)]

    assert {each["severity"] for each in told} == {"blocking"}
    assert all(each["kind"] == "complete" and each["facts"] and each["item_code"] for each in told)
