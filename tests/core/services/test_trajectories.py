from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.changes.change import PLAN_DRAFT, Register
from core.changes.plan_values import TRAJECTORY
from core.changes.registers import INDICATOR
from core.changes.trajectory_values import trajectory_value
from core.errors import IndicatorUnknown, PeriodNotInPlan, UnitUnknown
from core.ids import IndicatorId, UnitId
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.briefings import roll_up
from core.services.desk import Desk
from core.services.merging import dry_run, merge
from core.services.plans import issue
from core.services.progress import record, submit
from core.services.reviews import set_reviewed_value
from core.services.trajectories import TrajectoryWanted, trajectory_data

FEBRUARY = Period.parse("2025-02")
PROJECTS = "新增总投资超亿元项目"
HEAD = "事项编号,指标,数值\n"


def wanted(desk: Desk, unit: str, period: Period = FEBRUARY) -> TrajectoryWanted:
    return TrajectoryWanted(find_indicator(desk.plan, "1.1.1", PROJECTS).id, desk.find_unit(unit).id, period)


def type_in(desk: Desk, folder: Path, value: int) -> None:
    table = folder / "typed.csv"
    table.write_text(f"{HEAD}1.1.1,{PROJECTS},{value}\n2.1.1,新增上市企业,1\n", encoding="utf-8")
    record(desk, FEBRUARY, table)


@pytest.fixture
def january(office: Desk, city: City) -> Desk:
    merge(office, dry_run(office, [city.hands_up("东区", "2025-01", f"1.1.1,{PROJECTS},5,,,\n2.1.1,新增上市企业,1,,,\n")]))
    return office


def test_a_units_plan_is_its_share_and_its_values_are_what_it_handed_up(january: Desk) -> None:
    data = trajectory_data(january, wanted(january, "东区"))

    assert (data.label, data.unit) == (PROJECTS, "个")
    assert data.plan[-1] == 36
    assert data.actual == (Decimal(5), *(None,) * 11)
    assert (data.needed[0], data.needed[-1]) == (Decimal(5), Decimal(36))
    assert data.last_text == "5个 13.9%"


def test_the_city_waits_for_all_its_parts(january: Desk) -> None:
    data = trajectory_data(january, wanted(january, "海州市"))

    assert data.plan[-1] == find_indicator(january.plan, "1.1.1", PROJECTS).target.value
    assert data.actual == (None,) * 12


def test_the_planned_line_and_the_judgement_follow_what_the_office_drew(january: Desk) -> None:
    place = wanted(january, "东区")
    drawn = DrawnTrajectory(TrajectoryShape.QUARTERS, (Decimal(15), Decimal(30), Decimal(30), Decimal(60)))

    with january.writing() as work:
        work.set(PLAN_DRAFT, Register(INDICATOR, place.indicator, TRAJECTORY), trajectory_value(drawn))
    issue(january, reason="按季度节点考核")

    row = next(row for row in roll_up(january, FEBRUARY) if (row.indicator, row.unit) == (place.indicator, place.unit))
    assert trajectory_data(january, place).plan[:9] == tuple(Decimal(month * 3) for month in (1, 2, 3, 4, 5, 6, 6, 6, 6))
    assert (row.as_of, row.elapsed) == (Period.parse("2025-01"), Decimal("8.333333"))
    assert "（按季度节点）" in row.explanation


def test_the_own_draft_counts_and_is_marked(east: Desk, tmp_path: Path) -> None:
    type_in(east, tmp_path, 9)

    data = trajectory_data(east, wanted(east, "东区"))

    assert data.actual[1] == 9
    assert data.last_text == "9个 25.0%（草稿）"


def test_what_was_handed_up_as_it_lies_in_the_draft_is_not_marked(east: Desk, tmp_path: Path) -> None:
    type_in(east, tmp_path, 9)
    submit(east, FEBRUARY)

    data = trajectory_data(east, wanted(east, "东区"))

    assert (data.actual[1], data.last_text) == (Decimal(9), "9个 25.0%")


def test_what_nobody_has_reported_says_so(office: Desk) -> None:
    data = trajectory_data(office, wanted(office, "西区"))

    assert (data.actual, data.last_text) == ((None,) * 12, "未报")


def test_the_offices_own_value_goes_before_what_was_handed_up(january: Desk) -> None:
    unit, indicator = january.find_unit("东区").id, find_indicator(january.plan, "1.1.1", PROJECTS).id
    set_reviewed_value(january, unit, indicator, unit, Period.parse("2025-01"), value=Decimal(4), reason="核实为4个")

    assert trajectory_data(january, wanted(january, "东区")).actual[0] == 4


def test_unknown_things_are_refused(office: Desk) -> None:
    known = wanted(office, "东区")

    with pytest.raises(IndicatorUnknown):
        trajectory_data(office, TrajectoryWanted(IndicatorId("i-none"), known.unit, FEBRUARY))
    with pytest.raises(UnitUnknown):
        trajectory_data(office, TrajectoryWanted(known.indicator, UnitId("u-none"), FEBRUARY))
    with pytest.raises(PeriodNotInPlan):
        trajectory_data(office, wanted(office, "东区", Period.parse("2024-02")))
