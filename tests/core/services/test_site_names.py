from __future__ import annotations

from tests.core.services.exchanging import hand_up, second_computer
from tests.journeys.conftest import City

from core.ids import SiteId
from core.services.desk import Desk
from core.services.site_names import SiteNames


def test_computers_of_a_unit_are_numbered_by_when_they_were_enrolled(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")
    unit = office.find_unit("东区").id

    names = SiteNames(office)

    east = sorted((name for name in names.by_site.values() if name.unit == unit), key=lambda name: name.number)
    assert [name.number for name in east] == [1, 2]
    assert {name.label(office.plan, "zh") for name in east} == {"东区第1台电脑", "东区第2台电脑"}
    assert names.of(office.identity.site).label(office.plan, "zh") == "海州市第1台电脑（本机）"  # Chinese marks
    assert names.of(office.identity.site).label(office.plan, "en") == "海州市, computer 1 (this one)"


def test_a_site_that_nobody_enrolled_is_named_by_its_id(office: Desk) -> None:
    assert SiteNames(office).of(SiteId("x1")).label(office.plan, "zh") == "终端x1"
    assert SiteNames(office).of(SiteId("x1")).label(office.plan, "en") == "x1"
