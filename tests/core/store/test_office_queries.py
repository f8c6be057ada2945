from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.core.store.building import DISTRICT, DISTRICT_1, FIGURE, LONG_TEXT, OFFICE, ROOT, SHARED, author, deliver, figure
from tests.core.store.test_records import _hand_up, _review, sites

from core.changes.change import Register
from core.changes.registers import REVIEWED_VALUE
from core.ids import SiteId
from core.model.period import Period
from core.store.office_queries import (
    dated_values_of,
    enrolled_sites,
    held_blobs,
    registers_between,
    reviews_of,
    stretches,
)
from core.store.sqlite import Database
from core.store.workspace import Workspace

__all__ = ["sites"]

JUNE = Period.parse("2025-06")


@pytest.fixture
def office(sites: dict[SiteId, Workspace]) -> Workspace:  # the fixture of the same name
    """The office's, after the district handed June up twice, came back once and was accepted."""
    office, district = sites[OFFICE], sites[DISTRICT_1]
    for number, value in ((1, "5"), (2, "6")):
        with district.unit_of_work(author(datetime(2025, 7, number, tzinfo=UTC))) as work:
            _hand_up(work, figure(value), f"b{number}", number)
        deliver(district, office)
        _review(office, f"b{number}", ROOT, accepted=number == 2)
    return office


def test_a_units_submissions_come_latest_first_with_the_stretch_of_each(office: Workspace) -> None:
    second, first = stretches(office.database, DISTRICT, JUNE)

    assert [(each.submission.number, each.site) for each in (first, second)] == [(1, DISTRICT_1), (2, DISTRICT_1)]
    assert (first.first, first.submission.last, first.seq) == (2, 2, 3)  # after the enrolment
    assert (second.first, second.submission.last, second.seq) == (4, 4, 5)
    assert stretches(office.database, DISTRICT) == [second, first]
    assert stretches(office.database, DISTRICT, Period.parse("2025-05")) == []
    assert stretches(office.database, ROOT) == []


def test_every_answer_is_told_with_its_comments(office: Workspace) -> None:
    found = {review.submission: review for review in reviews_of(office.database, DISTRICT)}

    assert {identity: review.accepted for identity, review in found.items()} == {"b1": False, "b2": True}
    assert all(review.comments == (("gdp", "请核"),) and review.reviewer == ROOT for review in found.values())


def test_reviewed_values_come_with_when_and_by_whom(office: Workspace) -> None:
    register = Register(REVIEWED_VALUE, f"{FIGURE.id}/{ROOT}", "value")
    with office.unit_of_work(author(datetime(2025, 8, 1, tzinfo=UTC), "李四")) as work:
        work.set(SHARED, register, {"value": "4.5", "reason": LONG_TEXT})

    (found,) = dated_values_of(office.database, DISTRICT)

    assert (found.value.value, found.value.reason, found.value.period, found.by) == (Decimal("4.5"), LONG_TEXT, JUNE, "李四")
    assert found.at.date().isoformat() == "2025-08-01"


def test_a_stretch_tells_the_registers_that_it_set(office: Workspace) -> None:
    second = stretches(office.database, DISTRICT)[0]

    assert registers_between(office.database, second.stream, second.first, second.submission.last) == [FIGURE]
    assert registers_between(office.database, second.stream, 9, 8) == []


def test_bytes_that_are_only_promised_are_not_held(office: Workspace) -> None:
    with office.unit_of_work(author()) as work:
        work.keep_blob("aa", b"here")
        work.keep_blob("bb", b"purged")
    with office.database.atomic():
        office.database.execute("UPDATE blob SET data = NULL WHERE sha256 = 'bb'")

    assert held_blobs(office.database, {"aa", "bb", "cc"}) == {"aa"}


def test_every_enrolled_site_is_known_since_its_enrolment(office: Workspace) -> None:
    found = enrolled_sites(office.database, office.identity)

    assert {(each.unit, each.site) for each in found} == {(ROOT, OFFICE), (DISTRICT, DISTRICT_1)}
    assert all(each.since >= datetime(2025, 7, 1, tzinfo=UTC) for each in found)


READS: dict[str, Callable[[Database], object]] = {
    "stretches": lambda database: stretches(database, DISTRICT, JUNE),
    "reviews_of": lambda database: reviews_of(database, DISTRICT),
    "dated_values_of": lambda database: dated_values_of(database, DISTRICT),
    "registers_between": lambda database: registers_between(database, 1, 1, 9),
    "held_blobs": lambda database: held_blobs(database, {"aa"}),
}


@pytest.mark.parametrize("name", READS)
def test_what_grows_is_found_by_its_index(office: Workspace, name: str) -> None:
    statements: list[str] = []
    office.database.conn.set_trace_callback(statements.append)
    READS[name](office.database)
    office.database.conn.set_trace_callback(None)

    plans = [row[3] for statement in statements for row in office.database.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
    assert plans
    assert not [step for step in plans if step.startswith("SCAN")]
