"""What becomes of a damaged workspace: never worse, and a new one with everything that its chains prove."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.driving import Desk
from tests.faults.fixture_files import DISTRICT, OFFICE, STORES, kept_versions
from tests.journeys.conftest import City, city, issued_city

from core.bundle.keys import verify
from core.changes.change import StreamKey, is_draft
from core.changes.codec import chain_next, chain_start, encode
from core.clock import SteppingClock
from core.errors import NothingToRescue
from core.services.desk import Program
from core.services.rescuing import Rescued, rescue
from core.store.fingerprints import workspace_fingerprint
from core.store.integrity import damages
from core.store.queries import all_streams, keys_of_sites
from core.store.workspace import Author, Workspace

__all__ = ["city", "issued_city"]

NIGHTLY = os.environ.get("JIANNUO_PROFILE") == "nightly"
LATEST = kept_versions()[-1]
PAGE = 4096
FLIPS = 400 if NIGHTLY else 24


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Another computer: it has neither the keys nor a mirror."""
    return Program(SteppingClock(datetime(2025, 6, 1, tzinfo=UTC)), tmp_path / "data", "测试员")


def _sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _chains(path: Path) -> dict[StreamKey, list[bytes]]:
    """The chain of every stream after each of its changes, the one before the first included."""
    with Workspace.open_read_only(path) as workspace:
        keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
        found = {}
        for key in all_streams(workspace.database):
            chains = [chain_start(workspace.identity.plan, keys[key.site], key.scope)]
            for change in workspace.log.changes(key):
                chains.append(chain_next(chains[-1], encode(change)))
            found[key] = chains
        return found


def _must_hold_prefixes(done: Rescued, whole: Path) -> None:
    """Every stream is the beginning of the one that was, as far as the rescue does not say itself that nothing proves it."""
    before = _chains(whole)
    doubts = {loss.stream: loss.proved for loss in done.losses}
    for key, chains in _chains(done.path).items():
        sure = chains[: doubts.get(key, len(chains)) + 1]
        assert sure == before[key][: len(sure)], key


def _rescue_must_not_harm(program: Program, damaged: Path, whole: Path) -> Rescued | None:
    """Rescue, and see that the damaged file is as it was and the new one whole and true; None where nothing was there."""
    before = hashlib.sha256(damaged.read_bytes()).digest()
    output = damaged.with_name(f"rescued of {damaged.name}")
    try:
        done = rescue(program, damaged, output)
    except NothingToRescue:
        assert not output.exists()
        return None
    finally:
        assert hashlib.sha256(damaged.read_bytes()).digest() == before
        assert not list(damaged.parent.glob(f"{damaged.name}-*"))
    with Workspace.open(output) as workspace:
        assert damages(workspace, verify) == ()
    _must_hold_prefixes(done, whole)
    return done


@pytest.mark.parametrize("version", kept_versions())
@pytest.mark.parametrize("name", [OFFICE, DISTRICT])
def test_whole_file_is_rescued_whole_from_every_version(program: Program, tmp_path: Path, version: str, name: str) -> None:
    done = rescue(program, STORES / version / name, tmp_path / "new.jiannuo")

    told = json.loads((STORES / version / "facts.json").read_text(encoding="utf-8"))[name]
    assert (done.losses, done.texts, done.is_whole) == ((), 0, True)
    with Workspace.open(tmp_path / "new.jiannuo") as workspace:
        assert workspace_fingerprint(workspace) == told["fingerprint"]
        assert damages(workspace, verify) == ()
        assert {f"{key.site} {key.scope}": len(chains) - 1 for key, chains in _chains(tmp_path / "new.jiannuo").items() if chains} == {
            stream: last for stream, (last, _) in told["streams"].items()
        }


