from __future__ import annotations

import pytest
from tests.core.services.exchanging import APRIL, MARCH, hand_up, hand_up_text
from tests.journeys.conftest import City

from core.errors import PeriodNotInPlan
from core.model.period import Period
from core.services.desk import Desk
from core.services.drafting import set_text
from core.services.period_history import period_history
from core.services.progress import attach
from core.services.reviews import accept, send_back


def test_a_period_tells_what_was_handed_up_and_answered_the_latest_first(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "已开工3个。")
    unit = office.find_unit("东区").id
    send_back(office, unit, MARCH, reason="请核")
    hand_up(city, office, "21")
    accept(office, unit, MARCH)

    lines = period_history(office, unit, MARCH)

    told = [(line.subject.entity, line.number) for line in lines]
    assert set(told) >= {("review", 0), ("submission", 0), ("observation", 1), ("observation", 2), ("progress", 1)}
    assert [line.reason for line in lines if line.subject.entity == "review" and line.reason] == ["请核"]
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert not any(line.is_draft for line in lines)


def test_another_period_has_another_history(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    assert period_history(office, office.find_unit("东区").id, APRIL) == ()


def test_the_unit_sees_its_drafts_and_files(city: City, east: Desk) -> None:
    item = east.find_item("1.1.1").id
    set_text(east, MARCH, item, "text", "已开工3个。")
    attach(east, MARCH, item, city.table("list.csv", "a"))

    lines = period_history(east, east.unit, MARCH)

    assert {(line.subject.entity, line.is_draft) for line in lines} == {("progress", True), ("evidence", True)}


def test_a_long_history_is_told_from_its_end(east: Desk) -> None:
    for number in range(5):
        set_text(east, MARCH, east.find_item("1.1.1").id, "text", f"已开工{number}个。")

    lines = period_history(east, east.unit, MARCH, most=2)

    assert [line.value for line in lines] == ["已开工4个。", "已开工3个。"]


def test_a_period_that_the_plan_does_not_have_is_refused(east: Desk) -> None:
    with pytest.raises(PeriodNotInPlan):
        period_history(east, east.unit, Period.parse("2031-01"))
