from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import DUTIES, REPORT, UNITS, City

from core.errors import FileExists, NothingToIssue, PlanNotConfirmed, ReportIsEmpty
from core.model.indicator import Baseline
from core.services.assignments import assign
from core.services.desk import Desk, Program, open_desk
from core.services.plans import NewPlan, confirm_all, issue, new_plan


def test_a_new_plan_holds_everything_that_was_read(program: Program, city: City, tmp_path: Path) -> None:
    made = new_plan(program, NewPlan(REPORT, tmp_path / "w.jiannuo", city.table("units.csv", UNITS)))

    assert (made.place, made.year, made.units, made.tasks, made.items, made.indicators) == ("海州市", 2025, 5, 3, 7, 4)
    with open_desk(program, tmp_path / "w.jiannuo") as desk:
        assert desk.is_office
        assert [item.code for item in desk.plan.items] == ["0.1", "0.2", "1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2"]
        assert not desk.plan.is_sample


def test_a_plan_without_units_has_the_office_alone(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w.jiannuo"))

    with open_desk(program, tmp_path / "w.jiannuo") as desk:
        assert [unit.name for unit in desk.plan.units] == ["海州市人民政府"]


def test_two_plans_of_one_report_are_two_plans(program: Program, tmp_path: Path) -> None:
    for name in ("a", "b"):
        new_plan(program, NewPlan(REPORT, tmp_path / name))

    with open_desk(program, tmp_path / "a") as first, open_desk(program, tmp_path / "b") as second:
        assert first.identity.plan != second.identity.plan
        assert not {item.id for item in first.plan.items} & {item.id for item in second.plan.items}


def test_a_plan_that_cannot_be_made_leaves_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "w").write_text("已有内容", encoding="utf-8")

    with pytest.raises(ReportIsEmpty):
        new_plan(program, NewPlan(tmp_path / "empty.txt", tmp_path / "v"))
    with pytest.raises(FileExists):
        new_plan(program, NewPlan(REPORT, tmp_path / "w"))

    assert not list(tmp_path.glob("v*"))
    assert (tmp_path / "w").read_text(encoding="utf-8") == "已有内容"


def test_confirming_twice_finds_nothing_the_second_time(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w"))

    with open_desk(program, tmp_path / "w") as desk:
        assert confirm_all(desk) > 0
        assert confirm_all(desk) == 0


def test_confirming_takes_last_years_figures_as_bases(office: Desk) -> None:
    baselines = [indicator.baseline for indicator in office.issued_plan.indicators]

    assert [baseline.confirmed for baseline in baselines if isinstance(baseline, Baseline)] == [True, True, True]


def test_revisions_are_numbered_and_never_empty(office: Desk, city: City) -> None:
    assert office.issued_plan.revision == 1
    with pytest.raises(NothingToIssue):
        issue(office, reason="没有变化")

    assign(office, assignments=city.table("duties.csv", DUTIES.replace("1.2,市发改委,", "1.2,市人社局,")), indicators=None)
    number = issue(office, reason="调整牵头单位")

    assert number == office.issued_plan.revision == 2


def test_units_see_nothing_of_what_lies_on_the_offices_desk(office: Desk, city: City) -> None:
    before = office.issued_plan

    assign(office, assignments=city.table("duties.csv", DUTIES.replace("1.2,市发改委,", "1.2,市人社局,")), indicators=None)

    assert office.issued_plan == before
    assert office.plan != before


def test_open_proposals_stop_the_issue(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w"))

    with open_desk(program, tmp_path / "w") as desk, pytest.raises(PlanNotConfirmed):
        issue(desk, reason="下发")