@pytest.mark.parametrize("seed", range(FLIPS))
def test_turned_bytes_cost_no_more_than_what_they_hit(program: Program, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = STORES / LATEST / chance.choice([OFFICE, DISTRICT])
    data = bytearray(whole.read_bytes())
    page = seed % (len(data) // PAGE)  # every page has its turn
    for _ in range(chance.choice([1, 1, 8, 64])):
        data[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    damaged = tmp_path / "damaged.jiannuo"
    damaged.write_bytes(data)

    done = _rescue_must_not_harm(program, damaged, whole)

    assert done is not None
    assert done.changes > 0


def test_no_page_is_one_without_which_nothing_is_rescued(program: Program, tmp_path: Path) -> None:
    whole = STORES / LATEST / OFFICE
    data = whole.read_bytes()
    damaged = tmp_path / "damaged.jiannuo"
    changes = []
    for page in range(0, len(data) // PAGE, 1 if NIGHTLY else 5):
        damaged.write_bytes(data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :])
        done = _rescue_must_not_harm(program, damaged, whole)
        assert done is not None, page
        changes.append(done.changes)
        damaged.with_name(f"rescued of {damaged.name}").unlink()

    assert max(changes) == sum(len(chains) - 1 for chains in _chains(whole).values())


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.8, 0.97])
def test_file_cut_in_the_middle_gives_what_is_left(program: Program, tmp_path: Path, share: float) -> None:
    whole = STORES / LATEST / OFFICE
    damaged = tmp_path / "damaged.jiannuo"
    damaged.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])

    done = _rescue_must_not_harm(program, damaged, whole)

    # Of a file this small hardly any end can go without taking some beginning of every stream along.
    assert done is not None or share < 0.9


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP INDEX change_register", "DROP INDEX change_superseding"],
        ["DELETE FROM head", "DELETE FROM observation", "DELETE FROM site"],
        ["DROP TABLE review", "DROP TABLE head"],
        ["DELETE FROM meta WHERE key <> 'demo'"],
        ["DROP TABLE meta"],
        ["UPDATE stream SET chain = zeroblob(32)"],
        ["CREATE TRIGGER planted AFTER INSERT ON change BEGIN DELETE FROM change; END"],
        ["CREATE VIEW planted AS SELECT hex(randomblob(9))"],
        ["CREATE TABLE planted (a CHECK (abs(a) > 1))"],
        ["PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema"],
        ["PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET rootpage = 2"],
    ],
    ids=lambda statements: statements[-1],
)
def test_damaged_tables_and_hostile_schemas_are_read_around(program: Program, tmp_path: Path, statements: list[str]) -> None:
    whole = STORES / LATEST / DISTRICT
    damaged = tmp_path / "damaged.jiannuo"
    shutil.copy(whole, damaged)
    _sql(damaged, *statements)

    done = _rescue_must_not_harm(program, damaged, whole)

    assert done is not None
    with Workspace.open_read_only(tmp_path / "rescued of damaged.jiannuo") as rescued, Workspace.open_read_only(whole) as held:
        assert (rescued.identity.unit, rescued.identity.plan) == (held.identity.unit, held.identity.plan)
        if "zeroblob" not in statements[-1]:
            assert workspace_fingerprint(rescued) == workspace_fingerprint(held)


