from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from core.store.connection import create_database
from core.store.schema import APPLICATION_ID, PROJECTIONS, SCHEMA_MAJOR, SCHEMA_MINOR, VERSION_STEP, migrate
from core.store.workspace import Workspace


def test_new_file_says_what_it_is_and_of_which_version(workspace: Workspace) -> None:
    facts = [workspace.database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]

    assert facts == [APPLICATION_ID, SCHEMA_MAJOR * VERSION_STEP + SCHEMA_MINOR]


def test_migrating_again_changes_nothing(workspace: Workspace) -> None:
    before = list(workspace.database.conn.iterdump())

    migrate(workspace.database)

    assert list(workspace.database.conn.iterdump()) == before


def test_migration_that_fails_leaves_no_table(tmp_path: Path) -> None:
    database = Database(tmp_path / "w.jiannuo", execute_plugins=False)
    database.execute("CREATE TABLE evidence (in_the_way TEXT)")

    with pytest.raises(Exception, match="already exists"):
        migrate(database)

    assert {"change", "stream", "head"}.isdisjoint(database.table_names())
    database.close()


def test_every_projection_has_a_key_that_is_not_a_row_number(tmp_path: Path) -> None:
    database = create_database(tmp_path / "w.jiannuo")
    keyless = [table for table in PROJECTIONS if database[table].pks == ["rowid"]]  # type: ignore[union-attr]  # tables only
    database.close()

    assert keyless == []


def test_reads_of_screens_and_reports_are_indexed(workspace: Workspace) -> None:
    reads = [
        "SELECT * FROM observation WHERE layer = 1 AND reporter = 'u' AND period = '2025-06'",
        "SELECT * FROM progress WHERE layer = 0 AND period = '2025-06'",
        "SELECT * FROM register WHERE scope = 'plan' AND entity = 'item'",
        "SELECT * FROM head h JOIN change c ON c.id = h.change WHERE h.register = 1",
        "SELECT supersedes FROM change WHERE register = 1 AND supersedes <> '' AND id <> 2",
        "SELECT * FROM change WHERE stream = 1 AND seq > 5",
    ]

    for read in reads:
        plan = [row[3] for row in workspace.database.execute(f"EXPLAIN QUERY PLAN {read}").fetchall()]
        assert all(step.startswith("SEARCH") for step in plan), (read, plan)
