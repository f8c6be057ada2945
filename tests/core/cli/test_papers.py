from __future__ import annotations

import json

from tests.driving import Desk
from tests.journeys.conftest import City

from core.briefing.blocks import FontRole

PERIOD = "2025-03"


def test_the_roll_up_is_a_line_a_row_or_json(city: City) -> None:
    lines = city.desk.does("rollup", city.office, "--period", PERIOD).splitlines()
    rows = city.desk("rollup", city.office, "--period", PERIOD, "--json").data["rows"]

    assert isinstance(rows, list)
    assert [line.split("\t")[3] for line in lines] == [row["explanation"] for row in rows]


def test_a_briefing_bears_the_date_asked_for(city: City) -> None:
    papers = [city.folder / name for name in ("a.pdf", "b.pdf", "c.pdf")]
    for paper, day in zip(papers, ("2025-04-01", "2025-04-02", "2025-04-01"), strict=True):
        city.desk.does("briefing", city.office, "--period", PERIOD, "--date", day, "-o", paper)

    first, second, third = (paper.read_bytes() for paper in papers)
    assert first == third
    assert first != second


def test_a_units_briefing_needs_a_unit_of_the_plan(city: City) -> None:
    assert "南区" in city.desk.refuses("briefing", city.office, "--period", PERIOD, "--unit", "南区", "-o", city.folder / "b.pdf")


def test_a_fingerprint_is_sixty_four_digits_of_a_hash(city: City) -> None:
    whole = city.desk.does("fingerprint", city.office).strip()
    plan = city.desk.does("fingerprint", city.office, "--scope", "plan").strip()

    assert len(whole) == len(plan) == 64
    assert int(whole, 16) != int(plan, 16)


def test_fonts_are_told_for_every_role(desk: Desk) -> None:
    rows = json.loads(desk.does("fonts", "--json"))

    assert {row["role"] for row in rows} >= {role.value for role in FontRole}
    assert all(row["family"] and row["file"] for row in rows)
    assert len(desk.does("fonts").splitlines()) == len(rows)
