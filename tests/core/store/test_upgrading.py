from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database
from tests.core.store.building import DRAFT, FIGURE, author, figure, make

from core.store.connection import create_database
from core.store.integrity import damages
from core.store.schema import each_version, is_older
from core.store.workspace import Workspace


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A closed workspace of version 1.0 with a figure."""
    path = tmp_path / "工作簿.jiannuo"
    with make(tmp_path / "new.jiannuo") as workspace, workspace.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("1"))
    connection = sqlite3.connect(path, isolation_level=None)
    next(each_version(Database(connection)))
    connection.execute("ATTACH ? AS new", (str(tmp_path / "new.jiannuo"),))
    for table in ("meta", "stream", "actor", "register", "change"):  # the log; heads and tables are made from it
        connection.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
    connection.execute(f"PRAGMA application_id = {connection.execute('PRAGMA new.application_id').fetchone()[0]}")
    connection.close()
    (tmp_path / "new.jiannuo").unlink()
    return path


def test_older_file_is_copied_before_it_is_changed(old: Path) -> None:
    before = list(sqlite3.connect(old).iterdump())

    with Workspace.open(old) as workspace:
        upgraded = workspace.upgraded
        assert not is_older(workspace.database)
        assert damages(workspace) == ()

    assert upgraded is not None
    assert (upgraded.version, upgraded.copy.name) == ("1.0", "工作簿（升级前1.0）.jiannuo")
    assert list(sqlite3.connect(upgraded.copy).iterdump()) == before
    assert sorted(old.parent.iterdir()) == sorted([old, upgraded.copy])


def test_file_of_this_version_is_not_copied(old: Path) -> None:
    Workspace.open(old).close()
    before = sorted(old.parent.iterdir())

    with Workspace.open(old) as workspace:
        assert workspace.upgraded is None
    assert sorted(old.parent.iterdir()) == before


def test_copy_never_takes_the_place_of_another_file(old: Path) -> None:
    taken = old.with_name("工作簿（升级前1.0）.jiannuo")
    taken.write_text("somebody's own", encoding="utf-8")

    with Workspace.open(old) as workspace:
        assert workspace.upgraded is not None
        assert workspace.upgraded.copy.name == "工作簿（升级前1.0-2）.jiannuo"

    assert taken.read_text(encoding="utf-8") == "somebody's own"


def test_migration_that_fails_leaves_the_file_as_it_was_and_no_copy(old: Path) -> None:
    in_the_way = sqlite3.connect(old)
    in_the_way.execute("ALTER TABLE observation ADD COLUMN span_from INTEGER")
    in_the_way.close()
    before = list(sqlite3.connect(old).iterdump())

    with pytest.raises(sqlite3.OperationalError, match="span_from"):
        Workspace.open(old)

    assert list(sqlite3.connect(old).iterdump()) == before
    assert list(old.parent.iterdir()) == [old]


def test_older_file_is_read_in_this_version_and_stays_as_it_is(old: Path) -> None:
    before = old.read_bytes()

    with Workspace.open_read_only(old) as workspace:
        assert not is_older(workspace.database)
        assert [head.value for head in workspace.log.heads(DRAFT, FIGURE)] == [figure("1")]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            workspace.database.execute("DELETE FROM meta")

    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_what_is_made_new_is_like_what_was_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    Workspace.open(old).close()
    made = create_database(tmp_path / "made.jiannuo")
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
    expected = made.execute(schema).fetchall()
    made.close()

    assert sqlite3.connect(old).execute(schema).fetchall() == expected
