from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from tests.core.services.exchanging import reader
from tests.journeys.conftest import City

from core.changes.change import PLAN, StreamKey
from core.ids import SiteId
from core.services.desk import Desk
from core.services.looked import LookedPage, Positions, group_looked_at, look, looked_at, looked_page

SEEN = Positions({StreamKey(SiteId("s1"), PLAN): 7})


def test_what_was_seen_is_remembered_by_page(tmp_path: Path) -> None:
    first, second = (LookedPage(tmp_path / "marks" / "g.json", name) for name in ("u1", "u2"))

    look(first, SEEN)

    assert looked_at(first) == SEEN
    assert looked_at(second) is None
    assert group_looked_at(second) == {"u1": SEEN}


def test_a_later_look_replaces_the_one_before(tmp_path: Path) -> None:
    page = LookedPage(tmp_path / "g.json", "u1")
    later = Positions({StreamKey(SiteId("s1"), PLAN): 9})

    look(page, SEEN)
    look(page, later)

    assert looked_at(page) == later


def test_marks_that_cannot_be_read_or_written_count_as_never_looked(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text("no json")
    (tmp_path / "file").write_text("where a folder should be")
    garbled, refused = LookedPage(tmp_path / "g.json", "u1"), LookedPage(tmp_path / "file" / "g.json", "u1")

    look(refused, SEEN)

    assert looked_at(garbled) is None
    assert looked_at(refused) is None


def test_each_person_and_each_workspace_has_marks_of_its_own(city: City, office: Desk) -> None:
    page = looked_page(office, "2025-03", "u1")
    colleague = Desk(replace(office.program, actor="王五"), office.workspace)

    with reader(city, "东区") as east:
        pages = {page, looked_page(colleague, "2025-03", "u1"), looked_page(east, "2025-03", "u1")}

    assert len(pages) == 3
    assert all(each.file.is_relative_to(city.folder / "data") for each in pages)
