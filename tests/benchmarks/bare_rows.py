"""The yardstick of a merge: the rows that it added, put into the same indexed tables by one `executemany` a table and one commit.

A tool, with no test of its own.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from core.store.connection import close_database, open_database
from core.store.sqlite import Database

Rows: TypeAlias = dict[str, list[tuple[object, ...]]]
Marks: TypeAlias = dict[str, set[int]]
_PROJECTED = "head", "site", "observation", "progress", "submission", "review", "reviewed_value", "evidence", "sheet", "shape"
_LOGGED = "actor", "stream", "register", "change", "text", "import", "acknowledged"


def rows_held(database: Database) -> Marks:
    """What tells every row apart that stands in the tables which a merge writes."""
    return {table: {hash(row) for row in _every_row(database, table)} for table in (*_LOGGED, *_PROJECTED)}


def rows_added(database: Database, before: Mapping[str, set[int]]) -> Rows:
    """The rows of each table that stand in it now and did not before, in the tables' own order."""
    return {table: [row for row in _every_row(database, table) if hash(row) not in before[table]] for table in (*_LOGGED, *_PROJECTED)}


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


def _every_row(database: Database, table: str) -> sqlite3.Cursor:
    return database.execute(f"SELECT * FROM {table}")  # own names
