from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.core.services.exchanging import MARCH, hand_up
from tests.journeys.conftest import REPORT, City

from core.errors import NotTheOffice
from core.services.desk import Desk, Program, open_desk
from core.services.office_home import office_home
from core.services.plans import NewPlan, new_plan
from core.services.review_queue import Heap
from core.services.reviews import accept, send_back

BEFORE_DUE, AFTER_DUE = date(2025, 3, 26), date(2025, 3, 30)


def test_units_are_counted_by_heap_and_missing_ones_named(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    home = office_home(office, MARCH, BEFORE_DUE)

    assert home.counts == {heap: {Heap.CLEAN: 1, Heap.MISSING: 3}.get(heap, 0) for heap in Heap}
    assert not home.is_handed_up
    assert [unit.short_name for unit in home.missing] == ["市发改委", "市人社局", "西区"]
    assert (home.total, home.waiting, home.days_left, home.is_late) == (4, 1, 2, False)


def test_missing_after_the_due_day_is_late(office: Desk) -> None:
    home = office_home(office, MARCH, AFTER_DUE)

    assert (home.days_left, home.is_late) == (-2, True)


def test_the_next_to_look_at_is_the_first_that_waits(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    assert office_home(office, MARCH, BEFORE_DUE).next_row is None

    hand_up(city, office, "20")
    row = office_home(office, MARCH, BEFORE_DUE).next_row
    assert row is not None
    assert row.unit == unit

    accept(office, unit, MARCH)
    assert office_home(office, MARCH, BEFORE_DUE).next_row is None


def test_returned_units_are_named(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")

    assert [unit.short_name for unit in office_home(office, MARCH, BEFORE_DUE).returned] == ["东区"]


def test_a_unit_is_known_once_its_first_file_came(city: City, office: Desk) -> None:
    before = office_home(office, MARCH, BEFORE_DUE)
    assert [unit.short_name for unit in before.unknown] == ["市发改委", "市人社局", "东区", "西区"]
    assert before.imports == ()

    hand_up(city, office, "20")

    home = office_home(office, MARCH, BEFORE_DUE)
    assert [unit.short_name for unit in home.unknown] == ["市发改委", "市人社局", "西区"]
    assert [(line.name, line.unit) for line in home.imports] == [("report.jnb", office.find_unit("东区").id)]


def test_before_the_plan_is_issued_there_is_nothing_to_count(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "new.jiannuo"
    new_plan(program, NewPlan(REPORT, path))

    with open_desk(program, path) as desk:
        home = office_home(desk, MARCH, AFTER_DUE)

    assert (home.is_issued, home.total, home.unknown, home.is_late) == (False, 0, (), False)


def test_a_unit_has_another_first_page(east: Desk) -> None:
    with pytest.raises(NotTheOffice):
        office_home(east, MARCH, BEFORE_DUE)
