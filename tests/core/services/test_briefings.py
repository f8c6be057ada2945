from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.errors import PeriodNotInPlan, UnitOutsideSubtree, UnitUnknown
from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.assignments import find_indicator
from core.services.briefings import fingerprint, picture, print_ledger, print_paper, roll_up, roll_up_json
from core.services.desk import Desk
from core.services.merging import dry_run, merge
from core.services.reviews import send_back

FEBRUARY = Period.parse("2025-02")


@pytest.fixture
def two_months(office: Desk, city: City) -> Desk:
    for month, projects in (("2025-01", 5), ("2025-02", 9)):
        rows = f"1.1.1,新增总投资超亿元项目,{projects},,,\n2.1.1,新增上市企业,1,,,\n"
        merge(office, dry_run(office, [city.hands_up("东区", month, rows)]))
    return office


def test_the_roll_up_gives_the_city_first_and_then_the_units_of_each_indicator(two_months: Desk) -> None:
    plan = two_months.plan
    rows = roll_up(two_months, FEBRUARY)

    order = [(plan.items_by_id[row.item].order, plan.units_by_id[row.unit].order) for row in rows]
    assert order == sorted(order)
    assert {row.item for row in rows} == {item.id for item in plan.items}


def test_the_json_holds_the_same_rows(two_months: Desk) -> None:
    rows = roll_up_json(two_months, FEBRUARY)["rows"]

    assert isinstance(rows, list)
    assert [(row["unit"], row["indicator"]) for row in rows] == [(row.unit, row.indicator) for row in roll_up(two_months, FEBRUARY)]


def test_a_picture_tells_who_has_reported(two_months: Desk) -> None:
    send_back(two_months, two_months.find_unit("东区").id, FEBRUARY, reason="请核对")

    seen = picture(two_months, FEBRUARY)

    states = {seen.plan.units_by_id[report.unit].short_name: (report.state, report.reason) for report in seen.reports}
    assert states["东区"] == (SubmissionState.RETURNED, "请核对")
    assert states["西区"] == (SubmissionState.MISSING, "")
    assert list(states) == ["市发改委", "市人社局", "东区", "西区"]


def test_a_picture_knows_the_months_before(two_months: Desk) -> None:
    indicator = find_indicator(two_months.plan, "1.1.1", "新增总投资超亿元项目").id
    unit = two_months.find_unit("东区").id

    history = picture(two_months, FEBRUARY, viewpoint=unit).history[indicator, unit]

    assert [(str(period), value) for period, value in history] == [("2025-01", Decimal(5)), ("2025-02", Decimal(9))]


def test_a_unit_prints_of_itself_and_below_alone(east: Desk, office: Desk, tmp_path: Path) -> None:
    west = east.find_unit("西区").id

    with pytest.raises(UnitOutsideSubtree) as refused:
        print_paper(east, PaperKind.WORK, FEBRUARY, tmp_path / "b.pdf", viewpoint=west)
    with pytest.raises(UnitOutsideSubtree):
        picture(east, FEBRUARY, viewpoint=east.plan.root)

    assert (refused.value.unit, refused.value.own) == ("海州市西区人民政府", "海州市东区人民政府")
    assert list(tmp_path.glob("*.pdf")) == []
    assert picture(office, FEBRUARY, viewpoint=west).viewpoint == west


def test_a_period_that_is_not_asked_has_no_papers(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(PeriodNotInPlan):
        print_paper(office, PaperKind.WORK, Period.parse("2024-02"), tmp_path / "b.pdf")
    with pytest.raises(PeriodNotInPlan):
        print_ledger(office, Period.parse("2025-Q1"), tmp_path / "l.xlsx")

    assert list(tmp_path.glob("*.*")) == []


def test_scopes_have_fingerprints_of_their_own(two_months: Desk) -> None:
    plan, east, west = (fingerprint(two_months, scope) for scope in ("plan", "东区", "西区"))

    assert len({fingerprint(two_months), plan, east, west}) == 4
    assert fingerprint(two_months, "DQ") == east
    with pytest.raises(UnitUnknown):
        fingerprint(two_months, "南区")
