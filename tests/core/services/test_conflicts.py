from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.services.exchanging import APRIL, MARCH, hand_up, hand_up_text, second_computer
from tests.journeys.conftest import City

from core.errors import ConflictsOpen, ConflictUnknown
from core.services.conflicts import ConflictKind, Settling, conflict_key, conflicts, conflicts_of, find_conflict, must_be_settled
from core.services.desk import Desk
from core.services.progress import record
from core.services.register_words import title_of
from core.services.reviews import accept


def table(city: City, rows: str) -> Path:
    return city.table("typed.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + rows)


def test_a_figure_that_nobody_accepted_is_missing_while_it_is_in_conflict(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")

    (found,) = conflicts(office)

    assert (found.kind, found.settling, found.is_missing, found.may_settle) == (ConflictKind.SHARED, Settling.OPEN, True, False)
    assert {(side.number, side.is_in_use, side.is_drafted) for side in found.sides} == {(1, False, False), (2, False, False)}
    assert {(str(side.value), side.actor) for side in found.sides} >= {("{'value': '25'}", "李四")}
    assert title_of(office.plan, found.subject, "zh") == "1.1.1 新增总投资超亿元项目 · 2025年3月 · 指标数据"
    assert title_of(office.plan, found.subject, "en") == "1.1.1 新增总投资超亿元项目 · 2025-03 · figure"


def test_what_was_accepted_stays_in_use(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    second_computer(office, "25")

    (found,) = conflicts(office)

    assert found.in_use == {"value": "20"}
    assert [side.value for side in found.sides if side.is_in_use] == [{"value": "20"}]


def test_of_texts_the_last_one_is_shown_and_a_merged_one_proposed(city: City, office: Desk) -> None:
    hand_up_text(city, office, "25", "已开工3个。")
    second_computer(office, "25", "已开工3个，设备进场。")  # Chinese marks

    (found,) = conflicts(office)

    assert found.merged is not None
    assert (found.merged.text, found.merged.contested) == ("已开工3个，设备进场。", 0)  # Chinese marks
    assert [side.is_in_use for side in found.sides] == [False, True]


def test_conflicts_are_found_by_unit_and_period(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")
    unit = office.find_unit("东区").id

    assert conflicts_of(office, unit) == conflicts_of(office, unit, MARCH) == conflicts(office)
    assert conflicts_of(office, unit, APRIL) == conflicts_of(office, office.find_unit("西区").id) == ()


def test_a_conflict_is_found_by_its_key_until_it_is_none(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")
    (found,) = conflicts(office)

    assert find_conflict(office, found.key) == found
    assert found.key == conflict_key(found.scope, found.register)
    with pytest.raises(ConflictUnknown):
        find_conflict(office, "0000000000")


def test_a_period_with_an_open_conflict_must_not_be_handed_up(city: City, east: Desk) -> None:
    record(east, MARCH, table(city, "1.1.1,新增总投资超亿元项目,20,,,\n"))
    second_computer(east, "25")

    assert must_be_settled(east, APRIL) == ()
    with pytest.raises(ConflictsOpen) as refused:
        must_be_settled(east, MARCH)
    assert (refused.value.count, refused.value.period) == (1, "2025年3月")


def test_a_draft_of_this_computer_says_something_else_than_the_other_handed_up(city: City, east: Desk) -> None:
    record(east, MARCH, table(city, "1.1.1,新增总投资超亿元项目,20,,,\n"))
    second_computer(east, "25")

    (found,) = conflicts(east)

    assert (found.kind, found.settling, found.may_settle) == (ConflictKind.OVERTAKEN, Settling.OPEN, True)
    assert [(side.value, side.is_drafted, side.is_in_use) for side in found.sides] == [
        ({"value": "25"}, False, True),
        ({"value": "20"}, True, False),
    ]


def test_what_is_typed_with_the_others_word_in_sight_is_no_conflict(city: City, east: Desk) -> None:
    second_computer(east, "25")

    record(east, MARCH, table(city, "1.1.1,新增总投资超亿元项目,20,,,\n"))

    assert conflicts(east) == ()
