from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.core.services.exchanging import MARCH, district, feed_back, hand_up_text, later_office
from tests.journeys.conftest import City

from core.changes.change import PLAN
from core.changes.purges import PurgeKind, purge_register, purge_value
from core.errors import NothingToPurge, NotTheOffice, ReasonMissing
from core.services.desk import Desk
from core.services.merging import dry_run, merge
from core.services.mirroring import keep_mirror
from core.services.purges import purge, purge_texts, purges
from core.store.integrity import damages

SECRET = "本段含有不宜留存的个人信息，" * 8


def _bytes_in(folder: Path, *suffixes: str) -> list[str]:
    """The files of some kinds in which the secret still stands."""
    found = [path for path in folder.rglob("*") if path.is_file() and any(suffix in path.name for suffix in suffixes)]
    return sorted(path.name for path in found if SECRET[:14].encode() in path.read_bytes())


def _purge(office: Desk) -> str:
    unit, item = office.find_unit("东区").id, office.find_item("1.1.1").id
    (done,) = purge_texts(office, unit, item, MARCH, reason="涉及个人信息")
    return done.hash


def test_a_purged_text_leaves_every_file_and_who_when_and_why_stay(city: City) -> None:
    with later_office(city) as office:
        hand_up_text(city, office, "15", SECRET)
    keep_mirror(office.program, city.office)
    assert {"office.jiannuo"} <= set(_bytes_in(city.folder, ".jiannuo", ".jnm"))

    with later_office(city) as office:
        digest = _purge(office)
        (told,) = purges(office)
        assert (told.hash, told.by, told.reason) == (digest, "测试员", "涉及个人信息")
        assert office.workspace.database.execute("SELECT text FROM progress WHERE layer = 0").fetchall() == [("（已清除）",)]
        assert damages(office.workspace) == ()
        feed_back(city, office)
    keep_mirror(office.program, city.office)
    with district(city) as east:
        assert damages(east.workspace) == ()
        assert [each.hash for each in purges(east)] == [digest]
    keep_mirror(east.program, city.unit("东区"))

    assert _bytes_in(city.folder, ".jiannuo", ".jnm") == []


def test_purged_bytes_do_not_come_back(city: City) -> None:
    with later_office(city) as office:
        hand_up_text(city, office, "15", SECRET)
        old = city.folder / "report.jnb"
        kept = old.read_bytes()
        digest = _purge(office)
        (city.folder / "again.jnb").write_bytes(kept)
        merge(office, dry_run(office, [city.folder / "again.jnb"]))

        assert office.workspace.database.execute("SELECT body FROM text WHERE hash = ?", (digest,)).fetchone() == (None,)
        with pytest.raises(NothingToPurge):
            purge(office, digest, reason="再清一次")


def test_a_purge_is_the_offices_and_has_a_reason(city: City) -> None:
    with later_office(city) as office:
        hand_up_text(city, office, "15", SECRET)
        unit, item = office.find_unit("东区").id, office.find_item("1.1.1").id
        with pytest.raises(ReasonMissing):
            purge_texts(office, unit, item, MARCH, reason=" ")
        with pytest.raises(NothingToPurge):
            purge(office, "00", reason="涉密")
    with district(city) as east, pytest.raises(NotTheOffice):
        purge_texts(east, unit, item, MARCH, reason="涉密")


def test_a_purged_file_leaves_its_hash_and_is_not_let_in_again(city: City) -> None:
    scan = "佐证材料的扫描件，内有身份证号".encode() * 99
    digest = hashlib.sha256(scan).hexdigest()
    with later_office(city) as office:
        with office.writing() as work:
            work.keep_blob(digest, scan)
        done = purge(office, digest[:12], reason="含身份证号")
        with office.writing() as work:
            work.keep_blob(digest, scan)

        assert (done.kind, done.hash) == (PurgeKind.EVIDENCE, digest)
        assert office.workspace.database.execute("SELECT size, data FROM blob WHERE sha256 = ?", (digest,)).fetchone() == (len(scan), None)
    assert scan[:40] not in city.office.read_bytes()


def test_a_purge_that_comes_before_the_text_keeps_it_out(city: City) -> None:
    digest = "f0" * 32
    with later_office(city) as office:
        with office.writing() as work:
            work.set(PLAN, purge_register(digest), purge_value(PurgeKind.TEXT, "涉密"))
            work.enter([], [(digest, bytes(16), SECRET)])
        with office.writing() as work:
            work.enter([], [(digest, bytes(16), SECRET)])

        assert office.workspace.database.execute("SELECT body FROM text WHERE hash = ?", (digest,)).fetchone() == (None,)


def test_a_text_that_no_file_brought_says_so_until_it_is_purged(city: City) -> None:
    def shown(office: Desk) -> list[tuple[str]]:
        return office.workspace.database.execute("SELECT text FROM progress WHERE layer = 0").fetchall()

    with later_office(city) as office:
        hand_up_text(city, office, "15", SECRET)
        ((digest,),) = office.workspace.database.execute("SELECT hash FROM text WHERE body = ?", (SECRET,)).fetchall()
        office.workspace.database.execute("DELETE FROM text WHERE hash = ?", (digest,))  # as a relay brings it that withholds the body
        office.workspace.rebuild()
        assert shown(office) == [("（正文未收到）",)]

        with office.writing() as work:
            work.set(PLAN, purge_register(digest), purge_value(PurgeKind.TEXT, "涉密"))

        assert shown(office) == [("（已清除）",)]
        assert damages(office.workspace) == ()
