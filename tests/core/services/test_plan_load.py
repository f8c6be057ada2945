from __future__ import annotations

from core.services.desk import Desk
from core.services.plan_load import load_as_json, plan_load


def test_every_unit_with_duties_has_its_year(office: Desk) -> None:
    names = office.plan.units_by_id
    (growth,) = office.plan.indicators_by_item[office.find_item("0.1").id]

    loads = {names[load.unit].short_name: load for load in plan_load(office)}

    assert list(loads) == ["市发改委", "市人社局", "东区", "西区"]
    assert (loads["东区"].figures, loads["东区"].texts) == (24, 0)
    assert (loads["市发改委"].texts, loads["市发改委"].figures) == (72, len(office.plan.periods_by_frequency[growth.frequency]))


def test_a_unit_sees_the_same_as_the_office(office: Desk, east: Desk) -> None:
    assert load_as_json(office) == load_as_json(east)