@pytest.mark.parametrize("content", [b"", "政府工作报告".encode() * 900, bytes(40960), b"SQLite format 3\x00" + bytes(999)])
def test_nothing_of_a_workspace_gives_none(program: Program, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jiannuo").write_bytes(content)

    with pytest.raises(NothingToRescue):
        rescue(program, tmp_path / "x.jiannuo", tmp_path / "new.jiannuo")

    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["x.jiannuo"]


def test_one_change_altered_takes_those_behind_it_but_for_drafts(program: Program, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jiannuo"
    shutil.copy(STORES / LATEST / DISTRICT, damaged)
    with Workspace.open_read_only(damaged) as workspace:
        key = next(key for key in all_streams(workspace.database) if is_draft(key.scope))
        row = workspace.database.execute("SELECT id FROM stream WHERE site = ? AND scope = ?", (key.site, key.scope)).fetchone()[0]
        count = workspace.database.execute("SELECT last_seq FROM stream WHERE id = ?", (row,)).fetchone()[0]
    _sql(damaged, f"DELETE FROM change WHERE stream = {row} AND seq = {count - 2}")

    done = rescue(program, damaged, tmp_path / "new.jiannuo")

    assert not done.is_whole
    assert [(loss.stream, loss.known, loss.taken, loss.proved) for loss in done.losses] == [(key, count, count - 3, 0)]


def test_a_mirror_gives_back_everything(city: City, tmp_path: Path) -> None:
    _work(city)
    east = city.unit("东区")
    fingerprint = city.desk.does("fingerprint", east)
    data = east.read_bytes()
    for number, page in enumerate(range(1, len(data) // PAGE, 1 if NIGHTLY else 7)):
        damaged, new = city.folder / f"damaged {number}.jiannuo", city.folder / f"new {number}.jiannuo"
        damaged.write_bytes(data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :])

        said = city.desk.does("rescue", damaged, "-o", new)

        assert "由备份补上" in said
        assert "丢失" not in said
        assert city.desk.does("fingerprint", new) == fingerprint or "以新终端" in said
        city.desk.does("check", new)


def test_site_that_lost_its_tail_goes_on_as_a_new_one_and_its_report_is_accepted(city: City) -> None:
    _work(city)
    shutil.rmtree(city.folder / "data" / "mirrors")
    east = city.unit("东区")
    own = "SELECT id FROM stream WHERE site = (SELECT value FROM meta WHERE key = 'site') AND scope NOT LIKE '%/draft'"
    _sql(east, f"DELETE FROM change WHERE id = (SELECT max(id) FROM change WHERE stream IN ({own}))")
    damaged = city.folder / "damaged.jiannuo"
    east.rename(damaged)

    said = city.desk.does("rescue", damaged, "-o", east)
    again = city.hands_up("东区", "2025-04", "1.1.1,新增总投资超亿元项目,14,,,\n2.1.1,新增上市企业,1,,,\n", report="april.jnb")
    city.desk.does("merge", city.office, again)
    city.desk.does("review", city.office, "accept", "东区", "2025-04")

    assert "海州市东区人民政府的变更" in said
    assert "以新终端" in said
    city.desk.does("check", east)
    city.desk.does("check", city.office)


def test_refused_file_names_the_way_to_rescue_it(city: City) -> None:
    _sql(city.office, "DROP TABLE head")

    assert "jiannuo rescue" in city.desk.refuses("status", city.office, "--period", "2025-03")
    assert "jiannuo rescue" in Desk(city.folder / "data").refuses("--lang", "en", "check", city.office)


def test_what_was_not_brought_into_the_file_yet_is_rescued_too(program: Program, tmp_path: Path) -> None:
    shutil.copy(STORES / LATEST / DISTRICT, tmp_path / "w.jiannuo")
    writer = Workspace.open(tmp_path / "w.jiannuo")
    key = next(key for key in all_streams(writer.database) if is_draft(key.scope))
    last = next(iter(writer.log.changes(key, 0)))
    with writer.unit_of_work(Author("张三", program.clock, 1)) as work:
        work.set(key.scope, last.register, {"value": "77"})
    damaged = tmp_path / "damaged.jiannuo"
    for suffix in ("", "-wal"):  # as a machine that lost its power leaves them
        shutil.copy(f"{writer.path}{suffix}", f"{damaged}{suffix}")
    writer.close()
    with damaged.open("r+b") as file:
        file.write(bytes(64))  # and the beginning is gone

    rescue(program, damaged, tmp_path / "new.jiannuo")

    with Workspace.open_read_only(tmp_path / "new.jiannuo") as workspace:
        assert [head.value for head in workspace.log.heads(key.scope, last.register)] == [{"value": "77"}]


def _work(city: City) -> None:
    """The east has handed up its March, the office holds it and has answered, and a draft of April is begun."""
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-03", "1.1.1,新增总投资超亿元项目,10,,,\n2.1.1,新增上市企业,1,,,\n"))
    city.desk.does("review", city.office, "accept", "东区", "2025-03")
    city.desk.does("feedback", city.office, "-d", city.folder / "feedback")
    (sent,) = (city.folder / "feedback").glob("*东区*.jnb")
    city.desk.does("merge", city.unit("东区"), sent)
    rows = city.table("april.csv", "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,13\n")
    city.desk.does("record", city.unit("东区"), rows, "--period", "2025-04")


def test_what_waits_is_rescued_as_what_waits(program: Program, tmp_path: Path) -> None:
    rescue(program, STORES / LATEST / OFFICE, tmp_path / "new.jiannuo")

    rows = []
    for path in (STORES / LATEST / OFFICE, tmp_path / "new.jiannuo"):
        with Workspace.open_read_only(path) as workspace:
            rows.append(workspace.database.execute("SELECT site, scope, seq, chain, before, line, signature FROM aside").fetchall())
    assert rows[0] == rows[1] != []


def test_what_was_purged_never_comes_back(program: Program, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jiannuo"
    shutil.copy(STORES / LATEST / DISTRICT, damaged)
    bodies = [row[0].encode() for row in sqlite3.connect(damaged).execute("SELECT body FROM text")]
    _sql(damaged, "PRAGMA secure_delete = OFF", "UPDATE text SET body = NULL", "UPDATE blob SET data = NULL")
    leftovers = damaged.read_bytes()

    rescue(program, damaged, tmp_path / "new.jiannuo")

    content = (tmp_path / "new.jiannuo").read_bytes()
    assert any(body in leftovers for body in bodies)  # else nothing is shown by this
    assert not any(body in content for body in bodies)
    with Workspace.open_read_only(tmp_path / "new.jiannuo") as workspace:
        assert workspace.database.execute("SELECT count(*) FROM blob").fetchone()[0] == 0
