from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.resources import resource
from core.services.assignments import assign
from core.services.desk import Desk, Program, open_desk
from core.services.likely_leads import leads_as_json, leads_table, proposed_leads
from core.services.plans import NewPlan, new_plan


@pytest.fixture
def office(program: Program, tmp_path: Path) -> Iterator[Desk]:
    """The example's plan, with its units and without leads."""
    path = tmp_path / "w.jiannuo"
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), path, resource("report", "units.csv")))
    with open_desk(program, path) as desk:
        yield desk


def test_a_lead_is_proposed_of_the_plans_own_bureaus_with_its_reason(office: Desk) -> None:
    leads = {lead.item.code: lead for lead in proposed_leads(office)}

    assert len(leads) == len(office.plan.items)
    retail = leads["0.5"]
    assert retail.unit is not None
    assert retail.unit.short_name == "市商务局"
    assert retail.reason == "“社会消费品零售”通常由商务局牵头"


def test_nothing_is_proposed_without_bureaus(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(resource("report", "changzhou_2025.md"), tmp_path / "v.jiannuo"))

    with open_desk(program, tmp_path / "v.jiannuo") as desk:
        assert {lead.unit for lead in proposed_leads(desk)} == {None}


def test_the_table_of_proposals_is_read_as_assignments(office: Desk, tmp_path: Path) -> None:
    leads = tuple(lead for lead in proposed_leads(office) if lead.unit is not None)
    (tmp_path / "分解.csv").write_text(leads_table(leads), encoding="utf-8-sig")

    assign(office, assignments=tmp_path / "分解.csv", indicators=None)

    for lead in leads:
        assert lead.unit is not None
        assert office.plan.items_by_id[lead.item.id].lead == lead.unit.id
    assert not {lead.item.id for lead in leads} & {lead.item.id for lead in proposed_leads(office)}


def test_programs_read_the_unit_or_null(office: Desk) -> None:
    rows = leads_as_json(proposed_leads(office))

    assert {type(row["unit"]) for row in rows} <= {str, type(None)}
    assert all(row["reason"] for row in rows if row["unit"])
