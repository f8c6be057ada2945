"""A month that is filled in after a later amount covered it: nothing is counted twice, and everyone is asked (docs/decisions/0022)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.driving import copied_folder
from tests.journeys.conftest import DUTIES, REPORT, SHARES, UNITS, City

from core.changes.change import PLAN_DRAFT, Register
from core.changes.plan_values import indicator_values
from core.changes.registers import INDICATOR
from core.clock import SystemClock
from core.model.indicator import ValueKind
from core.services.desk import Program, open_desk

NAME = "新增总投资超亿元项目"
HEAD = "事项编号,指标,数值,缺报原因,审核说明\n"
OTHER = "2.1.1,新增上市企业,2,,\n"
ASKED = "已含在"


@pytest.fixture(scope="session")
def city_by_month(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city of which the projects are counted month by month (当期)."""
    made = City(tmp_path_factory.mktemp("by-month"))
    desk = made.desk
    desk.does("plan", "new", REPORT, "-o", made.office, "--units", made.table("units.csv", UNITS))
    desk.does("plan", "assign", made.office, "--duties", made.table("d.csv", DUTIES), "--indicators", made.table("s.csv", SHARES))
    with open_desk(Program(SystemClock(), made.folder / "data", "测试员"), made.office) as office, office.writing() as work:
        (projects,) = [each for each in office.plan.indicators if each.name == NAME]
        for field, value in indicator_values(replace(projects, kind=ValueKind.PERIOD)).items():
            work.set(PLAN_DRAFT, Register(INDICATOR, projects.id, field), value)
    desk.does("plan", "confirm", made.office, "--all")
    desk.does("plan", "issue", made.office, "-d", made.folder / "tasks")
    return made


@pytest.fixture
def city(city_by_month: City, tmp_path: Path) -> City:
    """Thirteen in April, none told of May, six in June."""
    own = City(copied_folder(city_by_month.folder, tmp_path / "city"))
    hand_up(own, "2025-04", f"1.1.1,{NAME},13,,\n")
    hand_up(own, "2025-06", f"1.1.1,{NAME},6,,\n")
    return own


def hand_up(city: City, period: str, rows: str, *options: str) -> str:
    """Record and hand up a month of the eastern district and merge it at the office."""
    record(city, period, rows + OTHER)
    path = city.folder / f"{period}.jnb"
    told = city.desk.does("submit", city.unit("东区"), "--period", period, "-o", path, *options)
    city.desk.does("merge", city.office, path)
    return told


def record(city: City, period: str, rows: str) -> None:
    city.desk.does("record", city.unit("东区"), city.table("record.csv", HEAD + rows), "--period", period)


def total(city: City, period: str) -> Any:  # noqa: ANN401 # JSON
    """The district's row of a period."""
    rows = json.loads(city.desk.does("rollup", city.office, "--period", period, "--json"))["rows"]
    return next(row for row in rows if row["name"] == NAME and row["source"] in {"accepted", "submitted"})


def asked(city: City, period: str) -> list[str]:
    """What the checks ask at the unit and at the office about numbers within others; both ask the same."""
    own = json.loads(city.desk("check", city.unit("东区"), "--period", period, "--json").out)["findings"]
    office = json.loads(city.desk("check", city.office, "--period", period, "--unit", "东区", "--json").out)["findings"]
    sentences = [[each["sentence"] for each in found if ASKED in each["sentence"]] for found in (own, office)]
    assert sentences[0] == sentences[1]
    return sentences[0]


def test_an_amount_after_a_gap_says_what_it_covers(city: City) -> None:
    june = total(city, "2025-06")

    assert june["value"] == "19"
    assert "5—6月" in june["explanation"]
    assert asked(city, "2025-06") == []


def test_a_month_filled_in_later_is_not_counted_twice_and_is_asked_about(city: City) -> None:
    record(city, "2025-05", f"1.1.1,{NAME},4,,\n{OTHER}")
    refused = city.desk.refuses("submit", city.unit("东区"), "--period", "2025-05", "-o", city.folder / "x.jnb")
    hand_up(city, "2025-05", f"1.1.1,{NAME},4,,六月数是五六两月的合计\n")

    assert "5—6月" in refused
    assert (total(city, "2025-05")["value"], total(city, "2025-06")["value"]) == ("17", "19")
    assert len(asked(city, "2025-05")) == 1
    assert "5—6月" in total(city, "2025-06")["explanation"]


def test_the_later_amount_entered_again_is_its_own_months_alone(city: City) -> None:
    hand_up(city, "2025-05", f"1.1.1,{NAME},4,,六月数稍后改为当月数\n")
    hand_up(city, "2025-06", f"1.1.1,{NAME},6,,\n")

    june = total(city, "2025-06")
    assert (june["value"], "5—6月" in june["explanation"]) == ("23", False)
    assert asked(city, "2025-06") == []


def test_what_it_covers_stays_with_an_amount_that_is_handed_up_again_untouched(city: City) -> None:
    hand_up(city, "2025-05", f"1.1.1,{NAME},4,,六月数是五六两月的合计\n")
    record(city, "2025-06", "2.1.1,新增上市企业,3,,\n")
    refused = city.desk.refuses("submit", city.unit("东区"), "--period", "2025-06", "-o", city.folder / "x.jnb")

    assert ASKED in refused
    assert total(city, "2025-06")["value"] == "19"
