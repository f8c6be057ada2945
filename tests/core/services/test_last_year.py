from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.journeys.conftest import REPORT, City

from core.errors import LastPlanOfAnotherYear
from core.services.desk import Program, open_desk
from core.services.last_year import read_last_plan
from core.services.plans import NewPlan, new_plan

DECEMBER = "2025-12"


def next_report(folder: Path) -> Path:
    """The city's report of the year after: the same text with every year one later, and no figures of the year before."""
    text = REPORT.read_text(encoding="utf-8").replace("2025年", "2026年").replace("2024年", "2025年")
    path = folder / "haizhou_2026.txt"
    path.write_text(text, encoding="utf-8")
    return path


def with_results(city: City) -> Path:
    city.desk.does(
        "merge",
        city.office,
        city.hands_up("东区", DECEMBER, "1.1.1,新增总投资超亿元项目,40,,进展顺利。,\n2.1.1,新增上市企业,4,,进展顺利。,\n"),
    )
    return city.office


def test_the_units_of_last_year_come_along(program: Program, city: City, tmp_path: Path) -> None:
    new_plan(program, NewPlan(next_report(tmp_path), tmp_path / "w.jiannuo", last=city.office))

    with open_desk(program, tmp_path / "w.jiannuo") as desk, open_desk(program, city.office) as last:
        assert [(unit.code, unit.name) for unit in desk.plan.units] == [(unit.code, unit.name) for unit in last.plan.units]
        assert desk.plan.year == 2026


def test_what_is_measured_again_keeps_its_id(program: Program, city: City, tmp_path: Path) -> None:
    made = new_plan(program, NewPlan(next_report(tmp_path), tmp_path / "w.jiannuo", last=city.office))

    with open_desk(program, tmp_path / "w.jiannuo") as desk, open_desk(program, city.office) as last:
        ids = {indicator.name: indicator.id for indicator in last.plan.indicators}
        assert made.continued == len(ids)
        assert {indicator.name: indicator.id for indicator in desk.plan.indicators} == ids


def test_last_years_result_is_proposed_as_base_with_the_period_it_is_of(program: Program, city: City, tmp_path: Path) -> None:
    new_plan(program, NewPlan(next_report(tmp_path), tmp_path / "w.jiannuo", last=with_results(city)))

    with open_desk(program, tmp_path / "w.jiannuo") as desk:
        (projects,) = [indicator for indicator in desk.plan.indicators if indicator.name == "新增总投资超亿元项目"]
        assert projects.baseline is not None
        assert (projects.baseline.value, projects.baseline.confirmed) == (Decimal(40), False)
        assert projects.baseline.wording.startswith("2025年方案实绩")


def test_reading_last_year_changes_nothing_in_it(program: Program, city: City, tmp_path: Path) -> None:
    before = city.office.read_bytes()

    read_last_plan(program, city.office)

    assert city.office.read_bytes() == before


def test_a_plan_that_is_not_of_the_year_before_is_refused(program: Program, city: City, tmp_path: Path) -> None:
    with pytest.raises(LastPlanOfAnotherYear) as caught:
        new_plan(program, NewPlan(REPORT, tmp_path / "w.jiannuo", last=city.office))

    assert (caught.value.year, caught.value.expected) == (2025, 2024)
    assert not (tmp_path / "w.jiannuo").exists()


def test_a_plan_that_was_never_issued_gives_indicators_without_results(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "draft.jiannuo"))

    last = read_last_plan(program, tmp_path / "draft.jiannuo")

    assert {each.actual for each in last.indicators} == {None}
    assert last.words == {}
