from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.core.store.building import DISTRICT, DISTRICT_1, DISTRICT_2, FIGURE, OFFICE, SHARED, author, deliver, figure
from tests.core.store.test_records import _hand_up, sites

from core.changes.change import Register, draft_scope
from core.changes.registers import CHECKED
from core.ids import SiteId
from core.store.register_records import contested_in, overtaken_in, scopes_of_several, versions_of
from core.store.sqlite import Database
from core.store.workspace import Workspace

__all__ = ["sites"]

Sites = dict[SiteId, Workspace]


@pytest.fixture
def office(sites: Sites) -> Workspace:  # the fixture of the same name
    """The office's, after both computers of the district handed June up without knowing of each other."""
    for number, site in ((1, DISTRICT_1), (2, DISTRICT_2)):
        with sites[site].unit_of_work(author()) as work:
            work.set(SHARED, Register(CHECKED, f"{DISTRICT}/2025-06", "findings"), {"rules": str(number)})
            _hand_up(work, figure(str(number)), f"b{number}", number)
        deliver(sites[site], sites[OFFICE])
    return sites[OFFICE]


def test_a_register_with_two_heads_is_contested(office: Workspace) -> None:
    assert contested_in(office.database, SHARED) == (FIGURE,)
    assert scopes_of_several(office.database) == (SHARED,)


def test_one_computer_alone_has_no_scope_of_several(sites: Sites) -> None:  # the fixture of the same name
    with sites[DISTRICT_1].unit_of_work(author()) as work:
        _hand_up(work, figure("1"), "b1", 1)
    deliver(sites[DISTRICT_1], sites[OFFICE])

    assert scopes_of_several(sites[OFFICE].database) == ()


def test_every_version_is_told_with_who_wrote_it_and_whether_it_is_a_head(sites: Sites, office: Workspace) -> None:
    deliver(office, sites[DISTRICT_1])
    with sites[DISTRICT_1].unit_of_work(author(name="王五")) as work:
        work.set(SHARED, FIGURE, {"value": "3"})

    versions = versions_of(sites[DISTRICT_1].database, SHARED, FIGURE)

    assert [version.value for version in versions if version.is_head] == [{"value": "3"}]
    (settling,) = [version for version in versions if version.is_head]
    assert settling.actor == "王五"
    assert all(settling.replaces(version.ref) for version in versions if version is not settling)
    assert {version.ref.site for version in versions} == {DISTRICT_1, DISTRICT_2}


def test_a_draft_is_overtaken_by_what_came_after_it_and_says_something_else(sites: Sites) -> None:
    for number, site in ((1, DISTRICT_1), (2, DISTRICT_2)):
        with sites[site].unit_of_work(author()) as work:
            work.set(draft_scope(DISTRICT), FIGURE, {"value": str(number)})
    with sites[DISTRICT_1].unit_of_work(author()) as work:
        work.hand_up(draft_scope(DISTRICT), SHARED, FIGURE)

    deliver(sites[DISTRICT_1], sites[DISTRICT_2])

    assert overtaken_in(sites[DISTRICT_1].database, DISTRICT) == ()
    assert overtaken_in(sites[DISTRICT_2].database, DISTRICT) == (FIGURE,)
    with sites[DISTRICT_2].unit_of_work(author()) as work:
        work.set_anew(draft_scope(DISTRICT), FIGURE, {"value": "2"})
    assert overtaken_in(sites[DISTRICT_2].database, DISTRICT) == ()


READS: dict[str, Callable[[Database], object]] = {
    "versions_of": lambda database: versions_of(database, SHARED, FIGURE),
    "contested_in": lambda database: contested_in(database, SHARED),
    "overtaken_in": lambda database: overtaken_in(database, DISTRICT),
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
