from __future__ import annotations

import hashlib

import pytest
from tests.core.services.exchanging import APRIL, MARCH, hand_up, hand_up_text, second_computer
from tests.journeys.conftest import City

from core.errors import NotTheOffice, PeriodNotInPlan
from core.model.period import Period
from core.model.severity import Severity
from core.services.desk import Desk
from core.services.review_queue import Heap, QueueRow, queue_rows, review_queue
from core.services.reviews import accept, send_back


def row_of(office: Desk, name: str = "东区", period: Period = MARCH) -> QueueRow:
    unit = office.find_unit(name).id
    return next(row for row in review_queue(office, period) if row.unit == unit)


def test_a_unit_that_handed_nothing_up_is_missing(office: Desk) -> None:
    row = row_of(office)

    assert (row.heap, row.number, row.at, row.by) == (Heap.MISSING, 0, None, "")


def test_a_submission_without_findings_is_clean(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    row = row_of(office)

    assert (row.heap, row.number, row.name) == (Heap.CLEAN, 1, "海州市东区人民政府")
    assert set(row.findings.values()) == {0}


def test_a_running_total_that_falls_is_looked_at_though_it_is_explained(city: City, office: Desk) -> None:
    hand_up(city, office, "20", period=Period.parse("2025-02"))
    hand_up_text(city, office, "19", "核减1个未按期开工的项目。")

    row = row_of(office)

    assert row.heap is Heap.LOOK
    assert (row.findings[Severity.EXPLAIN], row.unanswered) == (1, 0)


def test_two_computers_that_differ_make_a_conflict(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")

    assert row_of(office).heap is Heap.CONFLICT


def test_handing_up_again_after_an_acceptance_is_a_request(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, "20")
    accept(office, unit, MARCH)
    assert row_of(office).heap is Heap.ACCEPTED

    hand_up(city, office, "21")
    assert (row_of(office).heap, row_of(office).number) == (Heap.REQUEST, 2)

    send_back(office, unit, MARCH, reason="维持原数")
    assert row_of(office).heap is Heap.RETURNED


def test_a_return_is_answered_by_a_new_submission(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    assert row_of(office).heap is Heap.RETURNED

    hand_up(city, office, "18")

    assert row_of(office).heap is Heap.CLEAN


def test_a_file_that_is_promised_and_not_here_is_looked_at(city: City, office: Desk) -> None:
    proof = city.table("证明.txt", "证明")
    city.desk.does("attach", city.unit("东区"), proof, "--period", str(MARCH), "--item", "1.1.1")
    hand_up(city, office, "20")
    assert row_of(office).heap is Heap.CLEAN

    with office.workspace.database.atomic():
        office.workspace.database.execute("UPDATE blob SET data = NULL WHERE sha256 = ?", (hashlib.sha256(proof.read_bytes()).hexdigest(),))

    assert (row_of(office).heap, row_of(office).promised) == (Heap.LOOK, 1)


def test_the_queue_is_by_heap_and_then_by_the_tree(city: City, office: Desk) -> None:
    hand_up(city, office, "20")

    rows = review_queue(office, MARCH)

    assert rows[0].unit == office.find_unit("东区").id
    others = [unit.id for unit in office.plan.reporting_units if unit.id != rows[0].unit]
    assert [row.unit for row in rows[1:]] == others


def test_what_is_behind_is_counted_in_items_of_the_unit(city: City, office: Desk) -> None:
    hand_up_text(city, office, "1", "项目前期工作滞后，下月集中开工。")

    assert row_of(office).behind == 1
    assert {row.behind for row in queue_rows(office, MARCH)} == {0}


def test_only_the_office_has_a_queue_and_only_of_periods_of_the_plan(east: Desk, office: Desk) -> None:
    with pytest.raises(NotTheOffice):
        review_queue(east, APRIL)
    with pytest.raises(PeriodNotInPlan):
        review_queue(office, Period.parse("2025-Q1"))
