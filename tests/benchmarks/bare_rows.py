"""The yardstick of a merge: the rows that it added, put into the same indexed tables by one `executemany` a table and one commit.

A tool, with no test of its own.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypeAlias

from core.store.connection import close_database, open_database
from core.store.sqlite import Database

Rows: TypeAlias = dict[str, list[tuple[object, ...]]]
_PROJECTED = "head", "site", "observation", "progress", "submission", "review", "reviewed_value", "evidence", "sheet", "shape"
_LOGGED = "actor", "stream", "register", "change", "text", "import", "acknowledged"


def rows_added(database: Database, before: Rows) -> Rows:
    """The rows of each table that stand in it now and did not before, in the tables' own order."""
    known = {table: set(rows) for table, rows in before.items()}
    return {table: [row for row in rows if row not in known[table]] for table, rows in all_rows(database).items()}


def all_rows(database: Database) -> Rows:
    """Every row of the tables that a merge writes; streams without what changes in them."""
    names = (*_LOGGED, *_PROJECTED)
    return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # own names


def insert_s(path: Path, rows: Rows) -> float:
    """Put rows into a workspace's tables in one transaction; in seconds of this process, the commit in it."""
    database = open_database(path, writable=True)
    begun = time.process_time()
    with database.atomic():
        for table, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                database.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # own names
    taken = time.process_time() - begun
    close_database(database)
    return taken
