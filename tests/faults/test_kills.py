"""Ended by `kill -9` at random moments: what was acknowledged is there, the file is whole, and no work is half done."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.faults.fixture_files import DISTRICT, STORES
from tests.faults.processes import MARCH, OLD, acknowledged_until_killed, problem_of, start, text_of
from tests.journeys.conftest import City, city, issued_city

from core.bundle.keys import verify
from core.bundle.reader import read_bundle
from core.clock import SystemClock
from core.services.desk import Desk, Program, open_desk
from core.services.imports import import_history
from core.services.merging import dry_run
from core.services.restoring import known_mirrors, restore
from core.services.undoing import redo_last, undo_last
from core.store.integrity import damages
from core.store.schema import is_older
from core.store.upgrading import Upgraded
from core.store.workspace import Workspace

__all__ = ["city", "issued_city"]

KILLS = 50 if os.environ.get("JIANNUO_PROFILE") == "nightly" else 2  # of each of six works


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    return random.Random(request.node.name)


@contextmanager
def _opened(city: City, path: Path) -> Iterator[Desk]:
    """A workspace after a sudden end, which must be whole."""
    with open_desk(Program(SystemClock(), city.folder / "data", "查看"), path) as desk:
        assert damages(desk.workspace, verify) == ()
        yield desk


def test_every_text_that_was_acknowledged_survives(city: City, chance: random.Random) -> None:
    east, begin = city.unit("东区"), 1
    for _ in range(KILLS):
        acknowledged = acknowledged_until_killed("edit", east, city.folder / "data", begin, chance=chance)

        with _opened(city, east) as desk:
            assert problem_of(desk) in {text_of(acknowledged), text_of(acknowledged + 1)}
        begin = acknowledged + 2


def test_what_was_typed_before_a_sudden_end_is_taken_back_and_made_again(city: City, chance: random.Random) -> None:
    east, begin = city.unit("东区"), 1
    for _ in range(KILLS):
        acknowledged = acknowledged_until_killed("edit", east, city.folder / "data", begin, chance=chance)

        with _opened(city, east) as desk:
            numbers = {text_of(number): number for number in range(begin, acknowledged + 2)}
            last = numbers[problem_of(desk) or ""]
            undo_last(desk)
            assert last == begin or numbers[problem_of(desk) or ""] == last - 1
            redo_last(desk)
            assert numbers[problem_of(desk) or ""] == last
        begin = acknowledged + 2


def test_every_submission_that_was_acknowledged_survives_and_none_is_half(city: City, chance: random.Random) -> None:
    east, begin = city.unit("东区"), 1
    for _ in range(KILLS):
        acknowledged = acknowledged_until_killed("hand_up", east, city.folder / "data", begin, chance=chance)

        with _opened(city, east) as desk:
            drafted, handed_up = _texts(desk)
            assert {drafted, handed_up} <= {text_of(acknowledged), text_of(acknowledged + 1)}
            assert _covers_all(desk)
        assert dry_run_of(city, city.folder / "report.jnb") == []
        begin = acknowledged + 2


def dry_run_of(city: City, report: Path) -> list[object]:
    """What the office refuses of a report file that stands after a sudden end."""
    read_bundle(report)
    with _opened(city, city.office) as office:
        return [file.refused for file in dry_run(office, [report]).files if file.refused is not None]


def _texts(desk: Desk) -> tuple[str, str]:
    """What the draft of March says, and what was handed up of it."""
    rows = desk.workspace.database.execute("SELECT text FROM progress WHERE period = ? AND text <> '' ORDER BY layer DESC", (str(MARCH),))
    (drafted,), (handed_up,) = rows.fetchall()
    return drafted, handed_up


def _covers_all(desk: Desk) -> bool:
    """Whether the own stream ends with a submission, which covers all before it."""
    row = desk.workspace.database.execute(
        "SELECT s.last_seq, max(b.seq) FROM stream s JOIN submission b ON b.stream = s.id WHERE s.site = ? AND s.scope = ?",
        (desk.identity.site, desk.unit),
    ).fetchone()
    return bool(row[0] == row[1])


def test_no_merge_is_half_done_and_none_that_was_acknowledged_is_lost(city: City, chance: random.Random) -> None:
    files, ends = _reports(city, 12)
    before = city.office.read_bytes()
    for _ in range(KILLS):
        city.office.write_bytes(before)
        acknowledged = acknowledged_until_killed("merge_each", city.office, city.folder / "data", *files, chance=chance)

        with _opened(city, city.office) as office:
            row = office.workspace.database.execute(
                "SELECT last_seq FROM stream WHERE scope = ?", (office.find_unit("东区").id,)
            ).fetchone()
            imports = office.workspace.database.execute("SELECT count(*) FROM import").fetchone()[0]
        merged = [0, *ends].index(row[0] if row else 0)
        assert merged in {acknowledged, acknowledged + 1}
        assert imports == merged


def test_no_merge_is_half_undone(city: City, chance: random.Random) -> None:
    (file,), (end,) = _reports(city, 1)
    before = city.office.read_bytes()
    for _ in range(KILLS):
        city.office.write_bytes(before)
        acknowledged = acknowledged_until_killed("merge_and_undo", city.office, city.folder / "data", file, chance=chance)

        with _opened(city, city.office) as office:
            unit = office.find_unit("东区").id
            row = office.workspace.database.execute("SELECT last_seq FROM stream WHERE scope = ?", (unit,)).fetchone()
            told = import_history(office)
        is_merged = row is not None
        assert row in {None, (end,)}
        assert [each.undone_at is None for each in told] == [True] * is_merged + [False] * (len(told) - is_merged)
        assert sum(each.undone_at is not None for each in told) in {acknowledged, acknowledged + 1}


def _reports(city: City, number: int) -> tuple[list[Path], list[int]]:
    """So many reports of the east, each with what is new since the one before, and the last number of its stream in each."""
    files, ends = [], []
    for each in range(1, number + 1):
        files.append(
            city.hands_up("东区", "2025-03", f"1.1.1,新增总投资超亿元项目,10,,第{each}次,\n2.1.1,新增上市企业,1,,,\n", report=f"{each}.jnb")
        )
        ends.append(max(piece.changes[-1].seq for piece in read_bundle(files[-1]).slices))
    return files, ends


def test_mirror_is_whole_up_to_what_was_acknowledged(city: City, tmp_path: Path, chance: random.Random) -> None:
    east, begin = city.unit("东区"), 1
    for kill in range(KILLS):
        acknowledged = acknowledged_until_killed("mirror", east, city.folder / "data", begin, chance=chance)

        program = Program(SystemClock(), city.folder / "data", "恢复")
        (mine,) = (each for each in known_mirrors(program) if each.contents.owner.name.endswith("东区人民政府"))
        restore(program, mine.path, tmp_path / f"{kill}.jiannuo")
        with _opened(city, tmp_path / f"{kill}.jiannuo") as desk:
            assert problem_of(desk) in {text_of(acknowledged), text_of(acknowledged + 1)}
        begin = acknowledged + 2


def test_migration_leaves_the_old_file_or_the_new_one(tmp_path: Path, chance: random.Random) -> None:
    old = _content(STORES / OLD / DISTRICT)
    for kill in range(KILLS):
        folder = tmp_path / str(kill)
        folder.mkdir()
        acknowledged = acknowledged_until_killed("migrate", folder, chance=chance)

        for number in range(1, acknowledged + 2):
            path = folder / f"{number}.jiannuo"
            if not path.exists() or path.stat().st_size < (STORES / OLD / DISTRICT).stat().st_size:
                assert number > acknowledged
                continue
            for copy in folder.glob(f"{number}（*"):
                assert _content(copy) == old
            assert number > acknowledged or len(list(folder.glob(f"{number}（*"))) == 1
            with Workspace.open(path) as workspace:
                assert damages(workspace, verify) == ()
                assert not is_older(workspace.database)
                assert isinstance(workspace.upgraded, Upgraded) <= (number > acknowledged)
        shutil.rmtree(folder)


@pytest.mark.parametrize("spare", [-100_000, -4096, 0, 20_000])
def test_migration_on_a_full_disk_is_whole_or_leaves_the_old_file_and_no_copy(tmp_path: Path, spare: int) -> None:
    path = tmp_path / "w.jiannuo"
    shutil.copy(STORES / OLD / DISTRICT, path)
    old = _content(path)

    with start("migrate_on_full_disk", path, path.stat().st_size + spare) as process:
        said, err = process.communicate()

    assert said.split() == ["disk-full" if spare < 0 else "migrated"], err
    if spare < 0:
        assert _content(path) == old
        assert list(tmp_path.iterdir()) == [path]


def _content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = list(connection.iterdump())
    connection.close()
    return lines
