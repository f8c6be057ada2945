from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from tests.core.services.exchanging import later_office
from tests.journeys.conftest import City

from core.errors import NodeUnclear, NotADay
from core.model.duty_rules import EvidenceRule, TextRule
from core.model.outline import Node
from core.services.assigning import TypedAssignment, assign_items, assignment_of
from core.services.desk import Desk
from core.services.plan_edits import undo_plan_edit


@pytest.fixture
def office(city: City) -> Iterator[Desk]:
    with later_office(city) as desk:
        yield desk


def test_an_item_is_given_to_others_and_their_duties_follow(office: Desk) -> None:
    before, item = office.plan, office.find_item("1.1.1")
    bureau, east = office.find_unit("市人社局").id, office.find_unit("东区").id

    done = assign_items(
        office, [item.id], TypedAssignment(bureau, (east, bureau), lead_text=TextRule.QUARTERLY, evidence=EvidenceRule.ALWAYS)
    )

    held = office.plan.items_by_id[item.id]
    assert (held.lead, held.supporters) == (bureau, (east,))
    duties = {duty.unit: duty for duty in office.plan.duties_by_item[item.id]}
    assert set(duties) == {bureau, east}
    assert (duties[bureau].is_lead, duties[bureau].text) == (True, TextRule.QUARTERLY)
    assert {duty.evidence for duty in duties.values()} == {EvidenceRule.ALWAYS}
    undo_plan_edit(office, done)
    assert office.plan == before


def test_days_and_nodes_are_read_as_they_are_typed_and_stay_where_nothing_is_said(office: Desk) -> None:
    item = office.find_item("1.1.1")
    shown = assignment_of(item)
    assign_items(office, [item.id], TypedAssignment(item.lead, item.supporters, "9月底", "6月底 主体结构封顶\n2025.9.20　竣工"))

    held = office.plan.items_by_id[item.id]
    assert held.due == date(2025, 9, 30)
    assert held.nodes == (Node("主体结构封顶", date(2025, 6, 30)), Node("竣工", date(2025, 9, 20)))
    assign_items(office, [item.id], TypedAssignment(item.lead, item.supporters))
    assert office.plan.items_by_id[item.id] == held
    assign_items(office, [item.id], shown)
    assert office.plan.items_by_id[item.id] == item


@pytest.mark.parametrize(
    ("typed", "error"),
    [(TypedAssignment(None, due="月底"), NotADay), (TypedAssignment(None, nodes="6月底"), NodeUnclear)],
)
def test_what_cannot_be_read_changes_nothing(office: Desk, typed: TypedAssignment, error: type[Exception]) -> None:
    before = office.plan
    with pytest.raises(error):
        assign_items(office, [office.plan.items[0].id], typed)
    assert office.plan == before
